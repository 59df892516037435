package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts what lies inside, mirrored at the border around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.ReflectionPad1d}.
 */
public final class ReflectionPad1d extends Module {

    private final int[] padding;

    /** The same padding on all sides. */
    public ReflectionPad1d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public ReflectionPad1d(int[] padding) {
        this.padding = Padding.expand("ReflectionPad1d", 1, padding);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.pad(x, padding, PaddingMode.REFLECT, 0));
    }

    @Override
    protected String extraRepr() {
        return PyText.tuple(padding);
    }
}
