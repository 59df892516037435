package lanewise.nn;

import lanewise.tensor.Tensor;

/** Negative log-likelihood of counts under Poisson distributions, as {@code torch.nn.PoissonNLLLoss}: eˣ − t x. */
public final class PoissonNLLLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param logInput whether x is the logarithm of the rate, or the rate (true)
     * @param full whether to add Stirling's approximation of ln t! (false)
     * @param eps added to a rate before its logarithm (1e-8)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(boolean logInput, boolean full, double eps, Reduction reduction) {

        /** With the logarithm of the rate as input, or the rate. */
        public Options logInput(boolean logInput) {
            return new Options(logInput, full, eps, reduction);
        }

        /** With Stirling's approximation of ln t!, or without. */
        public Options full(boolean full) {
            return new Options(logInput, full, eps, reduction);
        }

        /** With this added to a rate. */
        public Options eps(double eps) {
            return new Options(logInput, full, eps, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(logInput, full, eps, reduction);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(true, false, 1e-8, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public PoissonNLLLoss() {
        this(options());
    }

    /** The loss with these options. */
    public PoissonNLLLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.poissonNllLoss(x, target, options);
    }
}
