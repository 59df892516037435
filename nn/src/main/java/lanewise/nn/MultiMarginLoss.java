package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Hinge loss over classes, as {@code torch.nn.MultiMarginLoss}: Σ_{j≠t} max(0, margin − x_t + x_j)^p / C. */
public final class MultiMarginLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param p 1, or 2 for squares (1)
     * @param margin how far apart is far enough (1)
     * @param weight one weight per class (null: all 1)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(int p, double margin, @Nullable Tensor weight, Reduction reduction) {

        /** With this power. */
        public Options p(int p) {
            return new Options(p, margin, weight, reduction);
        }

        /** With this margin. */
        public Options margin(double margin) {
            return new Options(p, margin, weight, reduction);
        }

        /** With these weights. */
        public Options weight(@Nullable Tensor weight) {
            return new Options(p, margin, weight, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(p, margin, weight, reduction);
        }
    }

    private final @Nullable Buffer weight;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1, 1, null, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public MultiMarginLoss() {
        this(options());
    }

    /** The loss with these options. */
    public MultiMarginLoss(Options options) {
        this.weight = options.weight() == null ? null : new Buffer(options.weight());
        this.options = options.weight(weight);
    }

    /**
     * Returns the loss.
     *
     * @param x scores {@code (N, C)} or {@code (C)}
     * @param target int64 classes {@code (N)} or {@code ()}
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.multiMarginLoss(x, target, options);
    }
}
