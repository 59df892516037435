// Generated from FloatNorms.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/** Normalisations over {@link Bands}; sums are kept in double precision. */
final class DoubleNorms {
    /** Into so many fixed pieces the sums over rows that share weights are cut: as many threads can work on them. */
    private static final int CHUNKS = 8;

    private DoubleNorms() {}

    static void moments(Bands s, double[] x, int xo, double[] mean, double[] variance) {
        int b = s.b();
        int step = s.m() * b;
        double n = (double) s.a() * b;
        Planes.run(s.m(), 2L * s.a() * b, m -> {
            double sum = 0;
            for (int a = 0; a < s.a(); a++) {
                sum += sum(x, xo + a * step + m * b, b);
            }
            double center = sum / n;
            double squares = 0;
            for (int a = 0; a < s.a(); a++) {
                squares += squares(x, xo + a * step + m * b, b, center);
            }
            mean[m] = center;
            variance[m] = squares / n;
        });
    }

    private static double sum(double[] x, int xo, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = xo;
        int last = xo + n - 3;
        for (; i < last; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < xo + n; i++) {
            s0 += x[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    private static double squares(double[] x, int xo, int n, double center) {
        double s0 = 0;
        double s1 = 0;
        int i = xo;
        int last = xo + n - 1;
        for (; i < last; i += 2) {
            double d0 = x[i] - center;
            double d1 = x[i + 1] - center;
            s0 += d0 * d0;
            s1 += d1 * d1;
        }
        if (i < xo + n) {
            double d = x[i] - center;
            s0 += d * d;
        }
        return s0 + s1;
    }

    static void forward(
            Bands s,
            double[] x,
            int xo,
            double[] mean,
            double[] scale,
            double @Nullable [] weight,
            int wo,
            double @Nullable [] bias,
            int bo,
            double[] y) {
        int b = s.b();
        int blocks = s.blocks();
        int inner = b / blocks;
        Planes.run(s.a() * s.m(), b, line -> {
            int m = line % s.m();
            double center = mean[m];
            double factor = scale[m];
            int at = xo + line * b;
            int to = line * b;
            int k0 = m % s.period() * blocks;
            if (inner == 1) {
                for (int i = 0; i < b; i++) {
                    y[to + i] = (x[at + i] - center) * factor;
                }
                for (int i = 0; i < b && weight != null; i++) {
                    y[to + i] *= weight[wo + k0 + i];
                }
                for (int i = 0; i < b && bias != null; i++) {
                    y[to + i] += bias[bo + k0 + i];
                }
                return;
            }
            for (int k = 0; k < blocks; k++) {
                double f = weight == null ? factor : factor * weight[wo + k0 + k];
                double add = bias == null ? 0 : bias[bo + k0 + k];
                for (int i = k * inner; i < (k + 1) * inner; i++) {
                    y[to + i] = (x[at + i] - center) * f + add;
                }
            }
        });
    }

    static void backward(
            Bands s,
            boolean own,
            double[] g,
            int go,
            double[] x,
            int xo,
            double[] mean,
            double[] scale,
            double @Nullable [] weight,
            int wo,
            double @Nullable [] dx,
            double @Nullable [] dweight,
            double @Nullable [] dbias) {
        int weights = s.weights();
        int chunks = Math.min(s.m(), CHUNKS);
        double[][] sums = new double[chunks][2 * weights];
        Parallel.run(chunks, chunk -> {
            int first = (int) ((long) chunk * s.m() / chunks);
            int last = (int) ((long) (chunk + 1) * s.m() / chunks);
            for (int m = first; m < last; m++) {
                backwardRow(s, own, m, g, go, x, xo, mean[m], scale[m], weight, wo, dx, sums[chunk]);
            }
        });
        for (int k = 0; k < weights; k++) {
            double slope = 0;
            double shift = 0;
            for (double[] part : sums) {
                slope += part[k];
                shift += part[weights + k];
            }
            if (dweight != null) {
                dweight[k] = slope;
            }
            if (dbias != null) {
                dbias[k] = shift;
            }
        }
    }

    /** Adds the sums of g x̂ and of g for each weight of the row to {@code sums}, and writes the row's gradient. */
    private static void backwardRow(
            Bands s,
            boolean own,
            int m,
            double[] g,
            int go,
            double[] x,
            int xo,
            double mean,
            double scale,
            double @Nullable [] weight,
            int wo,
            double @Nullable [] dx,
            double[] sums) {
        int b = s.b();
        int blocks = s.blocks();
        int inner = b / blocks;
        int weights = s.weights();
        int k0 = m % s.period() * blocks;
        double shares = 0;
        double slopes = 0;
        for (int a = 0; a < s.a(); a++) {
            int line = (a * s.m() + m) * b;
            for (int k = 0; k < blocks; k++) {
                double sum = 0;
                double dot = 0;
                for (int i = line + k * inner; i < line + (k + 1) * inner; i++) {
                    sum += g[go + i];
                    dot += g[go + i] * (x[xo + i] - mean);
                }
                dot *= scale;
                sums[k0 + k] += dot;
                sums[weights + k0 + k] += sum;
                double w = weight == null ? 1 : weight[wo + k0 + k];
                shares += w * sum;
                slopes += w * dot;
            }
        }
        if (dx == null) {
            return;
        }
        double n = (double) s.a() * b;
        // dx = scale (g w − mean of g w − x̂ · mean of g w x̂)
        double share = own ? (scale * shares / n) : 0;
        double slope = own ? (scale * scale * slopes / n) : 0;
        double factor = scale;
        double center = mean;
        for (int a = 0; a < s.a(); a++) {
            int line = (a * s.m() + m) * b;
            for (int k = 0; k < blocks; k++) {
                double f = weight == null ? factor : factor * weight[wo + k0 + k];
                for (int i = line + k * inner; i < line + (k + 1) * inner; i++) {
                    dx[i] = f * g[go + i] - slope * (x[xo + i] - center) - share;
                }
            }
        }
    }
}
