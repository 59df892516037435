package lanewise.nn;

/**
 * Puts a constant around sequences {@code (N, C, W)} or {@code (C, W)}, as
 * {@code torch.nn.ConstantPad1d}.
 */
public final class ConstantPad1d extends PadNd {

    /** The same padding on all sides. */
    public ConstantPad1d(int padding, double value) {
        this(new int[] {padding}, value);
    }

    /**
     * Padding before and after; one number stands for all sides. @throws IllegalArgumentException if it is another
     * count
     */
    public ConstantPad1d(int[] padding, double value) {
        super("ConstantPad1d", 1, padding, PaddingMode.CONSTANT, value);
    }

    @Override
    protected String extraRepr() {
        return "padding=" + PyText.tuple(padding) + ", value=" + PyText.real(value);
    }
}
