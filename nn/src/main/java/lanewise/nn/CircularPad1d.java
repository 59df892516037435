package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts what lies at the other end around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.CircularPad1d}.
 */
public final class CircularPad1d extends Module {

    private final int[] padding;

    /** The same padding on all sides. */
    public CircularPad1d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public CircularPad1d(int[] padding) {
        this.padding = Padding.expand("CircularPad1d", 1, padding);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.pad(x, padding, PaddingMode.CIRCULAR, 0));
    }

    @Override
    protected String extraRepr() {
        return PyText.tuple(padding);
    }
}
