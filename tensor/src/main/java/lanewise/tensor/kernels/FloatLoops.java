package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Each loop on one thread: by its vector twin once {@link Warmup} calls that hot, else by the scalar one. Both give the
 * same bits, so that a result does not depend on when the compiler was done.
 */
final class FloatLoops {
    /** A long sum is a sum of sums over so many elements, which different threads may compute. */
    static final int CHUNK = 8 * ScalarFloatReductions.BLOCK;

    private static final int LANES = Math.max(1, Simd.BITS / Float.SIZE);
    private static final @Nullable Warmup[] UNARY = new Warmup[UnaryOp.values().length];
    private static final @Nullable Warmup[] BINARY = new Warmup[BinaryOp.values().length];
    private static final @Nullable Warmup[] BINARY_VALUE = new Warmup[BinaryOp.values().length];
    private static final @Nullable Warmup[] VALUE_BINARY = new Warmup[BinaryOp.values().length];
    private static final @Nullable Warmup[] COMPARE = new Warmup[CompareOp.values().length];
    private static final @Nullable Warmup[] COMPARE_VALUE = new Warmup[CompareOp.values().length];
    private static final @Nullable Warmup WHERE;
    private static final @Nullable Warmup WHERE_VALUE;
    private static final @Nullable Warmup AXPY;
    private static final @Nullable Warmup SUM;
    private static final @Nullable Warmup SUM_OF_COLUMNS;
    private static final @Nullable Warmup POWERS;
    private static final @Nullable Warmup MAX;
    private static final @Nullable Warmup MIN;

    static {
        if (Simd.AVAILABLE) {
            float[] p = new float[Warmup.SCRATCH + LANES];
            float[] q = new float[Warmup.SCRATCH + LANES];
            float[] r = new float[Warmup.SCRATCH + LANES];
            boolean[] c = new boolean[Warmup.SCRATCH + LANES];
            for (int i = 0; i < p.length; i++) {
                p[i] = (i % 64 - 30) / 16;
                q[i] = (i % 16 + 1) / 8;
                c[i] = i % 3 == 0;
            }
            for (UnaryOp op : UnaryOp.values()) {
                if (op.isVectorized() || FloatMath.has(op)) {
                    // The classes of a softmax fill no vector, most often.
                    UNARY[op.ordinal()] = new Warmup(
                            op == UnaryOp.EXP && Simd.MASKS ? LANES / 4 : LANES,
                            op.isCheap() ? Warmup.CHEAP : Warmup.DEAR,
                            n -> VectorFloatElementwise.unary(op, p, 0, r, 0, n));
                }
            }
            for (BinaryOp op : BinaryOp.values()) {
                if (op.isVectorized() || FloatMath.has(op)) {
                    BINARY[op.ordinal()] = new Warmup(
                            LANES, Warmup.CHEAP, n -> VectorFloatElementwise.binary(op, p, 0, q, 0, r, 0, n));
                }
                if (op.isVectorizedWithValue()) {
                    BINARY_VALUE[op.ordinal()] = new Warmup(
                            LANES, Warmup.CHEAP, n -> VectorFloatElementwise.binaryValue(op, p, 0, 3, r, 0, n));
                    VALUE_BINARY[op.ordinal()] = new Warmup(
                            LANES, Warmup.CHEAP, n -> VectorFloatElementwise.valueBinary(op, 3, q, 0, r, 0, n));
                }
            }
            for (CompareOp op : CompareOp.values()) {
                COMPARE[op.ordinal()] =
                        new Warmup(LANES, Warmup.CHEAP, n -> VectorFloatElementwise.compare(op, p, 0, q, 0, c, 0, n));
                COMPARE_VALUE[op.ordinal()] =
                        new Warmup(LANES, Warmup.CHEAP, n -> VectorFloatElementwise.compareValue(op, p, 0, 1, c, 0, n));
            }
            int sequences = ScalarFloatReductions.SEQUENCES;
            WHERE = new Warmup(LANES, Warmup.CHEAP, n -> VectorFloatElementwise.where(c, 0, p, 0, q, 0, r, 0, n));
            WHERE_VALUE = new Warmup(LANES, Warmup.CHEAP, n -> {
                VectorFloatElementwise.whereValue(c, 0, true, 1, q, 0, r, 0, n);
                VectorFloatElementwise.whereValue(c, 0, false, 1, q, 0, r, 0, n);
            });
            AXPY = new Warmup(LANES, Warmup.CHEAP, n -> VectorFloatElementwise.axpy(0, p, 0, r, 0, n));
            SUM = new Warmup(
                    sequences,
                    Warmup.CHEAP,
                    n -> r[0] = VectorFloatReductions.sumOfBlock(p, 0, n / sequences * sequences));
            // Few elements in one strip of columns, then in a broad one.
            SUM_OF_COLUMNS = new Warmup(LANES, Warmup.CHEAP, n -> {
                VectorFloatReductions.sumOfColumns(p, 0, n / LANES, LANES, LANES, r, 0);
                VectorFloatReductions.sumOfColumns(p, 0, n / LANES / 4, 4 * LANES, 4 * LANES, r, 0);
            });
            POWERS = new Warmup(4 * LANES, Warmup.DEAR, n -> {
                r[0] = VectorFloatReductions.largest(p, 0, n);
                VectorFloatMath.powers(3, p, 0, r, 0, n);
            });
            MAX = new Warmup(2 * LANES, Warmup.CHEAP, n -> r[0] = VectorFloatReductions.max(p, 0, n));
            MIN = new Warmup(2 * LANES, Warmup.CHEAP, n -> r[0] = VectorFloatReductions.min(p, 0, n));
        } else {
            WHERE = null;
            WHERE_VALUE = null;
            AXPY = null;
            SUM = null;
            SUM_OF_COLUMNS = null;
            POWERS = null;
            MAX = null;
            MIN = null;
        }
    }

