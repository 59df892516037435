package lanewise.tensor.kernels;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of one number. {@link #real} has the definitions in double precision, which are the specification of
 * every kernel that computes it faster, and the definition on integers where there is one.
 */
public enum UnaryOp {
    /** {@code -x}. */
    NEG,
    /** {@code |x|}. */
    ABS,
    /** -1, 0 or 1; 0 of NaN, as in PyTorch. */
    SIGN,
    /** {@code x x}. */
    SQUARE,
    /** The square root. */
    SQRT,
    /** {@code 1 / sqrt(x)}. */
    RSQRT,
    /** {@code 1 / x}. */
    RECIPROCAL,
    /** The larger of x and 0; NaN stays. */
    RELU,
    /** {@code e^x}. */
    EXP,
    /** {@code e^x - 1}. */
    EXPM1,
    /** {@code 2^x}. */
    EXP2,
    /** The natural logarithm. */
    LOG,
    /** {@code log(1 + x)}. */
    LOG1P,
    /** The logarithm to base 2. */
    LOG2,
    /** The logarithm to base 10. */
    LOG10,
    /** The sine. */
    SIN,
    /** The cosine. */
    COS,
    /** The tangent. */
    TAN,
    /** The inverse sine. */
    ASIN,
    /** The inverse cosine. */
    ACOS,
    /** The inverse tangent. */
    ATAN,
    /** The hyperbolic sine. */
    SINH,
    /** The hyperbolic cosine. */
    COSH,
    /** The hyperbolic tangent. */
    TANH,
    /** The inverse hyperbolic sine. */
    ASINH,
    /** The inverse hyperbolic cosine. */
    ACOSH,
    /** The inverse hyperbolic tangent. */
    ATANH,
    /** {@code 1 / (1 + e^-x)}. */
    SIGMOID,
    /** The logarithm of {@link #SIGMOID}. */
    LOGSIGMOID,
    /** {@code x / (1 + e^-x)}. */
    SILU,
    /** {@code x tanh(log(1 + e^x))}. */
    MISH,
    /** x times the distribution function of the standard normal distribution. */
    GELU,
    /** {@link #GELU} with the distribution function approximated by tanh. */
    GELU_TANH,
    /** {@code min(max(x + 3, 0), 6) / 6}. */
    HARDSIGMOID,
    /** {@code x min(max(x + 3, 0), 6) / 6}. */
    HARDSWISH,
    /** The largest whole number not above x. */
    FLOOR,
    /** The smallest whole number not below x. */
    CEIL,
    /** The whole part. */
    TRUNC,
    /** The nearest whole number, the even one of two equally near. */
    ROUND,
    /** {@code x - trunc(x)}. */
    FRAC,
    /** The error function. */
    ERF,
    /** {@code 1 - erf(x)}. */
    ERFC,
    /** {@code e^(x x) erfc(x)}. */
    ERFCX,
    /** The inverse of the error function. */
    ERFINV,
    /** The distribution function of the standard normal distribution. */
    NDTR,
    /** The inverse of {@link #NDTR}. */
    NDTRI,
    /** The logarithm of {@link #NDTR}. */
    LOG_NDTR,
    /** The logarithm of |gamma(x)|. */
    LGAMMA,
    /** The derivative of the logarithm of the gamma function. */
    DIGAMMA,
    /** The modified Bessel function of order 0. */
    I0,
    /** {@code e^-|x| i0(x)}. */
    I0E,
    /** The modified Bessel function of order 1. */
    I1,
    /** {@code e^-|x| i1(x)}. */
    I1E,
    /** {@code -x log(x)}; 0 at 0, minus infinity below. */
    ENTR,
    /** {@code sin(pi x) / (pi x)}; 1 at 0. */
    SINC,
    /** {@code -x - 1}: every bit turned over; of integers only. */
    BITWISE_NOT;

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
        return onIntegers() != null;
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
            case NEG,
                    ABS,
                    SQUARE,
                    SQRT,
                    RSQRT,
                    RECIPROCAL,
                    RELU,
                    SIGN,
                    FLOOR,
                    CEIL,
                    TRUNC,
                    ROUND,
                    HARDSIGMOID,
                    HARDSWISH -> true;
            default -> false;
        };
    }

    /** The definition on reals. Linked when first asked for: all of them would cost every program's start 50 ms. */
    DoubleUnaryOperator real() {
        return switch (this) {
            case NEG -> x -> -x;
            case ABS -> Math::abs;
            case SIGN -> x -> x > 0 ? 1 : x < 0 ? -1 : 0;
            case SQUARE -> x -> x * x;
            case SQRT -> Math::sqrt;
            case RSQRT -> x -> 1 / Math.sqrt(x);
            case RECIPROCAL -> x -> 1 / x;
            case RELU -> x -> x <= 0 ? 0 : x;
            case EXP -> Math::exp;
            case EXPM1 -> Math::expm1;
            case EXP2 -> SpecialFunctions::exp2;
            case LOG -> Math::log;
            case LOG1P -> Math::log1p;
            case LOG2 -> SpecialFunctions::log2;
            case LOG10 -> Math::log10;
            case SIN -> Math::sin;
            case COS -> Math::cos;
            case TAN -> Math::tan;
            case ASIN -> Math::asin;
            case ACOS -> Math::acos;
            case ATAN -> Math::atan;
            case SINH -> Math::sinh;
            case COSH -> Math::cosh;
            case TANH -> Math::tanh;
            case ASINH -> SpecialFunctions::asinh;
            case ACOSH -> SpecialFunctions::acosh;
            case ATANH -> SpecialFunctions::atanh;
            case SIGMOID -> SpecialFunctions::sigmoid;
            case LOGSIGMOID -> ActivationFunctions::logSigmoid;
            case SILU -> ActivationFunctions::silu;
            case MISH -> ActivationFunctions::mish;
            case GELU -> ActivationFunctions::gelu;
            case GELU_TANH -> ActivationFunctions::geluTanh;
            case HARDSIGMOID -> ActivationFunctions::hardSigmoid;
            case HARDSWISH -> x -> x * ActivationFunctions.hardSigmoid(x);
            case FLOOR -> Math::floor;
            case CEIL -> Math::ceil;
            case TRUNC -> x -> x < 0 ? Math.ceil(x) : Math.floor(x);
            case ROUND -> Math::rint;
            case FRAC -> x -> x - (x < 0 ? Math.ceil(x) : Math.floor(x));
            case ERF -> ErrorFunctions::erf;
            case ERFC -> ErrorFunctions::erfc;
            case ERFCX -> ErrorFunctions::erfcx;
            case ERFINV -> ErrorFunctions::erfinv;
            case NDTR -> ErrorFunctions::ndtr;
            case NDTRI -> ErrorFunctions::ndtri;
            case LOG_NDTR -> ErrorFunctions::logNdtr;
            case LGAMMA -> SpecialFunctions::lgamma;
            case DIGAMMA -> SpecialFunctions::digamma;
            case I0 -> SpecialFunctions::i0;
            case I0E -> SpecialFunctions::i0e;
            case I1 -> SpecialFunctions::i1;
            case I1E -> SpecialFunctions::i1e;
            case ENTR -> SpecialFunctions::entr;
            case SINC -> SpecialFunctions::sinc;
            default ->
                throw new UnsupportedOperationException(name().toLowerCase()
                        + ": expected an integer or bool tensor; got floating point; convert with .to(DType.INT64)");
        };
    }

    LongUnaryOperator integer() {
        LongUnaryOperator definition = onIntegers();
        if (definition == null) {
            throw new UnsupportedOperationException(name().toLowerCase()
                    + ": expected a floating-point tensor; got integers; convert with .to(DType.FLOAT32)");
        }
        return definition;
    }

    /** The fused function that computes it, or -1. */
    int fused() {
        return switch (this) {
            case HARDSIGMOID -> Fused.HARDSIGMOID;
            case HARDSWISH -> Fused.HARDSWISH;
            case LOGSIGMOID -> Fused.LOGSIGMOID;
            case SILU -> Fused.SILU;
            case MISH -> Fused.MISH;
            case GELU_TANH -> Fused.GELU_TANH;
            case TAN -> Fused.TAN;
            default -> -1;
        };
    }

    /** The definition on integers, or null. */
    private @Nullable LongUnaryOperator onIntegers() {
        return switch (this) {
            case NEG -> x -> -x;
            case ABS -> Math::abs;
            case SIGN -> Long::signum;
            case SQUARE -> x -> x * x;
            case RELU -> x -> Math.max(x, 0);
            case FLOOR -> x -> x;
            case CEIL -> x -> x;
            case TRUNC -> x -> x;
            case ROUND -> x -> x;
            case BITWISE_NOT -> x -> ~x;
            default -> null;
        };
    }
}
