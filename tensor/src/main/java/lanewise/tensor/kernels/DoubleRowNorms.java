// Generated from FloatRowNorms.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gradients of normalised rows whose elements have a weight each (layer norm), several rows at a time: what is summed
 * of one row takes long from the last addition to the first use, and meanwhile the processor is at the next.
 */
final class DoubleRowNorms {
    private static final int LANES = Math.max(1, Simd.BITS / Double.SIZE);
    private static final int SEQUENCES = ScalarDoubleReductions.SEQUENCES;
    private static final @Nullable Warmup BACKWARD;

    static {
        if (Simd.AVAILABLE) {
            double[] p = new double[Warmup.SCRATCH];
            double[] q = new double[Warmup.SCRATCH];
            double[] r = new double[Warmup.SCRATCH];
            double[] t = new double[Warmup.SCRATCH];
            BACKWARD = new Warmup(SEQUENCES, Warmup.CHEAP, n -> {
                int even = n / SEQUENCES * SEQUENCES;
                VectorDoubleNorms.products(p, 0, p, 0, n, p, p, p, 0, 1, even, q, r);
                VectorDoubleNorms.slopes(p, 0, p, 0, 0, p, p, 2, q, r, 0, even);
                VectorDoubleNorms.spreadWeighted(p, 0, p, 0, n, p, p, p, p, p, 0, t, 0, 1, even);
            });
        } else {
            BACKWARD = null;
        }
    }

    private DoubleRowNorms() {}

    /**
     * Writes the gradient of those rows to {@code dx}, and adds for each weight the sums of g x̂ and of g over them to
     * {@code sums}, each only where there is an array for it.
     */
    static void backward(
            Bands s,
            boolean own,
            int firstRow,
            int lastRow,
            double[] g,
            int go,
            double[] x,
            int xo,
            double[] mean,
            double[] scale,
            double @Nullable [] weight,
            int wo,
            double @Nullable [] dx,
            double @Nullable [] sums) {
        int b = s.b();
        int weights = s.weights();
        double[] factors = weight;
        if (factors == null) {
            factors = new double[weights];
            Arrays.fill(factors, 1);
        }
        double[] slopes = new double[weights];
        double[] shifts = new double[weights];
        // Lines together: as many as share their weights and stay in the first-level cache.
        int lines = s.period() > 1 ? 1 : Math.clamp(2 * DoubleNorms.BLOCK / b, 1, Bands.ROWS);
        double[] u = DoubleNorms.work(lines, b);
        double[] v = DoubleNorms.work(lines, b);
        double[] totals = new double[2 * lines];
        double[] slope = new double[lines];
        double[] share = new double[lines];
        int pending = 0;
        for (int first = firstRow; first < lastRow; first += lines) {
            int n = Math.min(lines, lastRow - first);
            int at = first * b;
            int k0 = first % s.period() * b;
            double[] center = rounded(mean, first, first + n);
            double[] factor = rounded(scale, first, first + n);
            if (own && dx != null) {
                Arrays.fill(totals, 0);
                for (int i = 0; i < b; i += DoubleNorms.BLOCK) {
                    int length = Math.min(DoubleNorms.BLOCK, b - i);
                    addProducts(
                            g,
                            go + at + i,
                            x,
                            xo + at + i,
                            b,
                            center,
                            factor,
                            factors,
                            wo + k0 + i,
                            n,
                            length,
                            u,
                            v,
                            totals);
                }
                for (int r = 0; r < n; r++) {
                    slope[r] = (totals[n + r] / b * factor[r] * factor[r]);
                    share[r] = (totals[r] / b * factor[r]);
                }
            }
            if (sums != null) {
                addSlopes(g, go + at, x, xo + at, b, center, factor, n, slopes, shifts, k0, b);
                pending += n;
                if (pending >= Bands.ROWS || first + n == lastRow) {
                    pending = 0;
                    addAll(slopes, sums, 0);
                    addAll(shifts, sums, weights);
                }
            }
            if (dx != null && own) {
                // dx = scale (g w − mean of g w − x̂ · mean of g w x̂)
                spread(g, go + at, x, xo + at, b, center, factor, slope, share, factors, wo + k0, dx, at, n, b);
            }
            for (int r = 0; r < n && dx != null && !own; r++) {
                DoubleLoops.binary(BinaryOp.MUL, g, go + at + r * b, factors, wo + k0, dx, at + r * b, b);
                DoubleLoops.mulValue(dx, at + r * b, factor[r], dx, at + r * b, b);
            }
        }
    }