    private FloatLoops() {}

    static void unary(UnaryOp op, float[] x, int xo, float[] y, int yo, int n) {
        Warmup warmup = UNARY[op.ordinal()];
        int fused;
        if (warmup != null && warmup.hot(n)) {
            VectorFloatElementwise.unary(op, x, xo, y, yo, n);
        } else if (warmup == null && (fused = op.fused()) >= 0) {
            FloatFused.run(fused, 0, 0, x, xo, x, xo, y, yo, n);
        } else {
            ScalarFloatElementwise.unary(op, x, xo, y, yo, n);
        }
    }

    /** {@code y = e^(x − shift)}, where no x is above shift. */
    static void powers(float shift, float[] x, int xo, float[] y, int yo, int n) {
        if (POWERS != null && POWERS.hot(n)) {
            VectorFloatMath.powers(shift, x, xo, y, yo, n);
        } else {
            ScalarFloatElementwise.exp(shift, x, xo, y, yo, n);
        }
    }

    static void binary(BinaryOp op, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
        if (as == 1 && bs == 1) {
            binary(op, a, ao, b, bo, y, yo, n);
        } else if (n > 0) {
            if (as == 1) {
                binaryValue(op, a, ao, b, bo, y, yo, n);
            } else if (bs == 1) {
                valueBinary(op, a, ao, b, bo, y, yo, n);
            } else {
                ScalarFloatElementwise.binary(op, a, ao, b, bo, y, yo, 1);
                Arrays.fill(y, yo + 1, yo + n, y[yo]);
            }
        }
    }

    static void binary(BinaryOp op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        Warmup warmup = BINARY[op.ordinal()];
        int fused;
        if (warmup != null && warmup.hot(n)) {
            VectorFloatElementwise.binary(op, a, ao, b, bo, y, yo, n);
        } else if (warmup == null && (fused = op.fused()) >= 0) {
            FloatFused.run(fused, 0, 0, a, ao, b, bo, y, yo, n);
        } else {
            ScalarFloatElementwise.binary(op, a, ao, b, bo, y, yo, n);
        }
    }

