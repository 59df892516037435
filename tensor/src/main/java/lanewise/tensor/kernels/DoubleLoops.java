// Generated from FloatLoops.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Each loop on one thread: by its vector twin once {@link Warmup} calls that hot, else by the scalar one. Both give the
 * same bits, so that a result does not depend on when the compiler was done.
 */
final class DoubleLoops {
    /** A long sum is a sum of sums over so many elements, which different threads may compute. */
    static final int CHUNK = 8 * ScalarDoubleReductions.BLOCK;

    private static final int LANES = Math.max(1, Simd.BITS / Double.SIZE);
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
            double[] p = new double[Warmup.SCRATCH + LANES];
            double[] q = new double[Warmup.SCRATCH + LANES];
            double[] r = new double[Warmup.SCRATCH + LANES];
            boolean[] c = new boolean[Warmup.SCRATCH + LANES];
            for (int i = 0; i < p.length; i++) {
                p[i] = (i % 64 - 30) / 16;
                q[i] = (i % 16 + 1) / 8;
                c[i] = i % 3 == 0;
            }
            for (UnaryOp op : UnaryOp.values()) {
                if (op.isVectorized() || DoubleMath.has(op)) {
                    // The classes of a softmax fill no vector, most often.
                    UNARY[op.ordinal()] = new Warmup(
                            op == UnaryOp.EXP && Simd.MASKS ? LANES / 4 : LANES,
                            op.isCheap() ? Warmup.CHEAP : Warmup.DEAR,
                            n -> VectorDoubleElementwise.unary(op, p, 0, r, 0, n));
                }
            }
            for (BinaryOp op : BinaryOp.values()) {
                if (op.isVectorized() || DoubleMath.has(op)) {
                    BINARY[op.ordinal()] = new Warmup(
                            LANES, Warmup.CHEAP, n -> VectorDoubleElementwise.binary(op, p, 0, q, 0, r, 0, n));
                }
                if (op.isVectorizedWithValue()) {
                    BINARY_VALUE[op.ordinal()] = new Warmup(
                            LANES, Warmup.CHEAP, n -> VectorDoubleElementwise.binaryValue(op, p, 0, 3, r, 0, n));
                    VALUE_BINARY[op.ordinal()] = new Warmup(
                            LANES, Warmup.CHEAP, n -> VectorDoubleElementwise.valueBinary(op, 3, q, 0, r, 0, n));
                }
            }
            for (CompareOp op : CompareOp.values()) {
                COMPARE[op.ordinal()] =
                        new Warmup(LANES, Warmup.CHEAP, n -> VectorDoubleElementwise.compare(op, p, 0, q, 0, c, 0, n));
                COMPARE_VALUE[op.ordinal()] =
                        new Warmup(LANES, Warmup.CHEAP, n -> VectorDoubleElementwise.compareValue(op, p, 0, 1, c, 0,
                                n));
            }
            int sequences = ScalarDoubleReductions.SEQUENCES;
            WHERE = new Warmup(LANES, Warmup.CHEAP, n -> VectorDoubleElementwise.where(c, 0, p, 0, q, 0, r, 0, n));
            WHERE_VALUE = new Warmup(LANES, Warmup.CHEAP, n -> {
                VectorDoubleElementwise.whereValue(c, 0, true, 1, q, 0, r, 0, n);
                VectorDoubleElementwise.whereValue(c, 0, false, 1, q, 0, r, 0, n);
            });
            AXPY = new Warmup(LANES, Warmup.CHEAP, n -> VectorDoubleElementwise.axpy(0, p, 0, r, 0, n));
            SUM = new Warmup(
                    sequences,
                    Warmup.CHEAP,
                    n -> r[0] = VectorDoubleReductions.sumOfBlock(p, 0, n / sequences * sequences));
            // Few elements in one strip of columns, then in a broad one.
            SUM_OF_COLUMNS = new Warmup(LANES, Warmup.CHEAP, n -> {
                VectorDoubleReductions.sumOfColumns(p, 0, n / LANES, LANES, LANES, r, 0);
                VectorDoubleReductions.sumOfColumns(p, 0, n / LANES / 4, 4 * LANES, 4 * LANES, r, 0);
            });
            POWERS = new Warmup(4 * LANES, Warmup.DEAR, n -> {
                r[0] = VectorDoubleReductions.largest(p, 0, n);
                VectorDoubleMath.powers(3, p, 0, r, 0, n);
            });
            MAX = new Warmup(2 * LANES, Warmup.CHEAP, n -> r[0] = VectorDoubleReductions.max(p, 0, n));
            MIN = new Warmup(2 * LANES, Warmup.CHEAP, n -> r[0] = VectorDoubleReductions.min(p, 0, n));
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

