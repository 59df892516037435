package lanewise.nn;

import lanewise.tensor.Tensor;

/** ln(1 + e^(beta x)) / beta, as {@code torch.nn.Softplus}. */
public final class Softplus extends Module {

    private final double beta;
    private final double threshold;

    /** With PyTorch's defaults: beta 1, threshold 20. */
    public Softplus() {
        this(1, 20);
    }

    /**
     * Makes the layer.
     *
     * @param beta how sharp the bend is
     * @param threshold where to pass to the identity, for beta x
     */
    public Softplus(double beta, double threshold) {
        this.beta = beta;
        this.threshold = threshold;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.softplus(x, beta, threshold));
    }

    @Override
    protected String extraRepr() {
        return "beta=" + PyText.number(beta) + ", threshold=" + PyText.number(threshold);
    }
}
