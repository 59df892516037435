package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Kullback–Leibler divergence of a target distribution from log-probabilities, as {@code torch.nn.KLDivLoss}: t (ln t
 * − x).
 *
 * <p>{@link Reduction#BATCHMEAN} gives the divergence itself; the mean divides by all elements.
 */
public final class KLDivLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param reduction what becomes of the losses of single elements (MEAN)
     * @param logTarget whether the target is log-probabilities too (false)
     */
    public record Options(Reduction reduction, boolean logTarget) {

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(reduction, logTarget);
        }

        /** With the target as log-probabilities, or not. */
        public Options logTarget(boolean logTarget) {
            return new Options(reduction, logTarget);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(Reduction.MEAN, false);
    }

    /** The loss with PyTorch's defaults. */
    public KLDivLoss() {
        this(options());
    }

    /** The loss with these options. */
    public KLDivLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param x log-probabilities
     * @param target probabilities of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.klDiv(x, target, options);
    }
}
