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
    ADD((a, b) -> a + b, (a, b) -> a + b),
    /** {@code a - b}. */
    SUB((a, b) -> a - b, (a, b) -> a - b),
    /** {@code a b}. */
    MUL((a, b) -> a * b, (a, b) -> a * b),
    /** {@code a / b}; integers are to be converted first. */
    DIV((a, b) -> a / b, null),
    /** The quotient rounded down. */
    FLOOR_DIV(SpecialFunctions::floorDiv, IntegerFunctions::floorDiv),
    /** The quotient rounded toward zero. */
    TRUNC_DIV((a, b) -> UnaryOp.TRUNC.apply(a / b), IntegerFunctions::truncDiv),
    /** What the quotient rounded down leaves: the divisor's sign (Python's {@code %}). */
    REMAINDER(SpecialFunctions::remainder, IntegerFunctions::remainder),
    /** What the quotient rounded toward zero leaves: the dividend's sign (C's {@code fmod}). */
    FMOD((a, b) -> a % b, IntegerFunctions::fmod),
    /** {@code a^b}. */
    POW(SpecialFunctions::pow, IntegerFunctions::pow),
    /** The larger; NaN if either is. */
    MAXIMUM(Math::max, Math::max),
    /** The smaller; NaN if either is. */
    MINIMUM(Math::min, Math::min),
    /** The larger; of a number and NaN the number. */
    FMAX((a, b) -> a != a ? b : b != b ? a : Math.max(a, b), Math::max),
    /** The smaller; of a number and NaN the number. */
    FMIN((a, b) -> a != a ? b : b != b ? a : Math.min(a, b), Math::min),
    /** The angle of the point (b, a). */
    ATAN2(Math::atan2, null),
    /** {@code sqrt(a a + b b)} without overflow on the way. */
    HYPOT(Math::hypot, null),
    /** {@code |a|} with the sign of b. */
    COPYSIGN(SpecialFunctions::copySign, null),
    /** The next number from a toward b, of the operands' own type. */
    NEXTAFTER(Math::nextAfter, null),
    /** {@code log(e^a + e^b)}. */
    LOGADDEXP(SpecialFunctions::logAddExp, null),
    /** {@code log2(2^a + 2^b)}. */
    LOGADDEXP2(SpecialFunctions::logAddExp2, null),
    /** {@code a log(b)}; 0 where a is 0 and b is not NaN. */
    XLOGY(SpecialFunctions::xlogy, null),
    /** {@code a log(1 + b)}; 0 where a is 0 and b is not NaN. */
    XLOG1PY(SpecialFunctions::xlog1py, null),
    /** Hurwitz's zeta function: the sum over {@code k >= 0} of {@code (k + b)^-a}. */
    ZETA(SpecialFunctions::zeta, null),
    /** The a-th derivative of the digamma function at b. */
    POLYGAMMA(SpecialFunctions::polygamma, null),
    /** 0 where a is negative (or NaN), b where it is 0, 1 where it is positive. */
    HEAVISIDE((a, b) -> a == 0 ? b : a > 0 ? 1 : 0, (a, b) -> a == 0 ? b : a > 0 ? 1 : 0),
    /** The greatest common divisor. */
    GCD(null, IntegerFunctions::gcd),
    /** The least common multiple. */
    LCM(null, IntegerFunctions::lcm),
    /** The bits set in both. */
    AND(null, (a, b) -> a & b),
    /** The bits set in either. */
    OR(null, (a, b) -> a | b),
    /** The bits set in one of them. */
    XOR(null, (a, b) -> a ^ b),
    /** {@code a 2^b}; 0 when b is negative or over 63. */
    SHL(null, IntegerFunctions::shiftLeft),
    /** {@code floor(a / 2^b)}; all sign bits when b is negative or over 63. */
    SHR(null, IntegerFunctions::shiftRight),
    /** Of a gradient a and the result b of relu: a where b is positive (or NaN), else 0. */
    RELU_BACKWARD((g, y) -> y <= 0 ? 0 : g, null),
    /** Of a gradient a and the result b of tanh: {@code a (1 - b b)}. */
    TANH_BACKWARD((g, y) -> g * Math.fma(-y, y, 1), null),
    /** Of a gradient a and the result b of sigmoid: {@code a (1 - b) b}. */
    SIGMOID_BACKWARD((g, y) -> g * (1 - y) * y, null),
    /** a where it is positive, else a b. */
    LEAKY_RELU((x, slope) -> x > 0 ? x : x * slope, null),
    /** Of a gradient a and the argument b of silu: a times the slope at b. */
    SILU_BACKWARD((g, x) -> g * ActivationFunctions.siluSlope(x), null),
    /** Of a gradient a and the argument b of gelu: a times the slope at b. */
    GELU_BACKWARD((g, x) -> g * ActivationFunctions.geluSlope(x), null),
    /** Of a gradient a and the argument b of gelu by tanh: a times the slope at b. */
    GELU_TANH_BACKWARD((g, x) -> g * ActivationFunctions.geluTanhSlope(x), null);

    private final @Nullable DoubleBinaryOperator onReals;
    private final @Nullable LongBinaryOperator onIntegers;

    BinaryOp(@Nullable DoubleBinaryOperator onReals, @Nullable LongBinaryOperator onIntegers) {
        this.onReals = onReals;
        this.onIntegers = onIntegers;
    }

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
        return onIntegers != null;
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

    DoubleBinaryOperator real() {
        if (onReals == null) {
            throw new UnsupportedOperationException(name().toLowerCase()
                    + ": expected integer or bool tensors; got floating point; convert with .to(DType.INT64)");
        }
        return onReals;
    }

    LongBinaryOperator integer() {
        if (onIntegers == null) {
            throw new UnsupportedOperationException(name().toLowerCase()
                    + ": expected floating-point tensors; got integers; convert with .to(DType.FLOAT32)");
        }
        return onIntegers;
    }
}
