package lanewise.nn;

import java.util.List;
import lanewise.tensor.GatedCells;
import lanewise.tensor.LinearAlgebra;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** One step of each recurrent kind; {@code gates} is what the input contributes, W_ih x + b_ih. */
final class Cells {

    private Cells() {}

    /** What goes from step to step. */
    record State(Tensor hidden, @Nullable Tensor cell) {}

    /** The learned parts that a step needs; the input's are used before. */
    record Weights(
            Tensor hidden,
            @Nullable Tensor hiddenBias,
            @Nullable Tensor projection) {}

    /** Computes the next state. */
    interface Step {
        State next(Tensor gates, State state, Weights weights);
    }

    /** tanh(W_ih x + b_ih + W_hh h + b_hh), or max(…, 0). */
    static State rnn(Tensor gates, State state, Weights w, boolean relu) {
        Tensor sum = gates.add(LinearAlgebra.linear(state.hidden, w.hidden, w.hiddenBias));
        return new State(relu ? sum.relu() : sum.tanh(), null);
    }

    /**
     * i, f, o = σ(…), g = tanh(…) of the four parts of W_ih x + b_ih + W_hh h + b_hh in the order i, f, g, o; c′ = f c
     * + i g, h′ = o tanh(c′), projected by W_hr if there is one (Hochreiter and Schmidhuber, 1997).
     */
    static State lstm(Tensor gates, State state, Weights w) {
        Tensor sums = LinearAlgebra.linear(state.hidden, w.hidden, w.hiddenBias);
        List<Tensor> next = GatedCells.lstm(gates, sums, state.cell);
        Tensor hidden = next.get(0);
        Tensor cell = next.get(1);
        return new State(w.projection == null ? hidden : LinearAlgebra.linear(hidden, w.projection, null), cell);
    }

    /**
     * r, z = σ(…) of the first two parts, n = tanh(W_in x + b_in + r (W_hn h + b_hn)), h′ = (1 − z) n + z h
     * (Cho et al., 2014, with r after the product as in PyTorch).
     */
    static State gru(Tensor gates, State state, Weights w) {
        Tensor sums = LinearAlgebra.linear(state.hidden, w.hidden, w.hiddenBias);
        return new State(GatedCells.gru(gates, sums, state.hidden), null);
    }
}
