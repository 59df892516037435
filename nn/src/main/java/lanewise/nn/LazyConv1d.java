package lanewise.nn;

import lanewise.tensor.Tensor;

/** A {@link Conv1d} that takes the number of input channels from the first batch, as {@code torch.nn.LazyConv1d}. */
public final class LazyConv1d extends Conv1d implements Lazies.Lazy {

    /** Filters of one size, moved by 1. */
    public LazyConv1d(int outChannels, int kernelSize) {
        this(outChannels, new int[] {kernelSize}, options());
    }

    /** Filters of one size. */
    public LazyConv1d(int outChannels, int kernelSize, Options options) {
        this(outChannels, new int[] {kernelSize}, options);
    }

    /**
     * Filters of one length. @throws IllegalArgumentException if groups do not divide the channels, or a size is not
     * positive
     */
    public LazyConv1d(int outChannels, int[] kernelSize, Options options) {
        super(0, outChannels, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, -2, 2, 3);
        return super.forward(x);
    }
}
