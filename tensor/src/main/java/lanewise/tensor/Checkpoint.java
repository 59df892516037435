package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import lanewise.autograd.GradMode;
import org.jspecify.annotations.Nullable;

/**
 * Activation checkpointing, as {@code torch.utils.checkpoint}: a part of a network is computed without keeping what its
 * derivative needs, and computed again during backward. It costs one more forward pass and saves the memory in between.
 *
 * <p>Source: Chen et al., Training Deep Nets with Sublinear Memory Cost (2016).
 */
public final class Checkpoint {

    private Checkpoint() {}

    /** As {@link #checkpoint(java.util.function.Function, Tensor...)} for a part with one input. */
    public static Tensor checkpoint(UnaryOperator<Tensor> part, Tensor x) {
        return checkpoint(inputs -> part.apply(inputs.getFirst()), new Tensor[] {x});
    }

    /**
     * Computes {@code part} without recording its inside.
     *
     * <p>Parameters that the part uses get their gradients added by {@link Tensor#backward()}; {@link Autograd#grad}
     * sees the gradients of {@code inputs} only. Random numbers that the part draws from the default generator are
     * drawn alike the second time. The result can be differentiated once.
     *
     * @param part computes one tensor from the inputs; it must do the same when called again
     * @param inputs what it is computed from
     */
    public static Tensor checkpoint(java.util.function.Function<List<Tensor>, Tensor> part, Tensor... inputs) {
        if (!GradMode.isEnabled()) {
            return part.apply(List.of(inputs));
        }
        Generator generator = Generator.defaultGenerator();
        byte[] before = generator.getState();
        Tensor y;
        try (var _ = GradMode.noGrad()) {
            y = part.apply(List.of(inputs)).detach();
        }
        // Without an input that requires a gradient the parameters inside would get none: this one makes sure of it.
        Tensor anchor = Tensor.zeros(new int[0], DType.getDefault()).requiresGrad_();
        List<Tensor> all = new ArrayList<>(Arrays.asList(inputs));
        all.add(anchor);
        Tensor.derivedJointly(
                "checkpoint",
                List.of(y),
                all,
                gradients -> {
                    if (GradMode.isEnabled()) {
                        throw new UnsupportedOperationException(
                                "checkpoint: has no second derivative; call the part directly where createGraph is"
                                        + " used");
                    }
                    List<Tensor> again = new ArrayList<>();
                    for (Tensor input : inputs) {
                        again.add(input.detach().requiresGrad_(input.requiresGrad()));
                    }
                    byte[] now = generator.getState();
                    generator.setState(before);
                    try (var _ = GradMode.enableGrad()) {
                        Tensor recomputed = part.apply(List.copyOf(again));
                        if (recomputed.requiresGrad()) {
                            recomputed.backward(gradients.get(0));
                        }
                    } finally {
                        generator.setState(now);
                    }
                    List<@Nullable Tensor> shares = new ArrayList<>();
                    for (Tensor input : again) {
                        shares.add(input.grad());
                    }
                    shares.add(null);
                    return shares;
                },
                inputs);
        Tensor.foreign(y);
        return y;
    }
}
