package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One step of {@link GRU}, as {@code torch.nn.GRUCell}. */
public final class GRUCell extends RecurrentCell {

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(true);
    }

    /** A cell with biases. */
    public GRUCell(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, options());
    }

    /** A cell with these options. @throws IllegalArgumentException if a size is not positive */
    public GRUCell(int inputSize, int hiddenSize, Options options) {
        super("GRUCell", 3, inputSize, hiddenSize, options.bias());
    }

    /** Returns the new state, from a state of zeros. */
    @Override
    public Tensor forward(Tensor x) {
        return seen(x, forward(x, null));
    }

    /**
     * Returns the new state.
     *
     * @param x {@code (N, inputSize)} or {@code (inputSize)}
     * @param hidden the state before, {@code (N, hiddenSize)} or {@code (hiddenSize)}; null for zeros
     */
    public Tensor forward(Tensor x, @Nullable Tensor hidden) {
        if (x.dim() == 1) {
            return forward(x.unsqueeze(0), hidden == null ? null : hidden.unsqueeze(0))
                    .squeeze(0);
        }
        Tensor gates = gates(x);
        Cells.State state = new Cells.State(state(x, hidden), null);
        return Cells.gru(gates, state, weights()).hidden();
    }
}
