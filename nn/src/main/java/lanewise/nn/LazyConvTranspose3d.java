package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A {@link ConvTranspose3d} that takes the number of input channels from the first batch, as
 * {@code torch.nn.LazyConvTranspose3d}.
 */
public final class LazyConvTranspose3d extends ConvTranspose3d implements Lazies.Lazy {

    /** Filters of one size in all directions, moved by 1. */
    public LazyConvTranspose3d(int outChannels, int kernelSize) {
        this(outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size in all directions. */
    public LazyConvTranspose3d(int outChannels, int kernelSize, Options options) {
        this(outChannels, new int[] {kernelSize}, options);
    }

    /**
     * Filters (depth, height, width). @throws IllegalArgumentException if groups do not divide the channels, or a size
     * is not positive
     */
    public LazyConvTranspose3d(int outChannels, int[] kernelSize, Options options) {
        super(0, outChannels, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, -4, 4, 5);
        return super.forward(x);
    }

    @Override
    public Tensor forward(Tensor x, int[] outputSize) {
        Lazies.prepare(this, x, -4, 4, 5);
        return super.forward(x, outputSize);
    }
}
