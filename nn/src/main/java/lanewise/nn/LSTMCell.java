package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.DType;
import lanewise.tensor.LinearAlgebra;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One step of {@link LSTM}, as {@code torch.nn.LSTMCell}. */
public final class LSTMCell extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param bias whether something learned is added (true)
     */
    public record Options(boolean bias) {

        /** With biases, or without. */
        public Options bias(boolean bias) {
            return new Options(bias);
        }
    }

    /**
     * The state after a step.
     *
     * @param hidden the output {@code (N, hiddenSize)}
     * @param cell the cell state {@code (N, hiddenSize)}
     */
    public record State(Tensor hidden, Tensor cell) {}

    /** What reads the input {@code (4 · hiddenSize, inputSize)}. */
    public final Parameter weightIh;
    /** What reads the state {@code (4 · hiddenSize, hiddenSize)}. */
    public final Parameter weightHh;
    /** Added to the input's part {@code (4 · hiddenSize)}, or null. */
    public final @Nullable Parameter biasIh;
    /** Added to the state's part {@code (4 · hiddenSize)}, or null. */
    public final @Nullable Parameter biasHh;

    private final int inputSize;
    private final int hiddenSize;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(true);
    }

    /** A cell with biases. */
    public LSTMCell(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, options());
    }

    /** A cell with these options. @throws IllegalArgumentException if a size is not positive */
    public LSTMCell(int inputSize, int hiddenSize, Options options) {
        Sizes.positive("LSTMCell", "inputSize", inputSize);
        Sizes.positive("LSTMCell", "hiddenSize", hiddenSize);
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
        weightIh = new Parameter(Tensor.empty(new int[] {4 * hiddenSize, inputSize}, DType.getDefault()));
        weightHh = new Parameter(Tensor.empty(new int[] {4 * hiddenSize, hiddenSize}, DType.getDefault()));
        biasIh = options.bias() ? new Parameter(Tensor.empty(new int[] {4 * hiddenSize}, DType.getDefault())) : null;
        biasHh = options.bias() ? new Parameter(Tensor.empty(new int[] {4 * hiddenSize}, DType.getDefault())) : null;
        resetParameters();
    }

    /** Draws all weights anew. */
    public void resetParameters() {
        double bound = 1 / Math.sqrt(hiddenSize);
        parameters().forEach(parameter -> Init.uniform_(parameter, -bound, bound));
    }

    /** Returns the new output, from a state of zeros. */
    @Override
    public Tensor forward(Tensor x) {
        return seen(x, forward(x, null, null).hidden());
    }

    /** Returns the new state, from a state of zeros. */
    public State withState(Tensor x) {
        return forward(x, null, null);
    }

    /**
     * Returns the new state.
     *
     * @param x {@code (N, inputSize)} or {@code (inputSize)}
     * @param hidden the output of the step before, {@code (N, hiddenSize)} or {@code (hiddenSize)}; null for zeros
     * @param cell the cell state before, in the same shape; null for zeros
     */
    public State forward(Tensor x, @Nullable Tensor hidden, @Nullable Tensor cell) {
        if (x.dim() == 1) {
            State state = forward(
                    x.unsqueeze(0),
                    hidden == null ? null : hidden.unsqueeze(0),
                    cell == null ? null : cell.unsqueeze(0));
            return new State(state.hidden().squeeze(0), state.cell().squeeze(0));
        }
        if (x.dim() != 2 || x.size(1) != inputSize) {
            throw new IllegalArgumentException("LSTMCell: expected (N, " + inputSize + ") or (" + inputSize + "), got "
                    + Arrays.toString(x.shape()));
        }
        Tensor gates = LinearAlgebra.linear(x, weightIh, biasIh);
        Cells.State state = new Cells.State(state(x, hidden), state(x, cell));
        Cells.Weights weights = new Cells.Weights(weightHh, biasHh, null);
        Cells.State next = Cells.lstm(gates, state, weights);
        return new State(next.hidden(), next.cell());
    }

    private Tensor state(Tensor x, @Nullable Tensor given) {
        if (given == null) {
            return Tensor.zeros(new int[] {x.size(0), hiddenSize}, x.dtype());
        }
        if (given.dim() != 2 || given.size(0) != x.size(0) || given.size(1) != hiddenSize) {
            throw new IllegalArgumentException("LSTMCell: expected a state [" + x.size(0) + ", " + hiddenSize
                    + "], got " + Arrays.toString(given.shape()));
        }
        return given;
    }

    @Override
    protected String extraRepr() {
        return inputSize + ", " + hiddenSize + (biasIh != null ? "" : ", bias=False");
    }
}
