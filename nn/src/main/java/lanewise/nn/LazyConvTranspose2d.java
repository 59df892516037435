package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A {@link ConvTranspose2d} that takes the number of input channels from the first batch, as
 * {@code torch.nn.LazyConvTranspose2d}.
 */
public final class LazyConvTranspose2d extends ConvTranspose2d implements Lazies.Lazy {

    /** Filters of one size in all directions, moved by 1. */
    public LazyConvTranspose2d(int outChannels, int kernelSize) {
        this(outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size in all directions. */
    public LazyConvTranspose2d(int outChannels, int kernelSize, Options options) {
        this(outChannels, new int[] {kernelSize}, options);
    }

    /**
     * Filters (height, width). @throws IllegalArgumentException if groups do not divide the channels, or a size is not
     * positive
     */
    public LazyConvTranspose2d(int outChannels, int[] kernelSize, Options options) {
        super(0, outChannels, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, -3, 3, 4);
        return super.forward(x);
    }

    @Override
    public Tensor forward(Tensor x, int[] outputSize) {
        Lazies.prepare(this, x, -3, 3, 4);
        return super.forward(x, outputSize);
    }
}
