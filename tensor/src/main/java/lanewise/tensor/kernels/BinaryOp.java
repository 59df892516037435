package lanewise.tensor.kernels;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of two numbers, with its definition on reals and, where there is one, on integers: the specification of
 * every kernel that computes it faster.
 */
public enum BinaryOp {
    /** {@code a + b}. */
    ADD,
    /** {@code a - b}. */
    SUB,
    /** {@code a b}. */
    MUL,
    /** {@code a / b}; integers are to be converted first. */
    DIV,
    /** The quotient rounded down. */
    FLOOR_DIV,
    /** The quotient rounded toward zero. */
    TRUNC_DIV,
    /** What the quotient rounded down leaves: the divisor's sign (Python's {@code %}). */
    REMAINDER,
    /** What the quotient rounded toward zero leaves: the dividend's sign (C's {@code fmod}). */
    FMOD,
    /** {@code a^b}. */
    POW,
    /** The larger; NaN if either is. */
    MAXIMUM,
    /** The smaller; NaN if either is. */
    MINIMUM,
    /** The larger; of a number and NaN the number. */
    FMAX,
    /** The smaller; of a number and NaN the number. */
    FMIN,
    /** The angle of the point (b, a). */
    ATAN2,
    /** {@code sqrt(a a + b b)} without overflow on the way. */
    HYPOT,
    /** {@code |a|} with the sign of b. */
    COPYSIGN,
    /** The next number from a toward b, of the operands' own type. */
    NEXTAFTER,
    /** {@code log(e^a + e^b)}. */
    LOGADDEXP,
    /** {@code log2(2^a + 2^b)}. */
    LOGADDEXP2,
    /** {@code a log(b)}; 0 where a is 0 and b is not NaN. */
    XLOGY,
    /** {@code a log(1 + b)}; 0 where a is 0 and b is not NaN. */
    XLOG1PY,
    /** Hurwitz's zeta function: the sum over {@code k >= 0} of {@code (k + b)^-a}. */
    ZETA,
    /** The a-th derivative of the digamma function at b. */
    POLYGAMMA,
    /** 0 where a is negative (or NaN), b where it is 0, 1 where it is positive. */
    HEAVISIDE,
    /** The greatest common divisor. */
    GCD,
    /** The least common multiple. */
    LCM,
    /** The bits set in both. */
    AND,
    /** The bits set in either. */
    OR,
    /** The bits set in one of them. */
    XOR,
    /** {@code a 2^b}; 0 when b is negative or over 63. */
    SHL,
    /** {@code floor(a / 2^b)}; all sign bits when b is negative or over 63. */
    SHR,
    /** Of a gradient a and the result b of relu: a where b is positive (or NaN), else 0. */
    RELU_BACKWARD,
    /** Of a gradient a and the result b of tanh: {@code a (1 - b b)}. */
    TANH_BACKWARD,
    /** Of a gradient a and the result b of sigmoid: {@code a (1 - b) b}. */
    SIGMOID_BACKWARD,
    /** a where it is positive, else a b. */
    LEAKY_RELU,
    /** Of a gradient a and the argument b of silu: a times the slope at b. */
    SILU_BACKWARD,
    /** Of a gradient a and the argument b of gelu: a times the slope at b. */
    GELU_BACKWARD,
    /** Of a gradient a and the argument b of gelu by tanh: a times the slope at b. */
    GELU_TANH_BACKWARD;

    /**
     * The function's value.
     *
     * @throws UnsupportedOperationException if the function is one of integers only
     */
    public double apply(double a, double b) {
        return real().applyAsDouble(a, b);
    }

    /**
     * The function's value on integers.
     *
     * @throws UnsupportedOperationException if the function does not lead from integers to integers
     * @throws ArithmeticException if it divides by zero
     */
    public long applyLong(long a, long b) {
        return integer().applyAsLong(a, b);
    }

    /** Whether the function leads from integers to integers. */
    public boolean hasLong() {
        return onIntegers() != null;
    }

    /** Whether a vector loop computes it of two arrays. */
    boolean isVectorized() {
        return switch (this) {
            case RELU_BACKWARD, TANH_BACKWARD, SIGMOID_BACKWARD -> true;
            default -> isVectorizedWithValue();
        };
    }

    /** Whether a vector loop computes it of an array and one value. */
    boolean isVectorizedWithValue() {
        return switch (this) {
            case ADD, SUB, MUL, DIV, MAXIMUM, MINIMUM -> true;
            default -> false;
        };
    }

