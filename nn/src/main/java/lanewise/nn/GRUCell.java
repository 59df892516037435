package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.DType;
import lanewise.tensor.LinearAlgebra;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One step of {@link GRU}, as {@code torch.nn.GRUCell}. */
public final class GRUCell extends Module {

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

    /** What reads the input {@code (3 · hiddenSize, inputSize)}. */
    public final Parameter weightIh;
    /** What reads the state {@code (3 · hiddenSize, hiddenSize)}. */
    public final Parameter weightHh;
    /** Added to the input's part {@code (3 · hiddenSize)}, or null. */
    public final @Nullable Parameter biasIh;
    /** Added to the state's part {@code (3 · hiddenSize)}, or null. */
    public final @Nullable Parameter biasHh;

    private final int inputSize;
    private final int hiddenSize;

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
        Sizes.positive("GRUCell", "inputSize", inputSize);
        Sizes.positive("GRUCell", "hiddenSize", hiddenSize);
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
        weightIh = new Parameter(Tensor.empty(new int[] {3 * hiddenSize, inputSize}, DType.getDefault()));
        weightHh = new Parameter(Tensor.empty(new int[] {3 * hiddenSize, hiddenSize}, DType.getDefault()));
        biasIh = options.bias() ? new Parameter(Tensor.empty(new int[] {3 * hiddenSize}, DType.getDefault())) : null;
        biasHh = options.bias() ? new Parameter(Tensor.empty(new int[] {3 * hiddenSize}, DType.getDefault())) : null;
        resetParameters();
    }

    /** Draws all weights anew. */
    public void resetParameters() {
        double bound = 1 / Math.sqrt(hiddenSize);
        parameters().forEach(parameter -> Init.uniform_(parameter, -bound, bound));
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
        if (x.dim() != 2 || x.size(1) != inputSize) {
            throw new IllegalArgumentException("GRUCell: expected (N, " + inputSize + ") or (" + inputSize + "), got "
                    + Arrays.toString(x.shape()));
        }
        Tensor gates = LinearAlgebra.linear(x, weightIh, biasIh);
        Cells.State state = new Cells.State(state(x, hidden), null);
        Cells.Weights weights = new Cells.Weights(weightHh, biasHh, null);
        return Cells.gru(gates, state, weights).hidden();
    }

    private Tensor state(Tensor x, @Nullable Tensor given) {
        if (given == null) {
            return Tensor.zeros(new int[] {x.size(0), hiddenSize}, x.dtype());
        }
        if (given.dim() != 2 || given.size(0) != x.size(0) || given.size(1) != hiddenSize) {
            throw new IllegalArgumentException("GRUCell: expected a state [" + x.size(0) + ", " + hiddenSize + "], got "
                    + Arrays.toString(given.shape()));
        }
        return given;
    }

    @Override
    protected String extraRepr() {
        return inputSize + ", " + hiddenSize + (biasIh != null ? "" : ", bias=False");
    }
}
