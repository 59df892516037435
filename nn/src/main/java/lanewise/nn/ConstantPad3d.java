package lanewise.nn;

/**
 * Puts a constant around volumes {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as
 * {@code torch.nn.ConstantPad3d}.
 */
public final class ConstantPad3d extends PadNd {

    /** The same padding on all sides. */
    public ConstantPad3d(int padding, double value) {
        this(new int[] {padding}, value);
    }

    /**
     * Padding left, right, top, bottom, front, back; one number stands for all sides. @throws IllegalArgumentException
     * if it is another count
     */
    public ConstantPad3d(int[] padding, double value) {
        super("ConstantPad3d", 3, padding, PaddingMode.CONSTANT, value);
    }

    @Override
    protected String extraRepr() {
        return "padding=" + PyText.tuple(padding) + ", value=" + PyText.real(value);
    }
}
