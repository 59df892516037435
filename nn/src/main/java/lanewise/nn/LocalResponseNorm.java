package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Divides each element by a power of the mean square of its neighbouring channels, as
 * {@code torch.nn.LocalResponseNorm} (Krizhevsky et al., 2012); inputs are {@code (N, C, *)}.
 */
public final class LocalResponseNorm extends Module {

    /**
     * PyTorch's arguments, in y = x / (k + alpha · mean x²)^beta.
     *
     * @param alpha the factor (1e-4)
     * @param beta the exponent (0.75)
     * @param k what is added (1)
     */
    public record Options(double alpha, double beta, double k) {

        /** With this factor. */
        public Options alpha(double alpha) {
            return new Options(alpha, beta, k);
        }

        /** With this exponent. */
        public Options beta(double beta) {
            return new Options(alpha, beta, k);
        }

        /** With this added. */
        public Options k(double k) {
            return new Options(alpha, beta, k);
        }
    }

    private final int size;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-4, 0.75, 1);
    }

    /** Over so many channels. */
    public LocalResponseNorm(int size) {
        this(size, options());
    }

    /** Over so many channels. @throws IllegalArgumentException if there are none */
    public LocalResponseNorm(int size, Options options) {
        Sizes.positive("LocalResponseNorm", "size", size);
        this.size = size;
        this.options = options;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.localResponseNorm(x, size, options));
    }

    @Override
    protected String extraRepr() {
        return size + ", alpha=" + PyText.real(options.alpha()) + ", beta=" + PyText.real(options.beta()) + ", k="
                + PyText.real(options.k());
    }
}
