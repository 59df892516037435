package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Sums, products, quotients and what is made of them, element by element.
 *
 * <p>Operands broadcast (sizes, aligned at the end, equal or 1) and their element types are promoted as in PyTorch; a
 * plain number changes the type only by its kind. Shapes that do not broadcast throw {@link IllegalArgumentException}.
 */
public sealed interface ArithmeticOps permits Tensor {

    /** Returns {@code this + b}; of bool tensors, where either holds. */
    default Tensor add(Tensor b) {
        return Arithmetic.add((Tensor) this, b);
    }

    /** Returns {@code this + b}. */
    default Tensor add(Number b) {
        return add(Tensor.number(b));
    }

    /**
     * Returns {@code this + alpha * b}.
     *
     * @throws IllegalArgumentException if {@code alpha} is fractional and the tensors are integers
     */
    default Tensor add(Tensor b, Number alpha) {
        return Arithmetic.add((Tensor) this, b, alpha);
    }

    /** Returns {@code this - b}. @throws IllegalArgumentException if either is a bool tensor */
    default Tensor sub(Tensor b) {
        return Arithmetic.sub((Tensor) this, b);
    }

    /** Returns {@code this - b}. @throws IllegalArgumentException if this is a bool tensor */
    default Tensor sub(Number b) {
        return sub(Tensor.number(b));
    }

    /**
     * Returns {@code this - alpha * b}.
     *
     * @throws IllegalArgumentException if {@code alpha} is fractional and the tensors are integers, or either is bool
     */
    default Tensor sub(Tensor b, Number alpha) {
        return Arithmetic.sub((Tensor) this, b, alpha);
    }

    /** Returns {@code b - this}. */
    default Tensor rsub(Tensor b) {
        return Arithmetic.sub(b, (Tensor) this);
    }

    /** Returns {@code b - this}. */
    default Tensor rsub(Number b) {
        return rsub(Tensor.number(b));
    }

    /** Returns {@code b - alpha * this}. */
    default Tensor rsub(Tensor b, Number alpha) {
        return Arithmetic.sub(b, (Tensor) this, alpha);
    }

    /** Returns {@code b - alpha * this}. */
    default Tensor rsub(Number b, Number alpha) {
        return rsub(Tensor.number(b), alpha);
    }

    /** Returns {@code this * b}; of bool tensors, where both hold. */
    default Tensor mul(Tensor b) {
        return Arithmetic.mul((Tensor) this, b);
    }

    /** Returns {@code this * b}. */
    default Tensor mul(Number b) {
        return mul(Tensor.number(b));
    }

    /** Returns {@code this / b}; integers are divided as floats. */
    default Tensor div(Tensor b) {
        return Arithmetic.div((Tensor) this, b);
    }

    /** Returns {@code this / b}; integers are divided as floats. */
    default Tensor div(Number b) {
        return div(Tensor.number(b));
    }

    /**
     * Returns {@code this / b}, rounded.
     *
     * @param roundingMode {@code "floor"} rounds down, {@code "trunc"} toward zero, both keep integers integers; null
     *     does not round
     * @throws IllegalArgumentException if the mode is another
     * @throws ArithmeticException if an integer is divided by zero
     */
    default Tensor div(Tensor b, @Nullable String roundingMode) {
        return Arithmetic.div((Tensor) this, b, roundingMode);
    }

    /** Returns {@code this / b}, rounded; see {@link #div(Tensor, String)}. */
    default Tensor div(Number b, @Nullable String roundingMode) {
        return div(Tensor.number(b), roundingMode);
    }

    /** Returns {@code this / b}; the same as {@link #div(Tensor)}. */
    default Tensor trueDivide(Tensor b) {
        return div(b);
    }

    /** Returns {@code this / b}; the same as {@link #div(Number)}. */
    default Tensor trueDivide(Number b) {
        return div(b);
    }

