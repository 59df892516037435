package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.DType;
import lanewise.tensor.LinearAlgebra;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One step of {@link RNN}, as {@code torch.nn.RNNCell}. */
public final class RNNCell extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param bias whether something learned is added (true)
     * @param nonlinearity what bends the sum (TANH)
     */
    public record Options(boolean bias, RNN.Nonlinearity nonlinearity) {

        /** With biases, or without. */
        public Options bias(boolean bias) {
            return new Options(bias, nonlinearity);
        }

        /** With this nonlinearity. */
        public Options nonlinearity(RNN.Nonlinearity nonlinearity) {
            return new Options(bias, nonlinearity);
        }
    }

    /** What reads the input {@code (hiddenSize, inputSize)}. */
    public final Parameter weightIh;
    /** What reads the state {@code (hiddenSize, hiddenSize)}. */
    public final Parameter weightHh;
    /** Added to the input's part {@code (hiddenSize)}, or null. */
    public final @Nullable Parameter biasIh;
    /** Added to the state's part {@code (hiddenSize)}, or null. */
    public final @Nullable Parameter biasHh;

    private final int inputSize;
    private final int hiddenSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(true, RNN.Nonlinearity.TANH);
    }

    /** A cell with biases. */
    public RNNCell(int inputSize, int hiddenSize) {
        this(inputSize, hiddenSize, options());
    }

    /** A cell with these options. @throws IllegalArgumentException if a size is not positive */
    public RNNCell(int inputSize, int hiddenSize, Options options) {
        Sizes.positive("RNNCell", "inputSize", inputSize);
        Sizes.positive("RNNCell", "hiddenSize", hiddenSize);
        this.inputSize = inputSize;
        this.hiddenSize = hiddenSize;
        this.options = options;
        weightIh = new Parameter(Tensor.empty(new int[] {hiddenSize, inputSize}, DType.getDefault()));
        weightHh = new Parameter(Tensor.empty(new int[] {hiddenSize, hiddenSize}, DType.getDefault()));
        biasIh = options.bias() ? new Parameter(Tensor.empty(new int[] {hiddenSize}, DType.getDefault())) : null;
        biasHh = options.bias() ? new Parameter(Tensor.empty(new int[] {hiddenSize}, DType.getDefault())) : null;
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
            throw new IllegalArgumentException("RNNCell: expected (N, " + inputSize + ") or (" + inputSize + "), got "
                    + Arrays.toString(x.shape()));
        }
        Tensor gates = LinearAlgebra.linear(x, weightIh, biasIh);
        Cells.State state = new Cells.State(state(x, hidden), null);
        Cells.Weights weights = new Cells.Weights(weightHh, biasHh, null);
        return Cells.rnn(gates, state, weights, options.nonlinearity() == RNN.Nonlinearity.RELU)
                .hidden();
    }

    private Tensor state(Tensor x, @Nullable Tensor given) {
        if (given == null) {
            return Tensor.zeros(new int[] {x.size(0), hiddenSize}, x.dtype());
        }
        if (given.dim() != 2 || given.size(0) != x.size(0) || given.size(1) != hiddenSize) {
            throw new IllegalArgumentException("RNNCell: expected a state [" + x.size(0) + ", " + hiddenSize + "], got "
                    + Arrays.toString(given.shape()));
        }
        return given;
    }

    @Override
    protected String extraRepr() {
        return inputSize + ", " + hiddenSize + (biasIh != null ? "" : ", bias=False")
                + (options.nonlinearity() == RNN.Nonlinearity.TANH ? "" : ", nonlinearity=relu");
    }
}
