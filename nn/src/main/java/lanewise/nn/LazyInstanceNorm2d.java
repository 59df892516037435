package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A {@link InstanceNorm2d} that takes the number of channels from the first batch, as
 * {@code torch.nn.LazyInstanceNorm2d}.
 */
public final class LazyInstanceNorm2d extends InstanceNorm2d implements Lazies.Lazy {

    /** With PyTorch's defaults. */
    public LazyInstanceNorm2d() {
        this(options());
    }

    /** With these options. */
    public LazyInstanceNorm2d(Options options) {
        super(0, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, -3, 3, 4);
        return super.forward(x);
    }
}
