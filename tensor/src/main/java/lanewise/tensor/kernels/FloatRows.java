package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Softmax and cross-entropy, composed of loops over whole lines or over blocks of several short lines at once (a row of
 * ten classes fills no vector, twenty such rows do). On one thread; each line is independent of the others.
 */
final class FloatRows {
    /** So many elements at a time stay in the first-level cache between passes. */
    private static final int BLOCK = 1024;

    /** Elements of lines that are worth a loop of their own. */
    private static final int LONG = 64;

    private FloatRows() {}

    /** The lines are rows. */
    static void softmax(boolean log, float[] x, int xo, int rows, int count, float[] y, int yo) {
        if (count >= LONG) {
            softmaxOfLongRows(log, x, xo, rows, count, y, yo);
            return;
        }
        int blockRows = Math.min(rows, Math.max(1, BLOCK / count));
        float[] powers = log ? new float[blockRows * count] : y;
        for (int first = 0; first < rows; first += blockRows) {
            int last = Math.min(rows, first + blockRows);
            for (int r = first; r < last; r++) {
                float max = FloatLoops.largest(x, xo + r * count, count);
                FloatLoops.subValue(x, xo + r * count, max, y, yo + r * count, count);
            }
            int at = log ? 0 : yo + first * count;
            FloatLoops.unary(UnaryOp.EXP, y, yo + first * count, powers, at, (last - first) * count);
            for (int r = first; r < last; r++, at += count) {
                double sum = FloatLoops.sum(powers, at, count);
                if (log) {
                    float logOfSum = (float) Math.log(sum);
                    FloatLoops.subValue(y, yo + r * count, logOfSum, y, yo + r * count, count);
                } else {
                    FloatLoops.mulValue(y, at, (float) (1 / sum), y, at, count);
                }
            }
        }
    }

    /** One pass after the other over some rows: each waits for its row's last one, but not for other rows'. */
    private static void softmaxOfLongRows(boolean log, float[] x, int xo, int rows, int count, float[] y, int yo) {
        int blockRows = Math.min(rows, Math.max(1, BLOCK / count));
        float[] powers = log ? new float[blockRows * count] : y;
        float[] max = new float[blockRows];
        for (int first = 0; first < rows; first += blockRows) {
            int last = Math.min(rows, first + blockRows);
            int shift = log ? -first * count : yo;
            for (int r = first; r < last; r++) {
                max[r - first] = FloatLoops.largest(x, xo + r * count, count);
            }
            for (int r = first; r < last; r++) {
                FloatLoops.powers(max[r - first], x, xo + r * count, powers, shift + r * count, count);
            }
            for (int r = first; r < last; r++) {
                int at = yo + r * count;
                double sum = FloatLoops.sum(powers, shift + r * count, count);
                if (log) {
                    FloatNorms.scaled(x, xo + r * count, max[r - first], 1, (float) -Math.log(sum), y, at, count);
                } else {
                    FloatLoops.mulValue(y, at, (float) (1 / sum), y, at, count);
                }
            }
        }
    }

    /** The lines are the columns of {@code (count, inner)}. */
    static void softmaxOfColumns(boolean log, float[] x, int xo, int count, int inner, float[] y, int yo) {
        float[] max = Arrays.copyOfRange(x, xo, xo + inner);
        for (int i = 1; i < count; i++) {
            FloatLoops.binary(BinaryOp.MAXIMUM, max, 0, x, xo + i * inner, max, 0, inner);
        }
        for (int i = 0; i < count; i++) {
            FloatLoops.binary(BinaryOp.SUB, x, xo + i * inner, max, 0, y, yo + i * inner, inner);
        }
        float[] powers = log ? new float[count * inner] : y;
        int at = log ? 0 : yo;
        float[] sum = max;
        FloatLoops.unary(UnaryOp.EXP, y, yo, powers, at, count * inner);
        FloatLoops.sumOfColumns(powers, at, count, inner, inner, sum, 0);
        if (log) {
            FloatLoops.unary(UnaryOp.LOG, sum, 0, sum, 0, inner);
        }
        BinaryOp last = log ? BinaryOp.SUB : BinaryOp.DIV;
        for (int i = 0; i < count; i++) {
            FloatLoops.binary(last, y, yo + i * inner, sum, 0, y, yo + i * inner, inner);
        }
    }

