package lanewise.nn;

import lanewise.tensor.Tensor;

/** Absolute error |x − t|, as {@code torch.nn.L1Loss}. */
public final class L1Loss extends PlainLoss {

    /** The loss with PyTorch's defaults. */
    public L1Loss() {
        this(options());
    }

    /** The loss with these options. */
    public L1Loss(Options options) {
        super(options);
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.l1Loss(x, target, options.reduction());
    }
}
