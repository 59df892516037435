package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A convolution (cross-correlation) of images, as {@code torch.nn.Conv2d}: {@code (N, C, H, W)} or {@code (C, H, W)}
 * with C = inChannels become {@code (N, F, H′, W′)} with F = outChannels.
 *
 * <p>Weights and bias start from the uniform distribution between ±1/√fan-in (He et al., 2015, with a = √5).
 */
public sealed class Conv2d extends Module permits LazyConv2d {

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
                            "Conv2d: invalid padding string " + padding + ", should be one of valid, same");
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

    private int inChannels;
    private final int outChannels;
    private final int[] kernelSize;
    private final Options options;
    /** The filters {@code (outChannels, inChannels / groups, kh, kw)}. */
    public final Parameter weight;
    /** The bias {@code (outChannels)}, or null. */
    public final @Nullable Parameter bias;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(new int[] {1}, new int[] {0}, new int[] {1}, 1, true, PaddingMode.CONSTANT);
    }

    /** Filters of one size in all directions, moved by 1. */
    public Conv2d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size in all directions. */
    public Conv2d(int inChannels, int outChannels, int kernelSize, Options options) {
        this(inChannels, outChannels, new int[] {kernelSize}, options);
    }

    /** Filters (height, width), moved by 1. */
    public Conv2d(int inChannels, int outChannels, int[] kernelSize) {
        this(inChannels, outChannels, kernelSize, options());
    }

    /**
     * Filters (height, width).
     *
     * @throws IllegalArgumentException if groups do not divide the channels, or a size is not positive
     */
    public Conv2d(int inChannels, int outChannels, int[] kernelSize, Options options) {
        this.inChannels = inChannels;
        this.outChannels = outChannels;
        this.kernelSize = Filters.kernel("Conv2d", 2, kernelSize);
        this.options = options;
        Filters.check("Conv2d", 2, options.stride(), options.padding(), options.dilation());
        weight = Filters.weight("Conv2d", inChannels, outChannels, this.kernelSize, options.groups(), false);
        bias = options.bias() ? Filters.bias(outChannels) : null;
        Filters.reset(weight, bias);
    }

    void setInChannels(int size) {
        inChannels = size;
        weight.setData(Filters.weight("Conv2d", size, outChannels, kernelSize, options.groups(), false)
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
        return Functional.conv2d(x, weight, bias, options);
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
