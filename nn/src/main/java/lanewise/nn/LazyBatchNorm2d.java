package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A {@link BatchNorm2d} that takes the number of channels from the first batch, as {@code torch.nn.LazyBatchNorm2d}.
 */
public final class LazyBatchNorm2d extends BatchNorm2d implements Lazies.Lazy {

    /** With PyTorch's defaults. */
    public LazyBatchNorm2d() {
        this(options());
    }

    /** With these options. */
    public LazyBatchNorm2d(Options options) {
        super(0, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, 1, 4);
        return super.forward(x);
    }
}
