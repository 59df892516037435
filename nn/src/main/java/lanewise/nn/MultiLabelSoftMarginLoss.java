package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Logistic loss with several classes per row, as {@code torch.nn.MultiLabelSoftMarginLoss}: the mean over classes. */
public final class MultiLabelSoftMarginLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param weight one weight per class (null: all 1)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(@Nullable Tensor weight, Reduction reduction) {

        /** With these weights. */
        public Options weight(@Nullable Tensor weight) {
            return new Options(weight, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(weight, reduction);
        }
    }

    private final @Nullable Buffer weight;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public MultiLabelSoftMarginLoss() {
        this(options());
    }

    /** The loss with these options. */
    public MultiLabelSoftMarginLoss(Options options) {
        this.weight = options.weight() == null ? null : new Buffer(options.weight());
        this.options = options.weight(weight);
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
