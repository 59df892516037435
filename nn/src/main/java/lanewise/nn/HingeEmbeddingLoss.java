package lanewise.nn;

import lanewise.tensor.Tensor;

/** Loss of distances, as {@code torch.nn.HingeEmbeddingLoss}: x where t = 1, max(0, margin − x) where t = −1. */
public final class HingeEmbeddingLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param margin how far apart is far enough (1)
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
        return new Options(1, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public HingeEmbeddingLoss() {
        this(options());
    }

    /** The loss with these options. */
    public HingeEmbeddingLoss(Options options) {
        this.options = options;
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
