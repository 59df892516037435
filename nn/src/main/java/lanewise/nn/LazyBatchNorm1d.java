package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A {@link BatchNorm1d} that takes the number of channels from the first batch, as {@code torch.nn.LazyBatchNorm1d}.
 */
public final class LazyBatchNorm1d extends BatchNorm1d implements Lazies.Lazy {

    /** With PyTorch's defaults. */
    public LazyBatchNorm1d() {
        this(options());
    }

    /** With these options. */
    public LazyBatchNorm1d(Options options) {
        super(0, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, 1, 2, 3);
        return super.forward(x);
    }
}
