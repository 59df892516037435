package lanewise.nn;

import lanewise.tensor.Tensor;

/** Logistic loss with several classes per row, as {@code torch.nn.MultiLabelSoftMarginLoss}: the mean over classes. */
public final class MultiLabelSoftMarginLoss extends WeightedLoss {

    /** The loss with PyTorch's defaults. */
    public MultiLabelSoftMarginLoss() {
        this(options());
    }

    /** The loss with these options. */
    public MultiLabelSoftMarginLoss(Options options) {
        super(options);
    }

    /**
     * Returns the loss.
     *
     * @param x scores {@code (N, C)}
     * @param target 0 or 1, of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.multilabelSoftMarginLoss(x, target, options);
    }
}
