package lanewise.nn;

import lanewise.tensor.Tensor;

/** x where x > 0, else alpha (e^(x/alpha) − 1), as {@code torch.nn.CELU}. */
public final class CELU extends Module {

    private final double alpha;

    /** With PyTorch's defaults: alpha 1.0. */
    public CELU() {
        this(1.0);
    }

    /**
     * Makes the layer.
     *
     * @param alpha the size of the limit at −∞
     */
    public CELU(double alpha) {
        this.alpha = alpha;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.celu(x, alpha));
    }

    @Override
    protected String extraRepr() {
        return "alpha=" + PyText.real(alpha);
    }
}
