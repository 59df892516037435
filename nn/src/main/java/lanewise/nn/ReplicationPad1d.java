package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts its border, repeated around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.ReplicationPad1d}.
 */
public final class ReplicationPad1d extends Module {

    private final int[] padding;

    /** The same padding on all sides. */
    public ReplicationPad1d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public ReplicationPad1d(int[] padding) {
        this.padding = Padding.expand("ReplicationPad1d", 1, padding);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.pad(x, padding, PaddingMode.REPLICATE, 0));
    }

    @Override
    protected String extraRepr() {
        return PyText.tuple(padding);
    }
}
