// Generated from FloatKernels.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kernels of {@code double[]}: picks the loop for each call. */
final class DoubleKernels implements Kernels {
    @Override
    public void unary(UnaryOp op, Object x, int xo, Object y, int yo, int n) {
        ScalarDoubleElementwise.unary(op, (double[]) x, xo, (double[]) y, yo, n);
    }

    @Override
    public void binary(BinaryOp op, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo, int n) {
        ScalarDoubleElementwise.binary(op, (double[]) a, ao, as, (double[]) b, bo, bs, (double[]) y, yo, n);
    }

    @Override
    public void compare(CompareOp op, Object a, int ao, int as, Object b, int bo, int bs, boolean[] y, int yo, int n) {
        ScalarDoubleElementwise.compare(op, (double[]) a, ao, as, (double[]) b, bo, bs, y, yo, n);
    }

    @Override
    public void reduce(ReduceOp op, Object x, int xo, int outer, int count, int inner, Object y, int yo) {
        Checks.reduce(op, outer, count, inner);
        double[] from = (double[]) x;
        double[] to = (double[]) y;
        for (int o = 0; o < outer; o++) {
            int at = xo + o * count * inner;
            if (inner > 1) {
                ScalarDoubleReductions.columns(op, from, at, count, inner, to, yo + o * inner);
            } else if (inner == 1) {
                to[yo + o] = switch (op) {
                    case SUM -> ScalarDoubleReductions.sum(from, at, count);
                    case PROD -> ScalarDoubleReductions.product(from, at, count);
                    case MAX -> ScalarDoubleReductions.max(from, at, count);
                    case MIN -> ScalarDoubleReductions.min(from, at, count);
                };
            }
        }
    }

    @Override
    public void argReduce(ArgOp op, Object x, int xo, int outer, int count, int inner, @Nullable Object values,
            long[] indices, int yo) {
        Checks.argReduce(op, outer, count, inner);
        double[] from = (double[]) x;
        double[] best = (double[]) values;
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xo + o * count * inner + j;
                int place = ScalarDoubleReductions.argExtremum(op == ArgOp.MAX, from, at, count, inner);
                indices[yo + o * inner + j] = place;
                if (best != null) {
                    best[yo + o * inner + j] = from[at + place * inner];
                }
            }
        }
    }

    @Override
    public void softmax(boolean log, Object x, int xo, int outer, int count, int inner, Object y, int yo) {
        if (count == 0) {
            return;
        }
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = o * count * inner + j;
                ScalarDoubleRows.softmax(log, (double[]) x, xo + at, count, inner, (double[]) y, yo + at);
            }
        }
    }

    @Override
    public void softmaxBackward(boolean log, Object g, int go, Object y, int yo, int outer, int count, int inner,
            Object dx, int dxo) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = o * count * inner + j;
                ScalarDoubleRows.softmaxBackward(log, (double[]) g, go + at, (double[]) y, yo + at, count, inner,
                        (double[]) dx, dxo + at);
            }
        }
    }

    @Override
    public void crossEntropy(Object x, int xo, long[] target, int to, long ignoreIndex, int rows, int classes,
            Object loss, int lo, @Nullable Object dx, int dxo) {
        Checks.targets(target, to, ignoreIndex, rows, classes);
        double[] losses = (double[]) loss;
        double[] gradient = (double[]) dx;
        for (int r = 0; r < rows; r++) {
            if (target[to + r] == ignoreIndex) {
                losses[lo + r] = 0;
                if (gradient != null) {
                    Arrays.fill(gradient, dxo + r * classes, dxo + (r + 1) * classes, 0);
                }
            } else {
                losses[lo + r] = ScalarDoubleRows.crossEntropy((double[]) x, xo + r * classes, (int) target[to + r],
                        classes, gradient, dxo + r * classes);
            }
        }
    }

    @Override
    public void axpy(double alpha, Object x, int xo, Object y, int yo, int n) {
        ScalarDoubleElementwise.axpy(alpha, (double[]) x, xo, (double[]) y, yo, n);
    }

    @Override
    public void fill(Object y, int yo, int n, double value) {
        Arrays.fill((double[]) y, yo, yo + n, value);
    }

    @Override
    public void fillLong(Object y, int yo, int n, long value) {
        Arrays.fill((double[]) y, yo, yo + n, value);
    }

    @Override
    public void where(boolean[] c, int co, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo,
            int n) {
        ScalarDoubleElementwise.where(c, co, (double[]) a, ao, as, (double[]) b, bo, bs, (double[]) y, yo, n);
    }

    @Override
    public void addRow(Object x, int xo, Object b, int bo, int rows, int columns, Object y, int yo) {
        ScalarDoubleElementwise.addRow((double[]) x, xo, (double[]) b, bo, rows, columns, (double[]) y, yo);
    }

    @Override
    public void sgd(SgdStep step, Object p, int po, Object g, int go, @Nullable Object buffer, int bo, int n) {
        ScalarDoubleUpdates.sgd(step, (double[]) p, po, (double[]) g, go, (double[]) buffer, bo, n);
    }

    @Override
    public void adam(AdamStep step, Object p, int po, Object g, int go, Object m, int mo, Object v, int vo,
            @Nullable Object vMax, int vMaxO, int n) {
        ScalarDoubleUpdates.adam(step, (double[]) p, po, (double[]) g, go, (double[]) m, mo, (double[]) v, vo,
                (double[]) vMax, vMaxO, n);
    }
}
