package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Squared error near 0 and absolute error beyond, as {@code torch.nn.HuberLoss}: d²/2 where d = |x − t| ≤ delta, else
 * delta (d − delta/2).
 */
public final class HuberLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param reduction what becomes of the losses of single elements (MEAN)
     * @param delta where the square ends (1)
     */
    public record Options(Reduction reduction, double delta) {

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(reduction, delta);
        }

        /** With the square ending there. */
        public Options delta(double delta) {
            return new Options(reduction, delta);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(Reduction.MEAN, 1);
    }

    /** The loss with PyTorch's defaults. */
    public HuberLoss() {
        this(options());
    }

    /** The loss with these options. */
    public HuberLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.huberLoss(x, target, options);
    }
}
