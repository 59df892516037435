package lanewise.nn;

/**
 * Puts its border, repeated around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.ReplicationPad1d}.
 */
public final class ReplicationPad1d extends PadNd {

    /** The same padding on all sides. */
    public ReplicationPad1d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public ReplicationPad1d(int[] padding) {
        super("ReplicationPad1d", 1, padding, PaddingMode.REPLICATE, 0);
    }
}
