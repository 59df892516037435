package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link FloatFunctions} over arrays, the same steps in as many lanes as a vector has. What an
 * {@code if} decides there, a blend of both answers decides here.
 */
final class VectorFloatFunctions {
    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.BITS));
    private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
    private static final int LANES = S.length();
    /** From here on every float is a whole number. */
    private static final float WHOLE = 0x1p23f;

    private VectorFloatFunctions() {}

    /** The loop of an op that {@link FloatFunctions#has} names. */
    static void unary(UnaryOp op, float[] x, int xo, float[] y, int yo, int n) {
        switch (op) {
            case SIN -> sine(0, x, xo, y, yo, n);
            case COS -> sine(1, x, xo, y, yo, n);
            case ATAN -> atan(x, xo, y, yo, n);
            case EXPM1 -> expm1(x, xo, y, yo, n);
            case EXP2 -> exp2(x, xo, y, yo, n);
            case LOG1P -> log1p(x, xo, y, yo, n);
            case LOG2 -> log(true, x, xo, y, yo, n);
            case LOG10 -> log(false, x, xo, y, yo, n);
            case NDTR -> ndtr(x, xo, y, yo, n);
            case GELU -> gelu(x, xo, y, yo, n);
            case SILU -> VectorFloatMath.sigmoid(-1, x, xo, y, yo, n);
            case RSQRT -> rsqrt(x, xo, y, yo, n);
            case SIGN -> sign(x, xo, y, yo, n);
            case FLOOR -> floor(x, xo, y, yo, n);
            case CEIL -> ceil(x, xo, y, yo, n);
            case TRUNC -> trunc(x, xo, y, yo, n);
            case ROUND -> round(x, xo, y, yo, n);
            default -> throw new IllegalArgumentException(op.name());
        }
    }

    /** The sine of {@code x + shift pi / 2}. */
    static void sine(int shift, float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            if (!size.compare(VectorOperators.LE, FloatFunctions.TRIG_MAX).allTrue()) {
                for (int k = i; k < i + LANES; k++) {
                    y[yo + k] = FloatFunctions.sine(x[xo + k], shift);
                }
                continue;
            }
            FloatVector t = v.fma(
                    FloatVector.broadcast(S, FloatFunctions.TWO_OVER_PI), FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector m = t.sub(FloatMath.ROUNDER);
            FloatVector r = m.fma(FloatVector.broadcast(S, -FloatFunctions.PI_2_HIGH), v);
            r = m.fma(FloatVector.broadcast(S, -FloatFunctions.PI_2_MIDDLE), r);
            r = m.fma(FloatVector.broadcast(S, -FloatFunctions.PI_2_LOW), r);
            FloatVector u = r.mul(r);
            FloatVector p = FloatVector.broadcast(S, FloatFunctions.SIN_2)
                    .fma(u, FloatVector.broadcast(S, FloatFunctions.SIN_1));
            p = p.fma(u, FloatVector.broadcast(S, FloatFunctions.SIN_0));
            FloatVector q = FloatVector.broadcast(S, FloatFunctions.COS_2)
                    .fma(u, FloatVector.broadcast(S, FloatFunctions.COS_1));
            q = q.fma(u, FloatVector.broadcast(S, FloatFunctions.COS_0));
            p = p.fma(u.mul(r), r).blend(v, size.compare(VectorOperators.LT, FloatFunctions.TINY));
            q = q.fma(u.mul(u), u.fma(FloatVector.broadcast(S, -0.5f), FloatVector.broadcast(S, 1)));
            IntVector quadrant = t.reinterpretAsInts().add(shift);
            VectorMask<Float> odd =
                    quadrant.and(1).compare(VectorOperators.NE, 0).cast(S);
            IntVector flip = quadrant.and(2).lanewise(VectorOperators.LSHL, 30);
            p.blend(q, odd)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.XOR, flip)
                    .reinterpretAsFloats()
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = FloatFunctions.sine(x[xo + i], shift);
        }
    }

    /** {@code y = atan(x)}. */
    static void atan(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            VectorMask<Float> far = size.compare(VectorOperators.GT, FloatFunctions.TAN_3_PI_8);
            VectorMask<Float> middle = size.compare(VectorOperators.GT, FloatFunctions.TAN_PI_8);
            FloatVector up = size.blend(size.sub(1), middle).blend(-1, far);
            FloatVector down =
                    FloatVector.broadcast(S, 1).blend(size.add(1), middle).blend(size, far);
            FloatVector z = up.div(down);
            FloatVector u = z.mul(z);
            FloatVector p = FloatVector.broadcast(S, FloatFunctions.ATAN_4)
                    .fma(u, FloatVector.broadcast(S, FloatFunctions.ATAN_3));
            p = p.fma(u, FloatVector.broadcast(S, FloatFunctions.ATAN_2));
            p = p.fma(u, FloatVector.broadcast(S, FloatFunctions.ATAN_1));
            p = p.fma(u, FloatVector.broadcast(S, FloatFunctions.ATAN_0));
            FloatVector low = FloatVector.zero(S)
                    .blend(FloatFunctions.PI_2_MIDDLE / 2, middle)
                    .blend(FloatFunctions.PI_2_MIDDLE, far);
            FloatVector high = FloatVector.zero(S)
                    .blend(FloatFunctions.PI_2_HIGH / 2, middle)
                    .blend(FloatFunctions.PI_2_HIGH, far);
            FloatVector w = high.add(z.add(p.fma(u.mul(z), low)));
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            w.reinterpretAsInts()
                    .and(Integer.MAX_VALUE)
                    .or(sign)
                    .reinterpretAsFloats()
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = FloatFunctions.atan(x[xo + i]);
        }
    }

    /** {@code y = e^x - 1}. */
    static void expm1(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = v.max(FloatFunctions.EXPM1_MIN);
            FloatVector t =
                    w.fma(FloatVector.broadcast(S, FloatMath.LOG2_E), FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector m = t.sub(FloatMath.ROUNDER);
            FloatVector r = m.fma(FloatVector.broadcast(S, -FloatMath.LN2_HIGH), w);
            r = m.fma(FloatVector.broadcast(S, -FloatMath.LN2_LOW), r);
            FloatVector p = FloatVector.broadcast(S, FloatFunctions.EXPM1_5)
                    .fma(r, FloatVector.broadcast(S, FloatFunctions.EXPM1_4));
            p = p.fma(r, FloatVector.broadcast(S, FloatFunctions.EXPM1_3));
            p = p.fma(r, FloatVector.broadcast(S, FloatFunctions.EXPM1_2));
            p = p.fma(r, FloatVector.broadcast(S, FloatFunctions.EXPM1_1));
            p = p.fma(r, FloatVector.broadcast(S, FloatFunctions.EXPM1_0));
            p = p.fma(r.mul(r), r);
            FloatVector half = t.reinterpretAsInts()
                    .sub(FloatMath.ROUNDER_BITS - 126)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            FloatVector z = half.fma(p, half.sub(0.5f));
            z.add(z)
                    .blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, FloatMath.EXP_MAX))
                    .blend(v, v.abs().compare(VectorOperators.LT, FloatFunctions.TINY))
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = FloatFunctions.expm1(x[xo + i]);
        }
    }

    /** {@code y = 2^x}. */
    static void exp2(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector t = v.add(FloatMath.ROUNDER);
            FloatVector r = v.sub(t.sub(FloatMath.ROUNDER)).mul(FloatFunctions.LN2);
            FloatVector q = FloatVector.broadcast(S, FloatMath.EXP_4).fma(r, FloatVector.broadcast(S, FloatMath.EXP_3));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_2));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_1));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_0));
            FloatVector e = q.fma(r, FloatVector.broadcast(S, 1)).fma(r, FloatVector.broadcast(S, 1));
            IntVector exponents = t.reinterpretAsInts().sub(FloatMath.ROUNDER_BITS - 254);
            IntVector first = exponents.lanewise(VectorOperators.LSHR, 1);
            IntVector second = exponents.sub(first);
            e = e.mul(first.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats())
                    .mul(second.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            e.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GE, 128))
                    .blend(0, v.compare(VectorOperators.LT, -151))
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = FloatFunctions.exp2(x[xo + i]);
        }
    }

    /** {@code y = log(1 + x)}. */
    static void log1p(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector sum = v.add(1);
            IntVector bits = sum.reinterpretAsInts().add(0x3F800000 - FloatMath.SQRT_HALF_BITS);
            IntVector exponent = bits.lanewise(VectorOperators.LSHR, 23);
            // The exponent as a number: in the low bits of 2^23, which is then taken off.
            FloatVector e = exponent.or(0x4B000000).reinterpretAsFloats().sub(0x1p23f + 127);
            FloatVector f = bits.and(0x7FFFFF)
                    .add(FloatMath.SQRT_HALF_BITS)
                    .reinterpretAsFloats()
                    .sub(1);
            FloatVector lost = FloatVector.broadcast(S, 1)
                    .sub(sum.sub(v))
                    .blend(v.sub(sum.sub(1)), v.compare(VectorOperators.LT, 1));
            FloatVector scale = IntVector.broadcast(INTS, 254)
                    .sub(exponent)
                    .lanewise(VectorOperators.LSHL, 23)
                    .reinterpretAsFloats();
            f = f.blend(lost.fma(scale, f), v.compare(VectorOperators.LT, FloatFunctions.LOG1P_LARGE));
            FloatVector p = FloatVector.broadcast(S, FloatMath.LOG_7).fma(f, FloatVector.broadcast(S, FloatMath.LOG_6));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_5));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_4));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_3));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_2));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_1));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_0));
            FloatVector square = f.mul(f);
            FloatVector low = e.fma(
                    FloatVector.broadcast(S, FloatMath.LN2_LOW), square.mul(f).mul(p));
            low = square.fma(FloatVector.broadcast(S, -0.5f), low);
            FloatVector z = e.fma(FloatVector.broadcast(S, FloatMath.LN2_HIGH), f.add(low));
            z.blend(v, v.abs().compare(VectorOperators.LT, FloatFunctions.TINY))
                    .blend(FloatVector.broadcast(S, Float.NaN), sum.compare(VectorOperators.LT, 0))
                    .blend(Float.NEGATIVE_INFINITY, sum.compare(VectorOperators.EQ, 0))
                    .blend(
                            sum,
                            sum.compare(VectorOperators.LT, Float.POSITIVE_INFINITY)
                                    .not())
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = FloatFunctions.log1p(x[xo + i]);
        }
    }

    /** The logarithm to base 2, or else to base 10. */
    static void log(boolean two, float[] x, int xo, float[] y, int yo, int n) {
        FloatVector eHigh = FloatVector.broadcast(S, two ? FloatFunctions.LOG2_E_HIGH : FloatFunctions.LOG10_E_HIGH);
        FloatVector eLow = FloatVector.broadcast(S, two ? FloatFunctions.LOG2_E_LOW : FloatFunctions.LOG10_E_LOW);
        FloatVector twoHigh = FloatVector.broadcast(S, two ? 1 : FloatFunctions.LOG10_2_HIGH);
        FloatVector twoLow = FloatVector.broadcast(S, two ? 0 : FloatFunctions.LOG10_2_LOW);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            VectorMask<Float> subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
            IntVector bits =
                    v.blend(v.mul(0x1p23f), subnormal).reinterpretAsInts().add(0x3F800000 - FloatMath.SQRT_HALF_BITS);
            FloatVector e =
                    bits.lanewise(VectorOperators.LSHR, 23).or(0x4B000000).reinterpretAsFloats();
            e = e.sub(FloatVector.broadcast(S, 0x1p23f + 127).blend(0x1p23f + 150, subnormal));
            FloatVector f = bits.and(0x7FFFFF)
                    .add(FloatMath.SQRT_HALF_BITS)
                    .reinterpretAsFloats()
                    .sub(1);
            FloatVector p = FloatVector.broadcast(S, FloatMath.LOG_7).fma(f, FloatVector.broadcast(S, FloatMath.LOG_6));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_5));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_4));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_3));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_2));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_1));
            p = p.fma(f, FloatVector.broadcast(S, FloatMath.LOG_0));
            FloatVector square = f.mul(f);
            FloatVector low =
                    square.fma(FloatVector.broadcast(S, -0.5f), square.mul(f).mul(p));
            FloatVector rest = low.fma(eHigh, f.fma(eLow, e.mul(twoLow)));
            FloatVector z = e.fma(twoHigh, f.fma(eHigh, rest));
            z.blend(FloatVector.broadcast(S, Float.NaN), v.compare(VectorOperators.LT, 0))
                    .blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0))
                    .blend(
                            v,
                            v.compare(VectorOperators.LT, Float.POSITIVE_INFINITY)
                                    .not())
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = two ? FloatFunctions.log2(x[xo + i]) : FloatFunctions.log10(x[xo + i]);
        }
    }

    /** {@code y = Phi(x)}. */
    static void ndtr(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            // As min, which costs three times as much.
            size = size.blend(FloatFunctions.NDTR_LARGE, size.compare(VectorOperators.GT, FloatFunctions.NDTR_LARGE));
            FloatVector t = size.mul(size)
                    .fma(
                            FloatVector.broadcast(S, -0.5f * FloatMath.LOG2_E),
                            FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector m = t.sub(FloatMath.ROUNDER);
            FloatVector r = size.fma(size, m.mul(2 * FloatMath.LN2_HIGH));
            r = m.fma(FloatVector.broadcast(S, 2 * FloatMath.LN2_LOW), r);
            FloatVector q = FloatVector.broadcast(S, FloatMath.EXP_4 * 0x1p58f)
                    .fma(r, FloatVector.broadcast(S, FloatMath.EXP_3 * -0x1p59f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_2 * 0x1p60f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_1 * -0x1p61f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_0 * 0x1p62f));
            q = q.fma(r, FloatVector.broadcast(S, -0x1p63f)).fma(r, FloatVector.broadcast(S, 0x1p64f));
            // The exponent is added to the bits; the factor 2^64 keeps them those of a normal number.
            IntVector exponents = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector power = q.reinterpretAsInts().add(exponents).reinterpretAsFloats();
            FloatVector s = FloatVector.broadcast(S, 1).div(size.add(FloatFunctions.NDTR_MIDDLE));
            FloatVector z = size.sub(FloatFunctions.NDTR_MIDDLE).mul(s);
            FloatVector p = FloatVector.broadcast(S, FloatFunctions.NDTR_8 * 0x1p-64f)
                    .fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_7 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_6 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_5 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_4 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_3 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_2 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_1 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_0 * 0x1p-64f));
            FloatVector h = p.mul(s).mul(power);
            h.blend(FloatVector.broadcast(S, 1).sub(h), v.compare(VectorOperators.GT, 0))
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = FloatFunctions.ndtr(x[xo + i]);
        }
    }

    /** {@code y = x Phi(x)}. */
    static void gelu(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            IntVector down = v.reinterpretAsInts().or(Integer.MIN_VALUE);
            FloatVector below = down.min(FloatFunctions.MINUS_LARGE_BITS).reinterpretAsFloats();
            FloatVector t = below.mul(below)
                    .fma(
                            FloatVector.broadcast(S, -0.5f * FloatMath.LOG2_E),
                            FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector m = t.sub(FloatMath.ROUNDER);
            FloatVector r = below.fma(below, m.mul(2 * FloatMath.LN2_HIGH));
            r = m.fma(FloatVector.broadcast(S, 2 * FloatMath.LN2_LOW), r);
            FloatVector q = FloatVector.broadcast(S, FloatMath.EXP_4 * 0x1p58f)
                    .fma(r, FloatVector.broadcast(S, FloatMath.EXP_3 * -0x1p59f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_2 * 0x1p60f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_1 * -0x1p61f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_0 * 0x1p62f));
            q = q.fma(r, FloatVector.broadcast(S, -0x1p63f)).fma(r, FloatVector.broadcast(S, 0x1p64f));
            // The exponent is added to the bits; the factor 2^64 keeps them those of a normal number.
            IntVector exponents = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector power = q.reinterpretAsInts().add(exponents).reinterpretAsFloats();
            FloatVector part = below.div(
                    FloatVector.broadcast(S, FloatFunctions.NDTR_MIDDLE).sub(below));
            FloatVector z = part.fma(FloatVector.broadcast(S, -2), FloatVector.broadcast(S, -1));
            FloatVector p = FloatVector.broadcast(S, FloatFunctions.NDTR_8 * 0x1p-64f)
                    .fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_7 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_6 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_5 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_4 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_3 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_2 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_1 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_0 * 0x1p-64f));
            FloatVector kept = down.reinterpretAsFloats().fma(FloatVector.broadcast(S, -0.5f), v.mul(0.5f));
            p.mul(power).fma(part, kept).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = FloatFunctions.gelu(x[xo + i]);
        }
    }

    /** {@code y = g} times the slope of gelu at x. */
    static void geluBackward(float[] g, int go, float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            // As min, which costs three times as much.
            size = size.blend(FloatFunctions.NDTR_LARGE, size.compare(VectorOperators.GT, FloatFunctions.NDTR_LARGE));
            FloatVector t = size.mul(size)
                    .fma(
                            FloatVector.broadcast(S, -0.5f * FloatMath.LOG2_E),
                            FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector m = t.sub(FloatMath.ROUNDER);
            FloatVector r = size.fma(size, m.mul(2 * FloatMath.LN2_HIGH));
            r = m.fma(FloatVector.broadcast(S, 2 * FloatMath.LN2_LOW), r);
            FloatVector q = FloatVector.broadcast(S, FloatMath.EXP_4 * 0x1p58f)
                    .fma(r, FloatVector.broadcast(S, FloatMath.EXP_3 * -0x1p59f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_2 * 0x1p60f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_1 * -0x1p61f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_0 * 0x1p62f));
            q = q.fma(r, FloatVector.broadcast(S, -0x1p63f)).fma(r, FloatVector.broadcast(S, 0x1p64f));
            // The exponent is added to the bits; the factor 2^64 keeps them those of a normal number.
            IntVector exponents = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            FloatVector power = q.reinterpretAsInts().add(exponents).reinterpretAsFloats();
            FloatVector s = FloatVector.broadcast(S, 1).div(size.add(FloatFunctions.NDTR_MIDDLE));
            FloatVector z =
                    s.fma(FloatVector.broadcast(S, -2 * FloatFunctions.NDTR_MIDDLE), FloatVector.broadcast(S, 1));
            FloatVector p = FloatVector.broadcast(S, FloatFunctions.NDTR_8 * 0x1p-64f)
                    .fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_7 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_6 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_5 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_4 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_3 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_2 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_1 * 0x1p-64f));
            p = p.fma(z, FloatVector.broadcast(S, FloatFunctions.NDTR_0 * 0x1p-64f));
            FloatVector h = size.fma(
                            FloatVector.broadcast(S, FloatFunctions.ONE_OVER_SQRT_TWO_PI * -0x1p-64f), p.mul(s))
                    .mul(power);
            FloatVector slope = h.blend(FloatVector.broadcast(S, 1).sub(h), v.compare(VectorOperators.GT, 0));
            FloatVector.fromArray(S, g, go + i).mul(slope).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = g[go + i] * FloatFunctions.geluSlope(x[xo + i]);
        }
    }

    /** {@code y = 1 / sqrt(x)}. */
    static void rsqrt(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector.broadcast(S, 1).div(v.sqrt()).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = 1 / (float) Math.sqrt(x[xo + i]);
        }
    }

    /** -1, 0 or 1. */
    static void sign(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector.zero(S)
                    .blend(1, v.compare(VectorOperators.GT, 0))
                    .blend(-1, v.compare(VectorOperators.LT, 0))
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = x[xo + i] > 0 ? 1 : x[xo + i] < 0 ? -1 : 0;
        }
    }

    /** {@code y = floor(x)}. */
    static void floor(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            // Adding and taking off 2^23 leaves the nearest whole number.
            FloatVector r = size.add(WHOLE).sub(WHOLE).blend(size, size.compare(VectorOperators.GE, WHOLE));
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            r = r.reinterpretAsInts().or(sign).reinterpretAsFloats();
            r.blend(r.sub(1), r.compare(VectorOperators.GT, v)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = (float) Math.floor(x[xo + i]);
        }
    }

    /** {@code y = ceil(x)}; the sign stays, of zero too. */
    static void ceil(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            // Adding and taking off 2^23 leaves the nearest whole number.
            FloatVector r = size.add(WHOLE).sub(WHOLE).blend(size, size.compare(VectorOperators.GE, WHOLE));
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            r = r.reinterpretAsInts().or(sign).reinterpretAsFloats();
            r = r.blend(r.add(1), r.compare(VectorOperators.LT, v));
            r.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = (float) Math.ceil(x[xo + i]);
        }
    }

    /** {@code y = trunc(x)}. */
    static void trunc(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            // Adding and taking off 2^23 leaves the nearest whole number.
            FloatVector r = size.add(WHOLE).sub(WHOLE).blend(size, size.compare(VectorOperators.GE, WHOLE));
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            r = r.blend(r.sub(1), r.compare(VectorOperators.GT, size));
            r.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = (float) (x[xo + i] < 0 ? Math.ceil(x[xo + i]) : Math.floor(x[xo + i]));
        }
    }

    /** {@code y = rint(x)}. */
    static void round(float[] x, int xo, float[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            // Adding and taking off 2^23 leaves the nearest whole number.
            FloatVector r = size.add(WHOLE).sub(WHOLE).blend(size, size.compare(VectorOperators.GE, WHOLE));
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            r.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = (float) Math.rint(x[xo + i]);
        }
    }
}
