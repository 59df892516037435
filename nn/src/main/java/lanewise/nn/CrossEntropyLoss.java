package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Cross-entropy between the softmax of raw scores and a target, as {@code torch.nn.CrossEntropyLoss}: −ln
 * softmax(x)_t.
 *
 * <p>Scores are {@code (N, C)} or {@code (N, C, d1, …)}; the target is int64 classes {@code (N)} or {@code (N, d1,
 * …)}, or probabilities in the shape of the scores. There must be no softmax before it.
 *
 * {@snippet :
 * var criterion = new CrossEntropyLoss();
 * Tensor loss = criterion.forward(model.forward(batch.input()), batch.target());
 * }
 */
public final class CrossEntropyLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param weight one weight per class (null: all 1)
     * @param ignoreIndex a class that does not count (−100)
     * @param reduction what becomes of the losses of single elements (MEAN)
     * @param labelSmoothing how much of the target is spread over all classes, ε (0)
     */
    public record Options(@Nullable Tensor weight, long ignoreIndex, Reduction reduction, double labelSmoothing) {

        /** Checks the values as PyTorch does. */
        public Options {
            if (labelSmoothing < 0 || labelSmoothing > 1) {
                throw new IllegalArgumentException(
                        "CrossEntropyLoss: labelSmoothing must be between 0.0 and 1.0, got " + labelSmoothing);
            }
        }

        /** With these weights. */
        public Options weight(@Nullable Tensor weight) {
            return new Options(weight, ignoreIndex, reduction, labelSmoothing);
        }

        /** With this class not counting. */
        public Options ignoreIndex(long ignoreIndex) {
            return new Options(weight, ignoreIndex, reduction, labelSmoothing);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(weight, ignoreIndex, reduction, labelSmoothing);
        }

        /** With this share of the target spread over all classes. */
        public Options labelSmoothing(double labelSmoothing) {
            return new Options(weight, ignoreIndex, reduction, labelSmoothing);
        }
    }

    private final @Nullable Buffer weight;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, -100, Reduction.MEAN, 0);
    }

    /** The loss with PyTorch's defaults. */
    public CrossEntropyLoss() {
        this(options());
    }

    /** The loss with these options. */
    public CrossEntropyLoss(Options options) {
        this.weight = options.weight() == null ? null : new Buffer(options.weight());
        this.options = options.weight(weight);
    }

    /**
     * Returns the loss.
     *
     * @param x raw scores
     * @param target classes or probabilities
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.crossEntropy(x, target, options);
    }
}
