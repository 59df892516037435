// Generated from FloatUpdates.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Optimizer steps: the numbers of a step, rounded once, and the loop that fits its options. On one thread. */
final class DoubleUpdates {
    private static final int LANES = Math.max(1, Simd.BITS / Double.SIZE);
    private static final @Nullable Warmup SGD;
    private static final @Nullable Warmup SGD_MOMENTUM;
    private static final @Nullable Warmup SGD_NESTEROV;
    private static final @Nullable Warmup ADAM;
    private static final @Nullable Warmup ADAM_MAX;

    static {
        if (Simd.AVAILABLE) {
            double[] p = new double[Warmup.SCRATCH + LANES];
            double[] g = new double[Warmup.SCRATCH + LANES];
            double[] m = new double[Warmup.SCRATCH + LANES];
            double[] v = new double[Warmup.SCRATCH + LANES];
            double[] w = new double[Warmup.SCRATCH + LANES];
            Arrays.fill(g, 1);
            SGD = new Warmup(LANES, Warmup.CHEAP, n -> VectorDoubleUpdates.sgd(1, 0, -1, p, 0, g, 0, n));
            SGD_MOMENTUM = new Warmup(
                    LANES, Warmup.CHEAP, n -> VectorDoubleUpdates.sgdMomentum(1, 0, -1, 0, 1, p, 0, g, 0, m, 0, n));
            SGD_NESTEROV = new Warmup(
                    LANES, Warmup.CHEAP, n -> VectorDoubleUpdates.sgdNesterov(1, 0, -1, 0, 0, 1, p, 0, g, 0, m, 0, n));
            ADAM = new Warmup(
                    LANES,
                    Warmup.CHEAP,
                    n -> VectorDoubleUpdates.adam(1, 1, 0, 0, 1, 0, 1, 1, -1, 1, p, 0, g, 0, m, 0, v, 0, n));
            ADAM_MAX = new Warmup(
                    LANES,
                    Warmup.CHEAP,
                    n -> VectorDoubleUpdates.adamMax(1, 1, 0, 0, 1, 0, 1, 1, -1, 1, p, 0, g, 0, m, 0, v, 0, w, 0, n));
        } else {
            SGD = null;
            SGD_MOMENTUM = null;
            SGD_NESTEROV = null;
            ADAM = null;
            ADAM_MAX = null;
        }
    }

    private DoubleUpdates() {}

    static void sgd(Kernels.SgdStep s, double[] p, int po, double[] g, int go, double @Nullable [] buffer, int bo,
            int n) {
        double sign = s.maximize() ? -1 : 1;
        double decay = s.weightDecay();
        double minusLr = -s.lr();
        double momentum = s.momentum();
        double fresh = (1 - s.dampening());
        if (buffer != null && s.firstStep()) {
            // The buffer starts as the gradient itself, undampened.
            Arrays.fill(buffer, bo, bo + n, 0);
            fresh = 1;
        }
        Warmup warmup = buffer == null ? SGD : s.nesterov() ? SGD_NESTEROV : SGD_MOMENTUM;
        if (warmup != null && warmup.hot(n)) {
            if (buffer == null) {
                VectorDoubleUpdates.sgd(sign, decay, minusLr, p, po, g, go, n);
            } else if (s.nesterov()) {
                VectorDoubleUpdates.sgdNesterov(
                        sign, decay, minusLr, momentum, momentum, fresh, p, po, g, go, buffer, bo, n);
            } else {
                VectorDoubleUpdates.sgdMomentum(sign, decay, minusLr, momentum, fresh, p, po, g, go, buffer, bo, n);
            }
        } else if (buffer == null) {
            ScalarDoubleUpdates.sgd(sign, decay, minusLr, p, po, g, go, n);
        } else if (s.nesterov()) {
            ScalarDoubleUpdates.sgdNesterov(
                    sign, decay, minusLr, momentum, momentum, fresh, p, po, g, go, buffer, bo, n);
        } else {
            ScalarDoubleUpdates.sgdMomentum(sign, decay, minusLr, momentum, fresh, p, po, g, go, buffer, bo, n);
        }
    }

    static void adam(
            Kernels.AdamStep s,
            double[] p,
            int po,
            double[] g,
            int go,
            double[] m,
            int mo,
            double[] v,
            int vo,
            double @Nullable [] vMax,
            int vMaxO,
            int n) {
        double keep = s.decoupled() ? (1 - s.lr() * s.weightDecay()) : 1;
        double sign = s.maximize() ? -1 : 1;
        double decay = s.decoupled() ? 0 : s.weightDecay();
        double beta1 = s.beta1();
        double fresh1 = (1 - s.beta1());
        double beta2 = s.beta2();
        double fresh2 = (1 - s.beta2());
        double eps = s.eps();
        double minusStep = (-s.lr() / (1 - Math.pow(s.beta1(), s.step())));
        // PyTorch divides by the root; the quotient, rounded once, spares a division per element.
        double correction = (1 / Math.sqrt(1 - Math.pow(s.beta2(), s.step())));
        Warmup warmup = vMax == null ? ADAM : ADAM_MAX;
        if (warmup != null && warmup.hot(n)) {
            if (vMax == null) {
                VectorDoubleUpdates.adam(
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
                VectorDoubleUpdates.adamMax(
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
            ScalarDoubleUpdates.adam(
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
            ScalarDoubleUpdates.adamMax(
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
