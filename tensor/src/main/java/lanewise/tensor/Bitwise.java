package lanewise.tensor;

import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.UnaryOp;

/** Operations on the bits and divisors of integers, element by element; none has a derivative. */
final class Bitwise {

    private Bitwise() {}

    /** Every bit turned over; of bools, the opposite. */
    static Tensor not(Tensor x) {
        if (x.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "bitwiseNot: expected an integer or bool tensor; got " + x.dtype() + "; convert it with toLong()");
        }
        return (x.dtype() == DType.BOOL ? Comparison.logicalNot(x) : Pointwise.unary(UnaryOp.BITWISE_NOT, x))
                .op("bitwiseNot");
    }

    /** The bits set in both. */
    static Tensor and(Tensor a, Tensor b) {
        return integers(BinaryOp.AND, "bitwiseAnd", a, b, true);
    }

    /** The bits set in either. */
    static Tensor or(Tensor a, Tensor b) {
        return integers(BinaryOp.OR, "bitwiseOr", a, b, true);
    }

    /** The bits set in one of the two. */
    static Tensor xor(Tensor a, Tensor b) {
        return integers(BinaryOp.XOR, "bitwiseXor", a, b, true);
    }

    /** a · 2ᵇ. */
    static Tensor leftShift(Tensor a, Tensor b) {
        return integers(BinaryOp.SHL, "bitwiseLeftShift", a, b, false);
    }

    /** ⌊a / 2ᵇ⌋. */
    static Tensor rightShift(Tensor a, Tensor b) {
        return integers(BinaryOp.SHR, "bitwiseRightShift", a, b, false);
    }

    /** The greatest common divisor. */
    static Tensor gcd(Tensor a, Tensor b) {
        return integers(BinaryOp.GCD, "gcd", a, b, false);
    }

    /** The least common multiple. */
    static Tensor lcm(Tensor a, Tensor b) {
        return integers(BinaryOp.LCM, "lcm", a, b, false);
    }

    private static Tensor integers(BinaryOp op, String name, Tensor a, Tensor b, boolean alsoBool) {
        DType dtype = DType.result(a, b);
        if (dtype.isFloatingPoint() || dtype == DType.BOOL && !alsoBool) {
            throw new IllegalArgumentException(name + ": expected integer " + (alsoBool ? "or bool " : "")
                    + "tensors; got " + a.dtype() + " and " + b.dtype() + "; convert with toLong()");
        }
        return Pointwise.binary(op, name, a, b, dtype).op(name);
    }
}
