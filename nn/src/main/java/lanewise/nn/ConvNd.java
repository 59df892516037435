package lanewise.nn;

import org.jspecify.annotations.Nullable;

/** What convolutions of one, two and three dimensions have in common. */
public abstract sealed class ConvNd extends FilterNd permits Conv1d, Conv2d, Conv3d {

    /**
     * PyTorch's arguments.
     *
     * @param stride how far the filter moves (1)
     * @param padding what is put on both sides (0); null for a result of the size of the input
     * @param dilation the distance of the elements that a filter sees (1)
     * @param groups groups of channels that do not see each other (1)
     * @param bias whether something learned is added to each channel (true)
     * @param paddingMode what the padding consists of (CONSTANT: zeros)
     */
    public record Options(
            int[] stride, int @Nullable [] padding, int[] dilation, int groups, boolean bias, PaddingMode paddingMode) {

        /**
         * With padding by PyTorch's names: {@code "same"} for a result of the size of the input, {@code "valid"} for
         * none.
         */
        public Options padding(String padding) {
            return switch (padding) {
                case "same" -> new Options(stride, null, dilation, groups, bias, paddingMode);
                case "valid" -> new Options(stride, new int[] {0}, dilation, groups, bias, paddingMode);
                default ->
                    throw new IllegalArgumentException(
                            "Conv: invalid padding string " + padding + ", should be one of valid, same");
            };
        }

        /** With this padding by PyTorch's name, as {@code "zeros"} or {@code "reflect"}. */
        public Options paddingMode(String paddingMode) {
            return paddingMode(paddingMode.equals("zeros") ? PaddingMode.CONSTANT : PaddingMode.of(paddingMode));
        }

        /** Moving so far. */
        public Options stride(int... stride) {
            return new Options(stride, padding, dilation, groups, bias, paddingMode);
        }

        /** With so much on both sides. */
        public Options padding(int... padding) {
            return new Options(stride, padding, dilation, groups, bias, paddingMode);
        }

        /** Seeing elements at this distance. */
        public Options dilation(int... dilation) {
            return new Options(stride, padding, dilation, groups, bias, paddingMode);
        }

        /** With so many groups. */
        public Options groups(int groups) {
            return new Options(stride, padding, dilation, groups, bias, paddingMode);
        }

        /** With a bias, or without. */
        public Options bias(boolean bias) {
            return new Options(stride, padding, dilation, groups, bias, paddingMode);
        }

        /** With this padding. */
        public Options paddingMode(PaddingMode paddingMode) {
            return new Options(stride, padding, dilation, groups, bias, paddingMode);
        }
    }

    final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(new int[] {1}, new int[] {0}, new int[] {1}, 1, true, PaddingMode.CONSTANT);
    }

    ConvNd(String layer, int dims, int inChannels, int outChannels, int[] kernelSize, Options options) {
        int[] kernel = Filters.kernel(layer, dims, kernelSize);
        Filters.check(layer, dims, options.stride(), options.padding(), options.dilation());
        super(layer, false, inChannels, outChannels, kernel, options.groups(), options.bias());
        this.options = options;
    }

    @Override
    protected String extraRepr() {
        return Filters.repr(
                inChannels,
                outChannels,
                kernelSize,
                options.stride(),
                options.padding(),
                options.dilation(),
                null,
                options.groups(),
                bias != null,
                options.paddingMode());
    }
}
