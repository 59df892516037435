package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One step of {@link LSTM}, as {@code torch.nn.LSTMCell}. */
public final class LSTMCell extends RecurrentCell {

    /**
     * The state after a step.
     *
     * @param hidden the output {@code (N, hiddenSize)}
     * @param cell the cell state {@code (N, hiddenSize)}
     */
    public record State(Tensor hidden, Tensor cell) {}

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
        super("LSTMCell", 4, inputSize, hiddenSize, options.bias());
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
        Tensor gates = gates(x);
        Cells.State state = new Cells.State(state(x, hidden), state(x, cell));
        Cells.State next = Cells.lstm(gates, state, weights());
        return new State(next.hidden(), next.cell());
    }
}
