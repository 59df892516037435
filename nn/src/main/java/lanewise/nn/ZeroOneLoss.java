package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * 1 for a wrong sign, 0 for a right one: the share of errors of a classifier with one score. It has no gradient.
 *
 * <p>PyTorch has no module of that name.
 */
public final class ZeroOneLoss extends PlainLoss {

    /** The loss with PyTorch's defaults. */
    public ZeroOneLoss() {
        this(options());
    }

    /** The loss with these options. */
    public ZeroOneLoss(Options options) {
        super(options);
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
