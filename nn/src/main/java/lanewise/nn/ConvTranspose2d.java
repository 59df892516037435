package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * The transpose of a convolution, which makes images larger, as {@code torch.nn.ConvTranspose2d}: {@code (N, C, H, W)}
 * or {@code (C, H, W)} with C = inChannels become {@code (N, F, H′, W′)} with F = outChannels.
 *
 * <p>Weights and bias start from the uniform distribution between ±1/√fan-in (He et al., 2015, with a = √5).
 */
public sealed class ConvTranspose2d extends ConvTransposeNd permits LazyConvTranspose2d {

    /** Filters of one size in all directions, moved by 1. */
    public ConvTranspose2d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size in all directions. */
    public ConvTranspose2d(int inChannels, int outChannels, int kernelSize, Options options) {
        this(inChannels, outChannels, new int[] {kernelSize}, options);
    }

    /** Filters (height, width), moved by 1. */
    public ConvTranspose2d(int inChannels, int outChannels, int[] kernelSize) {
        this(inChannels, outChannels, kernelSize, options());
    }

    /**
     * Filters (height, width).
     *
     * @throws IllegalArgumentException if groups do not divide the channels, or a size is not positive
     */
    public ConvTranspose2d(int inChannels, int outChannels, int[] kernelSize, Options options) {
        super("ConvTranspose2d", 2, inChannels, outChannels, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.convTranspose2d(x, weight, bias, options));
    }

    /**
     * Returns a result of that size, of those that the stride leaves open.
     *
     * @param outputSize the sizes of the result, with or without N and C
     * @throws IllegalArgumentException if no output padding leads there
     */
    public Tensor forward(Tensor x, int[] outputSize) {
        return Functional.convTranspose2d(x, weight, bias, reaching(x, outputSize));
    }
}
