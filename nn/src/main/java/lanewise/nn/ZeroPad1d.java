package lanewise.nn;

/**
 * Puts zeros around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.ZeroPad1d}.
 */
public final class ZeroPad1d extends PadNd {

    /** The same padding on all sides. */
    public ZeroPad1d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public ZeroPad1d(int[] padding) {
        super("ZeroPad1d", 1, padding, PaddingMode.CONSTANT, 0);
    }
}
