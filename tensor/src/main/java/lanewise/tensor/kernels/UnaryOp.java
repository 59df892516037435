package lanewise.tensor.kernels;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of one number. Each constant carries its definition in double precision, which is the specification of
 * every kernel that computes it faster, and the definition on integers where there is one.
 */
public enum UnaryOp {
    /** {@code -x}. */
    NEG(x -> -x, x -> -x),
    /** {@code |x|}. */
    ABS(Math::abs, Math::abs),
    /** -1, 0 or 1; 0 of NaN, as in PyTorch. */
    SIGN(x -> x > 0 ? 1 : x < 0 ? -1 : 0, Long::signum),
    /** {@code x x}. */
    SQUARE(x -> x * x, x -> x * x),
    /** The square root. */
    SQRT(Math::sqrt),
    /** {@code 1 / sqrt(x)}. */
    RSQRT(x -> 1 / Math.sqrt(x)),
    /** {@code 1 / x}. */
    RECIPROCAL(x -> 1 / x),
    /** The larger of x and 0; NaN stays. */
    RELU(x -> x <= 0 ? 0 : x, x -> Math.max(x, 0)),
    /** {@code e^x}. */
    EXP(Math::exp),
    /** {@code e^x - 1}. */
    EXPM1(Math::expm1),
    /** {@code 2^x}. */
    EXP2(SpecialFunctions::exp2),
    /** The natural logarithm. */
    LOG(Math::log),
    /** {@code log(1 + x)}. */
    LOG1P(Math::log1p),
    /** The logarithm to base 2. */
    LOG2(SpecialFunctions::log2),
    /** The logarithm to base 10. */
    LOG10(Math::log10),
    /** The sine. */
    SIN(Math::sin),
    /** The cosine. */
    COS(Math::cos),
    /** The tangent. */
    TAN(Math::tan),
    /** The inverse sine. */
    ASIN(Math::asin),
    /** The inverse cosine. */
    ACOS(Math::acos),
    /** The inverse tangent. */
    ATAN(Math::atan),
    /** The hyperbolic sine. */
    SINH(Math::sinh),
    /** The hyperbolic cosine. */
    COSH(Math::cosh),
    /** The hyperbolic tangent. */
    TANH(Math::tanh),
    /** The inverse hyperbolic sine. */
    ASINH(SpecialFunctions::asinh),
    /** The inverse hyperbolic cosine. */
    ACOSH(SpecialFunctions::acosh),
    /** The inverse hyperbolic tangent. */
    ATANH(SpecialFunctions::atanh),
    /** {@code 1 / (1 + e^-x)}. */
    SIGMOID(SpecialFunctions::sigmoid),
    /** The logarithm of {@link #SIGMOID}. */
    LOGSIGMOID(ActivationFunctions::logSigmoid),
    /** {@code x / (1 + e^-x)}. */
    SILU(ActivationFunctions::silu),
    /** {@code x tanh(log(1 + e^x))}. */
    MISH(ActivationFunctions::mish),
    /** x times the distribution function of the standard normal distribution. */
    GELU(ActivationFunctions::gelu),
    /** {@link #GELU} with the distribution function approximated by tanh. */
    GELU_TANH(ActivationFunctions::geluTanh),
    /** {@code min(max(x + 3, 0), 6) / 6}. */
    HARDSIGMOID(ActivationFunctions::hardSigmoid),
    /** {@code x min(max(x + 3, 0), 6) / 6}. */
    HARDSWISH(x -> x * ActivationFunctions.hardSigmoid(x)),
    /** The largest whole number not above x. */
    FLOOR(Math::floor, x -> x),
    /** The smallest whole number not below x. */
    CEIL(Math::ceil, x -> x),
    /** The whole part. */
    TRUNC(x -> x < 0 ? Math.ceil(x) : Math.floor(x), x -> x),
    /** The nearest whole number, the even one of two equally near. */
    ROUND(Math::rint, x -> x),
    /** {@code x - trunc(x)}. */
    FRAC(x -> x - (x < 0 ? Math.ceil(x) : Math.floor(x))),
    /** The error function. */
    ERF(ErrorFunctions::erf),
    /** {@code 1 - erf(x)}. */
    ERFC(ErrorFunctions::erfc),
    /** {@code e^(x x) erfc(x)}. */
    ERFCX(ErrorFunctions::erfcx),
    /** The inverse of the error function. */
    ERFINV(ErrorFunctions::erfinv),
    /** The distribution function of the standard normal distribution. */
    NDTR(ErrorFunctions::ndtr),
    /** The inverse of {@link #NDTR}. */
    NDTRI(ErrorFunctions::ndtri),
    /** The logarithm of {@link #NDTR}. */
    LOG_NDTR(ErrorFunctions::logNdtr),
    /** The logarithm of |gamma(x)|. */
    LGAMMA(SpecialFunctions::lgamma),
    /** The derivative of the logarithm of the gamma function. */
    DIGAMMA(SpecialFunctions::digamma),
    /** The modified Bessel function of order 0. */
    I0(SpecialFunctions::i0),
    /** {@code e^-|x| i0(x)}. */
    I0E(SpecialFunctions::i0e),
    /** The modified Bessel function of order 1. */
    I1(SpecialFunctions::i1),
    /** {@code e^-|x| i1(x)}. */
    I1E(SpecialFunctions::i1e),
    /** {@code -x log(x)}; 0 at 0, minus infinity below. */
    ENTR(SpecialFunctions::entr),
    /** {@code sin(pi x) / (pi x)}; 1 at 0. */
    SINC(SpecialFunctions::sinc),
    /** {@code -x - 1}: every bit turned over; of integers only. */
    BITWISE_NOT(null, x -> ~x);

