package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Long short-term memory, as {@code torch.nn.LSTM} (Hochreiter and Schmidhuber, 1997): i, f, o = σ(…), g = tanh(…) of
 * W_i x + W_h h + b, c′ = f c + i g, h′ = o tanh(c′).
 *
 * <p>{@snippet :
 * var lstm = new LSTM(28, 64, LSTM.options().batchFirst(true));
 * Tensor outputs = lstm.forward(x);                     // (N, L, 28) → (N, L, 64)
 * LSTM.Output all = lstm.withState(x);                  // all.output(), all.hidden(), all.cell()
 * }
 */
public final class LSTM extends Recurrent {

    /**
     * PyTorch's arguments.
     *
     * @param numLayers how many layers stand above each other (1)
     * @param bias whether something learned is added (true)
     * @param batchFirst whether the batch is the first dimension of inputs and outputs (false)
     * @param dropout the probability of dropout between layers (0)
     * @param bidirectional whether a second set of weights reads the sequences backwards (false)
     * @param projSize the size that outputs are projected to; 0 for none (0)
     */
    public record Options(
            int numLayers, boolean bias, boolean batchFirst, double dropout, boolean bidirectional, int projSize) {

        /** With this many layers. */
        public Options numLayers(int numLayers) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional, projSize);
        }

        /** With biases, or without. */
        public Options bias(boolean bias) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional, projSize);
        }

        /** With the batch as first dimension, or the steps. */
        public Options batchFirst(boolean batchFirst) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional, projSize);
        }

        /** With this dropout between layers. */
        public Options dropout(double dropout) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional, projSize);
        }

        /** In both directions, or one. */
        public Options bidirectional(boolean bidirectional) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional, projSize);
        }

        /** With outputs projected to this size. */
        public Options projSize(int projSize) {
            return new Options(numLayers, bias, batchFirst, dropout, bidirectional, projSize);
        }
    }

    /**
     * Outputs and final state.
     *
     * @param output the outputs of the last layer in all steps {@code (L, N, D·H)}, in the layout of the input
     * @param hidden the final outputs of all layers and directions {@code (layers · D, N, H)}
     * @param cell the final cell states {@code (layers · D, N, hiddenSize)}
     */
    public record Output(Tensor output, Tensor hidden, Tensor cell) {}

    /**
     * Outputs and final state of packed sequences; states are in the original order of sequences.
     *
     * @param output the outputs of the last layer in all steps
     * @param hidden the final outputs of all layers and directions {@code (layers · D, N, H)}
     * @param cell the final cell states {@code (layers · D, N, hiddenSize)}
     */
    public record PackedOutput(PackedSequence output, Tensor hidden, Tensor cell) {}

    /** PyTorch's defaults: one layer, one direction. */
    public static Options options() {
        return new Options(1, true, false, 0, false, 0);
    }

    /** One layer in one direction. */
    public LSTM(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, options());
    }

    /** With these options. @throws IllegalArgumentException if a size is not positive */
    public LSTM(int inputSize, int hiddenSize, Options options) {
        super(
                new Config(
                        inputSize,
                        hiddenSize,
                        options.numLayers,
                        options.bias,
                        options.batchFirst,
                        options.dropout,
                        options.bidirectional,
                        options.projSize),
                4,
                Cells::lstm);
    }

    /** Returns outputs and final state, from an initial state of zeros. */
    public Output withState(Tensor x) {
        return forward(x, null, null);
    }

    /**
     * Returns outputs and final state.
     *
     * @param x {@code (L, N, inputSize)}, or {@code (N, L, inputSize)} with {@code batchFirst}, or
     *     {@code (L, inputSize)}
     * @param hidden the initial outputs {@code (layers · D, N, H)}, or null for zeros
     * @param cell the initial cell states {@code (layers · D, N, hiddenSize)}, or null for zeros
     */
    public Output forward(Tensor x, @Nullable Tensor hidden, @Nullable Tensor cell) {
        Run run = padded(x, hidden, cell);
        seen(x, run.data());
        return new Output(run.data(), run.hidden(), run.cell());
    }

    /** Returns outputs and final state of packed sequences, from an initial state of zeros. */
    public PackedOutput forward(PackedSequence x) {
        return forward(x, null, null);
    }

    /**
     * Returns outputs and final state of packed sequences; initial states are in the original order, null for zeros.
     */
    public PackedOutput forward(PackedSequence x, @Nullable Tensor hidden, @Nullable Tensor cell) {
        Run run = packed(x, hidden, cell);
        return new PackedOutput(x.with(run.data()), run.hidden(), run.cell());
    }
}
