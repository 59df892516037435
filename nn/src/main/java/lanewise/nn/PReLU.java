package lanewise.nn;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/**
 * x where x > 0, else x times a learned slope, as {@code torch.nn.PReLU}; inputs are {@code (N, C, *)}, or any with one
 * slope.
 */
public final class PReLU extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param numParameters 1, or C for a slope per channel (1)
     * @param init the slope to start from (0.25)
     */
    public record Options(int numParameters, double init) {

        /** With this many slopes. */
        public Options numParameters(int numParameters) {
            return new Options(numParameters, init);
        }

        /** Starting from this slope. */
        public Options init(double init) {
            return new Options(numParameters, init);
        }
    }

    /** The slopes {@code (numParameters)}. */
    public final Parameter weight;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1, 0.25);
    }

    /** One slope, 0.25 to start from. */
    public PReLU() {
        this(options());
    }

    /** {@code numParameters} slopes, 0.25 to start from. */
    public PReLU(int numParameters) {
        this(options().numParameters(numParameters));
    }

    /** With these options. */
    public PReLU(Options options) {
        weight = new Parameter(Tensor.full(new int[] {options.numParameters()}, options.init(), DType.getDefault()));
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.prelu(x, weight));
    }

    @Override
    protected String extraRepr() {
        return "num_parameters=" + weight.numel();
    }
}