    private DoubleLoops() {}

    static void unary(UnaryOp op, double[] x, int xo, double[] y, int yo, int n) {
        Warmup warmup = UNARY[op.ordinal()];
        int fused;
        if (warmup != null && warmup.hot(n)) {
            VectorDoubleElementwise.unary(op, x, xo, y, yo, n);
        } else if (warmup == null && (fused = op.fused()) >= 0) {
            DoubleFused.run(fused, 0, 0, x, xo, x, xo, y, yo, n);
        } else {
            ScalarDoubleElementwise.unary(op, x, xo, y, yo, n);
        }
    }

    /** {@code y = e^(x − shift)}, where no x is above shift. */
    static void powers(double shift, double[] x, int xo, double[] y, int yo, int n) {
        if (POWERS != null && POWERS.hot(n)) {
            VectorDoubleMath.powers(shift, x, xo, y, yo, n);
        } else {
            ScalarDoubleElementwise.exp(shift, x, xo, y, yo, n);
        }
    }

    static void binary(BinaryOp op, double[] a, int ao, int as, double[] b, int bo, int bs, double[] y, int yo, int n) {
        if (as == 1 && bs == 1) {
            binary(op, a, ao, b, bo, y, yo, n);
        } else if (n > 0) {
            if (as == 1) {
                binaryValue(op, a, ao, b, bo, y, yo, n);
            } else if (bs == 1) {
                valueBinary(op, a, ao, b, bo, y, yo, n);
            } else {
                ScalarDoubleElementwise.binary(op, a, ao, b, bo, y, yo, 1);
                Arrays.fill(y, yo + 1, yo + n, y[yo]);
            }
        }
    }

    static void binary(BinaryOp op, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        Warmup warmup = BINARY[op.ordinal()];
        int fused;
        if (warmup != null && warmup.hot(n)) {
            VectorDoubleElementwise.binary(op, a, ao, b, bo, y, yo, n);
        } else if (warmup == null && (fused = op.fused()) >= 0) {
            DoubleFused.run(fused, 0, 0, a, ao, b, bo, y, yo, n);
        } else {
            ScalarDoubleElementwise.binary(op, a, ao, b, bo, y, yo, n);
        }
    }

    private static void binaryValue(BinaryOp op, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        if (op == BinaryOp.POW && easyPower(a, ao, b[bo], y, yo, n)) {
            return;
        }
        Warmup warmup = BINARY_VALUE[op.ordinal()];
        if (warmup != null && warmup.hot(n)) {
            VectorDoubleElementwise.binaryValue(op, a, ao, b[bo], y, yo, n);
        } else {
            ScalarDoubleElementwise.binaryValue(op, a, ao, b, bo, y, yo, n);
        }
    }

    /** {@code y = a - b}. */
    static void subValue(double[] a, int ao, double b, double[] y, int yo, int n) {
        Warmup warmup = BINARY_VALUE[BinaryOp.SUB.ordinal()];
        if (warmup != null && warmup.hot(n)) {
            VectorDoubleElementwise.subValue(a, ao, b, y, yo, n);
        } else {
            ScalarDoubleElementwise.subValue(a, ao, b, y, yo, n);
        }
    }

    /** {@code y = a b}. */
    static void mulValue(double[] a, int ao, double b, double[] y, int yo, int n) {
        Warmup warmup = BINARY_VALUE[BinaryOp.MUL.ordinal()];
        if (warmup != null && warmup.hot(n)) {
            VectorDoubleElementwise.mulValue(a, ao, b, y, yo, n);
        } else {
            ScalarDoubleElementwise.mulValue(a, ao, b, y, yo, n);
        }
    }

