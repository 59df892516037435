package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The transpose of a convolution, which makes volumes larger, as {@code torch.nn.ConvTranspose3d}:
 * {@code (N, C, D, H, W)} or {@code (C, D, H, W)} with C = inChannels become {@code (N, F, D′, H′, W′)} with F =
 * outChannels.
 *
 * <p>Weights and bias start from the uniform distribution between ±1/√fan-in (He et al., 2015, with a = √5).
 */
public sealed class ConvTranspose3d extends Module permits LazyConvTranspose3d {

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
                        "ConvTranspose3d: only zeros padding mode is supported, got " + paddingMode);
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

    private int inChannels;
    private final int outChannels;
    private final int[] kernelSize;
    private final Options options;
    /** The filters {@code (inChannels, outChannels / groups, kd, kh, kw)}. */
    public final Parameter weight;
    /** The bias {@code (outChannels)}, or null. */
    public final @Nullable Parameter bias;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(new int[] {1}, new int[] {0}, new int[] {0}, 1, true, new int[] {1});
    }

    /** Filters of one size in all directions, moved by 1. */
    public ConvTranspose3d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size in all directions. */
    public ConvTranspose3d(int inChannels, int outChannels, int kernelSize, Options options) {
        this(inChannels, outChannels, new int[] {kernelSize}, options);
    }

    /** Filters (depth, height, width), moved by 1. */
    public ConvTranspose3d(int inChannels, int outChannels, int[] kernelSize) {
        this(inChannels, outChannels, kernelSize, options());
    }

    /**
     * Filters (depth, height, width).
     *
     * @throws IllegalArgumentException if groups do not divide the channels, or a size is not positive
     */
    public ConvTranspose3d(int inChannels, int outChannels, int[] kernelSize, Options options) {
        this.inChannels = inChannels;
        this.outChannels = outChannels;
        this.kernelSize = Filters.kernel("ConvTranspose3d", 3, kernelSize);
        this.options = options;
        Filters.check("ConvTranspose3d", 3, options.stride(), options.padding(), options.dilation());
        weight = Filters.weight("ConvTranspose3d", inChannels, outChannels, this.kernelSize, options.groups(), true);
        bias = options.bias() ? Filters.bias(outChannels) : null;
        Filters.reset(weight, bias);
    }

    void setInChannels(int size) {
        inChannels = size;
        weight.setData(Filters.weight("ConvTranspose3d", size, outChannels, kernelSize, options.groups(), true)
                .detach()
                .to(weight.dtype()));
        resetParameters();
    }

    int groups() {
        return options.groups();
    }

    /** Draws weights and bias anew. */
    public void resetParameters() {
        Filters.reset(weight, bias);
    }

    @Override
    public Tensor forward(Tensor x) {
        return Functional.convTranspose3d(x, weight, bias, options);
    }

    /**
     * Returns a result of that size, of those that the stride leaves open.
     *
     * @param outputSize the sizes of the result, with or without N and C
     * @throws IllegalArgumentException if no output padding leads there
     */
    public Tensor forward(Tensor x, int[] outputSize) {
        int[] padding = Filters.outputPadding(
                "ConvTranspose3d", x, outputSize, kernelSize, options.stride(), options.padding(), options.dilation());
        return Functional.convTranspose3d(x, weight, bias, options.outputPadding(padding));
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
