package lanewise.nn;

/**
 * Puts what lies at the other end around volumes {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as
 * {@code torch.nn.CircularPad3d}.
 */
public final class CircularPad3d extends PadNd {

    /** The same padding on all sides. */
    public CircularPad3d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom, front, back; one number stands for all sides. @throws IllegalArgumentException
     * if it is another count
     */
    public CircularPad3d(int[] padding) {
        super("CircularPad3d", 3, padding, PaddingMode.CIRCULAR, 0);
    }
}
