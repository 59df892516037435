package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Hinge loss of support vector machines for targets of 1 and −1: max(0, margin − t x), or its square.
 *
 * <p>PyTorch has no module of that name; {@link MultiMarginLoss} is its form for several classes.
 */
public final class HingeLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param margin how far on the right side is far enough (1)
     * @param squared whether to square (false)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(double margin, boolean squared, Reduction reduction) {

        /** With this margin. */
        public Options margin(double margin) {
            return new Options(margin, squared, reduction);
        }

        /** Squared or not. */
        public Options squared(boolean squared) {
            return new Options(margin, squared, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(margin, squared, reduction);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1, false, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public HingeLoss() {
        this(options());
    }

    /** The loss with these options. */
    public HingeLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.hingeLoss(x, target, options);
    }
}
