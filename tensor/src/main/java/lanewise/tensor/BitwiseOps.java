package lanewise.tensor;

/**
 * Operations on the bits and divisors of integers, element by element; operands broadcast. None has a derivative, and
 * all throw {@link IllegalArgumentException} on floating-point tensors.
 */
public sealed interface BitwiseOps permits Tensor {

    /** Returns every bit turned over; of a bool tensor, the opposite. */
    default Tensor bitwiseNot() {
        return Bitwise.not((Tensor) this);
    }

    /** Returns the bits set in both. */
    default Tensor bitwiseAnd(Tensor b) {
        return Bitwise.and((Tensor) this, b);
    }

    /** Returns the bits set in both. */
    default Tensor bitwiseAnd(Number b) {
        return bitwiseAnd(Tensor.number(b));
    }

    /** Returns the bits set in either. */
    default Tensor bitwiseOr(Tensor b) {
        return Bitwise.or((Tensor) this, b);
    }

    /** Returns the bits set in either. */
    default Tensor bitwiseOr(Number b) {
        return bitwiseOr(Tensor.number(b));
    }

    /** Returns the bits set in one of the two. */
    default Tensor bitwiseXor(Tensor b) {
        return Bitwise.xor((Tensor) this, b);
    }

    /** Returns the bits set in one of the two. */
    default Tensor bitwiseXor(Number b) {
        return bitwiseXor(Tensor.number(b));
    }

    /** Returns the bits moved up by {@code b} places, zeros coming in: {@code this * 2^b}. */
    default Tensor bitwiseLeftShift(Tensor b) {
        return Bitwise.leftShift((Tensor) this, b);
    }

    /** Returns the bits moved up by {@code b} places, zeros coming in: {@code this * 2^b}. */
    default Tensor bitwiseLeftShift(Number b) {
        return bitwiseLeftShift(Tensor.number(b));
    }

    /**
     * Returns the bits moved down by {@code b} places, copies of the sign coming in: {@code this / 2^b} rounded down.
     */
    default Tensor bitwiseRightShift(Tensor b) {
        return Bitwise.rightShift((Tensor) this, b);
    }

    /**
     * Returns the bits moved down by {@code b} places, copies of the sign coming in: {@code this / 2^b} rounded down.
     */
    default Tensor bitwiseRightShift(Number b) {
        return bitwiseRightShift(Tensor.number(b));
    }

    /** Returns the greatest common divisor, never negative. */
    default Tensor gcd(Tensor b) {
        return Bitwise.gcd((Tensor) this, b);
    }

    /** Returns the least common multiple, never negative. */
    default Tensor lcm(Tensor b) {
        return Bitwise.lcm((Tensor) this, b);
    }
}
