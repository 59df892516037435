package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Loss of angles, as {@code torch.nn.CosineEmbeddingLoss}: 1 − cos(a, b) where t = 1, max(0, cos(a, b) − margin) where
 * t = −1.
 */
public final class CosineEmbeddingLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param margin the largest cosine of what should be unlike (0)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(double margin, Reduction reduction) {

        /** With this margin. */
        public Options margin(double margin) {
            return new Options(margin, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(margin, reduction);
        }
    }

    private final Options options;

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
        this.options = options;
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
