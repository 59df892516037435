package lanewise.nn;

/**
 * Puts what lies at the other end around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.CircularPad1d}.
 */
public final class CircularPad1d extends PadNd {

    /** The same padding on all sides. */
    public CircularPad1d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public CircularPad1d(int[] padding) {
        super("CircularPad1d", 1, padding, PaddingMode.CIRCULAR, 0);
    }
}
