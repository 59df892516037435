package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementary functions of {@link FloatMath} over arrays, the same steps in as many lanes as a vector has. What an
 * {@code if} decides there, a blend of both answers decides here.
 */
final class VectorFloatMath {
    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();

    private VectorFloatMath() {}

    /** The loop of an op that {@link FloatMath#has} names. */
    static void unary(UnaryOp op, float[] x, int xo, float[] y, int yo, int n) {
        VectorFloatFunctions.unary(op, x, xo, y, yo, n);
    }

    /** The loop of an op that {@link FloatMath#has} names. */
    static void binary(BinaryOp op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (op == BinaryOp.GELU_BACKWARD) {
            VectorFloatFunctions.geluBackward(a, ao, b, bo, y, yo, n);
        } else if (op == BinaryOp.SILU_BACKWARD) {
            siluBackward(a, ao, b, bo, y, yo, n);
        } else {
            throw new IllegalArgumentException(op.name());
        }
    }

    /** {@code y = e^(x)}. */
    static void exp(float[] x, int xo, float[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            exp(FloatVector.fromArray(S, x, xo + i)).intoArray(y, yo + i);
        }
        if (Simd.MASKS && i < count) {
            VectorMask<Float> rest = S.indexInRange(i, count);
            exp(FloatVector.fromArray(S, x, xo + i, rest)).intoArray(y, yo + i, rest);
            return;
        }
        for (; i < count; i++) {
            y[yo + i] = FloatMath.exp(x[xo + i]);
        }
    }

