package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A {@link BatchNorm3d} that takes the number of channels from the first batch, as {@code torch.nn.LazyBatchNorm3d}.
 */
public final class LazyBatchNorm3d extends BatchNorm3d implements Lazies.Lazy {

    /** With PyTorch's defaults. */
    public LazyBatchNorm3d() {
        this(options());
    }

    /** With these options. */
    public LazyBatchNorm3d(Options options) {
        super(0, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, 1, 5);
        return super.forward(x);
    }
}
