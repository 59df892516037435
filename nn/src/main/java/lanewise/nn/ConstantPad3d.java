package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts a constant around volumes {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as
 * {@code torch.nn.ConstantPad3d}.
 */
public final class ConstantPad3d extends Module {

    private final int[] padding;
    private final double value;

    /** The same padding on all sides. */
    public ConstantPad3d(int padding, double value) {
        this(new int[] {padding}, value);
    }

    /**
     * Padding left, right, top, bottom, front, back; one number stands for all sides. @throws IllegalArgumentException
     * if it is another count
     */
    public ConstantPad3d(int[] padding, double value) {
        this.padding = Padding.expand("ConstantPad3d", 3, padding);
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
