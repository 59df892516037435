package lanewise.nn;

import org.jspecify.annotations.Nullable;

/** What average pooling of images and volumes has in common. */
public abstract sealed class AvgPoolNd extends Module permits AvgPool2d, AvgPool3d {

    /**
     * PyTorch's arguments.
     *
     * @param stride how far the window moves (null: its size)
     * @param padding what is put on both sides (0)
     * @param ceilMode whether a last window that is cut off counts (false)
     * @param countIncludePad whether zeros of the padding count (true)
     * @param divisorOverride what sums are divided by (null: the size of the window)
     */
    public record Options(
            int @Nullable [] stride,
            int[] padding,
            boolean ceilMode,
            boolean countIncludePad,
            @Nullable Integer divisorOverride) {

        /** Moving so far. */
        public Options stride(int... stride) {
            return new Options(stride, padding, ceilMode, countIncludePad, divisorOverride);
        }

        /** With so much on both sides. */
        public Options padding(int... padding) {
            return new Options(stride, padding, ceilMode, countIncludePad, divisorOverride);
        }

        /** With a last window that is cut off, or without. */
        public Options ceilMode(boolean ceilMode) {
            return new Options(stride, padding, ceilMode, countIncludePad, divisorOverride);
        }

        /** Counting the padding, or not. */
        public Options countIncludePad(boolean countIncludePad) {
            return new Options(stride, padding, ceilMode, countIncludePad, divisorOverride);
        }

        /** Divided by this. */
        public Options divisorOverride(@Nullable Integer divisorOverride) {
            return new Options(stride, padding, ceilMode, countIncludePad, divisorOverride);
        }
    }

    final int[] kernelSize;
    final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, new int[] {0}, false, true, null);
    }

    AvgPoolNd(int[] kernelSize, Options options) {
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + PyText.sizes(kernelSize) + ", stride="
                + PyText.sizes(options.stride() == null ? kernelSize : options.stride()) + ", padding="
                + PyText.sizes(options.padding());
    }
}
