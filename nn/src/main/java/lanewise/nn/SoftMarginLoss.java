package lanewise.nn;

import lanewise.tensor.Tensor;

/** Logistic loss for targets of 1 and −1, as {@code torch.nn.SoftMarginLoss}: ln(1 + e^(−t x)). */
public final class SoftMarginLoss extends PlainLoss {

    /** The loss with PyTorch's defaults. */
    public SoftMarginLoss() {
        this(options());
    }

    /** The loss with these options. */
    public SoftMarginLoss(Options options) {
        super(options);
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.softMarginLoss(x, target, options.reduction());
    }
}
