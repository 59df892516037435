package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The mean of each window of {@code (N, C, L)} or {@code (C, L)}, as {@code torch.nn.AvgPool1d}. */
public final class AvgPool1d extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param stride how far the window moves (null: its size)
     * @param padding what is put on both sides (0)
     * @param ceilMode whether a last window that is cut off counts (false)
     * @param countIncludePad whether zeros of the padding count (true)
     */
    public record Options(int @Nullable [] stride, int[] padding, boolean ceilMode, boolean countIncludePad) {

        /** Moving so far. */
        public Options stride(int... stride) {
            return new Options(stride, padding, ceilMode, countIncludePad);
        }

        /** With so much on both sides. */
        public Options padding(int... padding) {
            return new Options(stride, padding, ceilMode, countIncludePad);
        }

        /** With a last window that is cut off, or without. */
        public Options ceilMode(boolean ceilMode) {
            return new Options(stride, padding, ceilMode, countIncludePad);
        }

        /** Counting the padding, or not. */
        public Options countIncludePad(boolean countIncludePad) {
            return new Options(stride, padding, ceilMode, countIncludePad);
        }
    }

    private final int[] kernelSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, new int[] {0}, false, true);
    }

    /** Windows of one size, side by side. */
    public AvgPool1d(int kernelSize) {
        this(new int[] {kernelSize}, options());
    }

    /** Windows of one size. */
    public AvgPool1d(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Windows of one length, side by side. */
    public AvgPool1d(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Windows of one length. */
    public AvgPool1d(int[] kernelSize, Options options) {
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.avgPool1d(x, kernelSize, options));
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + PyText.tuple(kernelSize) + ", stride="
                + PyText.tuple(options.stride() == null ? kernelSize : options.stride()) + ", padding="
                + PyText.tuple(options.padding());
    }
}