    private static FloatVector exp(FloatVector v) {
        FloatVector t = v.fma(FloatVector.broadcast(S, FloatMath.LOG2_E), FloatVector.broadcast(S, FloatMath.ROUNDER));
        FloatVector n = t.sub(FloatMath.ROUNDER);
        FloatVector r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_HIGH), v);
        r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_LOW), r);
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
        return e.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, FloatMath.EXP_MAX))
                .blend(0, v.compare(VectorOperators.LT, FloatMath.EXP_MIN));
    }

    /** {@code y = e^(x − shift)}, where no x is above shift: what {@link #exp} does about large powers is left out. */
    static void powers(float shift, float[] x, int xo, float[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i).sub(shift);
            FloatVector t =
                    v.fma(FloatVector.broadcast(S, FloatMath.LOG2_E), FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector n = t.sub(FloatMath.ROUNDER);
            FloatVector r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_HIGH), v);
            r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_LOW), r);
            FloatVector q = FloatVector.broadcast(S, FloatMath.EXP_4 * 0x1p-64f)
                    .fma(r, FloatVector.broadcast(S, FloatMath.EXP_3 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_2 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_1 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_0 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, 0x1p-64f)).fma(r, FloatVector.broadcast(S, 0x1p-64f));
            // 2^n as 2^(n + 64), which is normal where the power is not 0, times what is 2^64 too small.
            IntVector exponents = t.reinterpretAsInts().sub(FloatMath.ROUNDER_BITS - 127 - 64);
            FloatVector e = q.mul(exponents.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            e = e.blend(0, v.compare(VectorOperators.LT, FloatMath.EXP_MIN));
            e.intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            y[yo + i] = FloatMath.exp(x[xo + i] - shift);
        }
    }

    /** {@code y = log(x)}. */
    static void log(float[] x, int xo, float[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            VectorMask<Float> subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
            IntVector bits =
                    v.blend(v.mul(0x1p23f), subnormal).reinterpretAsInts().add(0x3F800000 - FloatMath.SQRT_HALF_BITS);
            // The exponent as a number: in the low bits of 2^23, which is then taken off.
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
            FloatVector low = e.fma(
                    FloatVector.broadcast(S, FloatMath.LN2_LOW), square.mul(f).mul(p));
            low = square.fma(FloatVector.broadcast(S, -0.5f), low);
            FloatVector z = e.fma(FloatVector.broadcast(S, FloatMath.LN2_HIGH), f.add(low));
            z = z.blend(FloatVector.broadcast(S, Float.NaN), v.compare(VectorOperators.LT, 0))
                    .blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0))
                    .blend(
                            v,
                            v.compare(VectorOperators.LT, Float.POSITIVE_INFINITY)
                                    .not());
            z.intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            y[yo + i] = FloatMath.log(x[xo + i]);
        }
    }

    /** {@code y = tanh(x)}. */
    static void tanh(float[] x, int xo, float[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            FloatVector square = size.mul(size);
            FloatVector p =
                    FloatVector.broadcast(S, FloatMath.TANH_4).fma(square, FloatVector.broadcast(S, FloatMath.TANH_3));
            p = p.fma(square, FloatVector.broadcast(S, FloatMath.TANH_2));
            p = p.fma(square, FloatVector.broadcast(S, FloatMath.TANH_1));
            p = p.fma(square, FloatVector.broadcast(S, FloatMath.TANH_0));
            FloatVector small = p.fma(square.mul(size), size);
            FloatVector twice = size.add(size);
            FloatVector t =
                    twice.fma(FloatVector.broadcast(S, FloatMath.LOG2_E), FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector n = t.sub(FloatMath.ROUNDER);
            FloatVector r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_HIGH), twice);
            r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_LOW), r);
            FloatVector q = FloatVector.broadcast(S, FloatMath.EXP_4).fma(r, FloatVector.broadcast(S, FloatMath.EXP_3));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_2));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_1));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_0));
            FloatVector e = q.fma(r, FloatVector.broadcast(S, 1)).fma(r, FloatVector.broadcast(S, 1));
            // No power that is used here is subnormal.
            IntVector exponents = t.reinterpretAsInts().sub(FloatMath.ROUNDER_BITS - 127);
            e = e.mul(exponents.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            FloatVector large =
                    FloatVector.broadcast(S, 1).sub(FloatVector.broadcast(S, 2).div(e.add(1)));
            large = large.blend(1, size.compare(VectorOperators.GT, FloatMath.TANH_LARGE))
                    .blend(small, size.compare(VectorOperators.LT, FloatMath.TANH_SMALL));
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            large.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            y[yo + i] = FloatMath.tanh(x[xo + i]);
        }
    }

    /** {@code y = 1 / (1 + e^-x)}. */
    static void sigmoid(float[] x, int xo, float[] y, int yo, int count) {
        sigmoid(0, x, xo, y, yo, count);
    }

    /**
     * The sigmoid of x with mask 0, x times it (silu) with mask -1. One loop, for a branch that is first taken late
     * would undo its code.
     */
    static void sigmoid(int mask, float[] x, int xo, float[] y, int yo, int count) {
        int one = Float.floatToRawIntBits(1) & ~mask;
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector down = v.reinterpretAsInts().or(Integer.MIN_VALUE).reinterpretAsFloats();
            FloatVector t =
                    down.fma(FloatVector.broadcast(S, FloatMath.LOG2_E), FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector n = t.sub(FloatMath.ROUNDER);
            FloatVector r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_HIGH), down);
            r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_LOW), r);
            FloatVector q = FloatVector.broadcast(S, FloatMath.EXP_4 * 0x1p-64f)
                    .fma(r, FloatVector.broadcast(S, FloatMath.EXP_3 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_2 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_1 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_0 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, 0x1p-64f)).fma(r, FloatVector.broadcast(S, 0x1p-64f));
            // 2^n as 2^(n + 64), which is normal where the power is not 0, times what is 2^64 too small.
            IntVector exponents = t.reinterpretAsInts().sub(FloatMath.ROUNDER_BITS - 127 - 64);
            FloatVector e = q.mul(exponents.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            e = e.blend(0, down.compare(VectorOperators.LT, FloatMath.EXP_MIN));
            FloatVector sum = e.add(1);
            FloatVector surplus = sum.sub(1).sub(e);
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0);
            FloatVector z = FloatVector.broadcast(S, 1).blend(e, negative).div(sum);
            FloatVector inverse = z.blend(FloatVector.broadcast(S, 1).sub(z), negative);
            FloatVector factor = v.reinterpretAsInts().and(mask).or(one).reinterpretAsFloats();
            z.mul(inverse).fma(surplus, z).mul(factor).intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            float z = FloatMath.sigmoid(x[xo + i]);
            y[yo + i] = mask == 0 ? z : x[xo + i] * z;
        }
    }

    /** {@code y = a s (1 + x (1 - s))} with s the sigmoid of x: the product of a with the slope of silu. */
    static void siluBackward(float[] a, int ao, float[] x, int xo, float[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector down = v.reinterpretAsInts().or(Integer.MIN_VALUE).reinterpretAsFloats();
            FloatVector t =
                    down.fma(FloatVector.broadcast(S, FloatMath.LOG2_E), FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector n = t.sub(FloatMath.ROUNDER);
            FloatVector r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_HIGH), down);
            r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_LOW), r);
            FloatVector q = FloatVector.broadcast(S, FloatMath.EXP_4 * 0x1p-64f)
                    .fma(r, FloatVector.broadcast(S, FloatMath.EXP_3 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_2 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_1 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_0 * 0x1p-64f));
            q = q.fma(r, FloatVector.broadcast(S, 0x1p-64f)).fma(r, FloatVector.broadcast(S, 0x1p-64f));
            // 2^n as 2^(n + 64), which is normal where the power is not 0, times what is 2^64 too small.
            IntVector exponents = t.reinterpretAsInts().sub(FloatMath.ROUNDER_BITS - 127 - 64);
            FloatVector e = q.mul(exponents.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            e = e.blend(0, down.compare(VectorOperators.LT, FloatMath.EXP_MIN));
            FloatVector sum = e.add(1);
            FloatVector surplus = sum.sub(1).sub(e);
            VectorMask<Float> negative = v.compare(VectorOperators.LT, 0);
            FloatVector z = FloatVector.broadcast(S, 1).blend(e, negative).div(sum);
            FloatVector inverse = z.blend(FloatVector.broadcast(S, 1).sub(z), negative);
            z = z.mul(inverse).fma(surplus, z);
            FloatVector one = FloatVector.broadcast(S, 1);
            z = z.mul(v.fma(one.sub(z), one));
            FloatVector.fromArray(S, a, ao + i).mul(z).intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            y[yo + i] = a[ao + i] * FloatMath.siluSlope(x[xo + i]);
        }
    }

    /** {@code y = erf(x)}. */
    static void erf(float[] x, int xo, float[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector size = v.abs();
            FloatVector square = size.mul(size);
            FloatVector p =
                    FloatVector.broadcast(S, FloatMath.ERF_5).fma(square, FloatVector.broadcast(S, FloatMath.ERF_4));
            p = p.fma(square, FloatVector.broadcast(S, FloatMath.ERF_3));
            p = p.fma(square, FloatVector.broadcast(S, FloatMath.ERF_2));
            p = p.fma(square, FloatVector.broadcast(S, FloatMath.ERF_1));
            p = p.fma(square, FloatVector.broadcast(S, FloatMath.ERF_0));
            FloatVector small = p.fma(size, size);
            FloatVector c =
                    FloatVector.broadcast(S, FloatMath.ERFC_7).fma(size, FloatVector.broadcast(S, FloatMath.ERFC_6));
            c = c.fma(size, FloatVector.broadcast(S, FloatMath.ERFC_5));
            c = c.fma(size, FloatVector.broadcast(S, FloatMath.ERFC_4));
            c = c.fma(size, FloatVector.broadcast(S, FloatMath.ERFC_3));
            c = c.fma(size, FloatVector.broadcast(S, FloatMath.ERFC_2));
            c = c.fma(size, FloatVector.broadcast(S, FloatMath.ERFC_1));
            c = c.fma(size, FloatVector.broadcast(S, FloatMath.ERFC_0));
            FloatVector down = c.neg();
            FloatVector t =
                    down.fma(FloatVector.broadcast(S, FloatMath.LOG2_E), FloatVector.broadcast(S, FloatMath.ROUNDER));
            FloatVector n = t.sub(FloatMath.ROUNDER);
            FloatVector r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_HIGH), down);
            r = n.fma(FloatVector.broadcast(S, -FloatMath.LN2_LOW), r);
            FloatVector q = FloatVector.broadcast(S, FloatMath.EXP_4).fma(r, FloatVector.broadcast(S, FloatMath.EXP_3));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_2));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_1));
            q = q.fma(r, FloatVector.broadcast(S, FloatMath.EXP_0));
            FloatVector e = q.fma(r, FloatVector.broadcast(S, 1)).fma(r, FloatVector.broadcast(S, 1));
            // No power that is used here is subnormal.
            IntVector exponents = t.reinterpretAsInts().sub(FloatMath.ROUNDER_BITS - 127);
            e = e.mul(exponents.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            FloatVector large = FloatVector.broadcast(S, 1)
                    .sub(e)
                    .blend(1, size.compare(VectorOperators.GT, FloatMath.ERF_LARGE))
                    .blend(small, size.compare(VectorOperators.LT, FloatMath.ERF_SMALL));
            IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
            large.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            y[yo + i] = FloatMath.erf(x[xo + i]);
        }
    }
}