    /** The definition on reals. Linked when first asked for: all of them would cost every program's start 50 ms. */
    DoubleBinaryOperator real() {
        return switch (this) {
            case ADD -> (a, b) -> a + b;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            case DIV -> (a, b) -> a / b;
            case FLOOR_DIV -> SpecialFunctions::floorDiv;
            case TRUNC_DIV -> (a, b) -> UnaryOp.TRUNC.apply(a / b);
            case REMAINDER -> SpecialFunctions::remainder;
            case FMOD -> (a, b) -> a % b;
            case POW -> SpecialFunctions::pow;
            case MAXIMUM -> Math::max;
            case MINIMUM -> Math::min;
            case FMAX -> (a, b) -> a != a ? b : b != b ? a : Math.max(a, b);
            case FMIN -> (a, b) -> a != a ? b : b != b ? a : Math.min(a, b);
            case ATAN2 -> Math::atan2;
            case HYPOT -> Math::hypot;
            case COPYSIGN -> SpecialFunctions::copySign;
            case NEXTAFTER -> Math::nextAfter;
            case LOGADDEXP -> SpecialFunctions::logAddExp;
            case LOGADDEXP2 -> SpecialFunctions::logAddExp2;
            case XLOGY -> SpecialFunctions::xlogy;
            case XLOG1PY -> SpecialFunctions::xlog1py;
            case ZETA -> SpecialFunctions::zeta;
            case POLYGAMMA -> SpecialFunctions::polygamma;
            case HEAVISIDE -> (a, b) -> a == 0 ? b : a > 0 ? 1 : 0;
            case RELU_BACKWARD -> (g, y) -> y <= 0 ? 0 : g;
            case TANH_BACKWARD -> (g, y) -> g * Math.fma(-y, y, 1);
            case SIGMOID_BACKWARD -> (g, y) -> g * (1 - y) * y;
            case LEAKY_RELU -> (x, slope) -> x > 0 ? x : x * slope;
            case SILU_BACKWARD -> (g, x) -> g * ActivationFunctions.siluSlope(x);
            case GELU_BACKWARD -> (g, x) -> g * ActivationFunctions.geluSlope(x);
            case GELU_TANH_BACKWARD -> (g, x) -> g * ActivationFunctions.geluTanhSlope(x);
            default ->
                throw new UnsupportedOperationException(name().toLowerCase()
                        + ": expected integer or bool tensors; got floating point; convert with .to(DType.INT64)");
        };
    }

    LongBinaryOperator integer() {
        LongBinaryOperator definition = onIntegers();
        if (definition == null) {
            throw new UnsupportedOperationException(name().toLowerCase()
                    + ": expected floating-point tensors; got integers; convert with .to(DType.FLOAT32)");
        }
        return definition;
    }

    /** The fused function that computes it of two arrays, or -1. */
    int fused() {
        return this == SILU_BACKWARD ? Fused.SILU_BACKWARD : this == GELU_TANH_BACKWARD ? Fused.GELU_TANH_BACKWARD : -1;
    }

    /** The definition on integers, or null. */
    private @Nullable LongBinaryOperator onIntegers() {
        return switch (this) {
            case ADD -> (a, b) -> a + b;
            case SUB -> (a, b) -> a - b;
            case MUL -> (a, b) -> a * b;
            case FLOOR_DIV -> IntegerFunctions::floorDiv;
            case TRUNC_DIV -> IntegerFunctions::truncDiv;
            case REMAINDER -> IntegerFunctions::remainder;
            case FMOD -> IntegerFunctions::fmod;
            case POW -> IntegerFunctions::pow;
            case MAXIMUM -> Math::max;
            case MINIMUM -> Math::min;
            case FMAX -> Math::max;
            case FMIN -> Math::min;
            case HEAVISIDE -> (a, b) -> a == 0 ? b : a > 0 ? 1 : 0;
            case GCD -> IntegerFunctions::gcd;
            case LCM -> IntegerFunctions::lcm;
            case AND -> (a, b) -> a & b;
            case OR -> (a, b) -> a | b;
            case XOR -> (a, b) -> a ^ b;
            case SHL -> IntegerFunctions::shiftLeft;
            case SHR -> IntegerFunctions::shiftRight;
            default -> null;
        };
    }
}
