package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A convolution (cross-correlation) of volumes, as {@code torch.nn.Conv3d}: {@code (N, C, D, H, W)} or
 * {@code (C, D, H, W)} with C = inChannels become {@code (N, F, D′, H′, W′)} with F = outChannels.
 *
 * <p>Weights and bias start from the uniform distribution between ±1/√fan-in (He et al., 2015, with a = √5).
 */
public sealed class Conv3d extends ConvNd permits LazyConv3d {

    /** Filters of one size in all directions, moved by 1. */
    public Conv3d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size in all directions. */
    public Conv3d(int inChannels, int outChannels, int kernelSize, Options options) {
        this(inChannels, outChannels, new int[] {kernelSize}, options);
    }

    /** Filters (depth, height, width), moved by 1. */
    public Conv3d(int inChannels, int outChannels, int[] kernelSize) {
        this(inChannels, outChannels, kernelSize, options());
    }

    /**
     * Filters (depth, height, width).
     *
     * @throws IllegalArgumentException if groups do not divide the channels, or a size is not positive
     */
    public Conv3d(int inChannels, int outChannels, int[] kernelSize, Options options) {
        super("Conv3d", 3, inChannels, outChannels, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.conv3d(x, weight, bias, options));
    }
}
