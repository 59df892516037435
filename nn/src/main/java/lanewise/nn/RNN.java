package lanewise.nn;

/**
 * The plain recurrent network of Elman, as {@code torch.nn.RNN}: h′ = tanh(W_ih x + b_ih + W_hh h + b_hh), or with a
 * rectifier.
 */
public final class RNN extends OneStateRecurrent {

    /** What bends the sum in each step. */
    public enum Nonlinearity {
        /** The hyperbolic tangent. */
        TANH((gates, state, weights) -> Cells.rnn(gates, state, weights, false)),
        /** max(x, 0). */
        RELU((gates, state, weights) -> Cells.rnn(gates, state, weights, true));

        final Cells.Step step;

        Nonlinearity(Cells.Step step) {
            this.step = step;
        }
    }

    /**
     * PyTorch's arguments.
     *
     * @param numLayers how many layers stand above each other (1)
     * @param nonlinearity what bends the sum (TANH)
     * @param bias whether something learned is added (true)
     * @param batchFirst whether the batch is the first dimension of inputs and outputs (false)
     * @param dropout the probability of dropout between layers (0)
     * @param bidirectional whether a second set of weights reads the sequences backwards (false)
     */
    public record Options(
            int numLayers,
            Nonlinearity nonlinearity,
            boolean bias,
            boolean batchFirst,
            double dropout,
            boolean bidirectional) {

        /** With this many layers. */
        public Options numLayers(int numLayers) {
            return new Options(numLayers, nonlinearity, bias, batchFirst, dropout, bidirectional);
        }

        /** With this nonlinearity. */
        public Options nonlinearity(Nonlinearity nonlinearity) {
            return new Options(numLayers, nonlinearity, bias, batchFirst, dropout, bidirectional);
        }

        /** With biases, or without. */
        public Options bias(boolean bias) {
            return new Options(numLayers, nonlinearity, bias, batchFirst, dropout, bidirectional);
        }

        /** With the batch as first dimension, or the steps. */
        public Options batchFirst(boolean batchFirst) {
            return new Options(numLayers, nonlinearity, bias, batchFirst, dropout, bidirectional);
        }

        /** With this dropout between layers. */
        public Options dropout(double dropout) {
            return new Options(numLayers, nonlinearity, bias, batchFirst, dropout, bidirectional);
        }

        /** In both directions, or one. */
        public Options bidirectional(boolean bidirectional) {
            return new Options(numLayers, nonlinearity, bias, batchFirst, dropout, bidirectional);
        }
    }

    /** PyTorch's defaults: one layer, one direction. */
    public static Options options() {
        return new Options(1, Nonlinearity.TANH, true, false, 0, false);
    }

    /** One layer in one direction. */
    public RNN(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, options());
    }

    /** With these options. @throws IllegalArgumentException if a size is not positive */
    public RNN(int inputSize, int hiddenSize, Options options) {
        super(
                new Config(
                        inputSize,
                        hiddenSize,
                        options.numLayers,
                        options.bias,
                        options.batchFirst,
                        options.dropout,
                        options.bidirectional,
                        0),
                1,
                options.nonlinearity.step);
    }
}
