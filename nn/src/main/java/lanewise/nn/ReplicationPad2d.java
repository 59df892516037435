package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Puts its border, repeated around images {@code (N, C, H, W)} or {@code (C, H, W)}, as
 * {@code torch.nn.ReplicationPad2d}.
 */
public final class ReplicationPad2d extends Module {

    private final int[] padding;

    /** The same padding on all sides. */
    public ReplicationPad2d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom; one number stands for all sides. @throws IllegalArgumentException if it is
     * another count
     */
    public ReplicationPad2d(int[] padding) {
        this.padding = Padding.expand("ReplicationPad2d", 2, padding);
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
