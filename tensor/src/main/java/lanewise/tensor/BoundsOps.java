package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/** The larger and the smaller of two, and what keeps values within bounds, element by element; operands broadcast. */
public sealed interface BoundsOps permits Tensor {

    /** Returns the larger of the two, NaN if either is; equal ones share the gradient. */
    default Tensor maximum(Tensor b) {
        return Bounds.maximum((Tensor) this, b);
    }

    /** Returns the smaller of the two, NaN if either is; equal ones share the gradient. */
    default Tensor minimum(Tensor b) {
        return Bounds.minimum((Tensor) this, b);
    }

    /** Returns the larger of the two; of a number and NaN the number. The gradient of equal ones is this tensor's. */
    default Tensor fmax(Tensor b) {
        return Bounds.fmax((Tensor) this, b);
    }

    /** Returns the smaller of the two; of a number and NaN the number. The gradient of equal ones is this tensor's. */
    default Tensor fmin(Tensor b) {
        return Bounds.fmin((Tensor) this, b);
    }

    /**
     * Returns the values, those below {@code min} replaced by it, then those above {@code max} replaced by that; so all
     * become {@code max} if it is below {@code min}. The gradient passes where a value was within or on the bounds.
     *
     * @param min the lower bound, or null for none
     * @param max the upper bound, or null for none
     * @throws IllegalArgumentException if both are null
     */
    default Tensor clamp(@Nullable Number min, @Nullable Number max) {
        return Bounds.clamp((Tensor) this, min, max);
    }

    /** Returns the values within bounds given element by element; see {@link #clamp(Number, Number)}. */
    default Tensor clamp(@Nullable Tensor min, @Nullable Tensor max) {
        return Bounds.clamp((Tensor) this, min, max);
    }

    /** Returns the values, those below {@code min} replaced by it. */
    default Tensor clampMin(Number min) {
        return Bounds.clampMin((Tensor) this, Tensor.number(min));
    }

    /** Returns the values, those below {@code min} replaced by it. */
    default Tensor clampMin(Tensor min) {
        return Bounds.clampMin((Tensor) this, min);
    }

    /** Returns the values, those above {@code max} replaced by it. */
    default Tensor clampMax(Number max) {
        return Bounds.clampMax((Tensor) this, Tensor.number(max));
    }

    /** Returns the values, those above {@code max} replaced by it. */
    default Tensor clampMax(Tensor max) {
        return Bounds.clampMax((Tensor) this, max);
    }
}
