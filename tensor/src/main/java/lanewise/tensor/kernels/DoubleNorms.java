// Generated from FloatNorms.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Normalisations over {@link Bands}, composed of loops over lines that stay in the first-level cache. Sums of lines and
 * what is made of them are in double precision; the steps between are single ones.
 */
final class DoubleNorms {
    /** Into so many fixed pieces the sums over rows that share weights are cut: as many threads can work on them. */
    private static final int CHUNKS = 8;
    /** Fewer pieces where they would have fewer elements. */
    private static final int CHUNK = 16_384;
    /** Lines shorter than this are taken together, as the columns of rows ... */
    private static final int SHORT = 128;
    /** ... of up to so many elements. */
    private static final int BROAD = 32_768;
    /** So many elements of a line at a time stay in the first-level cache. */
    static final int BLOCK = 2048;

    private static final int LANES = Math.max(1, Simd.BITS / Double.SIZE);
    private static final int SEQUENCES = ScalarDoubleReductions.SEQUENCES;
    private static final @Nullable Warmup MOMENTS;
    private static final @Nullable Warmup SCALED;
    private static final @Nullable Warmup WEIGHTED;
    private static final @Nullable Warmup SPREAD;
    private static final @Nullable Warmup COLUMNS;
    private static final @Nullable Warmup COLUMNS_BACKWARD;

    static {
        if (Simd.AVAILABLE) {
            double[] p = new double[Warmup.SCRATCH];
            double[] q = new double[Warmup.SCRATCH];
            double[] r = new double[Warmup.SCRATCH];
            MOMENTS = new Warmup(SEQUENCES, Warmup.CHEAP, n -> {
                VectorDoubleNorms.sums(p, 0, n, 1, n / SEQUENCES * SEQUENCES, q);
                VectorDoubleNorms.squares(p, 0, n, p, 1, n / SEQUENCES * SEQUENCES, q);
                VectorDoubleReductions.fold(q, 1 + n % 2);
            });
            SCALED = new Warmup(
                    LANES, Warmup.CHEAP, n -> VectorDoubleNorms.scaled(p, 0, 1, 1, 1, q, 0, n / LANES * LANES));
            WEIGHTED = new Warmup(
                    LANES,
                    Warmup.CHEAP,
                    n -> VectorDoubleNorms.weighted(p, 0, 1, 1, p, 0, p, 0, q, 0, n / LANES * LANES));
            SPREAD = new Warmup(
                    LANES, Warmup.CHEAP, n -> VectorDoubleNorms.spread(p, 0, 1, p, 0, 1, 1, 1, q, 0,
                            n / LANES * LANES));
            COLUMNS = new Warmup(LANES, Warmup.CHEAP, n -> {
                VectorDoubleNorms.addSquares(p, 0, p, q, n / LANES * LANES);
                VectorDoubleNorms.scaledColumns(p, 0, p, p, p, q, 0, n / LANES * LANES);
            });
            COLUMNS_BACKWARD = new Warmup(LANES, Warmup.CHEAP, n -> {
                VectorDoubleNorms.addProducts(p, 0, p, 0, p, q, r, n / LANES * LANES);
                VectorDoubleNorms.spreadColumns(p, 0, p, p, 0, p, p, p, q, 0, n / LANES * LANES);
            });
        } else {
            MOMENTS = null;
            SCALED = null;
            WEIGHTED = null;
            SPREAD = null;
            COLUMNS = null;
            COLUMNS_BACKWARD = null;
        }
    }

    private DoubleNorms() {}

    /** Adds to the total of each line the sum of n of its elements, in the order of {@link DoubleLoops#sum}. */
    private static void addLines(double[] x, int xo, int stride, int lines, int n, double[] work, double[] totals) {
        int even = n / SEQUENCES * SEQUENCES;
        if (MOMENTS != null && MOMENTS.hot(lines * even)) {
            VectorDoubleNorms.sums(x, xo, stride, lines, even, work);
            addFolded(work, lines, totals, 0);
        } else {
            for (int r = 0; r < lines; r++) {
                totals[r] += DoubleLoops.sumOfBlock(x, xo + r * stride, even);
            }
        }
        for (int r = 0; r < lines; r++) {
            for (int i = even; i < n; i++) {
                totals[r] += x[xo + r * stride + i];
            }
        }
    }

