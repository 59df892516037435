package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Loss of an anchor nearer to a negative than to a positive example, as {@code torch.nn.TripletMarginLoss}: max(0,
 * margin + d(a, p) − d(a, n)).
 */
public final class TripletMarginLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param margin how much nearer is near enough (1)
     * @param p the norm of the difference (2)
     * @param eps added to the difference (1e-6)
     * @param swap whether to take the distance of the positive from the negative if it is smaller (false)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(double margin, double p, double eps, boolean swap, Reduction reduction) {

        /** With this margin. */
        public Options margin(double margin) {
            return new Options(margin, p, eps, swap, reduction);
        }

        /** With this norm. */
        public Options p(double p) {
            return new Options(margin, p, eps, swap, reduction);
        }

        /** With this added to the difference. */
        public Options eps(double eps) {
            return new Options(margin, p, eps, swap, reduction);
        }

        /** With the smaller of both distances to the negative, or not. */
        public Options swap(boolean swap) {
            return new Options(margin, p, eps, swap, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(margin, p, eps, swap, reduction);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1, 2, 1e-6, false, Reduction.MEAN);
    }

    /** The loss with PyTorch's defaults. */
    public TripletMarginLoss() {
        this(options());
    }

    /** The loss with these options. */
    public TripletMarginLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param anchor {@code (N, D)} or {@code (D)}
     * @param positive of the same shape
     * @param negative of the same shape
     */
    public Tensor forward(Tensor anchor, Tensor positive, Tensor negative) {
        return Functional.tripletMarginLoss(anchor, positive, negative, options);
    }
}
