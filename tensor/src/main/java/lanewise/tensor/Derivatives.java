package lanewise.tensor;

import lanewise.autograd.Rule;

/** Derivatives that are the same for many operations. */
final class Derivatives {

    private Derivatives() {}

    /** dx = 0: of functions that are constant between their jumps, such as {@code floor}. */
    static final Rule<Tensor> ZERO = g -> Tensor.allocate(g.dtype(), g.shape);

    /** The rule of an operation that has no derivative by this input: it says so, by name, when one is asked for. */
    static Rule<Tensor> none(String op) {
        return g -> {
            throw new UnsupportedOperationException(
                    op + ": the derivative is not implemented, as in PyTorch; call detach() on"
                            + " the input if its gradient is not needed");
        };
    }

    /** The rule of a result that has no derivative, for that reason. */
    static Rule<Tensor> refused(String reason) {
        return g -> {
            throw new UnsupportedOperationException(reason);
        };
    }
}
