package lanewise.tensor;

import lanewise.autograd.GradMode;
import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.Fused;
import lanewise.tensor.kernels.UnaryOp;
import org.jspecify.annotations.Nullable;

/** Powers, exponentials, logarithms, trigonometry, rounding, element by element. */
final class MathFunctions {

    private static final double LN2 = Math.log(2);
    private static final double LN10 = Math.log(10);

    private MathFunctions() {}

    // ---- exponentials and logarithms
    // ------------------------------------------------------------------------------------

    /** eˣ. dx = G y. */
    static Tensor exp(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.EXP, x).op("exp");
        return y.derivedFrom(x, g -> g.mul(y), y);
    }

    /** 2ˣ. dx = G y ln 2. */
    static Tensor exp2(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.EXP2, x).op("exp2");
        return y.derivedFrom(x, Pointwise.rule(Fused.SCALED_PRODUCT, LN2, 0, y, g -> g.mul(y.mul(LN2))), y);
    }

    /** eˣ − 1. dx = G (y + 1). */
    static Tensor expm1(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.EXPM1, x).op("expm1");
        return y.derivedFrom(x, g -> g.mul(y.add(1)), y);
    }

    /** ln x. dx = G / x. */
    static Tensor log(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.LOG, x).op("log").derivedFrom(x, g -> g.div(x), x);
    }

    /** ln(1 + x). dx = G / (1 + x). */
    static Tensor log1p(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.LOG1P, x)
                .op("log1p")
                .derivedFrom(x, Pointwise.rule(Fused.QUOTIENT, 1, 1, x, g -> g.div(x.add(1))), x);
    }

    /** log₂ x. dx = G / (x ln 2). */
    static Tensor log2(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.LOG2, x)
                .op("log2")
                .derivedFrom(x, Pointwise.rule(Fused.QUOTIENT, LN2, 0, x, g -> g.div(x.mul(LN2))), x);
    }

    /** log₁₀ x. dx = G / (x ln 10). */
    static Tensor log10(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.LOG10, x)
                .op("log10")
                .derivedFrom(x, Pointwise.rule(Fused.QUOTIENT, LN10, 0, x, g -> g.div(x.mul(LN10))), x);
    }

    /** ln(eᵃ + eᵇ). da = G / (1 + eᵇ⁻ᵃ), db = G / (1 + eᵃ⁻ᵇ). */
    static Tensor logaddexp(Tensor a, Tensor b) {
        checkFloats("logaddexp", a, b);
        Tensor y = Pointwise.binary(BinaryOp.LOGADDEXP, "logaddexp", a, b).op("logaddexp");
        return y.derivedFrom(a, g -> g.mul(a.sub(b).sigmoid()), a, b)
                .derivedFrom(b, g -> g.mul(b.sub(a).sigmoid()), a, b);
    }

    /** log₂(2ᵃ + 2ᵇ). da = G / (1 + 2ᵇ⁻ᵃ), db = G / (1 + 2ᵃ⁻ᵇ). */
    static Tensor logaddexp2(Tensor a, Tensor b) {
        checkFloats("logaddexp2", a, b);
        Tensor y = Pointwise.binary(BinaryOp.LOGADDEXP2, "logaddexp2", a, b).op("logaddexp2");
        return y.derivedFrom(a, g -> g.mul(a.sub(b).mul(LN2).sigmoid()), a, b)
                .derivedFrom(b, g -> g.mul(b.sub(a).mul(LN2).sigmoid()), a, b);
    }

    // ---- powers
    // ---------------------------------------------------------------------------------------------------------

    /** √x. dx = G / 2y. */
    static Tensor sqrt(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.SQRT, x).op("sqrt");
        return y.derivedFrom(x, Pointwise.rule(Fused.QUOTIENT, 2, 0, y, g -> g.div(y.mul(2))), y);
    }

    /** 1 / √x. dx = −G y³ / 2. */
    static Tensor rsqrt(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.RSQRT, x).op("rsqrt");
        return y.derivedFrom(
                x,
                Pointwise.rule(Fused.CUBE_PRODUCT, -0.5, 0, y, g -> g.mul(-0.5).mul(y.pow(3))),
                y);
    }

    /** xᵉ. dx = G e xᵉ⁻¹, 0 for e = 0. */
    static Tensor pow(Tensor x, Number exponent) {
        Tensor e = Tensor.number(exponent);
        DType dtype = DType.result(x, e);
        if (!dtype.isFloatingPoint() && exponent.longValue() < 0) {
            throw new IllegalArgumentException("pow: integers to negative integer powers are not allowed (" + x.dtype()
                    + " to the power " + exponent + "); convert with to(...) first");
        }
        double power = exponent.doubleValue();
        Tensor y = simplePower(x, power, dtype);
        if (y == null) {
            y = Pointwise.binary(BinaryOp.POW, "pow", x, e, dtype);
        }
        return y.op("pow").derivedFrom(x, g -> powerBackward(g, x, power), x);
    }

    /** The powers that have a faster loop of their own. */
    private static @Nullable Tensor simplePower(Tensor x, double power, DType dtype) {
        if (power == 3 && dtype.isFloatingPoint()) {
            Tensor in = x.compact(dtype);
            Tensor y = Pointwise.unary(UnaryOp.SQUARE, in);
            Pointwise.binaryInto(BinaryOp.MUL, y, in);
            return y;
        }
        UnaryOp op;
        if (power == 2) {
            op = UnaryOp.SQUARE;
        } else if (!dtype.isFloatingPoint()) {
            return null;
        } else if (power == 0.5) {
            op = UnaryOp.SQRT;
        } else if (power == -0.5) {
            op = UnaryOp.RSQRT;
        } else if (power == -1) {
            op = UnaryOp.RECIPROCAL;
        } else {
            return null;
        }
        return Pointwise.unary(op, x.compact(dtype));
    }

    private static Tensor powerBackward(Tensor g, Tensor x, double power) {
        if (power == 0) {
            return Derivatives.ZERO.apply(g);
        }
        if (!GradMode.isEnabled()) {
            Tensor base = power == 2 ? x : x.pow(power - 1);
            return Pointwise.fused(Fused.SCALED_PRODUCT, power, 0, g, base);
        }
        return g.mul(power == 2 ? x.mul(2) : x.pow(power - 1).mul(power));
    }

    /** aᵇ. da = G b aᵇ⁻¹, 0 where b = 0; db = G y ln a, 0 where a = 0 ≤ b. */
    static Tensor pow(Tensor a, Tensor b) {
        Tensor y = Pointwise.binary(BinaryOp.POW, "pow", a, b).op("pow");
        return y.derivedFrom(a, g -> powerBackward(g, a, b), a, b)
                .derivedFrom(b, g -> exponentBackward(g, a, b, y), a, b, y);
    }

    private static Tensor powerBackward(Tensor g, Tensor a, Tensor b) {
        Tensor flat = b.eq(0);
        Tensor power = Where.replaced(b, flat, 1);
        return Where.zeroed(g, flat).mul(power.mul(a.pow(power.sub(1))));
    }

    private static Tensor exponentBackward(Tensor g, Tensor a, Tensor b, Tensor y) {
        Tensor flat = a.eq(0).logicalAnd(b.ge(0));
        return Where.zeroed(g, flat).mul(y.mul(Where.replaced(a, flat, 1).log()));
    }

    /** cˣ. dx = G y ln c, 0 for c = 0 ≤ x. */
    static Tensor pow(Number base, Tensor x) {
        return pow(Tensor.number(base), x);
    }

    /** a · 2ᵇ. da = G 2ᵇ, db = G y ln 2. */
    static Tensor ldexp(Tensor a, Tensor b) {
        return a.mul(pow(2.0, b));
    }

    /** √(a² + b²). da = G a / y, db = G b / y. */
    static Tensor hypot(Tensor a, Tensor b) {
        checkFloats("hypot", a, b);
        Tensor y = Pointwise.binary(BinaryOp.HYPOT, "hypot", a, b).op("hypot");
        return y.derivedFrom(a, g -> g.mul(a.div(y)), a, y).derivedFrom(b, g -> g.mul(b.div(y)), b, y);
    }

    // ---- trigonometry
    // ---------------------------------------------------------------------------------------------------

    /** sin x. dx = G cos x. */
    static Tensor sin(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.SIN, x)
                .op("sin")
                .derivedFrom(x, Pointwise.rule(Fused.COS_PRODUCT, 1, 0, x, g -> g.mul(x.cos())), x);
    }

    /** cos x. dx = −G sin x. */
    static Tensor cos(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.COS, x)
                .op("cos")
                .derivedFrom(
                        x,
                        Pointwise.rule(
                                Fused.SIN_PRODUCT, -1, 0, x, g -> g.mul(x.sin().neg())),
                        x);
    }

    /** tan x. dx = G (1 + y²). */
    static Tensor tan(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.TAN, x).op("tan");
        return y.derivedFrom(
                x,
                Pointwise.rule(
                        Fused.SQUARE_PRODUCT, 1, 1, y, g -> g.mul(y.square().add(1))),
                y);
    }

    /** arcsin x. dx = G / √(1 − x²). */
    static Tensor asin(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.ASIN, x)
                .op("asin")
                .derivedFrom(x, g -> g.mul(x.square().rsub(1).rsqrt()), x);
    }

    /** arccos x. dx = −G / √(1 − x²). */
    static Tensor acos(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.ACOS, x)
                .op("acos")
                .derivedFrom(x, g -> g.mul(x.square().rsub(1).rsqrt().neg()), x);
    }

    /** arctan x. dx = G / (1 + x²). */
    static Tensor atan(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.ATAN, x)
                .op("atan")
                .derivedFrom(
                        x,
                        Pointwise.rule(
                                Fused.SQUARE_QUOTIENT,
                                1,
                                1,
                                x,
                                g -> g.div(x.square().add(1))),
                        x);
    }

    /** The angle of the point (b, a). da = G b / (a² + b²), db = −G a / (a² + b²). */
    static Tensor atan2(Tensor a, Tensor b) {
        Tensor y = Pointwise.floatBinary(BinaryOp.ATAN2, "atan2", a, b).op("atan2");
        return y.derivedFrom(a, g -> g.mul(b.div(a.square().add(b.square()))), a, b)
                .derivedFrom(b, g -> g.neg().mul(a.div(a.square().add(b.square()))), a, b);
    }

    /** sinh x. dx = G cosh x. */
    static Tensor sinh(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.SINH, x).op("sinh").derivedFrom(x, g -> g.mul(x.cosh()), x);
    }

    /** cosh x. dx = G sinh x. */
    static Tensor cosh(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.COSH, x).op("cosh").derivedFrom(x, g -> g.mul(x.sinh()), x);
    }

    /** arsinh x. dx = G / √(x² + 1). */
    static Tensor asinh(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.ASINH, x)
                .op("asinh")
                .derivedFrom(x, g -> g.mul(x.square().add(1).rsqrt()), x);
    }

    /** arcosh x. dx = G / √(x² − 1). */
    static Tensor acosh(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.ACOSH, x)
                .op("acosh")
                .derivedFrom(x, g -> g.mul(x.square().sub(1).rsqrt()), x);
    }

    /** artanh x. dx = G / (1 − x²). */
    static Tensor atanh(Tensor x) {
        return Pointwise.floatUnary(UnaryOp.ATANH, x)
                .op("atanh")
                .derivedFrom(
                        x,
                        Pointwise.rule(
                                Fused.SQUARE_QUOTIENT,
                                -1,
                                1,
                                x,
                                g -> g.div(x.square().rsub(1))),
                        x);
    }

    /** x π / 180. dx = G π / 180. */
    static Tensor deg2rad(Tensor x) {
        return x.mul(Math.PI / 180);
    }

    /** x 180 / π. dx = G 180 / π. */
    static Tensor rad2deg(Tensor x) {
        return x.mul(180 / Math.PI);
    }

    // ---- rounding and signs
    // -----------------------------------------------------------------------------------------------

    /** ⌊x⌋. dx = 0. */
    static Tensor floor(Tensor x) {
        return Pointwise.unary(UnaryOp.FLOOR, x).op("floor").derivedFrom(x, Derivatives.ZERO);
    }

    /** ⌈x⌉. dx = 0. */
    static Tensor ceil(Tensor x) {
        return Pointwise.unary(UnaryOp.CEIL, x).op("ceil").derivedFrom(x, Derivatives.ZERO);
    }

    /** x cut toward zero. dx = 0. */
    static Tensor trunc(Tensor x) {
        return Pointwise.unary(UnaryOp.TRUNC, x).op("trunc").derivedFrom(x, Derivatives.ZERO);
    }

    /** The nearest whole number, of two the even one. dx = 0. */
    static Tensor round(Tensor x) {
        return Pointwise.unary(UnaryOp.ROUND, x).op("round").derivedFrom(x, Derivatives.ZERO);
    }

    /** x 10ᵈ rounded, by 10ᵈ. dx = 0. */
    static Tensor round(Tensor x, int decimals) {
        if (decimals == 0) {
            return round(x);
        }
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "round: decimals = " + decimals + " is for floating point tensors; this one is " + x.dtype()
                            + "; leave decimals out or convert with toDouble()");
        }
        Tensor unit = Tensor.number(Math.pow(10, Math.abs(decimals)));
        BinaryOp there = decimals > 0 ? BinaryOp.MUL : BinaryOp.DIV;
        BinaryOp back = decimals > 0 ? BinaryOp.DIV : BinaryOp.MUL;
        Tensor scaled = Pointwise.unary(UnaryOp.ROUND, Pointwise.binary(there, "round", x, unit, x.dtype()));
        return Pointwise.binary(back, "round", scaled, unit, x.dtype())
                .op("round")
                .derivedFrom(x, Derivatives.ZERO);
    }

    /** x − trunc(x). dx = G. */
    static Tensor frac(Tensor x) {
        checkFloats("frac", x, x);
        return Pointwise.unary(UnaryOp.FRAC, x).op("frac").derivedFrom(x, g -> g);
    }

    /** |a| with the sign of b. da = G sign(a) sign(y), 0 where a = 0; db = 0. */
    static Tensor copysign(Tensor a, Tensor b) {
        Tensor y = Pointwise.floatBinary(BinaryOp.COPYSIGN, "copysign", a, b).op("copysign");
        return y.derivedFrom(a, g -> g.mul(a.sign().mul(y.sign())), a, y).derivedFrom(b, Derivatives.ZERO);
    }

    /** The next number from a toward b. No derivative, as in PyTorch. */
    static Tensor nextafter(Tensor a, Tensor b) {
        checkFloats("nextafter", a, b);
        Tensor y = Pointwise.binary(BinaryOp.NEXTAFTER, "nextafter", a, b).op("nextafter");
        return y.derivedFrom(a, Derivatives.none("nextafter")).derivedFrom(b, Derivatives.none("nextafter"));
    }

    /** 0 for x < 0, values for x = 0, 1 for x > 0. No derivative, as in PyTorch. */
    static Tensor heaviside(Tensor x, Tensor values) {
        if (x.dtype() != values.dtype()) {
            throw new IllegalArgumentException("heaviside: not implemented for tensors with different dtypes; got "
                    + x.dtype() + " and values of " + values.dtype() + "; convert one with to(...)");
        }
        Tensor y = Pointwise.binary(BinaryOp.HEAVISIDE, "heaviside", x, values).op("heaviside");
        return y.derivedFrom(x, Derivatives.none("heaviside")).derivedFrom(values, Derivatives.none("heaviside"));
    }

    /** x with NaN and ±∞ replaced. dx = G where x is finite, else 0. */
    static Tensor nanToNum(Tensor x, double nan, @Nullable Double posinf, @Nullable Double neginf) {
        if (!x.isFloatingPoint()) {
            return x.clone();
        }
        double largest = x.dtype() == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        Tensor top = Tensor.number(posinf == null ? (Double) largest : posinf);
        Tensor bottom = Tensor.number(neginf == null ? (Double) (-largest) : neginf);
        Tensor numbers = Pointwise.where(Comparison.isnan(x), Tensor.number(nan), x);
        Tensor below = Pointwise.where(Comparison.isposinf(x), top, numbers);
        Tensor y = Pointwise.where(Comparison.isneginf(x), bottom, below).op("nanToNum");
        return y.derivedFrom(x, g -> Where.kept(g, x.isfinite()), x);
    }

    static void checkFloats(String op, Tensor a, Tensor b) {
        if (!DType.result(a, b).isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected floating point tensors; got " + a.dtype()
                    + (a == b ? "" : " and " + b.dtype()) + "; convert with toFloat() or toDouble()");
        }
    }
}
