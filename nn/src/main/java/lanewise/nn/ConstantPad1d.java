package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts a constant around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.ConstantPad1d}.
 */
public final class ConstantPad1d extends Module {

    private final int[] padding;
    private final double value;

    /** The same padding on all sides. */
    public ConstantPad1d(int padding, double value) {
        this(new int[] {padding}, value);
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public ConstantPad1d(int[] padding, double value) {
        this.padding = Padding.expand("ConstantPad1d", 1, padding);
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