    /** Moves what was summed in single precision to the totals. */
    private static void addAll(double[] sums, double[] totals, int to) {
        for (int k = 0; k < sums.length; k++) {
            totals[to + k] += sums[k];
        }
        Arrays.fill(sums, 0);
    }

    /** Some of the numbers as the element type has them. */
    private static double[] rounded(double[] x, int first, int last) {
        double[] y = new double[last - first];
        for (int i = first; i < last; i++) {
            y[i - first] = x[i];
        }
        return y;
    }

    /**
     * Adds to the total of each line the sum of n of its g w, and lines later that of g h w with
     * {@code h = (x - c) f}, up to {@link DoubleNorms#BLOCK} of them.
     */
    private static void addProducts(
            double[] g,
            int go,
            double[] x,
            int xo,
            int stride,
            double[] c,
            double[] f,
            double[] w,
            int wo,
            int lines,
            int n,
            double[] u,
            double[] v,
            double[] totals) {
        int even = n / SEQUENCES * SEQUENCES;
        boolean hot = BACKWARD != null && BACKWARD.hot(lines * even);
        if (hot) {
            VectorDoubleNorms.products(g, go, x, xo, stride, c, f, w, wo, lines, even, u, v);
            DoubleNorms.addFolded(u, lines, totals, 0);
            DoubleNorms.addFolded(v, lines, totals, lines);
            if (even == n) {
                return;
            }
        }
        for (int r = 0; r < lines; r++) {
            int at = r * stride;
            double center = c[r];
            double factor = f[r];
            for (int i = hot ? even : 0; i < n; i++) {
                u[i] = g[go + at + i] * w[wo + i];
                v[i] = u[i] * ((x[xo + at + i] - center) * factor);
            }
            totals[r] += hot ? 0 : DoubleLoops.sumOfBlock(u, 0, even);
            totals[lines + r] += hot ? 0 : DoubleLoops.sumOfBlock(v, 0, even);
            for (int i = even; i < n; i++) {
                totals[r] += u[i];
                totals[lines + r] += v[i];
            }
        }
    }

    /** Adds g h of all lines to the {@code slopes} and g to the {@code shifts}, with {@code h = (x - c) f}. */
    private static void addSlopes(
            double[] g,
            int go,
            double[] x,
            int xo,
            int stride,
            double[] c,
            double[] f,
            int lines,
            double[] slopes,
            double[] shifts,
            int so,
            int n) {
        int head = BACKWARD != null && BACKWARD.hot(lines * n) ? n / (2 * LANES) * 2 * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.slopes(g, go, x, xo, stride, c, f, lines, slopes, shifts, so, head);
        }
        for (int r = 0; r < lines && head < n; r++) {
            int at = r * stride;
            double center = c[r];
            double factor = f[r];
            for (int i = head; i < n; i++) {
                slopes[so + i] += g[go + at + i] * ((x[xo + at + i] - center) * factor);
                shifts[so + i] += g[go + at + i];
            }
        }
    }

    /** {@code y = g w f - (x - c) s - d} of lines. */
    private static void spread(
            double[] g,
            int go,
            double[] x,
            int xo,
            int stride,
            double[] c,
            double[] f,
            double[] s,
            double[] d,
            double[] w,
            int wo,
            double[] y,
            int yo,
            int lines,
            int n) {
        int head = BACKWARD != null && BACKWARD.hot(lines * n) ? n / LANES * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.spreadWeighted(g, go, x, xo, stride, c, f, s, d, w, wo, y, yo, lines, head);
        }
        for (int r = 0; r < lines && head < n; r++) {
            int at = r * stride;
            double center = c[r];
            double factor = f[r];
            double slope = s[r];
            double share = d[r];
            for (int i = head; i < n; i++) {
                y[yo + at + i] = g[go + at + i] * w[wo + i] * factor - (x[xo + at + i] - center) * slope - share;
            }
        }
    }
}
