package lanewise.nn;

/**
 * Puts its border, repeated around volumes {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as
 * {@code torch.nn.ReplicationPad3d}.
 */
public final class ReplicationPad3d extends PadNd {

    /** The same padding on all sides. */
    public ReplicationPad3d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom, front, back; one number stands for all sides. @throws IllegalArgumentException
     * if it is another count
     */
    public ReplicationPad3d(int[] padding) {
        super("ReplicationPad3d", 3, padding, PaddingMode.REPLICATE, 0);
    }
}