    /** As {@link #addLines}, of {@code (x - c)^2}. */
    private static void addSquaresOfLines(
            double[] x, int xo, int stride, double[] c, int lines, int n, double[] work, double[] totals) {
        int even = n / SEQUENCES * SEQUENCES;
        boolean hot = MOMENTS != null && MOMENTS.hot(lines * even);
        if (hot) {
            VectorDoubleNorms.squares(x, xo, stride, c, lines, even, work);
            addFolded(work, lines, totals, 0);
        }
        for (int r = 0; r < lines; r++) {
            int at = xo + r * stride;
            double center = c[r];
            for (int i = hot ? even : 0; i < n; i++) {
                work[i] = (x[at + i] - center) * (x[at + i] - center);
            }
            totals[r] += hot ? 0 : DoubleLoops.sumOfBlock(work, 0, even);
            for (int i = even; i < n; i++) {
                totals[r] += work[i];
            }
        }
    }

    /** Adds the sums of each line's sequences to the totals from {@code to} on. */
    static void addFolded(double[] sequences, int lines, double[] totals, int to) {
        VectorDoubleReductions.fold(sequences, lines);
        for (int r = 0; r < lines; r++) {
            totals[to + r] += sequences[r];
        }
    }

    /** Room for the sequences of lines, or for a block of one. */
    static double[] work(int lines, int n) {
        return new double[Math.max(lines * SEQUENCES, Math.min(n, BLOCK))];
    }

