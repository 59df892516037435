package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A sigmoid and the cross-entropy with 0/1 targets in one, as {@code torch.nn.BCEWithLogitsLoss}. */
public final class BCEWithLogitsLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param weight a weight per element, broadcast (null: all 1)
     * @param reduction what becomes of the losses of single elements (MEAN)
     * @param posWeight a weight of positive examples, broadcast (null: 1)
     */
    public record Options(
            @Nullable Tensor weight,
            Reduction reduction,
            @Nullable Tensor posWeight) {

        /** With these weights. */
        public Options weight(@Nullable Tensor weight) {
            return new Options(weight, reduction, posWeight);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(weight, reduction, posWeight);
        }

        /** With these weights of positive examples. */
        public Options posWeight(@Nullable Tensor posWeight) {
            return new Options(weight, reduction, posWeight);
        }
    }

    private final @Nullable Buffer weight;
    private final @Nullable Buffer posWeight;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, Reduction.MEAN, null);
    }

    /** The loss with PyTorch's defaults. */
    public BCEWithLogitsLoss() {
        this(options());
    }

    /** The loss with these options. */
    public BCEWithLogitsLoss(Options options) {
        this.weight = options.weight() == null ? null : new Buffer(options.weight());
        this.posWeight = options.posWeight() == null ? null : new Buffer(options.posWeight());
        this.options = options.weight(weight).posWeight(posWeight);
    }

    /**
     * Returns the loss.
     *
     * @param x raw scores
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.binaryCrossEntropyWithLogits(x, target, options);
    }
}
