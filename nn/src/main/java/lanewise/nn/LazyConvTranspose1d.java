package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A {@link ConvTranspose1d} that takes the number of input channels from the first batch, as
 * {@code torch.nn.LazyConvTranspose1d}.
 */
public final class LazyConvTranspose1d extends ConvTranspose1d implements Lazies.Lazy {

    /** Filters of one size, moved by 1. */
    public LazyConvTranspose1d(int outChannels, int kernelSize) {
        this(outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size. */
    public LazyConvTranspose1d(int outChannels, int kernelSize, Options options) {
        this(outChannels, new int[] {kernelSize}, options);
    }

    /**
     * Filters of one length. @throws IllegalArgumentException if groups do not divide the channels, or a size is not
     * positive
     */
    public LazyConvTranspose1d(int outChannels, int[] kernelSize, Options options) {
        super(0, outChannels, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, -2, 2, 3);
        return super.forward(x);
    }

    @Override
    public Tensor forward(Tensor x, int[] outputSize) {
        Lazies.prepare(this, x, -2, 2, 3);
        return super.forward(x, outputSize);
    }
}