    /**
     * Returns {@code this / b} rounded down, without a derivative. @throws ArithmeticException on an integer divisor of
     * 0
     */
    default Tensor floorDivide(Tensor b) {
        return Arithmetic.floorDivide((Tensor) this, b);
    }

    /**
     * Returns {@code this / b} rounded down, without a derivative. @throws ArithmeticException on an integer divisor of
     * 0
     */
    default Tensor floorDivide(Number b) {
        return floorDivide(Tensor.number(b));
    }

    /** Returns what division rounded down leaves, with the divisor's sign, as Python's {@code %}. */
    default Tensor remainder(Tensor b) {
        return Arithmetic.remainder((Tensor) this, b);
    }

    /** Returns what division rounded down leaves, with the divisor's sign, as Python's {@code %}. */
    default Tensor remainder(Number b) {
        return remainder(Tensor.number(b));
    }

    /** Returns what division cut toward zero leaves, with the dividend's sign, as Java's {@code %}. */
    default Tensor fmod(Tensor b) {
        return Arithmetic.fmod((Tensor) this, b);
    }

    /** Returns what division cut toward zero leaves, with the dividend's sign, as Java's {@code %}. */
    default Tensor fmod(Number b) {
        return fmod(Tensor.number(b));
    }

    /** Returns {@code -this}. @throws IllegalArgumentException on a bool tensor */
    default Tensor neg() {
        return Arithmetic.neg((Tensor) this);
    }

    /** Returns this tensor. @throws IllegalArgumentException on a bool tensor */
    default Tensor positive() {
        return Arithmetic.positive((Tensor) this);
    }

    /** Returns the absolute values; the derivative at 0 is 0. */
    default Tensor abs() {
        return Arithmetic.abs((Tensor) this);
    }

    /** Returns -1, 0 or 1 by sign; 0 for NaN. */
    default Tensor sign() {
        return Arithmetic.sign((Tensor) this);
    }

    /** Returns -1, 0 or 1 by sign; the same as {@link #sign()}, as there are no complex numbers. */
    default Tensor sgn() {
        return Arithmetic.sign((Tensor) this);
    }

    /** Returns {@code this * this}. */
    default Tensor square() {
        return Arithmetic.square((Tensor) this);
    }

    /** Returns {@code 1 / this}. */
    default Tensor reciprocal() {
        return Arithmetic.reciprocal((Tensor) this);
    }

    /** Returns {@code this + tensor1 * tensor2}. */
    default Tensor addcmul(Tensor tensor1, Tensor tensor2) {
        return addcmul(tensor1, tensor2, 1);
    }

    /**
     * Returns {@code this + value * tensor1 * tensor2}. @throws IllegalArgumentException on a fraction times integers
     */
    default Tensor addcmul(Tensor tensor1, Tensor tensor2, Number value) {
        return Arithmetic.addcmul((Tensor) this, tensor1, tensor2, value);
    }

    /** Returns {@code this + tensor1 / tensor2}. @throws IllegalArgumentException if both are integers */
    default Tensor addcdiv(Tensor tensor1, Tensor tensor2) {
        return addcdiv(tensor1, tensor2, 1);
    }

    /** Returns {@code this + value * tensor1 / tensor2}. @throws IllegalArgumentException if both are integers */
    default Tensor addcdiv(Tensor tensor1, Tensor tensor2, Number value) {
        return Arithmetic.addcdiv((Tensor) this, tensor1, tensor2, value);
    }

    /**
     * Returns {@code this + weight * (end - this)}. @throws IllegalArgumentException unless both are of one floating
     * dtype
     */
    default Tensor lerp(Tensor end, Number weight) {
        return Arithmetic.lerp((Tensor) this, end, weight);
    }

    /**
     * Returns {@code this + weight * (end - this)}. @throws IllegalArgumentException unless all are of one floating
     * dtype
     */
    default Tensor lerp(Tensor end, Tensor weight) {
        return Arithmetic.lerp((Tensor) this, end, weight);
    }
}
