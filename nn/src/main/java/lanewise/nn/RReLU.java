package lanewise.nn;

import lanewise.tensor.Tensor;

/** x where x > 0, else x times a slope that is drawn anew for each element in training, as {@code torch.nn.RReLU}. */
public final class RReLU extends Module {

    private final double lower;
    private final double upper;

    /** With PyTorch's defaults: lower 1.0 / 8, upper 1.0 / 3. */
    public RReLU() {
        this(1.0 / 8, 1.0 / 3);
    }

    /**
     * Makes the layer.
     *
     * @param lower the smallest slope
     * @param upper the largest slope; in evaluation the mean of both is taken
     */
    public RReLU(double lower, double upper) {
        this.lower = lower;
        this.upper = upper;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.rrelu(x, lower, upper, isTraining()));
    }

    @Override
    protected String extraRepr() {
        return "lower=" + PyText.real(lower) + ", upper=" + PyText.real(upper);
    }
}
