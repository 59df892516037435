package lanewise.nn;

/** What {@link Fold} and {@link Unfold} have in common. */
public abstract sealed class SlidingBlocks extends Module permits Fold, Unfold {

    /**
     * PyTorch's arguments, each one number or (height, width).
     *
     * @param dilation the distance of the elements of a block (1)
     * @param padding zeros on both sides (0)
     * @param stride the distance of blocks (1)
     */
    public record Options(int[] dilation, int[] padding, int[] stride) {

        /** With elements at this distance. */
        public Options dilation(int... dilation) {
            return new Options(dilation, padding, stride);
        }

        /** With these zeros on both sides. */
        public Options padding(int... padding) {
            return new Options(dilation, padding, stride);
        }

        /** With blocks at this distance. */
        public Options stride(int... stride) {
            return new Options(dilation, padding, stride);
        }
    }

    final int[] kernelSize;
    final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(new int[] {1}, new int[] {0}, new int[] {1});
    }

    SlidingBlocks(int[] kernelSize, Options options) {
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + PyText.sizes(kernelSize) + ", dilation=" + PyText.sizes(options.dilation())
                + ", padding=" + PyText.sizes(options.padding()) + ", stride=" + PyText.sizes(options.stride());
    }
}
