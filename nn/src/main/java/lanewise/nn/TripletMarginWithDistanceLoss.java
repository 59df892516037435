package lanewise.nn;

import java.util.function.BinaryOperator;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Loss of an anchor nearer to a negative than to a positive example by any distance, as
 * {@code torch.nn.TripletMarginWithDistanceLoss}: max(0, margin + d(a, p) − d(a, n)).
 */
public final class TripletMarginWithDistanceLoss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param distanceFunction from two inputs to their distances (null: the Euclidean distance)
     * @param margin how much nearer is near enough (1)
     * @param swap whether to take the distance of the positive from the negative if it is smaller (false)
     * @param reduction what becomes of the losses of single elements (MEAN)
     */
    public record Options(
            @Nullable BinaryOperator<Tensor> distanceFunction, double margin, boolean swap, Reduction reduction) {

        /** With this distance. */
        public Options distanceFunction(@Nullable BinaryOperator<Tensor> distanceFunction) {
            return new Options(distanceFunction, margin, swap, reduction);
        }

        /** With this margin. */
        public Options margin(double margin) {
            return new Options(distanceFunction, margin, swap, reduction);
        }

        /** With the smaller of both distances to the negative, or not. */
        public Options swap(boolean swap) {
            return new Options(distanceFunction, margin, swap, reduction);
        }

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(distanceFunction, margin, swap, reduction);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, 1, false, Reduction.MEAN);
    }

    /** The loss with the Euclidean distance and PyTorch's defaults. */
    public TripletMarginWithDistanceLoss() {
        this(options());
    }

    /** The loss with these options. */
    public TripletMarginWithDistanceLoss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param anchor {@code (N, *)}
     * @param positive of the same shape
     * @param negative of the same shape
     */
    public Tensor forward(Tensor anchor, Tensor positive, Tensor negative) {
        return Functional.tripletMarginWithDistanceLoss(anchor, positive, negative, options);
    }
}
