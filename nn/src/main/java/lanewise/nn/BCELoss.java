package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy of probabilities with 0/1 targets, as {@code torch.nn.BCELoss}: −(t ln x + (1 − t) ln(1 − x)).
 *
 * <p>{@link BCEWithLogitsLoss} takes raw scores and is more exact.
 */
public final class BCELoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param weight a weight per element, broadcast (null: all 1)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(@Nullable Tensor weight, Reduction reduction) {

        /** With these weights. */
        public Options weight(@Nullable Tensor weight) {
            return new Options(weight, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(weight, reduction);
        }
    }

    private final @Nullable Buffer weight;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public BCELoss() {
        this(options());
    }

    /** The loss with these options. */
    public BCELoss(Options options) {
        this.weight = options.weight() == null ? null : new Buffer(options.weight());
        this.options = options.weight(weight);
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
