package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.autograd.Edge;
import lanewise.autograd.Engine;
import org.jspecify.annotations.Nullable;

/** Gradients of tensors, as {@code torch.autograd}. */
public final class Autograd {

    private static final Engine<Tensor> ENGINE = new Engine<>(TensorSpace.INSTANCE);

    private Autograd() {}

    /**
     * Adds the gradients of the leaves below {@code outputs} to their {@link Tensor#grad()}.
     *
     * @param outputs the results to differentiate
     * @param gradients one per output, of its shape; null, or null inside, for one-element outputs
     * @param retainGraph whether the graph can be walked again
     * @param createGraph whether the gradients are themselves recorded
     * @throws IllegalArgumentException if a gradient is missing or has another shape
     * @throws IllegalStateException if an output requires no gradient, or what was saved is gone or was changed
     */
    public static void backward(
            List<Tensor> outputs,
            @Nullable List<? extends @Nullable Tensor> gradients,
            boolean retainGraph,
            boolean createGraph) {
        ENGINE.backward(edges("backward", outputs), starts("backward", outputs, gradients), retainGraph, createGraph);
    }

    /** As {@link #grad(List, List, List, boolean, boolean, boolean)} for one one-element output, without options. */
    public static List<Tensor> grad(Tensor output, Tensor... inputs) {
        return grad(List.of(output), List.of(inputs), null, false, false, false);
    }

    /**
     * Returns the gradients of {@code outputs} with respect to {@code inputs}; no {@link Tensor#grad()} changes.
     *
     * @param outputs the results to differentiate
     * @param inputs leaves, or tensors computed on the way
     * @param gradients one per output, of its shape; null, or null inside, for one-element outputs
     * @param retainGraph whether the graph can be walked again
     * @param createGraph whether the gradients are themselves recorded, for higher derivatives; implies {@code retainGraph}
     * @param allowUnused whether an input that the outputs do not depend on gets null instead of an exception
     */
    public static List<@Nullable Tensor> grad(
            List<Tensor> outputs,
            List<Tensor> inputs,
            @Nullable List<? extends @Nullable Tensor> gradients,
            boolean retainGraph,
            boolean createGraph,
            boolean allowUnused) {
        List<@Nullable Tensor> result = ENGINE.grad(
                edges("grad", outputs),
                starts("grad", outputs, gradients),
                edges("grad", inputs),
                retainGraph,
                createGraph);
        int unused = result.indexOf(null);
        if (unused >= 0 && !allowUnused) {
            throw new IllegalStateException("grad: input " + unused + " of shape " + Shape.show(inputs.get(unused).shape)
                    + " appears to not have been used in the graph; pass allowUnused = true to get null for it");
        }
        return result;
    }

    private static List<Edge<Tensor>> edges(String op, List<Tensor> tensors) {
        List<Edge<Tensor>> edges = new ArrayList<>(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            if (!tensors.get(i).requiresGrad()) {
                throw new IllegalStateException(op + ": element " + i + " of tensors does not require grad and does not have a"
                        + " grad_fn: call requiresGrad_(true) on what you differentiate by before computing, and check for"
                        + " noGrad() or detach() on the way");
            }
            edges.add(tensors.get(i).edge());
        }
        return edges;
    }

    private static List<Tensor> starts(
            String op, List<Tensor> outputs, @Nullable List<? extends @Nullable Tensor> gradients) {
        if (gradients != null && gradients.size() != outputs.size()) {
            throw new IllegalArgumentException(
                    op + ": got " + outputs.size() + " tensors and " + gradients.size() + " gradients");
        }
        List<Tensor> starts = new ArrayList<>(outputs.size());
        for (int i = 0; i < outputs.size(); i++) {
            Tensor output = outputs.get(i);
            Tensor gradient = gradients == null ? null : gradients.get(i);
            if (gradient == null) {
                if (output.numel() != 1) {
                    throw new IllegalArgumentException(op + ": grad can be implicitly created only for scalar outputs, this one"
                            + " has shape " + Shape.show(output.shape) + "; reduce it (sum, mean) or pass its gradient");
                }
                gradient = Tensor.full(output.shape, 1, output.dtype());
            } else if (!Arrays.equals(gradient.shape, output.shape)) {
                throw new IllegalArgumentException(op + ": mismatch in shape: the gradient has shape "
                        + Shape.show(gradient.shape) + " and the output has shape " + Shape.show(output.shape));
            }
            starts.add(gradient.to(output.dtype()));
        }
        return starts;
    }
}
