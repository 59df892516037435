package lanewise.nn;

/**
 * Puts what lies inside, mirrored at the border around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.ReflectionPad1d}.
 */
public final class ReflectionPad1d extends PadNd {

    /** The same padding on all sides. */
    public ReflectionPad1d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public ReflectionPad1d(int[] padding) {
        super("ReflectionPad1d", 1, padding, PaddingMode.REFLECT, 0);
    }
}
