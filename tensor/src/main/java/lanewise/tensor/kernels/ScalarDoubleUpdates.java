// Generated from ScalarFloatUpdates.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

/**
 * Optimizer steps, one element at a time, in PyTorch's order of operations: its {@code add} with a factor rounds once,
 * as a fused multiply-add does. Where all arrays are walked at one offset, the compiler can prove that no store hits a
 * later load, and makes vector instructions of the plain loop.
 *
 * <p>A momentum (of Adam, the mean) is rounded to a multiple of twice the least normal number, by adding and taking off
 * {@link DoubleMath#TINY}: where gradients have become zero (a unit that is off for good) it would otherwise sink among
 * the subnormal numbers and stay there, which processors multiply some fifty times more slowly.
 */
final class ScalarDoubleUpdates {
    private static final double TINY = DoubleMath.TINY;

    private ScalarDoubleUpdates() {}

    /** {@code d = sign g + decay p;  p -= lr d}. */
    static void sgd(double sign, double decay, double minusLr, double[] p, int po, double[] g, int go, int n) {
        if (go == po) {
            for (int i = po; i < po + n; i++) {
                double w = p[i];
                double d = Math.fma(decay, w, sign * g[i]);
                p[i] = Math.fma(minusLr, d, w);
            }
        } else {
            for (int i = 0; i < n; i++) {
                double w = p[po + i];
                double d = Math.fma(decay, w, sign * g[go + i]);
                p[po + i] = Math.fma(minusLr, d, w);
            }
        }
    }

    /** {@code d = sign g + decay p;  b = momentum b + fresh d;  p -= lr b}. */
    static void sgdMomentum(
            double sign,
            double decay,
            double minusLr,
            double momentum,
            double fresh,
            double[] p,
            int po,
            double[] g,
            int go,
            double[] buffer,
            int bo,
            int n) {
        if (go == po && bo == po) {
            for (int i = po; i < po + n; i++) {
                double w = p[i];
                double d = Math.fma(decay, w, sign * g[i]);
                double b = Math.fma(fresh, d, momentum * buffer[i]) + TINY - TINY;
                buffer[i] = b;
                p[i] = Math.fma(minusLr, b, w);
            }
        } else {
            for (int i = 0; i < n; i++) {
                double w = p[po + i];
                double d = Math.fma(decay, w, sign * g[go + i]);
                double b = Math.fma(fresh, d, momentum * buffer[bo + i]) + TINY - TINY;
                buffer[bo + i] = b;
                p[po + i] = Math.fma(minusLr, b, w);
            }
        }
    }

    /** {@code d = sign g + decay p;  b = momentum b + fresh d;  p -= lr (d + ahead b)}. */
    static void sgdNesterov(
            double sign,
            double decay,
            double minusLr,
            double momentum,
            double ahead,
            double fresh,
            double[] p,
            int po,
            double[] g,
            int go,
            double[] buffer,
            int bo,
            int n) {
        if (go == po && bo == po) {
            for (int i = po; i < po + n; i++) {
                double w = p[i];
                double d = Math.fma(decay, w, sign * g[i]);
                double b = Math.fma(fresh, d, momentum * buffer[i]) + TINY - TINY;
                buffer[i] = b;
                p[i] = Math.fma(minusLr, Math.fma(ahead, b, d), w);
            }
        } else {
            for (int i = 0; i < n; i++) {
                double w = p[po + i];
                double d = Math.fma(decay, w, sign * g[go + i]);
                double b = Math.fma(fresh, d, momentum * buffer[bo + i]) + TINY - TINY;
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
            double keep,
            double sign,
            double decay,
            double beta1,
            double fresh1,
            double beta2,
            double fresh2,
            double eps,
            double minusStep,
            double correction,
            double[] p,
            int po,
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            int n) {
        if (go == po && mo == po && vo == po) {
            for (int i = po; i < po + n; i++) {
                double w = p[i] * keep;
                double d = Math.fma(decay, w, sign * g[i]);
                double mean = Math.fma(fresh1, d, m[i] * beta1) + TINY - TINY;
                m[i] = mean;
                double square = Math.fma(d * fresh2, d, v[i] * beta2);
                v[i] = square;
                double denominator = Math.sqrt(square) * correction + eps;
                p[i] = w + mean * minusStep / denominator;
            }
        } else {
            for (int i = 0; i < n; i++) {
                double w = p[po + i] * keep;
                double d = Math.fma(decay, w, sign * g[go + i]);
                double mean = Math.fma(fresh1, d, m[mo + i] * beta1) + TINY - TINY;
                m[mo + i] = mean;
                double square = Math.fma(d * fresh2, d, v[vo + i] * beta2);
                v[vo + i] = square;
                double denominator = Math.sqrt(square) * correction + eps;
                p[po + i] = w + mean * minusStep / denominator;
            }
        }
    }

    /** As {@link #adam}, but by the largest v so far (AMSGrad). */
    static void adamMax(
            double keep,
            double sign,
            double decay,
            double beta1,
            double fresh1,
            double beta2,
            double fresh2,
            double eps,
            double minusStep,
            double correction,
            double[] p,
            int po,
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            double[] vMax,
            int vMaxO,
            int n) {
        if (go == po && mo == po && vo == po && vMaxO == po) {
            for (int i = po; i < po + n; i++) {
                double w = p[i] * keep;
                double d = Math.fma(decay, w, sign * g[i]);
                double mean = Math.fma(fresh1, d, m[i] * beta1) + TINY - TINY;
                m[i] = mean;
                double square = Math.fma(d * fresh2, d, v[i] * beta2);
                v[i] = square;
                double largest = Math.max(square, vMax[i]);
                vMax[i] = largest;
                double denominator = Math.sqrt(largest) * correction + eps;
                p[i] = w + mean * minusStep / denominator;
            }
        } else {
            for (int i = 0; i < n; i++) {
                double w = p[po + i] * keep;
                double d = Math.fma(decay, w, sign * g[go + i]);
                double mean = Math.fma(fresh1, d, m[mo + i] * beta1) + TINY - TINY;
                m[mo + i] = mean;
                double square = Math.fma(d * fresh2, d, v[vo + i] * beta2);
                v[vo + i] = square;
                double largest = Math.max(square, vMax[vMaxO + i]);
                vMax[vMaxO + i] = largest;
                double denominator = Math.sqrt(largest) * correction + eps;
                p[po + i] = w + mean * minusStep / denominator;
            }
        }
    }
}
