package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.DType;
import lanewise.tensor.LinearAlgebra;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What the single steps of recurrent layers have in common: weights for the input and for the state. */
public abstract sealed class RecurrentCell extends Module permits RNNCell, LSTMCell, GRUCell {

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

    /** What reads the input {@code (gates · hiddenSize, inputSize)}. */
    public final Parameter weightIh;
    /** What reads the state {@code (gates · hiddenSize, hiddenSize)}. */
    public final Parameter weightHh;
    /** Added to the input's part {@code (gates · hiddenSize)}, or null. */
    public final @Nullable Parameter biasIh;
    /** Added to the state's part {@code (gates · hiddenSize)}, or null. */
    public final @Nullable Parameter biasHh;

    private final String layer;
    private final int inputSize;
    private final int hiddenSize;

    RecurrentCell(String layer, int gates, int inputSize, int hiddenSize, boolean bias) {
        Sizes.positive(layer, "inputSize", inputSize);
        Sizes.positive(layer, "hiddenSize", hiddenSize);
        this.layer = layer;
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
        int rows = gates * hiddenSize;
        weightIh = parameter(rows, inputSize);
        weightHh = parameter(rows, hiddenSize);
        biasIh = bias ? parameter(rows) : null;
        biasHh = bias ? parameter(rows) : null;
        resetParameters();
    }

    private static Parameter parameter(int... shape) {
        return new Parameter(Tensor.empty(shape, DType.getDefault()));
    }

    /** Draws all weights anew. */
    public void resetParameters() {
        double bound = 1 / Math.sqrt(hiddenSize);
        parameters().forEach(parameter -> Init.uniform_(parameter, -bound, bound));
    }

    /** What the input adds to all gates. */
    final Tensor gates(Tensor x) {
        if (x.dim() != 2 || x.size(1) != inputSize) {
            throw new IllegalArgumentException(layer + ": expected (N, " + inputSize + ") or (" + inputSize + "), got "
                    + Arrays.toString(x.shape()));
        }
        return LinearAlgebra.linear(x, weightIh, biasIh);
    }

    /** The next state of a cell whose output is its state, of a batch or one example. */
    final Tensor next(Tensor x, @Nullable Tensor hidden, Cells.Step step) {
        if (x.dim() == 1) {
            return next(x.unsqueeze(0), hidden == null ? null : hidden.unsqueeze(0), step)
                    .squeeze(0);
        }
        Tensor gates = gates(x);
        return step.next(gates, new Cells.State(state(x, hidden), null), weights())
                .hidden();
    }

    final Cells.Weights weights() {
        return new Cells.Weights(weightHh, biasHh, null);
    }

    final Tensor state(Tensor x, @Nullable Tensor given) {
        if (given == null) {
            return Tensor.zeros(new int[] {x.size(0), hiddenSize}, x.dtype());
        }
        if (given.dim() != 2 || given.size(0) != x.size(0) || given.size(1) != hiddenSize) {
            throw new IllegalArgumentException(layer + ": expected a state [" + x.size(0) + ", " + hiddenSize
                    + "], got " + Arrays.toString(given.shape()));
        }
        return given;
    }

    @Override
    protected String extraRepr() {
        return inputSize + ", " + hiddenSize + (biasIh != null ? "" : ", bias=False");
    }
}
