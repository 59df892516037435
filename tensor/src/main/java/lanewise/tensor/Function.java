package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.autograd.GradMode;
import org.jspecify.annotations.Nullable;

/**
 * A differentiable operation of one's own, as {@code torch.autograd.Function}: the forward computation and its
 * derivative.
 *
 * <p>{@snippet :
 * class Exp extends Function {
 *     @Override protected Tensor forward(Context context, Tensor... x) {
 *         Tensor y = x[0].exp();
 *         context.saveForBackward(y);
 *         return y;
 *     }
 *     @Override protected List<Tensor> backward(Context context, Tensor g) {
 *         return List.of(g.mul(context.saved(0)));
 *     }
 * }
 * Tensor y = new Exp().apply(x);
 * }
 *
 * <p>{@code forward} is not recorded; {@code backward} is, when a gradient of the gradient is asked for, so it is
 * differentiable itself as long as it consists of differentiable operations.
 */
public abstract class Function {

    /** Carries values from the forward to the backward computation of one call. */
    public static final class Context {

        private final boolean[] needed;
        private final Map<String, Object> values = new HashMap<>();
        private Tensor[] saved = {};

        private Context(boolean[] needed) {
            this.needed = needed;
        }

        /**
         * Keeps tensors for the derivative: inputs, or the output. They are let go after backward and must not change
         * before.
         */
        public void saveForBackward(Tensor... tensors) {
            saved = tensors.clone();
        }

        /** The tensor saved as number {@code index}. */
        public Tensor saved(int index) {
            if (index < 0 || index >= saved.length) {
                throw new IndexOutOfBoundsException(
                        "Function: saved(" + index + ") was asked for, forward saved " + saved.length + " tensors");
            }
            return saved[index];
        }

        /** Keeps something that is no tensor. */
        public void put(String name, Object value) {
            values.put(name, value);
        }

        /** What was kept under that name, or null. */
        public @Nullable Object get(String name) {
            return values.get(name);
        }

        /**
         * Whether the gradient of input {@code index} is needed; for others {@link Function#backward} may return null.
         */
        public boolean needsInputGrad(int index) {
            return needed[index];
        }
    }

    /** Computes the output; nothing is recorded meanwhile. */
    protected abstract Tensor forward(Context context, Tensor... inputs);

    /**
     * Computes the gradients of the inputs from the gradient {@code g} of the output.
     *
     * @return one gradient per input, null for those that have none
     */
    protected abstract List<@Nullable Tensor> backward(Context context, Tensor g);

    /** Calls the operation and records it if an input requires a gradient. */
    public final Tensor apply(Tensor... inputs) {
        boolean[] needed = new boolean[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            needed[i] = inputs[i].requiresGrad() && GradMode.isEnabled();
        }
        Context context = new Context(needed);
        Tensor y;
        try (var _ = GradMode.noGrad()) {
            y = forward(context, inputs);
        }
        if (y.requiresGrad() || Arrays.asList(inputs).contains(y)) {
            y = y.detach();
        }
        String name =
                getClass().getSimpleName().isEmpty() ? "function" : getClass().getSimpleName();
        Tensor.derivedJointly(
                name,
                List.of(y),
                List.of(inputs),
                gradients -> {
                    List<@Nullable Tensor> result = backward(context, gradients.get(0));
                    if (result.size() != inputs.length) {
                        throw new IllegalStateException(name + ": backward returned " + result.size()
                                + " gradients for " + inputs.length + " inputs; return null for an input without one");
                    }
                    return new ArrayList<>(result);
                },
                context.saved);
        Tensor.foreign(y);
        return y;
    }
}
