package lanewise.nn;

import java.util.Map;
import lanewise.tensor.Tensor;

/**
 * A {@link InstanceNorm2d} that takes the number of channels from the first batch, as
 * {@code torch.nn.LazyInstanceNorm2d}.
 */
public final class LazyInstanceNorm2d extends InstanceNorm2d implements Lazies.Lazy {

    private volatile boolean materialized;

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

    @Override
    public boolean isMaterialized() {
        return materialized;
    }

    @Override
    public void materialize(int size) {
        setNumFeatures(size);
        materialized = true;
    }

    @Override
    public int sizeOf(Map<String, ? extends Tensor> state, String prefix) {
        return Math.max(Lazies.size(state, prefix + "weight", 0, 1), Lazies.size(state, prefix + "running_mean", 0, 1));
    }
}
