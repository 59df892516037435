package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What losses have in common whose options are a weight and their reduction. */
public abstract sealed class WeightedLoss extends Module permits BCELoss, MultiLabelSoftMarginLoss {

    /**
     * PyTorch's arguments.
     *
     * @param weight a weight per element, broadcast (null: all 1)
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
    final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, Reduction.MEAN);
    }

    WeightedLoss(Options options) {
        weight = options.weight() == null ? null : new Buffer(options.weight());
        this.options = options.weight(weight);
    }
}
