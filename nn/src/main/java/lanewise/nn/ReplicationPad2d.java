package lanewise.nn;

/**
 * Puts its border, repeated around images {@code (N, C, H, W)} or {@code (C, H, W)}, as
 * {@code torch.nn.ReplicationPad2d}.
 */
public final class ReplicationPad2d extends PadNd {

    /** The same padding on all sides. */
    public ReplicationPad2d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom; one number stands for all sides. @throws IllegalArgumentException if it is
     * another count
     */
    public ReplicationPad2d(int[] padding) {
        super("ReplicationPad2d", 2, padding, PaddingMode.REPLICATE, 0);
    }
}
