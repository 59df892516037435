package lanewise.nn;

import lanewise.tensor.Tensor;

/** Loss of distances, as {@code torch.nn.HingeEmbeddingLoss}: x where t = 1, max(0, margin − x) where t = −1. */
public final class HingeEmbeddingLoss extends MarginLoss {

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public HingeEmbeddingLoss() {
        this(options());
    }

    /** The loss with these options. */
    public HingeEmbeddingLoss(Options options) {
        super(options);
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.hingeEmbeddingLoss(x, target, options);
    }
}
