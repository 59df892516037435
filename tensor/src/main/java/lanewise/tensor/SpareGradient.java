package lanewise.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a leaf's gradient, kept from step to step: a fresh array for each would have to be cleared and would
 * push everything else out of the caches, a third of the time of a small model's step.
 *
 * <p>Nobody notices, for only memory that never left the engine is used again: it was lent to a rule here, came back to
 * this leaf as the only owner's, and {@link Tensor#grad()} was not asked for it until it was cleared. Whoever has asked
 * keeps what he got.
 */
final class SpareGradient {
    /** What the rule of the walk that is under way was given. */
    private @Nullable Tensor lent;
    /** The leaf's gradient, while the leaf alone holds it. */
    private @Nullable Tensor unseen;
    /** What is free. */
    private @Nullable Tensor free;

    /** Memory to compute the gradient of {@code x} into, all of which is overwritten; for rules, once per walk. */
    static Tensor lend(Tensor x) {
        if (!x.isLeaf() || !x.requiresGrad()) {
            return Tensor.allocate(x.dtype(), x.shape);
        }
        synchronized (x) {
            if (x.spare == null) {
                x.spare = new SpareGradient();
            }
            return x.spare.lend(x.dtype(), x.shape);
        }
    }

    private Tensor lend(DType dtype, int[] shape) {
        Tensor memory = free;
        free = null;
        if (memory == null || memory.dtype() != dtype || !Arrays.equals(memory.shape, shape)) {
            memory = Tensor.allocate(dtype, shape);
        }
        lent = memory;
        return memory;
    }

    /** {@code leaf} is about to take {@code gradient}, as its first or to add; whether nobody else holds it. */
    static void accumulated(Tensor leaf, Tensor gradient, boolean owned) {
        SpareGradient spare = leaf.spare;
        if (spare != null) {
            if (owned && gradient == spare.lent) {
                if (leaf.grad == null) {
                    spare.unseen = gradient;
                } else {
                    spare.free = gradient;
                }
            }
            spare.lent = null;
        }
    }

    /** The leaf's gradient, or one that was computed for it, is in somebody's hands. */
    static void seen(Tensor leaf) {
        SpareGradient spare = leaf.spare;
        if (spare != null) {
            spare.unseen = null;
            spare.lent = null;
        }
    }

    /** {@code leaf} is about to get another gradient; what it had is free if it gets none. */
    static void replaced(Tensor leaf, @Nullable Tensor gradient) {
        SpareGradient spare = leaf.spare;
        if (spare != null) {
            if (gradient == null && leaf.grad != null && leaf.grad == spare.unseen) {
                spare.free = leaf.grad;
            }
            spare.unseen = null;
        }
    }
}
