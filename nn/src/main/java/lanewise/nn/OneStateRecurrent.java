package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What {@link RNN} and {@link GRU} have in common: their outputs are all that goes from step to step. */
public abstract sealed class OneStateRecurrent extends Recurrent permits RNN, GRU {

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

    OneStateRecurrent(Config config, int gates, Cells.Step step) {
        super(config, gates, step);
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
