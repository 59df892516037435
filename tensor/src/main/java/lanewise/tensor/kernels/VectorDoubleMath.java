package lanewise.tensor.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The elementary functions of {@link DoubleMath} over arrays, the same steps in as many lanes as a vector has. What an
 * {@code if} decides there, a blend of both answers decides here.
 */
final class VectorDoubleMath {
    private static final VectorSpecies<Double> S = VectorSpecies.of(double.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();

    private VectorDoubleMath() {}

    /** The loop of an op that {@link DoubleMath#has} names: none yet. */
    static void unary(UnaryOp op, double[] x, int xo, double[] y, int yo, int n) {
        throw new IllegalArgumentException(op.name());
    }

    /** The loop of an op that {@link DoubleMath#has} names: none yet. */
    static void binary(BinaryOp op, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        throw new IllegalArgumentException(op.name());
    }

    /** {@code y = e^x}. */
    static void exp(double[] x, int xo, double[] y, int yo, int count) {
        powers(0, x, xo, y, yo, count);
    }

    /** {@code y = e^(x − shift)}, for any x: as {@link #exp}, which this serves too. */
    static void powers(double shift, double[] x, int xo, double[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i).sub(shift);
            DoubleVector t =
                    v.fma(DoubleVector.broadcast(S, DoubleMath.LOG2_E), DoubleVector.broadcast(S, DoubleMath.ROUNDER));
            DoubleVector n = t.sub(DoubleMath.ROUNDER);
            DoubleVector r = n.fma(DoubleVector.broadcast(S, -DoubleMath.LN2_HIGH), v);
            r = n.fma(DoubleVector.broadcast(S, -DoubleMath.LN2_LOW), r);
            DoubleVector q =
                    DoubleVector.broadcast(S, DoubleMath.EXP_9).fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_8));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_7));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_6));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_5));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_4));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_3));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_2));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_1));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_0));
            DoubleVector e = q.fma(r, DoubleVector.broadcast(S, 1)).fma(r, DoubleVector.broadcast(S, 1));
            LongVector exponents = t.reinterpretAsLongs().sub(DoubleMath.ROUNDER_BITS - 2046);
            LongVector first = exponents.lanewise(VectorOperators.LSHR, 1);
            LongVector second = exponents.sub(first);
            e = e.mul(first.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(second.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            e = e.blend(Double.POSITIVE_INFINITY, v.compare(VectorOperators.GT, DoubleMath.EXP_MAX))
                    .blend(0, v.compare(VectorOperators.LT, DoubleMath.EXP_MIN));
            e.intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            y[yo + i] = DoubleMath.exp(x[xo + i] - shift);
        }
    }

    /** {@code y = log(x)}. */
    static void log(double[] x, int xo, double[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            VectorMask<Double> subnormal = v.compare(VectorOperators.LT, Double.MIN_NORMAL);
            LongVector bits = v.blend(v.mul(0x1p52), subnormal)
                    .reinterpretAsLongs()
                    .add(0x3FF0000000000000L - DoubleMath.SQRT_HALF_BITS);
            // The exponent as a number: in the low bits of 2^52, which is then taken off.
            DoubleVector e = bits.lanewise(VectorOperators.LSHR, 52)
                    .or(0x4330000000000000L)
                    .reinterpretAsDoubles();
            e = e.sub(DoubleVector.broadcast(S, 0x1p52 + 1023).blend(0x1p52 + 1075, subnormal));
            DoubleVector f = bits.and(0xFFFFFFFFFFFFFL)
                    .add(DoubleMath.SQRT_HALF_BITS)
                    .reinterpretAsDoubles()
                    .sub(1);
            DoubleVector s = f.div(f.add(2));
            DoubleVector square = s.mul(s);
            DoubleVector p = DoubleVector.broadcast(S, DoubleMath.LOG_6)
                    .fma(square, DoubleVector.broadcast(S, DoubleMath.LOG_5));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.LOG_4));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.LOG_3));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.LOG_2));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.LOG_1));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.LOG_0));
            DoubleVector half = f.mul(0.5).mul(f);
            DoubleVector low = s.fma(p.fma(square, half), e.mul(DoubleMath.LN2_LOW));
            DoubleVector z = e.fma(DoubleVector.broadcast(S, DoubleMath.LN2_HIGH), f.sub(half.sub(low)));
            z = z.blend(DoubleVector.broadcast(S, Double.NaN), v.compare(VectorOperators.LT, 0))
                    .blend(Double.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0))
                    .blend(
                            v,
                            v.compare(VectorOperators.LT, Double.POSITIVE_INFINITY)
                                    .not());
            z.intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            y[yo + i] = DoubleMath.log(x[xo + i]);
        }
    }

    /** {@code y = tanh(x)}. */
    static void tanh(double[] x, int xo, double[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector size = v.abs();
            DoubleVector square = size.mul(size);
            DoubleVector p = DoubleVector.broadcast(S, DoubleMath.TANH_10)
                    .fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_9));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_8));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_7));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_6));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_5));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_4));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_3));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_2));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_1));
            p = p.fma(square, DoubleVector.broadcast(S, DoubleMath.TANH_0));
            DoubleVector small = p.fma(square.mul(size), size);
            DoubleVector twice = size.add(size);
            DoubleVector t = twice.fma(
                    DoubleVector.broadcast(S, DoubleMath.LOG2_E), DoubleVector.broadcast(S, DoubleMath.ROUNDER));
            DoubleVector n = t.sub(DoubleMath.ROUNDER);
            DoubleVector r = n.fma(DoubleVector.broadcast(S, -DoubleMath.LN2_HIGH), twice);
            r = n.fma(DoubleVector.broadcast(S, -DoubleMath.LN2_LOW), r);
            DoubleVector q =
                    DoubleVector.broadcast(S, DoubleMath.EXP_9).fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_8));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_7));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_6));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_5));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_4));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_3));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_2));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_1));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_0));
            DoubleVector e = q.fma(r, DoubleVector.broadcast(S, 1)).fma(r, DoubleVector.broadcast(S, 1));
            LongVector exponents = t.reinterpretAsLongs().sub(DoubleMath.ROUNDER_BITS - 2046);
            LongVector first = exponents.lanewise(VectorOperators.LSHR, 1);
            LongVector second = exponents.sub(first);
            e = e.mul(first.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(second.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            DoubleVector large = DoubleVector.broadcast(S, 1)
                    .sub(DoubleVector.broadcast(S, 2).div(e.add(1)));
            large = large.blend(1, size.compare(VectorOperators.GT, DoubleMath.TANH_LARGE))
                    .blend(small, size.compare(VectorOperators.LT, DoubleMath.TANH_SMALL));
            LongVector sign = v.reinterpretAsLongs().and(Long.MIN_VALUE);
            large.reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            y[yo + i] = DoubleMath.tanh(x[xo + i]);
        }
    }

    /** {@code y = 1 / (1 + e^-x)}. */
    static void sigmoid(double[] x, int xo, double[] y, int yo, int count) {
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector down = v.abs().neg();
            DoubleVector t = down.fma(
                    DoubleVector.broadcast(S, DoubleMath.LOG2_E), DoubleVector.broadcast(S, DoubleMath.ROUNDER));
            DoubleVector n = t.sub(DoubleMath.ROUNDER);
            DoubleVector r = n.fma(DoubleVector.broadcast(S, -DoubleMath.LN2_HIGH), down);
            r = n.fma(DoubleVector.broadcast(S, -DoubleMath.LN2_LOW), r);
            DoubleVector q =
                    DoubleVector.broadcast(S, DoubleMath.EXP_9).fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_8));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_7));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_6));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_5));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_4));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_3));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_2));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_1));
            q = q.fma(r, DoubleVector.broadcast(S, DoubleMath.EXP_0));
            DoubleVector e = q.fma(r, DoubleVector.broadcast(S, 1)).fma(r, DoubleVector.broadcast(S, 1));
            LongVector exponents = t.reinterpretAsLongs().sub(DoubleMath.ROUNDER_BITS - 2046);
            LongVector first = exponents.lanewise(VectorOperators.LSHR, 1);
            LongVector second = exponents.sub(first);
            e = e.mul(first.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles())
                    .mul(second.lanewise(VectorOperators.LSHL, 52).reinterpretAsDoubles());
            e = e.blend(0, down.compare(VectorOperators.LT, DoubleMath.EXP_MIN));
            DoubleVector sum = e.add(1);
            DoubleVector lost = DoubleVector.broadcast(S, 1).sub(sum).add(e);
            VectorMask<Double> negative = v.compare(VectorOperators.LT, 0);
            DoubleVector z = DoubleVector.broadcast(S, 1).blend(e, negative).div(sum);
            DoubleVector inverse = z.blend(DoubleVector.broadcast(S, 1).sub(z), negative);
            z.neg().mul(inverse).fma(lost, z).intoArray(y, yo + i);
        }
        for (; i < count; i++) {
            y[yo + i] = DoubleMath.sigmoid(x[xo + i]);
        }
    }

    /** {@code y = erf(x)}, one at a time: in double precision a vector would need both branches, each long. */
    static void erf(double[] x, int xo, double[] y, int yo, int count) {
        for (int i = 0; i < count; i++) {
            y[yo + i] = DoubleMath.erf(x[xo + i]);
        }
    }
}
