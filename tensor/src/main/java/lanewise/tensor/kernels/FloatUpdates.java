package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Optimizer steps: the numbers of a step, rounded once, and the loop that fits its options. On one thread. */
final class FloatUpdates {
    private static final int LANES = Math.max(1, Simd.BITS / Float.SIZE);
    private static final @Nullable Warmup SGD;
    private static final @Nullable Warmup SGD_MOMENTUM;
    private static final @Nullable Warmup SGD_NESTEROV;
    private static final @Nullable Warmup ADAM;
    private static final @Nullable Warmup ADAM_MAX;

    static {
        if (Simd.AVAILABLE) {
            float[] p = new float[Warmup.SCRATCH + LANES];
            float[] g = new float[Warmup.SCRATCH + LANES];
            float[] m = new float[Warmup.SCRATCH + LANES];
            float[] v = new float[Warmup.SCRATCH + LANES];
            float[] w = new float[Warmup.SCRATCH + LANES];
            Arrays.fill(g, 1);
            SGD = new Warmup(LANES, Warmup.CHEAP, n -> VectorFloatUpdates.sgd(1, 0, -1, p, 0, g, 0, n));
            SGD_MOMENTUM = new Warmup(
                    LANES, Warmup.CHEAP, n -> VectorFloatUpdates.sgdMomentum(1, 0, -1, 0, 1, p, 0, g, 0, m, 0, n));
            SGD_NESTEROV = new Warmup(
                    LANES, Warmup.CHEAP, n -> VectorFloatUpdates.sgdNesterov(1, 0, -1, 0, 0, 1, p, 0, g, 0, m, 0, n));
            ADAM = new Warmup(
                    LANES,
                    Warmup.CHEAP,
                    n -> VectorFloatUpdates.adam(1, 1, 0, 0, 1, 0, 1, 1, -1, 1, p, 0, g, 0, m, 0, v, 0, n));
            ADAM_MAX = new Warmup(
                    LANES,
                    Warmup.CHEAP,
                    n -> VectorFloatUpdates.adamMax(1, 1, 0, 0, 1, 0, 1, 1, -1, 1, p, 0, g, 0, m, 0, v, 0, w, 0, n));
        } else {
            SGD = null;
            SGD_MOMENTUM = null;
            SGD_NESTEROV = null;
            ADAM = null;
            ADAM_MAX = null;
        }
    }

    private FloatUpdates() {}

    static void sgd(Kernels.SgdStep s, float[] p, int po, float[] g, int go, float @Nullable [] buffer, int bo, int n) {
        float sign = s.maximize() ? -1 : 1;
        float decay = (float) s.weightDecay();
        float minusLr = (float) -s.lr();
        float momentum = (float) s.momentum();
        float fresh = (float) (1 - s.dampening());
        if (buffer != null && s.firstStep()) {
            // The buffer starts as the gradient itself, undampened.
            Arrays.fill(buffer, bo, bo + n, 0);
            fresh = 1;
        }
        Warmup warmup = buffer == null ? SGD : s.nesterov() ? SGD_NESTEROV : SGD_MOMENTUM;
        if (warmup != null && warmup.hot(n)) {
            if (buffer == null) {
                VectorFloatUpdates.sgd(sign, decay, minusLr, p, po, g, go, n);
            } else if (s.nesterov()) {
                VectorFloatUpdates.sgdNesterov(
                        sign, decay, minusLr, momentum, momentum, fresh, p, po, g, go, buffer, bo, n);
            } else {
                VectorFloatUpdates.sgdMomentum(sign, decay, minusLr, momentum, fresh, p, po, g, go, buffer, bo, n);
            }
        } else if (buffer == null) {
            ScalarFloatUpdates.sgd(sign, decay, minusLr, p, po, g, go, n);
        } else if (s.nesterov()) {
            ScalarFloatUpdates.sgdNesterov(
                    sign, decay, minusLr, momentum, momentum, fresh, p, po, g, go, buffer, bo, n);
        } else {
            ScalarFloatUpdates.sgdMomentum(sign, decay, minusLr, momentum, fresh, p, po, g, go, buffer, bo, n);
        }
    }

    static void adam(
            Kernels.AdamStep s,
            float[] p,
            int po,
            float[] g,
            int go,
            float[] m,
            int mo,
            float[] v,
            int vo,
            float @Nullable [] vMax,
            int vMaxO,
            int n) {
        float keep = s.decoupled() ? (float) (1 - s.lr() * s.weightDecay()) : 1;
        float sign = s.maximize() ? -1 : 1;
        float decay = s.decoupled() ? 0 : (float) s.weightDecay();
        float beta1 = (float) s.beta1();
        float fresh1 = (float) (1 - s.beta1());
        float beta2 = (float) s.beta2();
        float fresh2 = (float) (1 - s.beta2());
        float eps = (float) s.eps();
        float minusStep = (float) (-s.lr() / (1 - Math.pow(s.beta1(), s.step())));
        // PyTorch divides by the root; the quotient, rounded once, spares a division per element.
        float correction = (float) (1 / Math.sqrt(1 - Math.pow(s.beta2(), s.step())));
        Warmup warmup = vMax == null ? ADAM : ADAM_MAX;
        if (warmup != null && warmup.hot(n)) {
            if (vMax == null) {
                VectorFloatUpdates.adam(
                        keep,
                        sign,
                        decay,
                        beta1,
                        fresh1,
                        beta2,
                        fresh2,
                        eps,
                        minusStep,
                        correction,
                        p,
                        po,
                        g,
                        go,
                        m,
                        mo,
                        v,
                        vo,
                        n);
            } else {
                VectorFloatUpdates.adamMax(
                        keep,
                        sign,
                        decay,
                        beta1,
                        fresh1,
                        beta2,
                        fresh2,
                        eps,
                        minusStep,
                        correction,
                        p,
                        po,
                        g,
                        go,
                        m,
                        mo,
                        v,
                        vo,
                        vMax,
                        vMaxO,
                        n);
            }
        } else if (vMax == null) {
            ScalarFloatUpdates.adam(
                    keep,
                    sign,
                    decay,
                    beta1,
                    fresh1,
                    beta2,
                    fresh2,
                    eps,
                    minusStep,
                    correction,
                    p,
                    po,
                    g,
                    go,
                    m,
                    mo,
                    v,
                    vo,
                    n);
        } else {
            ScalarFloatUpdates.adamMax(
                    keep,
                    sign,
                    decay,
                    beta1,
                    fresh1,
                    beta2,
                    fresh2,
                    eps,
                    minusStep,
                    correction,
                    p,
                    po,
                    g,
                    go,
                    m,
                    mo,
                    v,
                    vo,
                    vMax,
                    vMaxO,
                    n);
        }
    }
}
