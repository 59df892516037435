package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Loss of angles, as {@code torch.nn.CosineEmbeddingLoss}: 1 − cos(a, b) where t = 1, max(0, cos(a, b) − margin) where
 * t = −1.
 */
public final class CosineEmbeddingLoss extends MarginLoss {

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(0, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public CosineEmbeddingLoss() {
        this(options());
    }

    /** The loss with these options. */
    public CosineEmbeddingLoss(Options options) {
        super(options);
    }

    /**
     * Returns the loss.
     *
     * @param a {@code (N, D)} or {@code (D)}
     * @param b of the same shape
     * @param target 1 or −1, {@code (N)} or {@code ()}
     */
    public Tensor forward(Tensor a, Tensor b, Tensor target) {
        return Functional.cosineEmbeddingLoss(a, b, target, options);
    }
}
