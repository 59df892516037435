package lanewise.nn;

import lanewise.tensor.Tensor;

/** Logistic loss for targets of 1 and −1, as {@code torch.nn.SoftMarginLoss}: ln(1 + e^(−t x)). */
public final class SoftMarginLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(Reduction reduction) {

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(reduction);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public SoftMarginLoss() {
        this(options());
    }

    /** The loss with these options. */
    public SoftMarginLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.softMarginLoss(x, target, options.reduction());
    }
}
