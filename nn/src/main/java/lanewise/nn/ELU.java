package lanewise.nn;

import lanewise.tensor.Tensor;

/** x where x > 0, else alpha (eˣ − 1), as {@code torch.nn.ELU}. */
public final class ELU extends Module {

    private final double alpha;

    /** With PyTorch's defaults: alpha 1.0. */
    public ELU() {
        this(1.0);
    }

    /**
     * Makes the layer.
     *
     * @param alpha the size of the limit at −∞
     */
    public ELU(double alpha) {
        this.alpha = alpha;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.elu(x, alpha));
    }

    @Override
    protected String extraRepr() {
        return "alpha=" + PyText.real(alpha);
    }
}
