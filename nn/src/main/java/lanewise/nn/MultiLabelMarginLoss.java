package lanewise.nn;

import lanewise.tensor.Tensor;

/** Hinge loss with several classes per row, as {@code torch.nn.MultiLabelMarginLoss}. */
public final class MultiLabelMarginLoss extends PlainLoss {

    /** The loss with PyTorch's defaults. */
    public MultiLabelMarginLoss() {
        this(options());
    }

    /** The loss with these options. */
    public MultiLabelMarginLoss(Options options) {
        super(options);
    }

    /**
     * Returns the loss.
     *
     * @param x scores {@code (N, C)} or {@code (C)}
     * @param target int64, of the same shape: classes up to the first −1
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.multilabelMarginLoss(x, target, options.reduction());
    }
}
