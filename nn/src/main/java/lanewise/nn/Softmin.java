package lanewise.nn;

import lanewise.tensor.Tensor;

/** The softmax of −x along a dimension, as {@code torch.nn.Softmin}. */
public final class Softmin extends Module {

    private final int dim;

    /**
     * Makes the layer.
     *
     * @param dim the dimension along which the results add up to 1
     */
    public Softmin(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.softmin(x, dim));
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
