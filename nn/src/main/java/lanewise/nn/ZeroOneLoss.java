package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * 1 for a wrong sign, 0 for a right one: the share of errors of a classifier with one score. It has no gradient.
 *
 * <p>PyTorch has no module of that name.
 */
public final class ZeroOneLoss extends Module {

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
    public ZeroOneLoss() {
        this(options());
    }

    /** The loss with these options. */
    public ZeroOneLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.zeroOneLoss(x, target, options.reduction());
    }
}
