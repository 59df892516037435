package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts zeros around volumes {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as
 * {@code torch.nn.ZeroPad3d}.
 */
public final class ZeroPad3d extends Module {

    private final int[] padding;

    /** The same padding on all sides. */
    public ZeroPad3d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom, front, back; one number stands for all sides. @throws IllegalArgumentException
     * if it is another count
     */
    public ZeroPad3d(int[] padding) {
        this.padding = Padding.expand("ZeroPad3d", 3, padding);
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
