package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The kernels of {@code float[]}: picks the loop for each call. */
final class FloatKernels implements Kernels {
    @Override
    public void unary(UnaryOp op, Object x, int xo, Object y, int yo, int n) {
        ScalarFloatElementwise.unary(op, (float[]) x, xo, (float[]) y, yo, n);
    }

    @Override
    public void binary(BinaryOp op, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo, int n) {
        ScalarFloatElementwise.binary(op, (float[]) a, ao, as, (float[]) b, bo, bs, (float[]) y, yo, n);
    }

    @Override
    public void compare(CompareOp op, Object a, int ao, int as, Object b, int bo, int bs, boolean[] y, int yo, int n) {
        ScalarFloatElementwise.compare(op, (float[]) a, ao, as, (float[]) b, bo, bs, y, yo, n);
    }

    @Override
    public void reduce(ReduceOp op, Object x, int xo, int outer, int count, int inner, Object y, int yo) {
        Checks.reduce(op, outer, count, inner);
        float[] from = (float[]) x;
        float[] to = (float[]) y;
        for (int o = 0; o < outer; o++) {
            int at = xo + o * count * inner;
            if (inner > 1) {
                ScalarFloatReductions.columns(op, from, at, count, inner, to, yo + o * inner);
            } else if (inner == 1) {
                to[yo + o] = switch (op) {
                    case SUM -> (float) ScalarFloatReductions.sum(from, at, count);
                    case PROD -> ScalarFloatReductions.product(from, at, count);
                    case MAX -> ScalarFloatReductions.max(from, at, count);
                    case MIN -> ScalarFloatReductions.min(from, at, count);
                };
            }
        }
    }

    @Override
    public void argReduce(ArgOp op, Object x, int xo, int outer, int count, int inner, @Nullable Object values,
            long[] indices, int yo) {
        Checks.argReduce(op, outer, count, inner);
        float[] from = (float[]) x;
        float[] best = (float[]) values;
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xo + o * count * inner + j;
                int place = ScalarFloatReductions.argExtremum(op == ArgOp.MAX, from, at, count, inner);
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
                ScalarFloatRows.softmax(log, (float[]) x, xo + at, count, inner, (float[]) y, yo + at);
            }
        }
    }

    @Override
    public void softmaxBackward(boolean log, Object g, int go, Object y, int yo, int outer, int count, int inner,
            Object dx, int dxo) {
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = o * count * inner + j;
                ScalarFloatRows.softmaxBackward(log, (float[]) g, go + at, (float[]) y, yo + at, count, inner,
                        (float[]) dx, dxo + at);
            }
        }
    }

    @Override
    public void crossEntropy(Object x, int xo, long[] target, int to, long ignoreIndex, int rows, int classes,
            Object loss, int lo, @Nullable Object dx, int dxo) {
        Checks.targets(target, to, ignoreIndex, rows, classes);
        float[] losses = (float[]) loss;
        float[] gradient = (float[]) dx;
        for (int r = 0; r < rows; r++) {
            if (target[to + r] == ignoreIndex) {
                losses[lo + r] = 0;
                if (gradient != null) {
                    Arrays.fill(gradient, dxo + r * classes, dxo + (r + 1) * classes, 0);
                }
            } else {
                losses[lo + r] = ScalarFloatRows.crossEntropy((float[]) x, xo + r * classes, (int) target[to + r],
                        classes, gradient, dxo + r * classes);
            }
        }
    }

    @Override
    public void axpy(double alpha, Object x, int xo, Object y, int yo, int n) {
        ScalarFloatElementwise.axpy((float) alpha, (float[]) x, xo, (float[]) y, yo, n);
    }

    @Override
    public void fill(Object y, int yo, int n, double value) {
        Arrays.fill((float[]) y, yo, yo + n, (float) value);
    }

    @Override
    public void fillLong(Object y, int yo, int n, long value) {
        Arrays.fill((float[]) y, yo, yo + n, value);
    }

    @Override
    public void where(boolean[] c, int co, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo,
            int n) {
        ScalarFloatElementwise.where(c, co, (float[]) a, ao, as, (float[]) b, bo, bs, (float[]) y, yo, n);
    }

    @Override
    public void addRow(Object x, int xo, Object b, int bo, int rows, int columns, Object y, int yo) {
        ScalarFloatElementwise.addRow((float[]) x, xo, (float[]) b, bo, rows, columns, (float[]) y, yo);
    }

    @Override
    public void sgd(SgdStep step, Object p, int po, Object g, int go, @Nullable Object buffer, int bo, int n) {
        ScalarFloatUpdates.sgd(step, (float[]) p, po, (float[]) g, go, (float[]) buffer, bo, n);
    }

    @Override
    public void adam(AdamStep step, Object p, int po, Object g, int go, Object m, int mo, Object v, int vo,
            @Nullable Object vMax, int vMaxO, int n) {
        ScalarFloatUpdates.adam(step, (float[]) p, po, (float[]) g, go, (float[]) m, mo, (float[]) v, vo,
                (float[]) vMax, vMaxO, n);
    }
}
