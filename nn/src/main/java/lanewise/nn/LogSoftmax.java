package lanewise.nn;

import lanewise.tensor.Tensor;

/** The logarithm of the softmax along a dimension, as {@code torch.nn.LogSoftmax}. */
public final class LogSoftmax extends Module {

    private final int dim;

    /**
     * Makes the layer.
     *
     * @param dim the dimension along which the results' exponentials add up to 1
     */
    public LogSoftmax(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.logSoftmax(x, dim));
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
