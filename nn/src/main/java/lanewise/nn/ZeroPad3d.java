package lanewise.nn;

/**
 * Puts zeros around volumes {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as
 * {@code torch.nn.ZeroPad3d}.
 */
public final class ZeroPad3d extends PadNd {

    /** The same padding on all sides. */
    public ZeroPad3d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom, front, back; one number stands for all sides. @throws IllegalArgumentException
     * if it is another count
     */
    public ZeroPad3d(int[] padding) {
        super("ZeroPad3d", 3, padding, PaddingMode.CONSTANT, 0);
    }
}
