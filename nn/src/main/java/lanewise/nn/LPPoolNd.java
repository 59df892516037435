package lanewise.nn;

import org.jspecify.annotations.Nullable;

/** What power-average pooling of signals and images has in common. */
public abstract sealed class LPPoolNd extends Module permits LPPool1d, LPPool2d {

    /**
     * PyTorch's arguments.
     *
     * @param stride how far the window moves (null: its size)
     * @param ceilMode whether a last window that is cut off counts (false)
     */
    public record Options(int @Nullable [] stride, boolean ceilMode) {

        /** Moving so far. */
        public Options stride(int... stride) {
            return new Options(stride, ceilMode);
        }

        /** With a last window that is cut off, or without. */
        public Options ceilMode(boolean ceilMode) {
            return new Options(stride, ceilMode);
        }
    }

    final double normType;
    final int[] kernelSize;
    final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, false);
    }

    LPPoolNd(double normType, int[] kernelSize, Options options) {
        this.normType = normType;
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    @Override
    protected String extraRepr() {
        int[] stride = options.stride();
        return "norm_type=" + PyText.number(normType) + ", kernel_size=" + PyText.sizes(kernelSize) + ", stride="
                + (stride == null ? "None" : PyText.sizes(stride)) + ", ceil_mode=" + PyText.bool(options.ceilMode());
    }
}
