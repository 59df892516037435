package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Squared error near 0 and absolute error beyond, as {@code torch.nn.SmoothL1Loss}: d²/(2 beta) where d = |x − t| is
 * below beta, else d − beta/2.
 */
public final class SmoothL1Loss extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param reduction what becomes of the losses of single elements (MEAN)
     * @param beta where the square ends (1)
     */
    public record Options(Reduction reduction, double beta) {

        /** Reduced like this. */
        public Options reduction(Reduction reduction) {
            return new Options(reduction, beta);
        }

        /** With the square ending there. */
        public Options beta(double beta) {
            return new Options(reduction, beta);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(Reduction.MEAN, 1);
    }

    /** The loss with PyTorch's defaults. */
    public SmoothL1Loss() {
        this(options());
    }

    /** The loss with these options. */
    public SmoothL1Loss(Options options) {
        this.options = options;
    }

    /**
     * Returns the loss.
     *
     * @param x the prediction
     * @param target of the same shape
     */
    public Tensor forward(Tensor x, Tensor target) {
        return Functional.smoothL1Loss(x, target, options);
    }
}
