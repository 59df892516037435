package lanewise.nn;

import lanewise.tensor.Tensor;

/** x where x > 0, else a small slope times x, as {@code torch.nn.LeakyReLU}. */
public final class LeakyReLU extends Module {

    private final double negativeSlope;

    /** With PyTorch's defaults: negativeSlope 0.01. */
    public LeakyReLU() {
        this(0.01);
    }

    /**
     * Makes the layer.
     *
     * @param negativeSlope the slope where x is negative
     */
    public LeakyReLU(double negativeSlope) {
        this.negativeSlope = negativeSlope;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.leakyRelu(x, negativeSlope));
    }

    @Override
    protected String extraRepr() {
        return "negative_slope=" + PyText.real(negativeSlope);
    }
}
