// Generated from FloatRows.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Softmax and cross-entropy, composed of loops over whole lines or over blocks of several short lines at once (a row of
 * ten classes fills no vector, twenty such rows do). On one thread; each line is independent of the others.
 */
final class DoubleRows {
    /** So many elements at a time stay in the first-level cache between passes. */
    private static final int BLOCK = 1024;

    /** Elements of lines that are worth a loop of their own. */
    private static final int LONG = 64;

    private DoubleRows() {}

    /** The lines are rows. */
    static void softmax(boolean log, double[] x, int xo, int rows, int count, double[] y, int yo) {
        if (count >= LONG) {
            softmaxOfLongRows(log, x, xo, rows, count, y, yo);
            return;
        }
        int blockRows = Math.min(rows, Math.max(1, BLOCK / count));
        double[] powers = log ? new double[blockRows * count] : y;
        for (int first = 0; first < rows; first += blockRows) {
            int last = Math.min(rows, first + blockRows);
            for (int r = first; r < last; r++) {
                double max = DoubleLoops.largest(x, xo + r * count, count);
                DoubleLoops.subValue(x, xo + r * count, max, y, yo + r * count, count);
            }
            int at = log ? 0 : yo + first * count;
            DoubleLoops.unary(UnaryOp.EXP, y, yo + first * count, powers, at, (last - first) * count);
            for (int r = first; r < last; r++, at += count) {
                double sum = DoubleLoops.sum(powers, at, count);
                if (log) {
                    double logOfSum = Math.log(sum);
                    DoubleLoops.subValue(y, yo + r * count, logOfSum, y, yo + r * count, count);
                } else {
                    DoubleLoops.mulValue(y, at, (1 / sum), y, at, count);
                }
            }
        }
    }

    /** One pass after the other over some rows: each waits for its row's last one, but not for other rows'. */
    private static void softmaxOfLongRows(boolean log, double[] x, int xo, int rows, int count, double[] y, int yo) {
        int blockRows = Math.min(rows, Math.max(1, BLOCK / count));
        double[] powers = log ? new double[blockRows * count] : y;
        double[] max = new double[blockRows];
        for (int first = 0; first < rows; first += blockRows) {
            int last = Math.min(rows, first + blockRows);
            int shift = log ? -first * count : yo;
            for (int r = first; r < last; r++) {
                max[r - first] = DoubleLoops.largest(x, xo + r * count, count);
            }
            for (int r = first; r < last; r++) {
                DoubleLoops.powers(max[r - first], x, xo + r * count, powers, shift + r * count, count);
            }
            for (int r = first; r < last; r++) {
                int at = yo + r * count;
                double sum = DoubleLoops.sum(powers, shift + r * count, count);
                if (log) {
                    DoubleNorms.scaled(x, xo + r * count, max[r - first], 1, -Math.log(sum), y, at, count);
                } else {
                    DoubleLoops.mulValue(y, at, (1 / sum), y, at, count);
                }
            }
        }
    }

    /** The lines are the columns of {@code (count, inner)}. */
    static void softmaxOfColumns(boolean log, double[] x, int xo, int count, int inner, double[] y, int yo) {
        double[] max = Arrays.copyOfRange(x, xo, xo + inner);
        for (int i = 1; i < count; i++) {
            DoubleLoops.binary(BinaryOp.MAXIMUM, max, 0, x, xo + i * inner, max, 0, inner);
        }
        for (int i = 0; i < count; i++) {
            DoubleLoops.binary(BinaryOp.SUB, x, xo + i * inner, max, 0, y, yo + i * inner, inner);
        }
        double[] powers = log ? new double[count * inner] : y;
        int at = log ? 0 : yo;
        double[] sum = max;
        DoubleLoops.unary(UnaryOp.EXP, y, yo, powers, at, count * inner);
        DoubleLoops.sumOfColumns(powers, at, count, inner, inner, sum, 0);
        if (log) {
            DoubleLoops.unary(UnaryOp.LOG, sum, 0, sum, 0, inner);
        }
        BinaryOp last = log ? BinaryOp.SUB : BinaryOp.DIV;
        for (int i = 0; i < count; i++) {
            DoubleLoops.binary(last, y, yo + i * inner, sum, 0, y, yo + i * inner, inner);
        }
    }

    /** The lines are rows. */
    static void softmaxBackward(
            boolean log, double[] g, int go, double[] y, int yo, int rows, int count, double[] dx, int dxo) {
        if (log) {
            logSoftmaxBackward(g, go, y, yo, rows, count, dx, dxo);
            return;
        }
        boolean overwrites = dx == y;
        double[] work = overwrites ? new double[count] : dx;
        for (int r = 0; r < rows; r++, go += count, yo += count, dxo += count) {
            int wo = overwrites ? 0 : dxo;
            DoubleLoops.binary(BinaryOp.MUL, g, go, y, yo, work, wo, count);
            DoubleLoops.axpy(-DoubleLoops.sum(work, wo, count), y, yo, work, wo, count);
            if (overwrites) {
                System.arraycopy(work, 0, dx, dxo, count);
            }
        }
    }

