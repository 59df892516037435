package lanewise.tensor;

import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.Fused;
import lanewise.tensor.kernels.UnaryOp;
import org.jspecify.annotations.Nullable;

/**
 * Special functions, element by element, as {@code torch.special}: {@code Special.erfcx(x)}.
 *
 * <p>All take tensors of any shape and return one of that shape (two operands broadcast); integers and bools are
 * computed as float32. What PyTorch offers on the tensor too ({@code x.erf()}, {@code x.lgamma()}) is fluent as well.
 */
public final class Special {

    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
    private static final double SQRT_2 = Math.sqrt(2);

    private Special() {}

    // ---- the error function and the normal distribution
    // -------------------------------------------------------------------

    /** The error function, 2/√π ∫₀ˣ e⁻ᵗ² dt. dx = 2/√π G e^(−x²). */
    public static Tensor erf(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.ERF, x)
                .op("erf")
                .derivedFrom(
                        x,
                        Pointwise.rule(
                                Fused.ERF_BACKWARD, TWO_OVER_SQRT_PI, 0, x, g -> g.mul(bell(x, TWO_OVER_SQRT_PI))),
                        x);
    }

    /** 1 − erf(x), exact where that is small. dx = −2/√π G e^(−x²). */
    public static Tensor erfc(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.ERFC, x)
                .op("erfc")
                .derivedFrom(x, g -> g.mul(bell(x, -TWO_OVER_SQRT_PI)), x);
    }

    /** e^(x²) erfc(x). dx = G (2 x y − 2/√π). */
    public static Tensor erfcx(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.ERFCX, x).op("erfcx");
        return y.derivedFrom(x, g -> g.mul(x.mul(y).mul(2).sub(TWO_OVER_SQRT_PI)), x, y);
    }

    /** The inverse of {@link #erf}; infinite at ±1, NaN beyond. dx = √π/2 G e^(y²). */
    public static Tensor erfinv(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.ERFINV, x).op("erfinv");
        return y.derivedFrom(x, g -> g.mul(y.square().exp().mul(1 / TWO_OVER_SQRT_PI)), y);
    }

    /** The distribution function of the standard normal distribution. dx = G e^(−x²/2) / √(2π). */
    public static Tensor ndtr(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.NDTR, x)
                .op("ndtr")
                .derivedFrom(x, g -> g.mul(bell(x.mul(1 / SQRT_2), 0.5 * TWO_OVER_SQRT_PI / SQRT_2)), x);
    }

    /** The inverse of {@link #ndtr}; infinite at 0 and 1, NaN beyond. dx = √(2π) G e^(y²/2). */
    public static Tensor ndtri(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.NDTRI, x).op("ndtri");
        return y.derivedFrom(x, g -> g.mul(y.square().mul(0.5).exp().mul(Math.sqrt(2 * Math.PI))), y);
    }

    /** The logarithm of {@link #ndtr}, exact where that is small. dx = √(2/π) G / erfcx(−x/√2). */
    public static Tensor logNdtr(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.LOG_NDTR, x)
                .op("logNdtr")
                .derivedFrom(
                        x, g -> g.mul(erfcx(x.mul(-1 / SQRT_2)).reciprocal().mul(Math.sqrt(2 / Math.PI))), x);
    }

    /** height · e^(−x²). */
    private static Tensor bell(Tensor x, double height) {
        return x.square().neg().exp().mul(height);
    }

    // ---- the gamma function
    // -----------------------------------------------------------------------------------------------

    /** The logarithm of |Γ(x)|. dx = G digamma(x). */
    public static Tensor gammaln(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.LGAMMA, x).op("lgamma").derivedFrom(x, g -> g.mul(digamma(x)), x);
    }

    /**
     * The logarithm of the multivariate gamma function of dimension {@code p}: p (p − 1)/4 ln π + Σ lgamma(x − i/2), i
     * < p.
     */
    public static Tensor multigammaln(Tensor x, int p) {
        if (p < 1) {
            throw new IllegalArgumentException("multigammaln: p has to be greater than or equal to 1, got " + p);
        }
        Tensor y = gammaln(x).add(p * (p - 1) / 4.0 * Math.log(Math.PI));
        for (int i = 1; i < p; i++) {
            y = y.add(gammaln(x.sub(0.5 * i)));
        }
        return y;
    }

    /** The derivative of {@link #gammaln}; −∞ at 0, NaN at negative whole numbers. dx = G polygamma(1, x). */
    public static Tensor digamma(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.DIGAMMA, x).op("digamma").derivedFrom(x, g -> g.mul(polygamma(1, x)), x);
    }

    /** The same as {@link #digamma}. */
    public static Tensor psi(Tensor x) {
        return digamma(x);
    }

    /**
     * The n-th derivative of {@link #digamma}. dx = G polygamma(n + 1, x).
     *
     * <p>At negative whole numbers it is infinite, but for n = 1 PyTorch's value, which is finite (and meaningless),
     * because its π²/sin²(πx) does not quite divide by zero.
     *
     * @throws IllegalArgumentException if n is negative
     */
    public static Tensor polygamma(int n, Tensor x) {
        if (n < 0) {
            throw new IllegalArgumentException("polygamma: polygamma(n, x) does not support negative n, got " + n);
        }
        if (n == 0) {
            return digamma(x);
        }
        Tensor in = x.compact(x.dtype().floating());
        Tensor y = Pointwise.floatBinary(BinaryOp.POLYGAMMA, "polygamma", Tensor.number((double) n), in);
        if (n == 1) {
            y = finiteAtPoles(y, in);
        }
        return y.op("polygamma").derivedFrom(x, g -> g.mul(polygamma(n + 1, x)), x);
    }

    private static Tensor finiteAtPoles(Tensor y, Tensor x) {
        Tensor pole = x.lt(0).logicalAnd(x.eq(Pointwise.unary(UnaryOp.FLOOR, x)));
        Tensor sine = Pointwise.unary(
                UnaryOp.SIN, Pointwise.binary(BinaryOp.MUL, "polygamma", x, Tensor.number(Math.PI), x.dtype()));
        Tensor square = Pointwise.unary(UnaryOp.SQUARE, sine);
        Tensor value = Pointwise.binary(BinaryOp.DIV, "polygamma", Tensor.number(Math.PI * Math.PI), square, x.dtype());
        return Pointwise.where(pole, value, y);
    }

    /**
     * Hurwitz's zeta function Σ (k + b)⁻ᵃ over k ≥ 0. da is not implemented, as in PyTorch; db = −G a zeta(a + 1, b).
     */
    public static Tensor zeta(Tensor a, Tensor b) {
        Tensor y = Pointwise.floatBinary(BinaryOp.ZETA, "zeta", a, b).op("zeta");
        return y.derivedFrom(a, Derivatives.none("zeta by its first argument"))
                .derivedFrom(b, g -> g.mul(a.neg().mul(zeta(a.add(1), b))), a, b);
    }

    /** {@link #zeta(Tensor, Tensor)} with a number. */
    public static Tensor zeta(Tensor a, Number b) {
        return zeta(a, Tensor.number(b));
    }

    /** {@link #zeta(Tensor, Tensor)} with a number. */
    public static Tensor zeta(Number a, Tensor b) {
        return zeta(Tensor.number(a), b);
    }

    // ---- Bessel functions
    // ---------------------------------------------------------------------------------------------------

    /** The modified Bessel function of order 0. dx = G i1(x). */
    public static Tensor i0(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.I0, x).op("i0").derivedFrom(x, g -> g.mul(i1(x)), x);
    }

    /** e^(−|x|) i0(x). dx = G (i1e(x) − sign(x) y). */
    public static Tensor i0e(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.I0E, x).op("i0e");
        return y.derivedFrom(x, g -> g.mul(i1e(x).sub(x.sign().mul(y))), x, y);
    }

    /** The modified Bessel function of order 1. dx = G (i0(x) − y / x), G/2 near 0. */
    public static Tensor i1(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.I1, x).op("i1");
        return y.derivedFrom(x, g -> g.mul(besselSlope(x, z -> i0(z).sub(y.div(z)))), x, y);
    }

    /** e^(−|x|) i1(x). dx = G (i0e(x) − y (sign(x) + 1 / x)), G/2 near 0. */
    public static Tensor i1e(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.I1E, x).op("i1e");
        return y.derivedFrom(
                x, g -> g.mul(besselSlope(x, z -> i0e(z).sub(y.mul(z.sign().add(z.reciprocal()))))), x, y);
    }

    /** The slope at x, or where x is as good as 0, so that it cannot be divided by, one half. */
    private static Tensor besselSlope(Tensor x, java.util.function.UnaryOperator<Tensor> slope) {
        Tensor atZero = x.abs().le(x.dtype() == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0));
        return Where.replaced(slope.apply(Where.replaced(x, atZero, 1)), atZero, 0.5);
    }

    // ---- entropy and logits
    // ---------------------------------------------------------------------------------------------------

    /** −x ln x; 0 at 0, −∞ below. dx = −G (1 + ln x). */
    public static Tensor entr(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.ENTR, x)
                .op("entr")
                .derivedFrom(x, g -> g.mul(x.log().add(1).neg()), x);
    }

    /** a ln b, 0 where a = 0 and b is no NaN. da = G ln b, 0 where a = 0 and b ≤ 0; db = G a / b. */
    public static Tensor xlogy(Tensor a, Tensor b) {
        Tensor y = Pointwise.floatBinary(BinaryOp.XLOGY, "xlogy", a, b).op("xlogy");
        return y.derivedFrom(a, g -> logBackward(g, a, b, false), a, b).derivedFrom(b, g -> g.mul(a.div(b)), a, b);
    }

    /** {@link #xlogy(Tensor, Tensor)} with a number. */
    public static Tensor xlogy(Tensor a, Number b) {
        return xlogy(a, Tensor.number(b));
    }

    /** {@link #xlogy(Tensor, Tensor)} with a number. */
    public static Tensor xlogy(Number a, Tensor b) {
        return xlogy(Tensor.number(a), b);
    }

    /** a ln(1 + b), 0 where a = 0 and b is no NaN. da = G ln(1 + b), 0 where a = 0 and b ≤ −1; db = G a / (1 + b). */
    public static Tensor xlog1py(Tensor a, Tensor b) {
        Tensor y = Pointwise.floatBinary(BinaryOp.XLOG1PY, "xlog1py", a, b).op("xlog1py");
        return y.derivedFrom(a, g -> logBackward(g, a, b, true), a, b)
                .derivedFrom(b, g -> g.mul(a.div(b.add(1))), a, b);
    }

    /** {@link #xlog1py(Tensor, Tensor)} with a number. */
    public static Tensor xlog1py(Tensor a, Number b) {
        return xlog1py(a, Tensor.number(b));
    }

    /** {@link #xlog1py(Tensor, Tensor)} with a number. */
    public static Tensor xlog1py(Number a, Tensor b) {
        return xlog1py(Tensor.number(a), b);
    }

    private static Tensor logBackward(Tensor g, Tensor a, Tensor b, boolean plusOne) {
        Tensor masked = a.eq(0).logicalAnd(b.le(plusOne ? -1 : 0));
        Tensor safe = Where.replaced(b, masked, 1);
        Tensor in = Where.zeroed(g, masked);
        return plusOne ? xlog1py(in, safe) : xlogy(in, safe);
    }

    /** ln(x / (1 − x)); infinite at 0 and 1, NaN beyond. dx = G / (x (1 − x)). */
    public static Tensor logit(Tensor x) {
        return logit(x, null);
    }

    /**
     * ln(z / (1 − z)) where z is x kept between {@code eps} and 1 − {@code eps}. dx = G / (x (1 − x)), 0 outside of
     * these.
     *
     * @param eps the distance from 0 and 1, or null to let x be
     */
    public static Tensor logit(Tensor x, @Nullable Number eps) {
        DType dtype = x.dtype().floating();
        Tensor z = x.compact(dtype);
        double lo = eps == null ? 0 : eps.doubleValue();
        double hi = 1 - lo;
        if (eps != null) {
            z = Pointwise.binary(BinaryOp.MAXIMUM, "logit", z, Tensor.number(lo), dtype);
            z = Pointwise.binary(BinaryOp.MINIMUM, "logit", z, Tensor.number(hi), dtype);
        }
        Tensor rest = Pointwise.binary(BinaryOp.SUB, "logit", Tensor.number(1), z, dtype);
        Tensor y = Pointwise.unary(UnaryOp.LOG, Pointwise.binary(BinaryOp.DIV, "logit", z, rest, dtype))
                .op("logit");
        return y.derivedFrom(
                x,
                g -> {
                    Tensor outside = x.lt(lo).logicalOr(x.gt(hi));
                    Tensor slope = g.div(x.mul(x.rsub(1)));
                    return eps == null ? Where.replaced(slope, outside, Double.NaN) : Where.zeroed(slope, outside);
                },
                x);
    }

    /** 1 / (1 + e⁻ˣ); the same as {@code x.sigmoid()}. */
    public static Tensor expit(Tensor x) {
        return Activation.sigmoid(x);
    }

    /** sin(πx) / (πx), 1 at 0. dx = G (cos(πx) − y) / x, 0 at 0. */
    public static Tensor sinc(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.SINC, x).op("sinc").derivedFrom(x, g -> g.mul(sincSlope(x)), x);
    }

    /** Near 0, where the two terms cancel, the start of the series: −π²/3 x (1 − π²/10 x²). */
    private static Tensor sincSlope(Tensor x) {
        double square = Math.PI * Math.PI;
        Tensor near = x.abs().lt(x.dtype() == DType.FLOAT32 ? 0.05 : 1e-3);
        Tensor far = Where.replaced(x, near, 1);
        Tensor slope = far.mul(Math.PI).cos().sub(sinc(far)).div(far);
        Tensor series = x.mul(-square / 3).mul(x.square().mul(-square / 10).add(1));
        return Where.where(near, series, slope);
    }

    // ---- also known elsewhere
    // -------------------------------------------------------------------------------------------------

    /** eˣ − 1; the same as {@code x.expm1()}. */
    public static Tensor expm1(Tensor x) {
        return MathFunctions.expm1(x);
    }

    /** 2ˣ; the same as {@code x.exp2()}. */
    public static Tensor exp2(Tensor x) {
        return MathFunctions.exp2(x);
    }

    /** ln(1 + x); the same as {@code x.log1p()}. */
    public static Tensor log1p(Tensor x) {
        return MathFunctions.log1p(x);
    }

    /** The nearest whole numbers; the same as {@code x.round()}. */
    public static Tensor round(Tensor x) {
        return MathFunctions.round(x);
    }
}
