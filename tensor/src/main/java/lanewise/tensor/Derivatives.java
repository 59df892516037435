package lanewise.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import lanewise.autograd.Rule;
import org.jspecify.annotations.Nullable;

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

    /**
     * The recorded gradients of an operation whose kernels are not made of other operations, for higher derivatives:
     * the operation is computed again as a composition, and that is differentiated.
     *
     * @param formula the composition, with the results of the operation
     * @param inputs what the operation was computed from, with at least one dimension
     * @param gradients of the results, null where none came
     */
    static List<@Nullable Tensor> composed(
            UnaryOperator<List<Tensor>> formula, List<Tensor> inputs, List<@Nullable Tensor> gradients) {
        // Views, for an input may be given twice, and each place has a share of its own.
        List<Tensor> places =
                inputs.stream().map(x -> x.narrow(0, 0, x.shape[0])).toList();
        List<Tensor> results = formula.apply(places);
        List<Tensor> outputs = new ArrayList<>();
        List<Tensor> starts = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Tensor g = gradients.get(i);
            if (g != null) {
                outputs.add(results.get(i));
                starts.add(g);
            }
        }
        List<Tensor> asked = places.stream().filter(Tensor::requiresGrad).toList();
        List<@Nullable Tensor> found = Autograd.grad(outputs, asked, starts, true, true, true);
        List<@Nullable Tensor> shares = new ArrayList<>();
        for (Tensor x : places) {
            shares.add(x.requiresGrad() ? found.get(asked.indexOf(x)) : null);
        }
        return shares;
    }
}
