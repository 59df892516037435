package lanewise.nn;

import lanewise.tensor.Tensor;

/** Negative log-likelihood under normal distributions, as {@code torch.nn.GaussianNLLLoss}: (ln v + (x − t)²/v) / 2. */
public final class GaussianNLLLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param full whether to add the constant ln(2π)/2 (false)
     * @param eps the smallest variance (1e-6)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(boolean full, double eps, Reduction reduction) {

        /** With the constant, or without. */
        public Options full(boolean full) {
            return new Options(full, eps, reduction);
        }

        /** With this smallest variance. */
        public Options eps(double eps) {
            return new Options(full, eps, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(full, eps, reduction);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(false, 1e-6, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public GaussianNLLLoss() {
        this(options());
    }

    /** The loss with these options. */
    public GaussianNLLLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param x expectations
     * @param target of the same shape
     * @param variance of the same shape, or one per row
     */
    public Tensor forward(Tensor x, Tensor target, Tensor variance) {
        return Functional.gaussianNllLoss(x, target, variance, options);
    }
}
