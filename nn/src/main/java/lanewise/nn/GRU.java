package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Gated recurrent units, as {@code torch.nn.GRU} (Cho et al., 2014): r, z = σ(W_i x + W_h h + b),
 * n = tanh(W_in x + b_in + r (W_hn h + b_hn)), h′ = (1 − z) n + z h.
 */
public final class GRU extends Recurrent {

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

    /**
     * Outputs and final state.
     *
     * @param output the outputs of the last layer in all steps {@code (L, N, D·H)}, in the layout of the input
     * @param hidden the final outputs of all layers and directions {@code (layers · D, N, H)}
     */
    public record Output(Tensor output, Tensor hidden) {}

    /**
     * Outputs and final state of packed sequences; states are in the original order of sequences.
     *
     * @param output the outputs of the last layer in all steps
     * @param hidden the final outputs of all layers and directions {@code (layers · D, N, H)}
     */
    public record PackedOutput(PackedSequence output, Tensor hidden) {}

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

    /** Returns outputs and final state, from an initial state of zeros. */
    public Output withState(Tensor x) {
        return forward(x, null);
    }

    /**
     * Returns outputs and final state.
     *
     * @param x {@code (L, N, inputSize)}, or {@code (N, L, inputSize)} with {@code batchFirst}, or
     *     {@code (L, inputSize)}
     * @param hidden the initial outputs {@code (layers · D, N, H)}, or null for zeros
     */
    public Output forward(Tensor x, @Nullable Tensor hidden) {
        Run run = padded(x, hidden, null);
        seen(x, run.data());
        return new Output(run.data(), run.hidden());
    }

    /** Returns outputs and final state of packed sequences, from an initial state of zeros. */
    public PackedOutput forward(PackedSequence x) {
        return forward(x, null);
    }

    /**
     * Returns outputs and final state of packed sequences; the initial state is in the original order, null for zeros.
     */
    public PackedOutput forward(PackedSequence x, @Nullable Tensor hidden) {
        Run run = packed(x, hidden, null);
        return new PackedOutput(x.with(run.data()), run.hidden());
    }
}