    private static void logSoftmaxBackward(
            double[] g, int go, double[] y, int yo, int rows, int count, double[] dx, int dxo) {
        int blockRows = Math.min(rows, Math.max(1, BLOCK / count));
        double[] powers = dx == g ? new double[blockRows * count] : dx;
        for (int r = 0; r < rows; r++, go += count, dxo += count) {
            int row = dx == g ? r % blockRows * count : dxo;
            if (r % blockRows == 0) {
                DoubleLoops.powers(0, y, yo + r * count, powers, row, Math.min(blockRows, rows - r) * count);
            }
            double sum = DoubleLoops.sum(g, go, count);
            // dx = g − e^y · sum
            DoubleNorms.spread(g, go, 1, powers, row, 0, sum, 0, dx, dxo, count);
        }
    }

    /** The lines are the columns of {@code (count, inner)}. */
    static void softmaxBackwardOfColumns(
            boolean log, double[] g, int go, double[] y, int yo, int count, int inner, double[] dx, int dxo) {
        int n = count * inner;
        double[] work = new double[n];
        double[] sum = new double[inner];
        if (log) {
            DoubleLoops.unary(UnaryOp.EXP, y, yo, work, 0, n);
            DoubleLoops.sumOfColumns(g, go, count, inner, inner, sum, 0);
            for (int i = 0; i < n; i += inner) {
                DoubleLoops.binary(BinaryOp.MUL, work, i, sum, 0, work, i, inner);
            }
            DoubleLoops.binary(BinaryOp.SUB, g, go, work, 0, dx, dxo, n);
        } else {
            DoubleLoops.binary(BinaryOp.MUL, g, go, y, yo, work, 0, n);
            DoubleLoops.sumOfColumns(work, 0, count, inner, inner, sum, 0);
            for (int i = 0; i < n; i += inner) {
                DoubleLoops.binary(BinaryOp.SUB, g, go + i, sum, 0, work, i, inner);
            }
            DoubleLoops.binary(BinaryOp.MUL, work, 0, y, yo, dx, dxo, n);
        }
    }

    static void crossEntropy(
            double[] x,
            int xo,
            long[] target,
            int to,
            long ignoreIndex,
            int rows,
            int classes,
            double[] loss,
            int lo,
            double @Nullable [] dx,
            int dxo) {
        if (dx == null) {
            crossEntropyValues(x, xo, target, to, ignoreIndex, rows, classes, loss, lo);
            return;
        }
        // Through the logarithm of the softmax, as PyTorch goes: equal roundings keep a training run on its track for
        // thousands of steps, where the quotient exp(x) / sum would leave it.
        softmax(true, x, xo, rows, classes, dx, dxo);
        for (int r = 0, at = dxo; r < rows; r++, at += classes) {
            long t = target[to + r];
            loss[lo + r] = t == ignoreIndex ? 0 : -dx[at + (int) t];
        }
        DoubleLoops.unary(UnaryOp.EXP, dx, dxo, dx, dxo, rows * classes);
        for (int r = 0, at = dxo; r < rows; r++, at += classes) {
            long t = target[to + r];
            if (t == ignoreIndex) {
                Arrays.fill(dx, at, at + classes, 0);
            } else {
                dx[at + (int) t] -= 1;
            }
        }
    }

    /** The losses alone, a few rows at a time. */
    private static void crossEntropyValues(
            double[] x, int xo, long[] target, int to, long ignoreIndex, int rows, int classes, double[] loss, int lo) {
        int blockRows = Math.min(rows, Math.max(1, BLOCK / classes));
        double[] work = new double[blockRows * classes];
        for (int first = 0; first < rows; first += blockRows) {
            int last = Math.min(rows, first + blockRows);
            for (int r = first, at = 0; r < last; r++, at += classes) {
                int row = xo + r * classes;
                double max = DoubleLoops.largest(x, row, classes);
                long t = target[to + r];
                loss[lo + r] = t == ignoreIndex ? 0 : x[row + (int) t] - max;
                DoubleLoops.subValue(x, row, max, work, at, classes);
            }
            DoubleLoops.unary(UnaryOp.EXP, work, 0, work, 0, (last - first) * classes);
            for (int r = first, at = 0; r < last; r++, at += classes) {
                if (target[to + r] != ignoreIndex) {
                    loss[lo + r] = -(loss[lo + r] - Math.log(DoubleLoops.sum(work, at, classes)));
                }
            }
        }
    }
}
