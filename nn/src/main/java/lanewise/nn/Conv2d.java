package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A convolution (cross-correlation) of images, as {@code torch.nn.Conv2d}: {@code (N, C, H, W)} or {@code (C, H, W)}
 * with C = inChannels become {@code (N, F, H′, W′)} with F = outChannels.
 *
 * <p>Weights and bias start from the uniform distribution between ±1/√fan-in (He et al., 2015, with a = √5).
 */
public sealed class Conv2d extends ConvNd permits LazyConv2d {

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
        super("Conv2d", 2, inChannels, outChannels, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.conv2d(x, weight, bias, options));
    }
}
