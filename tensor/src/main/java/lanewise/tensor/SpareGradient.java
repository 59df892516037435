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

    Tensor lend(DType dtype, int[] shape) {
        Tensor memory = free;
        free = null;
        if (memory == null || memory.dtype() != dtype || !Arrays.equals(memory.shape, shape)) {
            memory = Tensor.allocate(dtype, shape);
        }
        lent = memory;
        return memory;
    }

    /**
     * The leaf gets {@code gradient}.
     *
     * @param owned whether nobody else holds it
     * @param first whether the leaf takes it over as its own, rather than adds it to what it has
     */
    void accumulated(Tensor gradient, boolean owned, boolean first) {
        if (owned && gradient == lent) {
            if (first) {
                unseen = gradient;
            } else {
                free = gradient;
            }
        }
        lent = null;
    }

    /** The leaf's gradient, or one that was computed for it, is in somebody's hands. */
    void seen() {
        unseen = null;
        lent = null;
    }

    /** The leaf's gradient is another now; the old one, if it is null now. */
    void replaced(@Nullable Tensor cleared) {
        if (cleared != null && cleared == unseen) {
            free = cleared;
        }
        unseen = null;
    }
}
