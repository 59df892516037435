package lanewise.nn;

import lanewise.tensor.Tensor;

/** eˣ divided by its sum along a dimension, as {@code torch.nn.Softmax}. */
public final class Softmax extends Module {

    private final int dim;

    /**
     * Makes the layer.
     *
     * @param dim the dimension along which the results add up to 1
     */
    public Softmax(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.softmax(x, dim));
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
