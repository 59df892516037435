// Generated from ScalarFloatRows.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/** Softmax and cross-entropy, one element at a time: the specification of {@code VectorDoubleRows}. */
final class ScalarDoubleRows {
    private ScalarDoubleRows() {
    }

    static void softmax(boolean log, double[] x, int xo, int count, int step, double[] y, int yo) {
        double max = x[xo];
        for (int i = 1; i < count; i++) {
            max = Math.max(max, x[xo + i * step]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double e = DoubleMath.exp(x[xo + i * step] - max);
            sum += e;
            if (!log) {
                y[yo + i * step] = e;
            }
        }
        if (log) {
            double shift = Math.log(sum);
            for (int i = 0; i < count; i++) {
                y[yo + i * step] = x[xo + i * step] - max - shift;
            }
        } else {
            double scale = (1 / sum);
            for (int i = 0; i < count; i++) {
                y[yo + i * step] *= scale;
            }
        }
    }

    static void softmaxBackward(boolean log, double[] g, int go, double[] y, int yo, int count, int step, double[] dx,
            int dxo) {
        double total = 0;
        if (log) {
            for (int i = 0; i < count; i++) {
                total += g[go + i * step];
            }
            double sum = total;
            for (int i = 0; i < count; i++) {
                dx[dxo + i * step] = g[go + i * step] - DoubleMath.exp(y[yo + i * step]) * sum;
            }
        } else {
            for (int i = 0; i < count; i++) {
                total += g[go + i * step] * y[yo + i * step];
            }
            double sum = total;
            for (int i = 0; i < count; i++) {
                dx[dxo + i * step] = y[yo + i * step] * (g[go + i * step] - sum);
            }
        }
    }

    /** One row; the target is a class. Returns the loss. */
    static double crossEntropy(double[] x, int xo, int target, int classes, double @Nullable [] dx, int dxo) {
        double max = ScalarDoubleReductions.max(x, xo, classes);
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            double e = DoubleMath.exp(x[xo + i] - max);
            sum += e;
            if (dx != null) {
                dx[dxo + i] = e;
            }
        }
        double loss = (Math.log(sum) + max - x[xo + target]);
        if (dx != null) {
            double scale = (1 / sum);
            for (int i = 0; i < classes; i++) {
                dx[dxo + i] *= scale;
            }
            dx[dxo + target] -= 1;
        }
        return loss;
    }
}
