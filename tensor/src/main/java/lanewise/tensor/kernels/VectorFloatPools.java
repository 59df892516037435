package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link FloatPools} over neighbouring windows that lie wholly in their plane. A window has {@code rows}
 * rows, {@code rowStep} apart; what vectors read beyond the last window must lie in the array.
 */
final class VectorFloatPools {
    private static final VectorSpecies<Float> S = VectorFloatGemm.SPECIES;
    private static final int L = S.length();
    /** Every second element of two vectors. */
    private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(S, i -> 2 * i);

    private VectorFloatPools() {}

    /** The largest elements of n windows one element apart, and their places. */
    static void max1(
            int rows,
            int rowStep,
            int span,
            int step,
            float[] x,
            int xo,
            int place,
            int n,
            float[] y,
            int yo,
            float[] places) {
        for (int o = 0; o < n; o += L) {
            int from = place + o;
            int at = xo + from;
            FloatVector best = FloatVector.fromArray(S, x, at);
            FloatVector where = FloatVector.zero(S);
            for (int r = 0; r < rows; r++) {
                for (int t = r * rowStep; t < r * rowStep + span; t += step) {
                    FloatVector next = FloatVector.fromArray(S, x, at + t);
                    VectorMask<Float> larger =
                            next.compare(VectorOperators.GT, best).or(next.test(VectorOperators.IS_NAN));
                    best = best.blend(next, larger);
                    where = where.blend((float) t, larger);
                }
            }
            where = where.add(from).addIndex(1);
            if (n - o >= L) {
                best.intoArray(y, yo + o);
                where.intoArray(places, o);
            } else {
                VectorMask<Float> inside = S.indexInRange(o, n);
                best.intoArray(y, yo + o, inside);
                where.intoArray(places, o, inside);
            }
        }
    }

    /** The largest elements of n windows two elements apart, and their places. */
    static void max2(
            int rows,
            int rowStep,
            int span,
            int step,
            float[] x,
            int xo,
            int place,
            int n,
            float[] y,
            int yo,
            float[] places) {
        for (int o = 0; o < n; o += L) {
            int from = place + 2 * o;
            int at = xo + from;
            FloatVector best = FloatVector.fromArray(S, x, at).rearrange(EVEN, FloatVector.fromArray(S, x, at + L));
            FloatVector where = FloatVector.zero(S);
            for (int r = 0; r < rows; r++) {
                for (int t = r * rowStep; t < r * rowStep + span; t += step) {
                    FloatVector next = FloatVector.fromArray(S, x, at + t)
                            .rearrange(EVEN, FloatVector.fromArray(S, x, at + t + L));
                    VectorMask<Float> larger =
                            next.compare(VectorOperators.GT, best).or(next.test(VectorOperators.IS_NAN));
                    best = best.blend(next, larger);
                    where = where.blend((float) t, larger);
                }
            }
            where = where.add(from).addIndex(2);
            if (n - o >= L) {
                best.intoArray(y, yo + o);
                where.intoArray(places, o);
            } else {
                VectorMask<Float> inside = S.indexInRange(o, n);
                best.intoArray(y, yo + o, inside);
                where.intoArray(places, o, inside);
            }
        }
    }

    /** The means of n windows one element apart. */
    static void mean1(int rows, int rowStep, int span, float[] x, int xo, float divisor, int n, float[] y, int yo) {
        for (int o = 0; o < n; o += L) {
            int at = xo + o;
            FloatVector sum = FloatVector.zero(S);
            for (int r = 0; r < rows; r++) {
                for (int t = r * rowStep; t < r * rowStep + span; t++) {
                    sum = sum.add(FloatVector.fromArray(S, x, at + t));
                }
            }
            sum = sum.div(divisor);
            if (n - o >= L) {
                sum.intoArray(y, yo + o);
            } else {
                sum.intoArray(y, yo + o, S.indexInRange(o, n));
            }
        }
    }

    /** The means of n windows two elements apart. */
    static void mean2(int rows, int rowStep, int span, float[] x, int xo, float divisor, int n, float[] y, int yo) {
        for (int o = 0; o < n; o += L) {
            int at = xo + 2 * o;
            FloatVector sum = FloatVector.zero(S);
            for (int r = 0; r < rows; r++) {
                for (int t = r * rowStep; t < r * rowStep + span; t++) {
                    sum = sum.add(FloatVector.fromArray(S, x, at + t)
                            .rearrange(EVEN, FloatVector.fromArray(S, x, at + t + L)));
                }
            }
            sum = sum.div(divisor);
            if (n - o >= L) {
                sum.intoArray(y, yo + o);
            } else {
                sum.intoArray(y, yo + o, S.indexInRange(o, n));
            }
        }
    }
}
