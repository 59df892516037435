package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Folding lines of numbers into one, a vector at a time.
 *
 * <p>Sums come out the same at every width: whatever a vector holds, the running sums are those of the
 * {@link ScalarFloatReductions#SEQUENCES} interleaved sequences of the specification, spread over two, four or eight
 * accumulators, and are then halved in its order. {@code reduceLanes} would be shorter, but leaves its order open (and
 * the interpreter's differs from the compiler's).
 */
final class VectorFloatReductions {
    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();
    /** Each brings a distant lane to the front; constants, so that they compile to one instruction. */
    private static final VectorShuffle<Float> FROM_8 = from(8);

    private static final VectorShuffle<Float> FROM_4 = from(4);
    private static final VectorShuffle<Float> FROM_2 = from(2);
    private static final VectorShuffle<Float> FROM_1 = from(1);

    private VectorFloatReductions() {}

    private static VectorShuffle<Float> from(int distance) {
        return VectorShuffle.fromOp(S, lane -> (lane + distance) % LANES);
    }

    /** The sum of n numbers, a multiple of the number of sequences. */
    static float sumOfBlock(float[] x, int xo, int n) {
        FloatVector sum;
        if (Simd.BITS == 512) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            for (int i = 0; i < n; i += 2 * LANES) {
                s0 = s0.add(FloatVector.fromArray(S, x, xo + i));
                s1 = s1.add(FloatVector.fromArray(S, x, xo + i + LANES));
            }
            sum = s0.add(s1);
        } else if (Simd.BITS == 256) {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            FloatVector s2 = FloatVector.zero(S);
            FloatVector s3 = FloatVector.zero(S);
            for (int i = 0; i < n; i += 4 * LANES) {
                s0 = s0.add(FloatVector.fromArray(S, x, xo + i));
                s1 = s1.add(FloatVector.fromArray(S, x, xo + i + LANES));
                s2 = s2.add(FloatVector.fromArray(S, x, xo + i + 2 * LANES));
                s3 = s3.add(FloatVector.fromArray(S, x, xo + i + 3 * LANES));
            }
            sum = s0.add(s2).add(s1.add(s3));
        } else {
            FloatVector s0 = FloatVector.zero(S);
            FloatVector s1 = FloatVector.zero(S);
            FloatVector s2 = FloatVector.zero(S);
            FloatVector s3 = FloatVector.zero(S);
            FloatVector s4 = FloatVector.zero(S);
            FloatVector s5 = FloatVector.zero(S);
            FloatVector s6 = FloatVector.zero(S);
            FloatVector s7 = FloatVector.zero(S);
            for (int i = 0; i < n; i += 8 * LANES) {
                s0 = s0.add(FloatVector.fromArray(S, x, xo + i));
                s1 = s1.add(FloatVector.fromArray(S, x, xo + i + LANES));
                s2 = s2.add(FloatVector.fromArray(S, x, xo + i + 2 * LANES));
                s3 = s3.add(FloatVector.fromArray(S, x, xo + i + 3 * LANES));
                s4 = s4.add(FloatVector.fromArray(S, x, xo + i + 4 * LANES));
                s5 = s5.add(FloatVector.fromArray(S, x, xo + i + 5 * LANES));
                s6 = s6.add(FloatVector.fromArray(S, x, xo + i + 6 * LANES));
                s7 = s7.add(FloatVector.fromArray(S, x, xo + i + 7 * LANES));
            }
            sum = s0.add(s4).add(s2.add(s6)).add(s1.add(s5).add(s3.add(s7)));
        }
        return folded(sum).lane(0);
    }

    /** Halves it until the first lane holds the sum of all. */
    private static FloatVector folded(FloatVector sum) {
        if (LANES >= 16) {
            sum = sum.add(sum.rearrange(FROM_8));
        }
        if (LANES >= 8) {
            sum = sum.add(sum.rearrange(FROM_4));
        }
        if (LANES >= 4) {
            sum = sum.add(sum.rearrange(FROM_2));
        }
        return sum.add(sum.rearrange(FROM_1));
    }

    /**
     * Makes of each line's sequences one sum, in the order of {@link ScalarFloatReductions#sumOfBlock}: that of line r
     * is at r afterwards.
     */
    static void fold(float[] sums, int lines) {
        for (int r = 0; r < lines; r++) {
            int at = r * ScalarFloatReductions.SEQUENCES;
            for (int half = ScalarFloatReductions.SEQUENCES / 2; half > LANES; half /= 2) {
                for (int k = at; k < at + half; k += LANES) {
                    FloatVector.fromArray(S, sums, k)
                            .add(FloatVector.fromArray(S, sums, k + half))
                            .intoArray(sums, k);
                }
            }
            FloatVector sum = FloatVector.fromArray(S, sums, at).add(FloatVector.fromArray(S, sums, at + LANES));
            // The lanes behind the first fall on what has been read, and are written over.
            folded(sum).intoArray(sums, r);
        }
    }

    /**
     * The largest of n numbers, at least four vectors of them; of zeros any, and NaN is left out. So it takes two
     * instructions a vector where {@link #max} takes six.
     */
    static float largest(float[] x, int xo, int n) {
        FloatVector m0 = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        FloatVector m1 = m0;
        FloatVector m2 = m0;
        FloatVector m3 = m0;
        for (int i = 0; i < n; i += 4 * LANES) {
            int at = xo + Math.min(i, n - 4 * LANES); // the last four vectors may overlap those before
            FloatVector v0 = FloatVector.fromArray(S, x, at);
            FloatVector v1 = FloatVector.fromArray(S, x, at + LANES);
            FloatVector v2 = FloatVector.fromArray(S, x, at + 2 * LANES);
            FloatVector v3 = FloatVector.fromArray(S, x, at + 3 * LANES);
            m0 = m0.blend(v0, v0.compare(VectorOperators.GT, m0));
            m1 = m1.blend(v1, v1.compare(VectorOperators.GT, m1));
            m2 = m2.blend(v2, v2.compare(VectorOperators.GT, m2));
            m3 = m3.blend(v3, v3.compare(VectorOperators.GT, m3));
        }
        m0 = m0.blend(m1, m1.compare(VectorOperators.GT, m0));
        m2 = m2.blend(m3, m3.compare(VectorOperators.GT, m2));
        m0 = m0.blend(m2, m2.compare(VectorOperators.GT, m0));
        // As reduceLanes, which takes three times as long because it looks for NaN.
        if (LANES >= 16) {
            m1 = m0.rearrange(FROM_8);
            m0 = m0.blend(m1, m1.compare(VectorOperators.GT, m0));
        }
        if (LANES >= 8) {
            m1 = m0.rearrange(FROM_4);
            m0 = m0.blend(m1, m1.compare(VectorOperators.GT, m0));
        }
        if (LANES >= 4) {
            m1 = m0.rearrange(FROM_2);
            m0 = m0.blend(m1, m1.compare(VectorOperators.GT, m0));
        }
        m1 = m0.rearrange(FROM_1);
        return m0.blend(m1, m1.compare(VectorOperators.GT, m0)).lane(0);
    }

    static float max(float[] x, int xo, int n) {
        FloatVector max0 = FloatVector.broadcast(S, x[xo]);
        FloatVector max1 = FloatVector.broadcast(S, x[xo]);
        int i = 0;
        for (; i <= n - 2 * LANES; i += 2 * LANES) {
            max0 = max0.max(FloatVector.fromArray(S, x, xo + i));
            max1 = max1.max(FloatVector.fromArray(S, x, xo + i + LANES));
        }
        float max = max0.max(max1).reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            max = Math.max(max, x[xo + i]);
        }
        return max;
    }

    static float min(float[] x, int xo, int n) {
        FloatVector min0 = FloatVector.broadcast(S, x[xo]);
        FloatVector min1 = FloatVector.broadcast(S, x[xo]);
        int i = 0;
        for (; i <= n - 2 * LANES; i += 2 * LANES) {
            min0 = min0.min(FloatVector.fromArray(S, x, xo + i));
            min1 = min1.min(FloatVector.fromArray(S, x, xo + i + LANES));
        }
        float min = min0.min(min1).reduceLanes(VectorOperators.MIN);
        for (; i < n; i++) {
            min = Math.min(min, x[xo + i]);
        }
        return min;
    }

    /** The sums of {@code columns} neighbouring columns, a multiple of the lanes; rows stand {@code stride} apart. */
    static void sumOfColumns(float[] x, int xo, int rows, int stride, int columns, float[] y, int yo) {
        int j = 0;
        for (; j <= columns - 4 * LANES; j += 4 * LANES) {
            FloatVector t0 = FloatVector.zero(S);
            FloatVector t1 = FloatVector.zero(S);
            FloatVector t2 = FloatVector.zero(S);
            FloatVector t3 = FloatVector.zero(S);
            for (int i = 0; i < rows; ) {
                FloatVector s0 = FloatVector.zero(S);
                FloatVector s1 = FloatVector.zero(S);
                FloatVector s2 = FloatVector.zero(S);
                FloatVector s3 = FloatVector.zero(S);
                int end = Math.min(rows, i + ScalarFloatReductions.BLOCK_ROWS);
                for (int at = xo + i * stride + j; i < end; i++, at += stride) {
                    s0 = s0.add(FloatVector.fromArray(S, x, at));
                    s1 = s1.add(FloatVector.fromArray(S, x, at + LANES));
                    s2 = s2.add(FloatVector.fromArray(S, x, at + 2 * LANES));
                    s3 = s3.add(FloatVector.fromArray(S, x, at + 3 * LANES));
                }
                t0 = t0.add(s0);
                t1 = t1.add(s1);
                t2 = t2.add(s2);
                t3 = t3.add(s3);
            }
            t0.intoArray(y, yo + j);
            t1.intoArray(y, yo + j + LANES);
            t2.intoArray(y, yo + j + 2 * LANES);
            t3.intoArray(y, yo + j + 3 * LANES);
        }
        for (; j < columns; j += LANES) {
            FloatVector total = FloatVector.zero(S);
            for (int i = 0; i < rows; ) {
                FloatVector sum = FloatVector.zero(S);
                int end = Math.min(rows, i + ScalarFloatReductions.BLOCK_ROWS);
                for (int at = xo + i * stride + j; i < end; i++, at += stride) {
                    sum = sum.add(FloatVector.fromArray(S, x, at));
                }
                total = total.add(sum);
            }
            total.intoArray(y, yo + j);
        }
    }
}
