package lanewise.tensor.kernels;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The kernels of {@code long[]}; all arithmetic wraps. Plain loops: no training step spends its time here. */
final class LongKernels implements Kernels {
    @Override
    public void unary(UnaryOp op, Object x, int xo, Object y, int yo, int n) {
        LongUnaryOperator definition = op.integer();
        long[] from = (long[]) x;
        long[] to = (long[]) y;
        for (int i = 0; i < n; i++) {
            to[yo + i] = definition.applyAsLong(from[xo + i]);
        }
    }

    @Override
    public void binary(BinaryOp op, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo, int n) {
        long[] left = (long[]) a;
        long[] right = (long[]) b;
        long[] to = (long[]) y;
        if (op == BinaryOp.ADD) {
            for (int i = 0; i < n; i++) {
                to[yo + i] = left[ao + as * i] + right[bo + bs * i];
            }
        } else if (op == BinaryOp.SUB) {
            for (int i = 0; i < n; i++) {
                to[yo + i] = left[ao + as * i] - right[bo + bs * i];
            }
        } else if (op == BinaryOp.MUL) {
            for (int i = 0; i < n; i++) {
                to[yo + i] = left[ao + as * i] * right[bo + bs * i];
            }
        } else {
            LongBinaryOperator definition = op.integer();
            for (int i = 0; i < n; i++) {
                to[yo + i] = definition.applyAsLong(left[ao + as * i], right[bo + bs * i]);
            }
        }
    }

    @Override
    public void fused(int op, double p, double q, Object a, int ao, Object x, int xo, Object y, int yo, int n) {
        throw onlyReal("fused");
    }

    @Override
    public void compare(CompareOp op, Object a, int ao, int as, Object b, int bo, int bs, boolean[] y, int yo, int n) {
        long[] left = (long[]) a;
        long[] right = (long[]) b;
        for (int i = 0; i < n; i++) {
            y[yo + i] = op.holds(left[ao + as * i], right[bo + bs * i]);
        }
    }

    @Override
    public void reduce(ReduceOp op, Object x, int xo, int outer, int count, int inner, Object y, int yo) {
        Checks.reduce(op, outer, count, inner);
        long[] from = (long[]) x;
        long[] to = (long[]) y;
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xo + o * count * inner + j;
                long folded = op == ReduceOp.SUM ? 0 : op == ReduceOp.PROD ? 1 : from[at];
                for (int i = 0; i < count; i++) {
                    long value = from[at + i * inner];
                    folded = op == ReduceOp.SUM
                            ? folded + value
                            : op == ReduceOp.PROD
                                    ? folded * value
                                    : op == ReduceOp.MAX ? Math.max(folded, value) : Math.min(folded, value);
                }
                to[yo + o * inner + j] = folded;
            }
        }
    }

    @Override
    public void argReduce(
            ArgOp op,
            Object x,
            int xo,
            int outer,
            int count,
            int inner,
            @Nullable Object values,
            long[] indices,
            int yo) {
        Checks.argReduce(op, outer, count, inner);
        long[] from = (long[]) x;
        long[] best = (long[]) values;
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = xo + o * count * inner + j;
                int place = 0;
                long bestValue = from[at];
                for (int i = 1; i < count; i++) {
                    long value = from[at + i * inner];
                    if (op == ArgOp.MAX ? value > bestValue : value < bestValue) {
                        place = i;
                        bestValue = value;
                    }
                }
                indices[yo + o * inner + j] = place;
                if (best != null) {
                    best[yo + o * inner + j] = bestValue;
                }
            }
        }
    }

    @Override
    public void softmax(boolean log, Object x, int xo, int outer, int count, int inner, Object y, int yo) {
        throw onlyReal(log ? "logSoftmax" : "softmax");
    }

    @Override
    public void softmaxBackward(
            boolean log, Object g, int go, Object y, int yo, int outer, int count, int inner, Object dx, int dxo) {
        throw onlyReal(log ? "logSoftmax" : "softmax");
    }

    @Override
    public void crossEntropy(
            Object x,
            int xo,
            long[] target,
            int to,
            long ignoreIndex,
            int rows,
            int classes,
            Object loss,
            int lo,
            @Nullable Object dx,
            int dxo) {
        throw onlyReal("crossEntropy");
    }

    @Override
    public void axpy(double alpha, Object x, int xo, Object y, int yo, int n) {
        long factor = (long) alpha;
        long[] from = (long[]) x;
        long[] to = (long[]) y;
        for (int i = 0; i < n; i++) {
            to[yo + i] += factor * from[xo + i];
        }
    }

    @Override
    public void fill(Object y, int yo, int n, double value) {
        fillLong(y, yo, n, (long) value);
    }

    @Override
    public void fillLong(Object y, int yo, int n, long value) {
        Arrays.fill((long[]) y, yo, yo + n, value);
    }

    @Override
    public void where(
            boolean[] c, int co, Object a, int ao, int as, Object b, int bo, int bs, Object y, int yo, int n) {
        long[] yes = (long[]) a;
        long[] no = (long[]) b;
        long[] to = (long[]) y;
        for (int i = 0; i < n; i++) {
            to[yo + i] = c[co + i] ? yes[ao + as * i] : no[bo + bs * i];
        }
    }

    @Override
    public void addRow(Object x, int xo, Object b, int bo, int rows, int columns, Object y, int yo) {
        for (int r = 0; r < rows; r++) {
            binary(BinaryOp.ADD, x, xo + r * columns, 1, b, bo, 1, y, yo + r * columns, columns);
        }
    }

    @Override
    public void sgd(SgdStep step, Object p, int po, Object g, int go, @Nullable Object buffer, int bo, int n) {
        throw onlyReal("sgd");
    }

    @Override
    public void adam(
            AdamStep step,
            Object p,
            int po,
            Object g,
            int go,
            Object m,
            int mo,
            Object v,
            int vo,
            @Nullable Object vMax,
            int vMaxO,
            int n) {
        throw onlyReal("adam");
    }

    private static UnsupportedOperationException onlyReal(String op) {
        return new UnsupportedOperationException(
                op + ": expected a floating-point tensor; got integers; convert with .to(DType.FLOAT32)");
    }
}
