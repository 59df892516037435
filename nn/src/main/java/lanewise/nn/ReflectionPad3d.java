package lanewise.nn;

/**
 * Puts what lies inside, mirrored at the border around volumes {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as
 * {@code torch.nn.ReflectionPad3d}.
 */
public final class ReflectionPad3d extends PadNd {

    /** The same padding on all sides. */
    public ReflectionPad3d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom, front, back; one number stands for all sides. @throws IllegalArgumentException
     * if it is another count
     */
    public ReflectionPad3d(int[] padding) {
        super("ReflectionPad3d", 3, padding, PaddingMode.REFLECT, 0);
    }
}
