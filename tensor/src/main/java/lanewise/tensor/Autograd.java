package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import lanewise.autograd.Edge;
import lanewise.autograd.Engine;
import lanewise.autograd.GradMode;
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
     * @param createGraph whether the gradients are themselves recorded, for higher derivatives; implies
     *     {@code retainGraph}
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
            throw new IllegalStateException(
                    "grad: input " + unused + " of shape " + Shape.show(inputs.get(unused).shape)
                            + " appears to not have been used in the graph; pass allowUnused = true to get null for"
                            + " it");
        }
        return result;
    }

    /**
     * What {@link #vjp} and {@link #jvp} return.
     *
     * @param output the function's value
     * @param products the products with its Jacobian
     */
    public record Products(Tensor output, List<Tensor> products) {}

    /**
     * Products of a vector with the Jacobian of {@code function} at {@code inputs}: vᵀ J, one per input. One backward
     * walk.
     *
     * @param function computes one tensor
     * @param v of the output's shape; null for a one-element output
     */
    public static Products vjp(
            java.util.function.Function<List<Tensor>, Tensor> function, List<Tensor> inputs, @Nullable Tensor v) {
        List<Tensor> leaves = leaves(inputs);
        try (var _ = GradMode.enableGrad()) {
            Tensor y = function.apply(leaves);
            List<Tensor> products = new ArrayList<>();
            if (!y.requiresGrad()) {
                leaves.forEach(leaf -> products.add(Tensor.zeros(leaf.shape, leaf.dtype())));
                return new Products(y, products);
            }
            List<@Nullable Tensor> found = grad(List.of(y), leaves, v == null ? null : List.of(v), false, false, true);
            for (int i = 0; i < leaves.size(); i++) {
                products.add(orZeros(found.get(i), leaves.get(i)));
            }
            return new Products(y.detach(), products);
        }
    }

    /**
     * Products of the Jacobian of {@code function} at {@code inputs} with vectors, summed over the inputs: Σ J v. Two
     * backward walks: vᵀ J is linear in v, and its derivative by v, times another vector, is the forward product.
     *
     * @param function computes one tensor, differentiable twice
     * @param v one vector per input, of its shape
     * @throws IllegalArgumentException if there are more or fewer vectors than inputs, or a shape differs
     */
    public static Products jvp(
            java.util.function.Function<List<Tensor>, Tensor> function, List<Tensor> inputs, List<Tensor> v) {
        if (v.size() != inputs.size()) {
            throw new IllegalArgumentException("jvp: got " + inputs.size() + " inputs and " + v.size()
                    + " vectors; it takes one vector per input, of its shape");
        }
        List<Tensor> leaves = leaves(inputs);
        try (var _ = GradMode.enableGrad()) {
            Tensor y = function.apply(leaves);
            Tensor zero = Tensor.zeros(y.shape, y.dtype());
            if (!y.requiresGrad()) {
                return new Products(y, List.of(zero));
            }
            Tensor u = zero.clone().requiresGrad_();
            List<@Nullable Tensor> linear = grad(List.of(y), leaves, List.of(u), false, true, true);
            List<Tensor> recorded = new ArrayList<>();
            List<Tensor> directions = new ArrayList<>();
            for (int i = 0; i < leaves.size(); i++) {
                if (linear.get(i) != null && linear.get(i).requiresGrad()) {
                    recorded.add(linear.get(i));
                    directions.add(v.get(i));
                }
            }
            Tensor product = recorded.isEmpty()
                    ? zero
                    : orZeros(
                            grad(recorded, List.of(u), directions, false, false, true)
                                    .getFirst(),
                            y);
            return new Products(y.detach(), List.of(product));
        }
    }

    /**
     * The Jacobian of {@code function} at {@code x}: shape of the output followed by the shape of {@code x}.
     *
     * @param createGraph whether the Jacobian can itself be differentiated, by {@code x} if it requires a gradient
     */
    public static Tensor jacobian(UnaryOperator<Tensor> function, Tensor x, boolean createGraph) {
        try (var _ = GradMode.enableGrad()) {
            Tensor leaf = createGraph && x.requiresGrad() ? x : x.detach().requiresGrad_();
            Tensor y = function.apply(leaf);
            int[] shape = Arrays.copyOf(y.shape, y.dim() + x.dim());
            System.arraycopy(x.shape, 0, shape, y.dim(), x.dim());
            if (!y.requiresGrad() || y.numel() == 0) {
                return Tensor.zeros(shape, y.dtype());
            }
            Tensor flat = y.reshape(-1);
            List<Tensor> rows = new ArrayList<>();
            for (int i = 0; i < flat.numel(); i++) {
                rows.add(orZeros(
                        grad(List.of(flat.select(0, i)), List.of(leaf), null, true, createGraph, true)
                                .getFirst(),
                        x));
            }
            Tensor jacobian = Tensor.stack(rows, 0).reshape(shape);
            return createGraph ? jacobian : jacobian.detach();
        }
    }

    /**
     * The matrix of second derivatives of a one-element {@code function} at {@code x}: the shape of {@code x} twice.
     */
    public static Tensor hessian(UnaryOperator<Tensor> function, Tensor x) {
        return jacobian(at -> jacobian(one("hessian", function), at, true), x, false);
    }

    /**
     * The product of the Hessian of a one-element {@code function} at {@code x} with {@code v}, without forming the
     * Hessian.
     */
    public static Tensor hvp(UnaryOperator<Tensor> function, Tensor x, Tensor v) {
        try (var _ = GradMode.enableGrad()) {
            Tensor leaf = x.detach().requiresGrad_();
            Tensor y = one("hvp", function).apply(leaf);
            if (!y.requiresGrad()) {
                return Tensor.zeros(x.shape, x.dtype());
            }
            Tensor slope =
                    grad(List.of(y), List.of(leaf), null, false, true, true).getFirst();
            return slope != null && slope.requiresGrad()
                    ? orZeros(
                            grad(List.of(slope), List.of(leaf), List.of(v), false, false, true)
                                    .getFirst(),
                            x)
                    : Tensor.zeros(x.shape, x.dtype());
        }
    }

    /** The recorded graph behind {@code output} as text in Graphviz' DOT language: leaves below, the output on top. */
    public static String toDot(Tensor output) {
        return GraphText.dot(output, Map.of());
    }

    /** As {@link #toDot(Tensor)}, its leaves called by {@code named}: a model's {@code namedParameters()}, say. */
    public static String toDot(Tensor output, Map<String, ? extends Tensor> named) {
        return GraphText.dot(output, named);
    }

    private static UnaryOperator<Tensor> one(String op, UnaryOperator<Tensor> function) {
        return x -> {
            Tensor y = function.apply(x);
            if (y.numel() != 1) {
                throw new IllegalArgumentException(op + ": the function must return one element, it returned shape "
                        + Shape.show(y.shape) + "; sum or mean it");
            }
            return y.reshape();
        };
    }

    private static List<Tensor> leaves(List<Tensor> inputs) {
        return inputs.stream().map(x -> x.detach().requiresGrad_()).toList();
    }

    private static Tensor orZeros(@Nullable Tensor gradient, Tensor like) {
        return gradient == null ? Tensor.zeros(like.shape, like.dtype()) : gradient;
    }

    private static List<Edge<Tensor>> edges(String op, List<Tensor> tensors) {
        List<Edge<Tensor>> edges = new ArrayList<>(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            if (!tensor.requiresGrad()) {
                throw new IllegalStateException(
                        op + ": element " + i + " of tensors does not require grad and does not have a grad_fn: call"
                                + " requiresGrad_(true) on what you differentiate by before computing,"
                                + " and check for noGrad() or detach() on the way");
            }
            edges.add(tensor.edge());
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
                    throw new IllegalArgumentException(
                            op + ": grad can be implicitly created only for scalar outputs, this one" + " has shape "
                                    + Shape.show(output.shape) + "; reduce it (sum, mean) or pass its gradient");
                }
                gradient = Tensor.single(1, output.dtype(), output.shape);
            } else if (!Shape.same(gradient.shape, output.shape)) {
                throw new IllegalArgumentException(op + ": mismatch in shape: the gradient has shape "
                        + Shape.show(gradient.shape) + " and the output has shape " + Shape.show(output.shape));
            }
            starts.add(gradient.to(output.dtype()));
        }
        return starts;
    }
}