    /** The lines are rows. */
    static void softmaxBackward(
            boolean log, float[] g, int go, float[] y, int yo, int rows, int count, float[] dx, int dxo) {
        if (log) {
            logSoftmaxBackward(g, go, y, yo, rows, count, dx, dxo);
            return;
        }
        boolean overwrites = dx == y;
        float[] work = overwrites ? new float[count] : dx;
        for (int r = 0; r < rows; r++, go += count, yo += count, dxo += count) {
            int wo = overwrites ? 0 : dxo;
            FloatLoops.binary(BinaryOp.MUL, g, go, y, yo, work, wo, count);
            FloatLoops.axpy((float) -FloatLoops.sum(work, wo, count), y, yo, work, wo, count);
            if (overwrites) {
                System.arraycopy(work, 0, dx, dxo, count);
            }
        }
    }

    private static void logSoftmaxBackward(
            float[] g, int go, float[] y, int yo, int rows, int count, float[] dx, int dxo) {
        int blockRows = Math.min(rows, Math.max(1, BLOCK / count));
        float[] powers = dx == g ? new float[blockRows * count] : dx;
        for (int r = 0; r < rows; r++, go += count, dxo += count) {
            int row = dx == g ? r % blockRows * count : dxo;
            if (r % blockRows == 0) {
                FloatLoops.powers(0, y, yo + r * count, powers, row, Math.min(blockRows, rows - r) * count);
            }
            float sum = (float) FloatLoops.sum(g, go, count);
            // dx = g − e^y · sum
            FloatNorms.spread(g, go, 1, powers, row, 0, sum, 0, dx, dxo, count);
        }
    }

    /** The lines are the columns of {@code (count, inner)}. */
    static void softmaxBackwardOfColumns(
            boolean log, float[] g, int go, float[] y, int yo, int count, int inner, float[] dx, int dxo) {
        int n = count * inner;
        float[] work = new float[n];
        float[] sum = new float[inner];
        if (log) {
            FloatLoops.unary(UnaryOp.EXP, y, yo, work, 0, n);
            FloatLoops.sumOfColumns(g, go, count, inner, inner, sum, 0);
            for (int i = 0; i < n; i += inner) {
                FloatLoops.binary(BinaryOp.MUL, work, i, sum, 0, work, i, inner);
            }
            FloatLoops.binary(BinaryOp.SUB, g, go, work, 0, dx, dxo, n);
        } else {
            FloatLoops.binary(BinaryOp.MUL, g, go, y, yo, work, 0, n);
            FloatLoops.sumOfColumns(work, 0, count, inner, inner, sum, 0);
            for (int i = 0; i < n; i += inner) {
                FloatLoops.binary(BinaryOp.SUB, g, go + i, sum, 0, work, i, inner);
            }
            FloatLoops.binary(BinaryOp.MUL, work, 0, y, yo, dx, dxo, n);
        }
    }

    static void crossEntropy(
            float[] x,
            int xo,
            long[] target,
            int to,
            long ignoreIndex,
            int rows,
            int classes,
            float[] loss,
            int lo,
            float @Nullable [] dx,
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
        FloatLoops.unary(UnaryOp.EXP, dx, dxo, dx, dxo, rows * classes);
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
            float[] x, int xo, long[] target, int to, long ignoreIndex, int rows, int classes, float[] loss, int lo) {
        int blockRows = Math.min(rows, Math.max(1, BLOCK / classes));
        float[] work = new float[blockRows * classes];
        for (int first = 0; first < rows; first += blockRows) {
            int last = Math.min(rows, first + blockRows);
            for (int r = first, at = 0; r < last; r++, at += classes) {
                int row = xo + r * classes;
                float max = FloatLoops.largest(x, row, classes);
                long t = target[to + r];
                loss[lo + r] = t == ignoreIndex ? 0 : x[row + (int) t] - max;
                FloatLoops.subValue(x, row, max, work, at, classes);
            }
            FloatLoops.unary(UnaryOp.EXP, work, 0, work, 0, (last - first) * classes);
            for (int r = first, at = 0; r < last; r++, at += classes) {
                if (target[to + r] != ignoreIndex) {
                    loss[lo + r] = -(loss[lo + r] - (float) Math.log(FloatLoops.sum(work, at, classes)));
                }
            }
        }
    }
}
