package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A {@link InstanceNorm1d} that takes the number of channels from the first batch, as
 * {@code torch.nn.LazyInstanceNorm1d}.
 */
public final class LazyInstanceNorm1d extends InstanceNorm1d implements Lazies.Lazy {

    /** With PyTorch's defaults. */
    public LazyInstanceNorm1d() {
        this(options());
    }

    /** With these options. */
    public LazyInstanceNorm1d(Options options) {
        super(0, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, -2, 2, 3);
        return super.forward(x);
    }
}
