package lanewise.nn;

import lanewise.tensor.Tensor;

/** A {@link Linear} layer that takes the size of its input from the first batch, as {@code torch.nn.LazyLinear}. */
public final class LazyLinear extends Linear implements Lazies.Lazy {

    /** A layer with a bias. */
    public LazyLinear(int outFeatures) {
        this(outFeatures, options());
    }

    /** A layer with these options. @throws IllegalArgumentException if the size is negative */
    public LazyLinear(int outFeatures, Options options) {
        super(outFeatures, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Lazies.prepare(this, x, -1);
        return super.forward(x);
    }
}
