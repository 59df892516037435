package lanewise.nn;

import org.jspecify.annotations.Nullable;

/** What the inverses of max pooling have in common. */
public abstract sealed class MaxUnpoolNd extends Module permits MaxUnpool1d, MaxUnpool2d, MaxUnpool3d {

    /**
     * PyTorch's arguments.
     *
     * @param stride how far the window moves (null: its size)
     * @param padding what is put on both sides (0)
     */
    public record Options(int @Nullable [] stride, int[] padding) {

        /** Undoing windows that moved so far. */
        public Options stride(int... stride) {
            return new Options(stride, padding);
        }

        /** Undoing windows with so much on both sides. */
        public Options padding(int... padding) {
            return new Options(stride, padding);
        }
    }

    private final int dims;
    final int[] kernelSize;
    final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, new int[] {0});
    }

    MaxUnpoolNd(int dims, int[] kernelSize, Options options) {
        this.dims = dims;
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + Filters.tuple(dims, kernelSize) + ", stride="
                + Filters.tuple(dims, options.stride() == null ? kernelSize : options.stride()) + ", padding="
                + Filters.tuple(dims, options.padding());
    }
}
