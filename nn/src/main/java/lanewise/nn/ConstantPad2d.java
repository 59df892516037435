package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts a constant around images {@code (N, C, H, W)} or {@code (C, H, W)}, as
 * {@code torch.nn.ConstantPad2d}.
 */
public final class ConstantPad2d extends Module {

    private final int[] padding;
    private final double value;

    /** The same padding on all sides. */
    public ConstantPad2d(int padding, double value) {
        this(new int[] {padding}, value);
    }

    /**
     * Padding left, right, top, bottom; one number stands for all sides. @throws IllegalArgumentException if it is
     * another count
     */
    public ConstantPad2d(int[] padding, double value) {
        this.padding = Padding.expand("ConstantPad2d", 2, padding);
        this.value = value;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.pad(x, padding, PaddingMode.CONSTANT, value));
    }

    @Override
    protected String extraRepr() {
        return "padding=" + PyText.tuple(padding) + ", value=" + PyText.real(value);
    }
}