    /** The powers that PyTorch, too, computes without a logarithm. */
    private static boolean easyPower(double[] x, int xo, double exponent, double[] y, int yo, int n) {
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

    private static void valueBinary(BinaryOp op, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        Warmup warmup = VALUE_BINARY[op.ordinal()];
        if (warmup != null && warmup.hot(n)) {
            VectorDoubleElementwise.valueBinary(op, a[ao], b, bo, y, yo, n);
        } else {
            ScalarDoubleElementwise.valueBinary(op, a, ao, b, bo, y, yo, n);
        }
    }

    static void compare(
            CompareOp op, double[] a, int ao, int as, double[] b, int bo, int bs, boolean[] y, int yo, int n) {
        if (as == 0 && bs == 1) {
            compare(op.mirrored(), b, bo, 1, a, ao, 0, y, yo, n);
            return;
        }
        Warmup warmup = as == 0 ? null : bs == 1 ? COMPARE[op.ordinal()] : COMPARE_VALUE[op.ordinal()];
        if (warmup == null || !warmup.hot(n)) {
            ScalarDoubleElementwise.compare(op, a, ao, as, b, bo, bs, y, yo, n);
        } else if (bs == 1) {
            VectorDoubleElementwise.compare(op, a, ao, b, bo, y, yo, n);
        } else {
            VectorDoubleElementwise.compareValue(op, a, ao, b[bo], y, yo, n);
        }
    }

    static void where(
            boolean[] c, int co, double[] a, int ao, int as, double[] b, int bo, int bs, double[] y, int yo, int n) {
        Warmup warmup = as + bs == 2 ? WHERE : as + bs == 1 ? WHERE_VALUE : null;
        if (warmup == null || !warmup.hot(n)) {
            ScalarDoubleElementwise.where(c, co, a, ao, as, b, bo, bs, y, yo, n);
        } else if (as + bs == 2) {
            VectorDoubleElementwise.where(c, co, a, ao, b, bo, y, yo, n);
        } else if (as == 0) {
            VectorDoubleElementwise.whereValue(c, co, true, a[ao], b, bo, y, yo, n);
        } else {
            VectorDoubleElementwise.whereValue(c, co, false, b[bo], a, ao, y, yo, n);
        }
    }

    static void axpy(double alpha, double[] x, int xo, double[] y, int yo, int n) {
        if (AXPY != null && AXPY.hot(n)) {
            VectorDoubleElementwise.axpy(alpha, x, xo, y, yo, n);
        } else {
            ScalarDoubleElementwise.axpy(alpha, x, xo, y, yo, n);
        }
    }

    /** The sum of n numbers: over chunks of sums over blocks, in double precision. */
    static double sum(double[] x, int xo, int n) {
        double sum = 0;
        for (int i = 0; i < n; i += CHUNK) {
            sum += sumOfChunk(x, xo + i, Math.min(CHUNK, n - i));
        }
        return sum;
    }

    /** The sum of up to {@link #CHUNK} numbers. */
    static double sumOfChunk(double[] x, int xo, int n) {
        double sum = 0;
        for (int i = 0; i < n; ) {
            int end = Math.min(n, i + ScalarDoubleReductions.BLOCK);
            int even = (end - i) / ScalarDoubleReductions.SEQUENCES * ScalarDoubleReductions.SEQUENCES;
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
    static double sumOfBlock(double[] x, int xo, int n) {
        return SUM != null && SUM.hot(n)
                ? VectorDoubleReductions.sumOfBlock(x, xo, n)
                : ScalarDoubleReductions.sumOfBlock(x, xo, n);
    }

    /** The sums of {@code columns} neighbouring columns; rows stand {@code stride} apart. */
    static void sumOfColumns(double[] x, int xo, int rows, int stride, int columns, double[] y, int yo) {
        int head = 0;
        if (SUM_OF_COLUMNS != null && columns >= LANES && SUM_OF_COLUMNS.hot(rows * columns)) {
            head = columns / LANES * LANES;
            VectorDoubleReductions.sumOfColumns(x, xo, rows, stride, head, y, yo);
        }
        if (head < columns) {
            ScalarDoubleReductions.sumOfColumns(x, xo + head, rows, stride, columns - head, y, yo + head);
        }
    }

    /** The largest of n numbers; of zeros any, and NaN is left out. */
    static double largest(double[] x, int xo, int n) {
        return POWERS != null && POWERS.hot(n)
                ? VectorDoubleReductions.largest(x, xo, n)
                : ScalarDoubleReductions.largest(x, xo, n);
    }

    static double max(double[] x, int xo, int n) {
        return MAX != null && MAX.hot(n) ? VectorDoubleReductions.max(x, xo, n) : ScalarDoubleReductions.max(x, xo, n);
    }

    static double min(double[] x, int xo, int n) {
        return MIN != null && MIN.hot(n) ? VectorDoubleReductions.min(x, xo, n) : ScalarDoubleReductions.min(x, xo, n);
    }

    /**
     * The place of the first largest (or smallest) of n numbers, the first NaN before all: the extremum first, which
     * is quick, then a search for it.
     */
    static int argExtremum(boolean largest, double[] x, int xo, int n) {
        double extremum = largest ? max(x, xo, n) : min(x, xo, n);
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