    private final @Nullable DoubleUnaryOperator onReals;
    private final @Nullable LongUnaryOperator onIntegers;

    UnaryOp(DoubleUnaryOperator onReals) {
        this(onReals, null);
    }

    UnaryOp(@Nullable DoubleUnaryOperator onReals, @Nullable LongUnaryOperator onIntegers) {
        this.onReals = onReals;
        this.onIntegers = onIntegers;
    }

    /**
     * The function's value.
     *
     * @throws UnsupportedOperationException if the function is one of integers only
     */
    public double apply(double x) {
        return real().applyAsDouble(x);
    }

    /**
     * The function's value on an integer.
     *
     * @throws UnsupportedOperationException if the function does not lead from integers to integers
     */
    public long applyLong(long x) {
        return integer().applyAsLong(x);
    }

    /** Whether the function leads from integers to integers. */
    public boolean hasLong() {
        return onIntegers != null;
    }

    /** Whether a vector loop computes it. */
    boolean isVectorized() {
        return switch (this) {
            case NEG, ABS, SQUARE, SQRT, RECIPROCAL, RELU, EXP, LOG, TANH, SIGMOID, ERF -> true;
            default -> false;
        };
    }

    /** Whether a vector of it costs about as much as loading and storing it. */
    boolean isCheap() {
        return switch (this) {
            case NEG, ABS, SQUARE, SQRT, RSQRT, RECIPROCAL, RELU, SIGN, FLOOR, CEIL, TRUNC, ROUND, HARDSIGMOID, HARDSWISH -> true;
            default -> false;
        };
    }

    DoubleUnaryOperator real() {
        if (onReals == null) {
            throw new UnsupportedOperationException(name().toLowerCase()
                    + ": expected an integer or bool tensor; got floating point; convert with .to(DType.INT64)");
        }
        return onReals;
    }

    LongUnaryOperator integer() {
        if (onIntegers == null) {
            throw new UnsupportedOperationException(name().toLowerCase()
                    + ": expected a floating-point tensor; got integers; convert with .to(DType.FLOAT32)");
        }
        return onIntegers;
    }
}
