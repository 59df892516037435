package lanewise.nn;

/**
 * Puts what lies at the other end around images {@code (N, C, H, W)} or {@code (C, H, W)}, as
 * {@code torch.nn.CircularPad2d}.
 */
public final class CircularPad2d extends PadNd {

    /** The same padding on all sides. */
    public CircularPad2d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom; one number stands for all sides. @throws IllegalArgumentException if it is
     * another count
     */
    public CircularPad2d(int[] padding) {
        super("CircularPad2d", 2, padding, PaddingMode.CIRCULAR, 0);
    }
}
