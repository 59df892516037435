package lanewise.nn;

import lanewise.tensor.Tensor;

/** Distances between the vectors of two inputs, as {@code torch.nn.PairwiseDistance}: the p-norm of a − b + eps. */
public final class PairwiseDistance extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param p the norm (2)
     * @param eps added to the difference (1e-6)
     * @param keepdim whether the last dimension stays with size 1 (false)
     */
    public record Options(double p, double eps, boolean keepdim) {

        /** With this norm. */
        public Options p(double p) {
            return new Options(p, eps, keepdim);
        }

        /** With this added to the difference. */
        public Options eps(double eps) {
            return new Options(p, eps, keepdim);
        }

        /** Keeping the last dimension with size 1, or not. */
        public Options keepdim(boolean keepdim) {
            return new Options(p, eps, keepdim);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(2, 1e-6, false);
    }

    /** The Euclidean distance. */
    public PairwiseDistance() {
        this(options());
    }

    /** With these options. */
    public PairwiseDistance(Options options) {
        this.options = options;
    }

    /** Returns the distances {@code (*)} for {@code (*, D)} and {@code (*, D)}. */
    public Tensor forward(Tensor a, Tensor b) {
        return Functional.pairwiseDistance(a, b, options.p(), options.eps(), options.keepdim());
    }
}
