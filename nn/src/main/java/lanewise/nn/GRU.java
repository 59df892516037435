package lanewise.nn;

/**
 * Gated recurrent units, as {@code torch.nn.GRU} (Cho et al., 2014): r, z = σ(W_i x + W_h h + b),
 * n = tanh(W_in x + b_in + r (W_hn h + b_hn)), h′ = (1 − z) n + z h.
 */
public final class GRU extends OneStateRecurrent {

    /**
     * PyTorch's arguments.
     *
     * @param numLayers how many layers stand above each other (1)
     * @param bias whether something learned is added (true)
     * @param batchFirst whether the batch is the first dimension of inputs and outputs (false)
     * @param dropout the probability of dropout between layers (0)
     * @param bidirectional whether a second set of weights reads the sequences backwards (false)
     */
    public record Options(int numLayers, boolean bias, boolean batchFirst, double dropout, boolean bidirectional) {

        /** With this many layers. */
        public Options numLayers(int numLayers) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional);
        }

        /** With biases, or without. */
        public Options bias(boolean bias) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional);
        }

        /** With the batch as first dimension, or the steps. */
        public Options batchFirst(boolean batchFirst) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional);
        }

        /** With this dropout between layers. */
        public Options dropout(double dropout) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional);
        }

        /** In both directions, or one. */
        public Options bidirectional(boolean bidirectional) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional);
        }
    }

    /** PyTorch's defaults: one layer, one direction. */
    public static Options options() {
        return new Options(1, true, false, 0, false);
    }

    /** One layer in one direction. */
    public GRU(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, options());
    }

    /** With these options. @throws IllegalArgumentException if a size is not positive */
    public GRU(int inputSize, int hiddenSize, Options options) {
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
                3,
                Cells::gru);
    }
}
