package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Cross-entropy of probabilities with 0/1 targets, as {@code torch.nn.BCELoss}: −(t ln x + (1 − t) ln(1 − x)).
 *
 * <p>{@link BCEWithLogitsLoss} takes raw scores and is more exact.
 */
public final class BCELoss extends WeightedLoss {

    /** The loss with PyTorch's defaults. */
    public BCELoss() {
        this(options());
    }

    /** The loss with these options. */
    public BCELoss(Options options) {
        super(options);
    }

    /**
     * Returns the loss.
     *
     * @param x probabilities
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.binaryCrossEntropy(x, target, options);
    }
}
