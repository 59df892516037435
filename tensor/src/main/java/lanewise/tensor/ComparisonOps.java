package lanewise.tensor;

/**
 * Comparisons, tests and logic, element by element; operands broadcast, and the results are bool tensors without a
 * derivative.
 */
public sealed interface ComparisonOps permits Tensor {

    /** Returns where {@code this == b}. */
    default Tensor eq(Tensor b) {
        return Comparison.eq((Tensor) this, b);
    }

    /** Returns where {@code this == b}. */
    default Tensor eq(Number b) {
        return eq(Tensor.number(b));
    }

    /** Returns where {@code this != b}. */
    default Tensor ne(Tensor b) {
        return Comparison.ne((Tensor) this, b);
    }

    /** Returns where {@code this != b}. */
    default Tensor ne(Number b) {
        return ne(Tensor.number(b));
    }

    /** Returns where {@code this < b}. */
    default Tensor lt(Tensor b) {
        return Comparison.lt((Tensor) this, b);
    }

    /** Returns where {@code this < b}. */
    default Tensor lt(Number b) {
        return lt(Tensor.number(b));
    }

    /** Returns where {@code this <= b}. */
    default Tensor le(Tensor b) {
        return Comparison.le((Tensor) this, b);
    }

    /** Returns where {@code this <= b}. */
    default Tensor le(Number b) {
        return le(Tensor.number(b));
    }

    /** Returns where {@code this > b}. */
    default Tensor gt(Tensor b) {
        return Comparison.gt((Tensor) this, b);
    }

    /** Returns where {@code this > b}. */
    default Tensor gt(Number b) {
        return gt(Tensor.number(b));
    }

    /** Returns where {@code this >= b}. */
    default Tensor ge(Tensor b) {
        return Comparison.ge((Tensor) this, b);
    }

    /** Returns where {@code this >= b}. */
    default Tensor ge(Number b) {
        return ge(Tensor.number(b));
    }

    /** Returns where an element is not a number. */
    default Tensor isnan() {
        return Comparison.isnan((Tensor) this);
    }

    /** Returns where an element is infinite, of either sign. */
    default Tensor isinf() {
        return Comparison.isinf((Tensor) this);
    }

    /** Returns where an element is neither infinite nor NaN. */
    default Tensor isfinite() {
        return Comparison.isfinite((Tensor) this);
    }

    /** Returns where an element is positive infinity. */
    default Tensor isposinf() {
        return Comparison.isposinf((Tensor) this);
    }

    /** Returns where an element is negative infinity. */
    default Tensor isneginf() {
        return Comparison.isneginf((Tensor) this);
    }

    /** Returns true everywhere, as there are no complex numbers. */
    default Tensor isreal() {
        return Comparison.isreal((Tensor) this);
    }

    /** Returns where the sign bit is set: negative numbers and -0. */
    default Tensor signbit() {
        return Comparison.signbit((Tensor) this);
    }

    /** Returns where an element is 0 (or false). */
    default Tensor logicalNot() {
        return Comparison.logicalNot((Tensor) this);
    }

    /** Returns where neither is 0. */
    default Tensor logicalAnd(Tensor b) {
        return Comparison.logicalAnd((Tensor) this, b);
    }

    /** Returns where not both are 0. */
    default Tensor logicalOr(Tensor b) {
        return Comparison.logicalOr((Tensor) this, b);
    }

    /** Returns where exactly one of the two is 0. */
    default Tensor logicalXor(Tensor b) {
        return Comparison.logicalXor((Tensor) this, b);
    }

    /** Returns where the elements are close, with {@code rtol = 1e-5}, {@code atol = 1e-8}. */
    default Tensor isclose(Tensor b) {
        return isclose(b, 1e-5, 1e-8, false);
    }

    /**
     * Returns where {@code |this - b| <= atol + rtol |b|}, or both are the same infinity.
     *
     * @param equalNan whether NaN is close to NaN
     * @throws IllegalArgumentException if a tolerance is negative or the dtypes differ
     */
    default Tensor isclose(Tensor b, double rtol, double atol, boolean equalNan) {
        return Comparison.isclose((Tensor) this, b, rtol, atol, equalNan);
    }

    /** Returns whether all elements are close, with {@code rtol = 1e-5}, {@code atol = 1e-8}. */
    default boolean allclose(Tensor b) {
        return allclose(b, 1e-5, 1e-8, false);
    }

    /** Returns whether all elements are close; see {@link #isclose(Tensor, double, double, boolean)}. */
    default boolean allclose(Tensor b, double rtol, double atol, boolean equalNan) {
        return Comparison.allclose((Tensor) this, b, rtol, atol, equalNan);
    }

    /**
     * Returns whether both have the same shape and equal elements. @throws IllegalArgumentException if the dtypes
     * differ
     */
    default boolean equal(Tensor b) {
        return Comparison.equal((Tensor) this, b);
    }

    /** Returns where an element occurs among those of {@code values}. */
    default Tensor isin(Tensor values) {
        return isin(values, false);
    }

    /** Returns where an element occurs among those of {@code values}, or if inverted where it does not. */
    default Tensor isin(Tensor values, boolean invert) {
        return Comparison.isin((Tensor) this, values, invert);
    }

    /**
     * Returns this tensor's elements where {@code condition} holds, those of {@code b} elsewhere; all three broadcast.
     *
     * @throws IllegalArgumentException if the condition is not a bool tensor
     */
    default Tensor where(Tensor condition, Tensor b) {
        return Where.where(condition, (Tensor) this, b);
    }

    /** Returns this tensor's elements where {@code condition} holds, {@code b} elsewhere. */
    default Tensor where(Tensor condition, Number b) {
        return where(condition, Tensor.number(b));
    }
}
