package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/** Optimizer steps, one element at a time, in PyTorch's order of operations. */
final class ScalarFloatUpdates {
    private ScalarFloatUpdates() {
    }

    static void sgd(Kernels.SgdStep s, float[] p, int po, float[] g, int go, float @Nullable [] buffer, int bo, int n) {
        float sign = s.maximize() ? -1 : 1;
        float decay = (float) s.weightDecay();
        float momentum = (float) s.momentum();
        float fresh = (float) (1 - s.dampening());
        float minusLr = (float) -s.lr();
        for (int i = 0; i < n; i++) {
            float d = Math.fma(decay, p[po + i], sign * g[go + i]);
            if (buffer != null) {
                float b = s.firstStep() ? d : Math.fma(fresh, d, momentum * buffer[bo + i]);
                buffer[bo + i] = b;
                d = s.nesterov() ? Math.fma(momentum, b, d) : b;
            }
            p[po + i] = Math.fma(minusLr, d, p[po + i]);
        }
    }

    static void adam(Kernels.AdamStep s, float[] p, int po, float[] g, int go, float[] m, int mo, float[] v, int vo,
            float @Nullable [] vMax, int vMaxO, int n) {
        float sign = s.maximize() ? -1 : 1;
        float decay = s.decoupled() ? 0 : (float) s.weightDecay();
        float keep = s.decoupled() ? (float) (1 - s.lr() * s.weightDecay()) : 1;
        float beta1 = (float) s.beta1();
        float fresh1 = (float) (1 - s.beta1());
        float beta2 = (float) s.beta2();
        float fresh2 = (float) (1 - s.beta2());
        float eps = (float) s.eps();
        float minusStep = (float) (-s.lr() / (1 - Math.pow(s.beta1(), s.step())));
        float rootCorrection = (float) Math.sqrt(1 - Math.pow(s.beta2(), s.step()));
        for (int i = 0; i < n; i++) {
            float w = p[po + i] * keep;
            float d = Math.fma(decay, w, sign * g[go + i]);
            float mean = Math.fma(fresh1, d, beta1 * m[mo + i]);
            float square = Math.fma(fresh2 * d, d, beta2 * v[vo + i]);
            m[mo + i] = mean;
            v[vo + i] = square;
            if (vMax != null) {
                square = Math.max(square, vMax[vMaxO + i]);
                vMax[vMaxO + i] = square;
            }
            float denominator = (float) Math.sqrt(square) / rootCorrection + eps;
            p[po + i] = w + minusStep * mean / denominator;
        }
    }
}
