package lanewise.nn;

/**
 * Puts a constant around images {@code (N, C, H, W)} or {@code (C, H, W)}, as
 * {@code torch.nn.ConstantPad2d}.
 */
public final class ConstantPad2d extends PadNd {

    /** The same padding on all sides. */
    public ConstantPad2d(int padding, double value) {
        this(new int[] {padding}, value);
    }

    /**
     * Padding left, right, top, bottom; one number stands for all sides. @throws IllegalArgumentException if it is
     * another count
     */
    public ConstantPad2d(int[] padding, double value) {
        super("ConstantPad2d", 2, padding, PaddingMode.CONSTANT, value);
    }

    @Override
    protected String extraRepr() {
        return "padding=" + PyText.tuple(padding) + ", value=" + PyText.real(value);
    }
}
