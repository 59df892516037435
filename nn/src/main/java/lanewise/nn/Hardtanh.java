package lanewise.nn;

import lanewise.tensor.Tensor;

/** x limited to an interval, as {@code torch.nn.Hardtanh}. */
public final class Hardtanh extends Module {

    private final double minVal;
    private final double maxVal;

    /** With PyTorch's defaults: minVal -1.0, maxVal 1.0. */
    public Hardtanh() {
        this(-1.0, 1.0);
    }

    /**
     * Makes the layer.
     *
     * @param minVal the smallest value
     * @param maxVal the largest value, above minVal
     */
    public Hardtanh(double minVal, double maxVal) {
        if (!(minVal < maxVal)) {
            throw new IllegalArgumentException(
                    "Hardtanh: minVal must be below maxVal, got " + minVal + " and " + maxVal);
        }
        this.minVal = minVal;
        this.maxVal = maxVal;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.hardtanh(x, minVal, maxVal));
    }

    @Override
    protected String extraRepr() {
        return "min_val=" + PyText.real(minVal) + ", max_val=" + PyText.real(maxVal);
    }
}
