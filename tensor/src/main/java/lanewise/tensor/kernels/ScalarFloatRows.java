package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/** Softmax and cross-entropy, one element at a time: the specification of {@code VectorFloatRows}. */
final class ScalarFloatRows {
    private ScalarFloatRows() {
    }

    static void softmax(boolean log, float[] x, int xo, int count, int step, float[] y, int yo) {
        float max = x[xo];
        for (int i = 1; i < count; i++) {
            max = Math.max(max, x[xo + i * step]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            float e = FloatMath.exp(x[xo + i * step] - max);
            sum += e;
            if (!log) {
                y[yo + i * step] = e;
            }
        }
        if (log) {
            float shift = (float) Math.log(sum);
            for (int i = 0; i < count; i++) {
                y[yo + i * step] = x[xo + i * step] - max - shift;
            }
        } else {
            float scale = (float) (1 / sum);
            for (int i = 0; i < count; i++) {
                y[yo + i * step] *= scale;
            }
        }
    }

    static void softmaxBackward(boolean log, float[] g, int go, float[] y, int yo, int count, int step, float[] dx,
            int dxo) {
        double total = 0;
        if (log) {
            for (int i = 0; i < count; i++) {
                total += g[go + i * step];
            }
            float sum = (float) total;
            for (int i = 0; i < count; i++) {
                dx[dxo + i * step] = g[go + i * step] - FloatMath.exp(y[yo + i * step]) * sum;
            }
        } else {
            for (int i = 0; i < count; i++) {
                total += g[go + i * step] * y[yo + i * step];
            }
            float sum = (float) total;
            for (int i = 0; i < count; i++) {
                dx[dxo + i * step] = y[yo + i * step] * (g[go + i * step] - sum);
            }
        }
    }

    /** One row; the target is a class. Returns the loss. */
    static float crossEntropy(float[] x, int xo, int target, int classes, float @Nullable [] dx, int dxo) {
        float max = ScalarFloatReductions.max(x, xo, classes);
        double sum = 0;
        for (int i = 0; i < classes; i++) {
            float e = FloatMath.exp(x[xo + i] - max);
            sum += e;
            if (dx != null) {
                dx[dxo + i] = e;
            }
        }
        float loss = (float) (Math.log(sum) + max - x[xo + target]);
        if (dx != null) {
            float scale = (float) (1 / sum);
            for (int i = 0; i < classes; i++) {
                dx[dxo + i] *= scale;
            }
            dx[dxo + target] -= 1;
        }
        return loss;
    }
}
