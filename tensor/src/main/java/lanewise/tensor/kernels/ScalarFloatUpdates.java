package lanewise.tensor.kernels;

/**
 * Optimizer steps, one element at a time, in PyTorch's order of operations: its {@code add} with a factor rounds once,
 * as a fused multiply-add does. Where all arrays are walked at one offset, the compiler can prove that no store hits a
 * later load, and makes vector instructions of the plain loop.
 *
 * <p>A momentum (of Adam, the mean) is rounded to a multiple of twice the least normal number, by adding and taking off
 * {@link FloatMath#TINY}: where gradients have become zero (a unit that is off for good) it would otherwise sink among
 * the subnormal numbers and stay there, which processors multiply some fifty times more slowly.
 */
final class ScalarFloatUpdates {
    private static final float TINY = FloatMath.TINY;

    private ScalarFloatUpdates() {}

    /** {@code d = sign g + decay p;  p -= lr d}. */
    static void sgd(float sign, float decay, float minusLr, float[] p, int po, float[] g, int go, int n) {
        if (go == po) {
            for (int i = po; i < po + n; i++) {
                float w = p[i];
                float d = Math.fma(decay, w, sign * g[i]);
                p[i] = Math.fma(minusLr, d, w);
            }
        } else {
            for (int i = 0; i < n; i++) {
                float w = p[po + i];
                float d = Math.fma(decay, w, sign * g[go + i]);
                p[po + i] = Math.fma(minusLr, d, w);
            }
        }
    }

    /** {@code d = sign g + decay p;  b = momentum b + fresh d;  p -= lr b}. */
    static void sgdMomentum(
            float sign,
            float decay,
            float minusLr,
            float momentum,
            float fresh,
            float[] p,
            int po,
            float[] g,
            int go,
            float[] buffer,
            int bo,
            int n) {
        if (go == po && bo == po) {
            for (int i = po; i < po + n; i++) {
                float w = p[i];
                float d = Math.fma(decay, w, sign * g[i]);
                float b = Math.fma(fresh, d, momentum * buffer[i]) + TINY - TINY;
                buffer[i] = b;
                p[i] = Math.fma(minusLr, b, w);
            }
        } else {
            for (int i = 0; i < n; i++) {
                float w = p[po + i];
                float d = Math.fma(decay, w, sign * g[go + i]);
                float b = Math.fma(fresh, d, momentum * buffer[bo + i]) + TINY - TINY;
                buffer[bo + i] = b;
                p[po + i] = Math.fma(minusLr, b, w);
            }
        }
    }

    /** {@code d = sign g + decay p;  b = momentum b + fresh d;  p -= lr (d + ahead b)}. */
    static void sgdNesterov(
            float sign,
            float decay,
            float minusLr,
            float momentum,
            float ahead,
            float fresh,
            float[] p,
            int po,
            float[] g,
            int go,
            float[] buffer,
            int bo,
            int n) {
        if (go == po && bo == po) {
            for (int i = po; i < po + n; i++) {
                float w = p[i];
                float d = Math.fma(decay, w, sign * g[i]);
                float b = Math.fma(fresh, d, momentum * buffer[i]) + TINY - TINY;
                buffer[i] = b;
                p[i] = Math.fma(minusLr, Math.fma(ahead, b, d), w);
            }
        } else {
            for (int i = 0; i < n; i++) {
                float w = p[po + i];
                float d = Math.fma(decay, w, sign * g[go + i]);
                float b = Math.fma(fresh, d, momentum * buffer[bo + i]) + TINY - TINY;
                buffer[bo + i] = b;
                p[po + i] = Math.fma(minusLr, Math.fma(ahead, b, d), w);
            }
        }
    }

    /**
     * {@code w = keep p;  d = sign g + decay w;  m = beta1 m + fresh1 d;  v = beta2 v + fresh2 d d;
     * p = w - step m / (sqrt(v) * correction + eps)}.
     */
    static void adam(
            float keep,
            float sign,
            float decay,
            float beta1,
            float fresh1,
            float beta2,
            float fresh2,
            float eps,
            float minusStep,
            float correction,
            float[] p,
            int po,
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            int n) {
        if (go == po && mo == po && vo == po) {
            for (int i = po; i < po + n; i++) {
                float w = p[i] * keep;
                float d = Math.fma(decay, w, sign * g[i]);
                float mean = Math.fma(fresh1, d, m[i] * beta1) + TINY - TINY;
                m[i] = mean;
                float square = Math.fma(d * fresh2, d, v[i] * beta2);
                v[i] = square;
                float denominator = (float) Math.sqrt(square) * correction + eps;
                p[i] = w + mean * minusStep / denominator;
            }
        } else {
            for (int i = 0; i < n; i++) {
                float w = p[po + i] * keep;
                float d = Math.fma(decay, w, sign * g[go + i]);
                float mean = Math.fma(fresh1, d, m[mo + i] * beta1) + TINY - TINY;
                m[mo + i] = mean;
                float square = Math.fma(d * fresh2, d, v[vo + i] * beta2);
                v[vo + i] = square;
                float denominator = (float) Math.sqrt(square) * correction + eps;
                p[po + i] = w + mean * minusStep / denominator;
            }
        }
    }

    /** As {@link #adam}, but by the largest v so far (AMSGrad). */
    static void adamMax(
            float keep,
            float sign,
            float decay,
            float beta1,
            float fresh1,
            float beta2,
            float fresh2,
            float eps,
            float minusStep,
            float correction,
            float[] p,
            int po,
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            float[] vMax,
            int vMaxO,
            int n) {
        if (go == po && mo == po && vo == po && vMaxO == po) {
            for (int i = po; i < po + n; i++) {
                float w = p[i] * keep;
                float d = Math.fma(decay, w, sign * g[i]);
                float mean = Math.fma(fresh1, d, m[i] * beta1) + TINY - TINY;
                m[i] = mean;
                float square = Math.fma(d * fresh2, d, v[i] * beta2);
                v[i] = square;
                float largest = Math.max(square, vMax[i]);
                vMax[i] = largest;
                float denominator = (float) Math.sqrt(largest) * correction + eps;
                p[i] = w + mean * minusStep / denominator;
            }
        } else {
            for (int i = 0; i < n; i++) {
                float w = p[po + i] * keep;
                float d = Math.fma(decay, w, sign * g[go + i]);
                float mean = Math.fma(fresh1, d, m[mo + i] * beta1) + TINY - TINY;
                m[mo + i] = mean;
                float square = Math.fma(d * fresh2, d, v[vo + i] * beta2);
                v[vo + i] = square;
                float largest = Math.max(square, vMax[vMaxO + i]);
                vMax[vMaxO + i] = largest;
                float denominator = (float) Math.sqrt(largest) * correction + eps;
                p[po + i] = w + mean * minusStep / denominator;
            }
        }
    }
}
