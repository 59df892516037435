package lanewise.tensor;

/**
 * Sums, products, quotients and powers, element by element.
 *
 * <p>Operands broadcast (sizes, aligned at the end, equal or 1) and their element types are promoted as in PyTorch; a plain
 * number changes the type only by its kind.
 */
public sealed interface ArithmeticOps permits Tensor {

    /** Returns {@code this + b}. */
    default Tensor add(Tensor b) {
        return Arithmetic.add((Tensor) this, b);
    }

    /** Returns {@code this + b}. */
    default Tensor add(Number b) {
        return add(Tensor.number(b));
    }

    /** Returns {@code this + alpha * b}. */
    default Tensor add(Tensor b, Number alpha) {
        return add(b.mul(alpha));
    }

    /** Returns {@code this - b}. */
    default Tensor sub(Tensor b) {
        return Arithmetic.sub((Tensor) this, b);
    }

    /** Returns {@code this - b}. */
    default Tensor sub(Number b) {
        return sub(Tensor.number(b));
    }

    /** Returns {@code this * b}. */
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

    /** Returns {@code -this}. */
    default Tensor neg() {
        return Arithmetic.neg((Tensor) this);
    }
}
