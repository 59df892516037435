package lanewise.nn;

/**
 * Puts what lies inside, mirrored at the border around images {@code (N, C, H, W)} or {@code (C, H, W)}, as
 * {@code torch.nn.ReflectionPad2d}.
 */
public final class ReflectionPad2d extends PadNd {

    /** The same padding on all sides. */
    public ReflectionPad2d(int padding) {
        this(new int[] {padding});
    }

    /**
     * Padding left, right, top, bottom; one number stands for all sides. @throws IllegalArgumentException if it is
     * another count
     */
    public ReflectionPad2d(int[] padding) {
        super("ReflectionPad2d", 2, padding, PaddingMode.REFLECT, 0);
    }
}
