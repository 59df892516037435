package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Negative log-likelihood of classes under log-probabilities, as {@code torch.nn.NLLLoss}: −x_t.
 *
 * <p>Inputs are {@code (N, C)} or {@code (N, C, d1, …)}, as from {@link LogSoftmax}; the target is int64 classes
 * {@code (N)} or {@code (N, d1, …)}.
 */
public final class NLLLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param weight one weight per class (null: all 1)
     * @param ignoreIndex a class that does not count (−100)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(@Nullable Tensor weight, long ignoreIndex, Reduction reduction) {

        /** With these weights. */
        public Options weight(@Nullable Tensor weight) {
            return new Options(weight, ignoreIndex, reduction);
        }

        /** With this class not counting. */
        public Options ignoreIndex(long ignoreIndex) {
            return new Options(weight, ignoreIndex, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(weight, ignoreIndex, reduction);
        }
    }

    private final @Nullable Buffer weight;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, -100, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public NLLLoss() {
        this(options());
    }

    /** The loss with these options. */
    public NLLLoss(Options options) {
        this.weight = options.weight() == null ? null : new Buffer(options.weight());
        this.options = options.weight(weight);
    }

    /**
     * Returns the loss.
     *
     * @param x log-probabilities
     * @param target classes
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.nllLoss(x, target, options);
    }
}