    private static void binaryValue(BinaryOp op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (op == BinaryOp.POW && easyPower(a, ao, b[bo], y, yo, n)) {
            return;
        }
        Warmup warmup = BINARY_VALUE[op.ordinal()];
        if (warmup != null && warmup.hot(n)) {
            VectorFloatElementwise.binaryValue(op, a, ao, b[bo], y, yo, n);
        } else {
            ScalarFloatElementwise.binaryValue(op, a, ao, b, bo, y, yo, n);
        }
    }

    /** {@code y = a - b}. */
    static void subValue(float[] a, int ao, float b, float[] y, int yo, int n) {
        Warmup warmup = BINARY_VALUE[BinaryOp.SUB.ordinal()];
        if (warmup != null && warmup.hot(n)) {
            VectorFloatElementwise.subValue(a, ao, b, y, yo, n);
        } else {
            ScalarFloatElementwise.subValue(a, ao, b, y, yo, n);
        }
    }

    /** {@code y = a b}. */
    static void mulValue(float[] a, int ao, float b, float[] y, int yo, int n) {
        Warmup warmup = BINARY_VALUE[BinaryOp.MUL.ordinal()];
        if (warmup != null && warmup.hot(n)) {
            VectorFloatElementwise.mulValue(a, ao, b, y, yo, n);
        } else {
            ScalarFloatElementwise.mulValue(a, ao, b, y, yo, n);
        }
    }

