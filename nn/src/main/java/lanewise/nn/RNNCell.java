package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One step of {@link RNN}, as {@code torch.nn.RNNCell}. */
public final class RNNCell extends RecurrentCell {

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
        super("RNNCell", 1, inputSize, hiddenSize, options.bias());
        this.options = options;
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
        return next(x, hidden, options.nonlinearity().step);
    }

    @Override
    protected String extraRepr() {
        return super.extraRepr() + (options.nonlinearity() == RNN.Nonlinearity.TANH ? "" : ", nonlinearity=relu");
    }
}
