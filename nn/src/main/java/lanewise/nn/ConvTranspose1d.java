package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * The transpose of a convolution, which makes signals larger, as {@code torch.nn.ConvTranspose1d}: {@code (N, C, L)} or
 * {@code (C, L)} with C = inChannels become {@code (N, F, L′)} with F = outChannels.
 *
 * <p>Weights and bias start from the uniform distribution between ±1/√fan-in (He et al., 2015, with a = √5).
 */
public sealed class ConvTranspose1d extends ConvTransposeNd permits LazyConvTranspose1d {

    /** Filters of one size, moved by 1. */
    public ConvTranspose1d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size. */
    public ConvTranspose1d(int inChannels, int outChannels, int kernelSize, Options options) {
        this(inChannels, outChannels, new int[] {kernelSize}, options);
    }

    /** Filters of one length, moved by 1. */
    public ConvTranspose1d(int inChannels, int outChannels, int[] kernelSize) {
        this(inChannels, outChannels, kernelSize, options());
    }

    /**
     * Filters of one length.
     *
     * @throws IllegalArgumentException if groups do not divide the channels, or a size is not positive
     */
    public ConvTranspose1d(int inChannels, int outChannels, int[] kernelSize, Options options) {
        super("ConvTranspose1d", 1, inChannels, outChannels, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.convTranspose1d(x, weight, bias, options));
    }

    /**
     * Returns a result of that size, of those that the stride leaves open.
     *
     * @param outputSize the sizes of the result, with or without N and C
     * @throws IllegalArgumentException if no output padding leads there
     */
    public Tensor forward(Tensor x, int[] outputSize) {
        return Functional.convTranspose1d(x, weight, bias, reaching(x, outputSize));
    }
}
