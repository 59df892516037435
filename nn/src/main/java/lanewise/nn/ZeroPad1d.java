package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts zeros around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.ZeroPad1d}.
 */
public final class ZeroPad1d extends Module {

    private final int[] padding;

    /** The same padding on all sides. */
    public ZeroPad1d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public ZeroPad1d(int[] padding) {
        this.padding = Padding.expand("ZeroPad1d", 1, padding);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.pad(x, padding, PaddingMode.CONSTANT, 0));
    }

    @Override
    protected String extraRepr() {
        return PyText.tuple(padding);
    }
}
