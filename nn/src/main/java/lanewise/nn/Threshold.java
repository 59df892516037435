package lanewise.nn;

import lanewise.tensor.Tensor;

/** x where x > threshold, else a value, as {@code torch.nn.Threshold}. */
public final class Threshold extends Module {

    private final double threshold;
    private final double value;

    /**
     * Makes the layer.
     *
     * @param threshold the bound
     * @param value what replaces x up to there
     */
    public Threshold(double threshold, double value) {
        this.threshold = threshold;
        this.value = value;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.threshold(x, threshold, value));
    }

    @Override
    protected String extraRepr() {
        return "threshold=" + PyText.number(threshold) + ", value=" + PyText.number(value);
    }
}
