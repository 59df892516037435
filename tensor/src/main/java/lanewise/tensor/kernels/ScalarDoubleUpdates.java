// Generated from ScalarFloatUpdates.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/** Optimizer steps, one element at a time, in PyTorch's order of operations. */
final class ScalarDoubleUpdates {
    private ScalarDoubleUpdates() {
    }

    static void sgd(Kernels.SgdStep s, double[] p, int po, double[] g, int go, double @Nullable [] buffer, int bo, int n) {
        double sign = s.maximize() ? -1 : 1;
        double decay = s.weightDecay();
        double momentum = s.momentum();
        double fresh = (1 - s.dampening());
        double minusLr = -s.lr();
        for (int i = 0; i < n; i++) {
            double d = Math.fma(decay, p[po + i], sign * g[go + i]);
            if (buffer != null) {
                double b = s.firstStep() ? d : Math.fma(fresh, d, momentum * buffer[bo + i]);
                buffer[bo + i] = b;
                d = s.nesterov() ? Math.fma(momentum, b, d) : b;
            }
            p[po + i] = Math.fma(minusLr, d, p[po + i]);
        }
    }

    static void adam(Kernels.AdamStep s, double[] p, int po, double[] g, int go, double[] m, int mo, double[] v, int vo,
            double @Nullable [] vMax, int vMaxO, int n) {
        double sign = s.maximize() ? -1 : 1;
        double decay = s.decoupled() ? 0 : s.weightDecay();
        double keep = s.decoupled() ? (1 - s.lr() * s.weightDecay()) : 1;
        double beta1 = s.beta1();
        double fresh1 = (1 - s.beta1());
        double beta2 = s.beta2();
        double fresh2 = (1 - s.beta2());
        double eps = s.eps();
        double minusStep = (-s.lr() / (1 - Math.pow(s.beta1(), s.step())));
        double rootCorrection = Math.sqrt(1 - Math.pow(s.beta2(), s.step()));
        for (int i = 0; i < n; i++) {
            double w = p[po + i] * keep;
            double d = Math.fma(decay, w, sign * g[go + i]);
            double mean = Math.fma(fresh1, d, beta1 * m[mo + i]);
            double square = Math.fma(fresh2 * d, d, beta2 * v[vo + i]);
            m[mo + i] = mean;
            v[vo + i] = square;
            if (vMax != null) {
                square = Math.max(square, vMax[vMaxO + i]);
                vMax[vMaxO + i] = square;
            }
            double denominator = Math.sqrt(square) / rootCorrection + eps;
            p[po + i] = w + minusStep * mean / denominator;
        }
    }
}
