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
        return next(x, hidden, Cells::gru);
    }
}
