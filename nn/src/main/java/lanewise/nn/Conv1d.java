package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A convolution (cross-correlation) of signals, as {@code torch.nn.Conv1d}: {@code (N, C, L)} or {@code (C, L)} with C
 * = inChannels become {@code (N, F, L′)} with F = outChannels.
 *
 * <p>Weights and bias start from the uniform distribution between ±1/√fan-in (He et al., 2015, with a = √5).
 */
public sealed class Conv1d extends ConvNd permits LazyConv1d {

    /** Filters of one size, moved by 1. */
    public Conv1d(int inChannels, int outChannels, int kernelSize) {
        this(inChannels, outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size. */
    public Conv1d(int inChannels, int outChannels, int kernelSize, Options options) {
        this(inChannels, outChannels, new int[] {kernelSize}, options);
    }

    /** Filters of one length, moved by 1. */
    public Conv1d(int inChannels, int outChannels, int[] kernelSize) {
        this(inChannels, outChannels, kernelSize, options());
    }

    /**
     * Filters of one length.
     *
     * @throws IllegalArgumentException if groups do not divide the channels, or a size is not positive
     */
    public Conv1d(int inChannels, int outChannels, int[] kernelSize, Options options) {
        super("Conv1d", 1, inChannels, outChannels, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.conv1d(x, weight, bias, options));
    }
}
