package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A {@link InstanceNorm3d} that takes the number of channels from the first batch, as
 * {@code torch.nn.LazyInstanceNorm3d}.
 */
public final class LazyInstanceNorm3d extends InstanceNorm3d implements Lazies.Lazy {

    /** With PyTorch's defaults. */
    public LazyInstanceNorm3d() {
        this(options());
    }

    /** With these options. */
    public LazyInstanceNorm3d(Options options) {
        super(0, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, -4, 4, 5);
        return super.forward(x);
    }
}