    /** {@code y = (x - c) f + d}. */
    static void scaled(double[] x, int xo, double c, double f, double d, double[] y, int yo, int n) {
        int head = SCALED != null && SCALED.hot(n) ? n / LANES * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.scaled(x, xo, c, f, d, y, yo, head);
        }
        for (int i = head; i < n; i++) {
            y[yo + i] = (x[xo + i] - c) * f + d;
        }
    }

    /** {@code y = (x - c) f w + b}. */
    static void weighted(
            double[] x, int xo, double c, double f, double[] w, int wo, double[] b, int bo, double[] y, int yo, int n) {
        int head = WEIGHTED != null && WEIGHTED.hot(n) ? n / LANES * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.weighted(x, xo, c, f, w, wo, b, bo, y, yo, head);
        }
        for (int i = head; i < n; i++) {
            y[yo + i] = (x[xo + i] - c) * f * w[wo + i] + b[bo + i];
        }
    }

    /** {@code y = g f - (x - c) s - d}. */
    static void spread(
            double[] g, int go, double f, double[] x, int xo, double c, double s, double d, double[] y, int yo, int n) {
        int head = SPREAD != null && SPREAD.hot(n) ? n / LANES * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.spread(g, go, f, x, xo, c, s, d, y, yo, head);
        }
        for (int i = head; i < n; i++) {
            y[yo + i] = g[go + i] * f - (x[xo + i] - c) * s - d;
        }
    }

    /** {@code y += (x - c)^2}, c and y from their start on. */
    static void addSquares(double[] x, int xo, double[] c, double[] y, int n) {
        int head = COLUMNS != null && COLUMNS.hot(n) ? n / LANES * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.addSquares(x, xo, c, y, head);
        }
        for (int i = head; i < n; i++) {
            y[i] += (x[xo + i] - c[i]) * (x[xo + i] - c[i]);
        }
    }

    /** {@code y = (x - c) f + d}; c, f and d from their start on. */
    static void scaledColumns(double[] x, int xo, double[] c, double[] f, double[] d, double[] y, int yo, int n) {
        int head = COLUMNS != null && COLUMNS.hot(n) ? n / LANES * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.scaledColumns(x, xo, c, f, d, y, yo, head);
        }
        for (int i = head; i < n; i++) {
            y[yo + i] = (x[xo + i] - c[i]) * f[i] + d[i];
        }
    }

    /** Adds {@code (x - c) g} to the products and g to the sums; c and both of them from their start on. */
    static void addProducts(double[] g, int go, double[] x, int xo, double[] c, double[] products, double[] sums,
            int n) {
        int head = COLUMNS_BACKWARD != null && COLUMNS_BACKWARD.hot(n) ? n / LANES * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.addProducts(g, go, x, xo, c, products, sums, head);
        }
        for (int i = head; i < n; i++) {
            products[i] += (x[xo + i] - c[i]) * g[go + i];
            sums[i] += g[go + i];
        }
    }

    /** {@code y = g f - (x - c) s - d}; f, c, s and d from their start on. */
    static void spreadColumns(
            double[] g,
            int go,
            double[] f,
            double[] x,
            int xo,
            double[] c,
            double[] s,
            double[] d,
            double[] y,
            int yo,
            int n) {
        int head = COLUMNS_BACKWARD != null && COLUMNS_BACKWARD.hot(n) ? n / LANES * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.spreadColumns(g, go, f, x, xo, c, s, d, y, yo, head);
        }
        for (int i = head; i < n; i++) {
            y[yo + i] = g[go + i] * f[i] - (x[xo + i] - c[i]) * s[i] - d[i];
        }
    }

    /** Whether the lines are short and repeated, so that whole rows of all of them are taken at a time. */
    private static boolean ofColumns(Bands s) {
        return s.a() > 1 && (s.b() == 1 || s.b() < SHORT && (long) s.m() * s.b() <= BROAD);
    }

    static void moments(Bands s, double[] x, int xo, double[] mean, double[] variance) {
        if (ofColumns(s)) {
            momentsOfColumns(s, x, xo, mean, variance);
        } else {
            Planes.ranges(
                    s.m(), 2L * s.a() * s.b(), (first, last) -> momentsOfSome(s, first, last, x, xo, mean, variance));
        }
    }

    private static void momentsOfSome(
            Bands s, int first, int last, double[] x, int xo, double[] mean, double[] variance) {
        int b = s.b();
        int step = s.m() * b;
        double n = (double) s.a() * b;
        int lines = last - first;
        double[] work = work(lines, b);
        double[] sums = new double[lines];
        double[] squares = new double[lines];
        double[] center = new double[lines];
        // Line after line in one loop: the sum of one does not wait for what is made of the sum before.
        for (int a = 0, at = xo + first * b; a < s.a(); a++, at += step) {
            for (int i = 0; i < b; i += BLOCK) {
                addLines(x, at + i, b, lines, Math.min(BLOCK, b - i), work, sums);
            }
        }
        for (int r = 0; r < lines; r++) {
            mean[first + r] = sums[r] / n;
            center[r] = mean[first + r];
        }
        for (int a = 0, at = xo + first * b; a < s.a(); a++, at += step) {
            for (int i = 0; i < b; i += BLOCK) {
                addSquaresOfLines(x, at + i, b, center, lines, Math.min(BLOCK, b - i), work, squares);
            }
        }
        for (int r = 0; r < lines; r++) {
            double off = mean[first + r] - center[r];
            double square = squares[r] / n - off * off;
            // Not Math.max, which would hide the NaN of infinite elements no less than it bounds the rounding.
            variance[first + r] = square < 0 ? 0 : square;
        }
    }

    /**
     * Of a section of rows at a time, while the cache holds it, the sums and then the squares around its own means,
     * which the mean of all corrects afterwards (Chan et al., 1979).
     */
    private static void momentsOfColumns(Bands s, double[] x, int xo, double[] mean, double[] variance) {
        int columns = s.m() * s.b();
        double[][] sums = new double[s.sections()][];
        double[][] squares = new double[sums.length][];
        int rows = s.rowsOfSection();
        Planes.run(sums.length, 2L * rows * columns, t -> {
            int at = xo + t * rows * columns;
            int count = s.countOf(t);
            double[] line = new double[columns];
            DoubleLoops.sumOfColumns(x, at, count, columns, columns, line, 0);
            sums[t] = folded(line, s.m());
            double[] center = spreadOut(s, m -> sums[t][m] / ((double) count * s.b()));
            Arrays.fill(line, 0);
            for (int i = 0; i < count; i++) {
                addSquares(x, at + i * columns, center, line, columns);
            }
            squares[t] = folded(line, s.m());
        });
        double n = (double) s.a() * s.b();
        for (int m = 0; m < s.m(); m++) {
            double sum = 0;
            for (double[] part : sums) {
                sum += part[m];
            }
            mean[m] = sum / n;
            double square = 0;
            for (int t = 0; t < sums.length; t++) {
                double count = (double) s.countOf(t) * s.b();
                double center = (sums[t][m] / count);
                double off = mean[m] - center;
                square += squares[t][m] - off * (2 * (sums[t][m] - count * center) - count * off);
            }
            variance[m] = square < 0 ? 0 : square / n;
        }
    }

    /** The sums of neighbours, in double precision: m of them. */
    private static double[] folded(double[] line, int m) {
        double[] sums = new double[m];
        int b = line.length / m;
        for (int k = 0; k < m; k++) {
            for (int i = k * b; i < (k + 1) * b; i++) {
                sums[k] += line[i];
            }
        }
        return sums;
    }

    /** Repeats the number of each m, as the element type has it, over its part of a line. */
    private static double[] spreadOut(Bands s, IntToDoubleFunction numbers) {
        double[] line = new double[s.m() * s.b()];
        for (int m = 0; m < s.m(); m++) {
            Arrays.fill(line, m * s.b(), (m + 1) * s.b(), numbers.applyAsDouble(m));
        }
        return line;
    }

    /** {@link #moments}, then {@link #forward} of a few rows while the cache holds them; variance becomes scale. */
    static void normalise(
            Bands s,
            double[] x,
            int xo,
            double eps,
            double[] mean,
            double[] scale,
            double @Nullable [] weight,
            int wo,
            double @Nullable [] bias,
            int bo,
            double[] y) {
        Planes.ranges(s.m(), 4L * s.b(), (first, last) -> {
            momentsOfSome(s, first, last, x, xo, mean, scale);
            for (int m = first; m < last; m++) {
                scale[m] = 1 / Math.sqrt(scale[m] + eps);
                forwardLine(s, m, x, xo, mean, scale, weight, wo, bias, bo, y);
            }
        });
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
        if (ofColumns(s)) {
            forwardOfColumns(s, x, xo, mean, scale, weight, wo, bias, bo, y);
        } else {
            Planes.run(s.a() * s.m(), s.b(), line -> forwardLine(s, line, x, xo, mean, scale, weight, wo, bias, bo, y));
        }
    }

    private static void forwardLine(
            Bands s,
            int line,
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
        int m = line % s.m();
        double center = mean[m];
        double factor = scale[m];
        int at = xo + line * b;
        int to = line * b;
        int k0 = m % s.period() * blocks;
        if (inner == 1) {
            if (weight != null && bias != null) {
                weighted(x, at, center, factor, weight, wo + k0, bias, bo + k0, y, to, b);
                return;
            }
            scaled(x, at, center, factor, 0, y, to, b);
            if (weight != null) {
                DoubleLoops.binary(BinaryOp.MUL, y, to, weight, wo + k0, y, to, b);
            }
            if (bias != null) {
                DoubleLoops.binary(BinaryOp.ADD, y, to, bias, bo + k0, y, to, b);
            }
            return;
        }
        for (int k = 0; k < blocks; k++) {
            double f = weight == null ? factor : factor * weight[wo + k0 + k];
            int i = k * inner;
            scaled(x, at + i, center, f, bias == null ? 0 : bias[bo + k0 + k], y, to + i, inner);
        }
    }

    private static void forwardOfColumns(
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
        int columns = s.m() * s.b();
        double[] center = spreadOut(s, m -> mean[m]);
        double[] factor = spreadOut(s, m -> scale[m] * (weight == null ? 1 : weight[wo + m]));
        double[] shift = spreadOut(s, m -> bias == null ? 0 : bias[bo + m]);
        Planes.run(s.a(), columns, row -> {
            int to = row * columns;
            scaledColumns(x, xo + to, center, factor, shift, y, to, columns);
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
        double[] totals = new double[2 * weights];
        if (ofColumns(s)) {
            backwardOfColumns(s, own, g, go, x, xo, mean, scale, weight, wo, dx, totals);
        } else {
            int chunks = (int) Math.min(Math.min(s.m(), CHUNKS), 1 + (long) s.a() * s.m() * s.b() / CHUNK);
            double[][] sums = new double[chunks][2 * weights];
            Planes.run(chunks, 4L * s.a() * s.b() * s.m() / chunks, chunk -> {
                int first = (int) ((long) chunk * s.m() / chunks);
                int last = (int) ((long) (chunk + 1) * s.m() / chunks);
                if (s.blocks() == s.b()) {
                    double[] part = dweight == null && dbias == null ? null : sums[chunk];
                    DoubleRowNorms.backward(s, own, first, last, g, go, x, xo, mean, scale, weight, wo, dx, part);
                    return;
                }
                double[] away = new double[Math.min(s.b() / s.blocks(), BLOCK)];
                for (int m = first; m < last; m++) {
                    backwardRow(s, own, m, g, go, x, xo, mean[m], scale[m], weight, wo, dx, away, sums[chunk]);
                }
            });
            for (double[] part : sums) {
                for (int k = 0; k < totals.length; k++) {
                    totals[k] += part[k];
                }
            }
        }
        for (int k = 0; k < weights; k++) {
            if (dweight != null) {
                dweight[k] = totals[k];
            }
            if (dbias != null) {
                dbias[k] = totals[weights + k];
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
            double[] away,
            double[] sums) {
        int b = s.b();
        int blocks = s.blocks();
        int inner = b / blocks;
        int weights = s.weights();
        int k0 = m % s.period() * blocks;
        double center = mean;
        double shares = 0;
        double slopes = 0;
        for (int a = 0; a < s.a(); a++) {
            int line = (a * s.m() + m) * b;
            for (int k = 0; k < blocks; k++) {
                double sum = 0;
                double dot = 0;
                int end = line + (k + 1) * inner;
                for (int i = line + k * inner; i < end; i += BLOCK) {
                    int length = Math.min(BLOCK, end - i);
                    DoubleLoops.subValue(x, xo + i, center, away, 0, length);
                    DoubleLoops.binary(BinaryOp.MUL, away, 0, g, go + i, away, 0, length);
                    dot += DoubleLoops.sum(away, 0, length);
                    sum += DoubleLoops.sum(g, go + i, length);
                }
                // The center is the mean rounded to the element type.
                dot = (dot - (mean - center) * sum) * scale;
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
        for (int a = 0; a < s.a(); a++) {
            int line = (a * s.m() + m) * b;
            for (int k = 0; k < blocks; k++) {
                double f = scale;
                f *= weight == null ? 1 : weight[wo + k0 + k];
                int i = line + k * inner;
                if (own) {
                    spread(g, go + i, f, x, xo + i, center, slope, share, dx, i, inner);
                } else {
                    DoubleLoops.mulValue(g, go + i, f, dx, i, inner);
                }
            }
        }
    }

    /** Whole rows at a time, for lines would be single elements; {@code totals} as of {@link #backwardRow}. */
    private static void backwardOfColumns(
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
            double[] totals) {
        int columns = s.m() * s.b();
        double[] center = spreadOut(s, m -> mean[m]);
        double[][] sums = new double[s.sections()][];
        double[][] products = new double[sums.length][];
        int rows = s.rowsOfSection();
        Planes.run(sums.length, 2L * rows * columns, t -> {
            double[] sum = new double[columns];
            double[] product = new double[columns];
            int end = (t * rows + s.countOf(t)) * columns;
            for (int at = t * rows * columns; at < end; at += columns) {
                addProducts(g, go + at, x, xo + at, center, product, sum, columns);
            }
            sums[t] = folded(sum, s.m());
            products[t] = folded(product, s.m());
        });
        double n = (double) s.a() * s.b();
        double[] factor = new double[s.m()];
        for (int m = 0; m < s.m(); m++) {
            double sum = 0;
            double product = 0;
            for (int t = 0; t < sums.length; t++) {
                sum += sums[t][m];
                product += products[t][m];
            }
            // The center is the mean rounded to the element type.
            totals[m] = (product - (mean[m] - mean[m]) * sum) * scale[m];
            totals[s.m() + m] = sum;
            factor[m] = scale[m] * (weight == null ? 1 : weight[wo + m]);
        }
        if (dx == null) {
            return;
        }
        double[] factors = spreadOut(s, m -> factor[m]);
        double[] slope = spreadOut(s, m -> factor[m] * scale[m] * totals[m] / n);
        double[] share = spreadOut(s, m -> factor[m] * totals[s.m() + m] / n);
        Planes.run(s.a(), 4L * columns, row -> {
            int at = row * columns;
            if (own) {
                spreadColumns(g, go + at, factors, x, xo + at, center, slope, share, dx, at, columns);
            } else {
                DoubleLoops.binary(BinaryOp.MUL, g, go + at, factors, 0, dx, at, columns);
            }
        });
    }
}