    /** The powers that PyTorch, too, computes without a logarithm. */
    private static boolean easyPower(float[] x, int xo, float exponent, float[] y, int yo, int n) {
        if (exponent == 2) {
            unary(UnaryOp.SQUARE, x, xo, y, yo, n);
        } else if (exponent == 0.5) {
            unary(UnaryOp.SQRT, x, xo, y, yo, n);
        } else if (exponent == -0.5) {
            unary(UnaryOp.RSQRT, x, xo, y, yo, n);
        } else if (exponent == -1) {
            unary(UnaryOp.RECIPROCAL, x, xo, y, yo, n);
        } else if (exponent == -2) {
            unary(UnaryOp.SQUARE, x, xo, y, yo, n);
            unary(UnaryOp.RECIPROCAL, y, yo, y, yo, n);
        } else if (exponent == 3) {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] * x[xo + i] * x[xo + i];
            }
        } else {
            return false;
        }
        return true;
    }

    private static void valueBinary(BinaryOp op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        Warmup warmup = VALUE_BINARY[op.ordinal()];
        if (warmup != null && warmup.hot(n)) {
            VectorFloatElementwise.valueBinary(op, a[ao], b, bo, y, yo, n);
        } else {
            ScalarFloatElementwise.valueBinary(op, a, ao, b, bo, y, yo, n);
        }
    }

    static void compare(
            CompareOp op, float[] a, int ao, int as, float[] b, int bo, int bs, boolean[] y, int yo, int n) {
        if (as == 0 && bs == 1) {
            compare(op.mirrored(), b, bo, 1, a, ao, 0, y, yo, n);
            return;
        }
        Warmup warmup = as == 0 ? null : bs == 1 ? COMPARE[op.ordinal()] : COMPARE_VALUE[op.ordinal()];
        if (warmup == null || !warmup.hot(n)) {
            ScalarFloatElementwise.compare(op, a, ao, as, b, bo, bs, y, yo, n);
        } else if (bs == 1) {
            VectorFloatElementwise.compare(op, a, ao, b, bo, y, yo, n);
        } else {
            VectorFloatElementwise.compareValue(op, a, ao, b[bo], y, yo, n);
        }
    }

    static void where(
            boolean[] c, int co, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
        Warmup warmup = as + bs == 2 ? WHERE : as + bs == 1 ? WHERE_VALUE : null;
        if (warmup == null || !warmup.hot(n)) {
            ScalarFloatElementwise.where(c, co, a, ao, as, b, bo, bs, y, yo, n);
        } else if (as + bs == 2) {
            VectorFloatElementwise.where(c, co, a, ao, b, bo, y, yo, n);
        } else if (as == 0) {
            VectorFloatElementwise.whereValue(c, co, true, a[ao], b, bo, y, yo, n);
        } else {
            VectorFloatElementwise.whereValue(c, co, false, b[bo], a, ao, y, yo, n);
        }
    }

    static void axpy(float alpha, float[] x, int xo, float[] y, int yo, int n) {
        if (AXPY != null && AXPY.hot(n)) {
            VectorFloatElementwise.axpy(alpha, x, xo, y, yo, n);
        } else {
            ScalarFloatElementwise.axpy(alpha, x, xo, y, yo, n);
        }
    }

    /** The sum of n numbers: over chunks of sums over blocks, in double precision. */
    static double sum(float[] x, int xo, int n) {
        double sum = 0;
        for (int i = 0; i < n; i += CHUNK) {
            sum += sumOfChunk(x, xo + i, Math.min(CHUNK, n - i));
        }
        return sum;
    }

    /** The sum of up to {@link #CHUNK} numbers. */
    static double sumOfChunk(float[] x, int xo, int n) {
        double sum = 0;
        for (int i = 0; i < n; ) {
            int end = Math.min(n, i + ScalarFloatReductions.BLOCK);
            int even = (end - i) / ScalarFloatReductions.SEQUENCES * ScalarFloatReductions.SEQUENCES;
            if (even > 0) {
                sum += sumOfBlock(x, xo + i, even);
            }
            for (i += even; i < end; i++) {
                sum += x[xo + i];
            }
        }
        return sum;
    }

    /** The sum of n numbers, a multiple of the number of sequences. */
    static float sumOfBlock(float[] x, int xo, int n) {
        return SUM != null && SUM.hot(n)
                ? VectorFloatReductions.sumOfBlock(x, xo, n)
                : ScalarFloatReductions.sumOfBlock(x, xo, n);
    }

    /** The sums of {@code columns} neighbouring columns; rows stand {@code stride} apart. */
    static void sumOfColumns(float[] x, int xo, int rows, int stride, int columns, float[] y, int yo) {
        int head = 0;
        if (SUM_OF_COLUMNS != null && columns >= LANES && SUM_OF_COLUMNS.hot(rows * columns)) {
            head = columns / LANES * LANES;
            VectorFloatReductions.sumOfColumns(x, xo, rows, stride, head, y, yo);
        }
        if (head < columns) {
            ScalarFloatReductions.sumOfColumns(x, xo + head, rows, stride, columns - head, y, yo + head);
        }
    }

    /** The largest of n numbers; of zeros any, and NaN is left out. */
    static float largest(float[] x, int xo, int n) {
        return POWERS != null && POWERS.hot(n)
                ? VectorFloatReductions.largest(x, xo, n)
                : ScalarFloatReductions.largest(x, xo, n);
    }

    static float max(float[] x, int xo, int n) {
        return MAX != null && MAX.hot(n) ? VectorFloatReductions.max(x, xo, n) : ScalarFloatReductions.max(x, xo, n);
    }

    static float min(float[] x, int xo, int n) {
        return MIN != null && MIN.hot(n) ? VectorFloatReductions.min(x, xo, n) : ScalarFloatReductions.min(x, xo, n);
    }

    /**
     * The place of the first largest (or smallest) of n numbers, the first NaN before all: the extremum first, which
     * is quick, then a search for it.
     */
    static int argExtremum(boolean largest, float[] x, int xo, int n) {
        float extremum = largest ? max(x, xo, n) : min(x, xo, n);
        int i = 0;
        if (extremum != extremum) {
            while (x[xo + i] == x[xo + i]) {
                i++;
            }
        } else {
            while (x[xo + i] != extremum) {
                i++;
            }
        }
        return i;
    }
}
