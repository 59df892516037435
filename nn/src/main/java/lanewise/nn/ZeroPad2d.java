package lanewise.nn;

/**
 * Puts zeros around images {@code (N, C, H, W)} or {@code (C, H, W)}, as
 * {@code torch.nn.ZeroPad2d}.
 */
public final class ZeroPad2d extends PadNd {

    /** The same padding on all sides. */
    public ZeroPad2d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom; one number stands for all sides. @throws IllegalArgumentException if it is
     * another count
     */
    public ZeroPad2d(int[] padding) {
        super("ZeroPad2d", 2, padding, PaddingMode.CONSTANT, 0);
    }
}
