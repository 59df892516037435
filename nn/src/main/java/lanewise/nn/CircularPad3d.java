package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts what lies at the other end around volumes {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as
 * {@code torch.nn.CircularPad3d}.
 */
public final class CircularPad3d extends Module {

    private final int[] padding;

    /** The same padding on all sides. */
    public CircularPad3d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom, front, back; one number stands for all sides. @throws IllegalArgumentException
     * if it is another count
     */
    public CircularPad3d(int[] padding) {
        this.padding = Padding.expand("CircularPad3d", 3, padding);
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
