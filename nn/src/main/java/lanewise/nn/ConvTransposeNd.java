package lanewise.nn;

import lanewise.tensor.Tensor;

/** What transposed convolutions of one, two and three dimensions have in common. */
public abstract sealed class ConvTransposeNd extends FilterNd
        permits ConvTranspose1d, ConvTranspose2d, ConvTranspose3d {

    /**
     * PyTorch's arguments.
     *
     * @param stride how far the filter moves in the result (1)
     * @param padding what is cut off the result on both sides (0)
     * @param outputPadding what is added to the result on the far side (0)
     * @param groups groups of channels that do not see each other (1)
     * @param bias whether something learned is added to each channel (true)
     * @param dilation the distance of the elements that a filter reaches (1)
     */
    public record Options(int[] stride, int[] padding, int[] outputPadding, int groups, boolean bias, int[] dilation) {

        /** With zeros outside, the only mode there is: accepted under PyTorch's name {@code "zeros"}. */
        public Options paddingMode(String paddingMode) {
            if (!paddingMode.equals("zeros")) {
                throw new IllegalArgumentException(
                        "ConvTranspose: only zeros padding mode is supported, got " + paddingMode);
            }
            return this;
        }

        /** Moving so far. */
        public Options stride(int... stride) {
            return new Options(stride, padding, outputPadding, groups, bias, dilation);
        }

        /** With so much cut off on both sides. */
        public Options padding(int... padding) {
            return new Options(stride, padding, outputPadding, groups, bias, dilation);
        }

        /** With so much added on the far side. */
        public Options outputPadding(int... outputPadding) {
            return new Options(stride, padding, outputPadding, groups, bias, dilation);
        }

        /** With so many groups. */
        public Options groups(int groups) {
            return new Options(stride, padding, outputPadding, groups, bias, dilation);
        }

        /** With a bias, or without. */
        public Options bias(boolean bias) {
            return new Options(stride, padding, outputPadding, groups, bias, dilation);
        }

        /** Reaching elements at this distance. */
        public Options dilation(int... dilation) {
            return new Options(stride, padding, outputPadding, groups, bias, dilation);
        }
    }

    final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(new int[] {1}, new int[] {0}, new int[] {0}, 1, true, new int[] {1});
    }

    ConvTransposeNd(String layer, int dims, int inChannels, int outChannels, int[] kernelSize, Options options) {
        int[] kernel = Filters.kernel(layer, dims, kernelSize);
        Filters.check(layer, dims, options.stride(), options.padding(), options.dilation());
        super(layer, true, inChannels, outChannels, kernel, options.groups(), options.bias());
        this.options = options;
    }

    /** The options whose output padding leads to a result of that size. */
    final Options reaching(Tensor x, int[] outputSize) {
        return options.outputPadding(Filters.outputPadding(
                layer, x, outputSize, kernelSize, options.stride(), options.padding(), options.dilation()));
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
                options.outputPadding(),
                options.groups(),
                bias != null,
                PaddingMode.CONSTANT);
    }
}
