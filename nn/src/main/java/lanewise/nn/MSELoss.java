package lanewise.nn;

import lanewise.tensor.Tensor;

/** Squared error (x − t)², as {@code torch.nn.MSELoss}. */
public final class MSELoss extends PlainLoss {

    /** The loss with PyTorch's defaults. */
    public MSELoss() {
        this(options());
    }

    /** The loss with these options. */
    public MSELoss(Options options) {
        super(options);
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.mseLoss(x, target, options.reduction());
    }
}
