// Generated from FloatNorms.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Normalisations over {@link Bands}, composed of loops over lines that stay in the first-level cache. Sums of lines and
 * what is made of them are in double precision; the steps between are single ones.
 */
final class DoubleNorms {
    /** Into so many fixed pieces the sums over rows that share weights are cut: as many threads can work on them. */
    private static final int CHUNKS = 8;
    /** So many rows are summed in single precision before their sums go into the totals. */
    private static final int ROWS = 64;
    /** So many elements of a line at a time stay in the first-level cache. */
    private static final int BLOCK = 2048;

    private static final int LANES = Math.max(1, Simd.BITS / Double.SIZE);
    private static final @Nullable Warmup SQUARES;
    private static final @Nullable Warmup SCALED;
    private static final @Nullable Warmup WEIGHTED;
    private static final @Nullable Warmup SPREAD;

    static {
        if (Simd.AVAILABLE) {
            double[] p = new double[Warmup.SCRATCH];
            double[] q = new double[Warmup.SCRATCH];
            SQUARES = new Warmup(LANES, Warmup.CHEAP, n -> VectorDoubleNorms.squares(p, 0, 1, q, n / LANES * LANES));
            SCALED = new Warmup(
                    LANES, Warmup.CHEAP, n -> VectorDoubleNorms.scaled(p, 0, 1, 1, 1, q, 0, n / LANES * LANES));
            WEIGHTED = new Warmup(
                    LANES,
                    Warmup.CHEAP,
                    n -> VectorDoubleNorms.weighted(p, 0, 1, 1, p, 0, p, 0, q, 0, n / LANES * LANES));
            SPREAD = new Warmup(
                    LANES, Warmup.CHEAP, n -> VectorDoubleNorms.spread(p, 0, 1, p, 0, 1, 1, 1, q, 0,
                            n / LANES * LANES));
        } else {
            SQUARES = null;
            SCALED = null;
            WEIGHTED = null;
            SPREAD = null;
        }
    }

    private DoubleNorms() {}

    /** {@code y = (x - c)^2}, y from its start on. */
    static void squares(double[] x, int xo, double c, double[] y, int n) {
        int head = SQUARES != null && SQUARES.hot(n) ? n / LANES * LANES : 0;
        if (head > 0) {
            VectorDoubleNorms.squares(x, xo, c, y, head);
        }
        for (int i = head; i < n; i++) {
            y[i] = (x[xo + i] - c) * (x[xo + i] - c);
        }
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

    static void moments(Bands s, double[] x, int xo, double[] mean, double[] variance) {
        int b = s.b();
        if (b == 1 && s.a() > 1) {
            momentsOfColumns(s.a(), s.m(), x, xo, mean, variance);
            return;
        }
        int step = s.m() * b;
        double n = (double) s.a() * b;
        Planes.ranges(s.m(), 2L * s.a() * b, (first, last) -> {
            double[] away = new double[Math.min(b, BLOCK)];
            for (int m = first; m < last; m++) {
                double sum = 0;
                for (int a = 0; a < s.a(); a++) {
                    sum += DoubleLoops.sum(x, xo + a * step + m * b, b);
                }
                mean[m] = sum / n;
                double center = mean[m];
                double squares = 0;
                for (int a = 0; a < s.a(); a++) {
                    int line = xo + a * step + m * b;
                    for (int i = 0; i < b; i += BLOCK) {
                        int length = Math.min(BLOCK, b - i);
                        squares(x, line + i, center, away, length);
                        squares += DoubleLoops.sum(away, 0, length);
                    }
                }
                variance[m] = aroundMean(squares / n, mean[m], center);
            }
        });
    }

    /** The variance from the mean square around a number near the mean. */
    private static double aroundMean(double square, double mean, double center) {
        // Not Math.max, which would hide the NaN of infinite elements no less than it bounds the rounding.
        double variance = square - (mean - center) * (mean - center);
        return variance < 0 ? 0 : variance;
    }

    /** Of columns a line would be one element: whole rows are taken instead. */
    private static void momentsOfColumns(int rows, int columns, double[] x, int xo, double[] mean, double[] variance) {
        double[] center = new double[columns];
        sums(
                rows,
                columns,
                mean,
                (first, count, sums, _) ->
                        DoubleLoops.sumOfColumns(x, xo + first * columns, count, columns, columns, sums, 0));
        for (int m = 0; m < columns; m++) {
            mean[m] /= rows;
            center[m] = mean[m];
        }
        sums(rows, columns, variance, (first, count, sums, away) -> {
            for (int i = 0; i < count * columns; i += columns) {
                DoubleLoops.binary(BinaryOp.SUB, x, xo + first * columns + i, center, 0, away, i, columns);
            }
            DoubleLoops.unary(UnaryOp.SQUARE, away, 0, away, 0, count * columns);
            DoubleLoops.sumOfColumns(away, 0, count, columns, columns, sums, 0);
        });
        for (int m = 0; m < columns; m++) {
            variance[m] = aroundMean(variance[m] / rows, mean[m], center[m]);
        }
    }

    /** Sums the columns of some rows. */
    @FunctionalInterface
    private interface Section {
        void sum(int first, int count, double[] sums, double[] work);
    }

    /** The sums of {@link #ROWS} rows at a time, by different threads, added up in double precision and in order. */
    private static void sums(int rows, int columns, double[] totals, Section section) {
        int sections = (rows + ROWS - 1) / ROWS;
        double[][] parts = new double[sections][columns];
        Planes.ranges(sections, 2L * ROWS * columns, (from, to) -> {
            double[] work = new double[Math.min(rows, ROWS) * columns];
            for (int t = from; t < to; t++) {
                section.sum(t * ROWS, Math.min(ROWS, rows - t * ROWS), parts[t], work);
            }
        });
        for (double[] part : parts) {
            for (int m = 0; m < columns; m++) {
                totals[m] += part[m];
            }
        }
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
        if (b == 1 && s.a() > 1) {
            forwardOfColumns(s, x, xo, mean, scale, weight, wo, bias, bo, y);
            return;
        }
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
                if (weight != null && bias != null) {
                    weighted(x, at, center, factor, weight, wo + k0, bias, bo + k0, y, to, b);
                    return;
                }
                DoubleLoops.subValue(x, at, center, y, to, b);
                DoubleLoops.mulValue(y, to, factor, y, to, b);
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
        });
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
        int columns = s.m();
        double[] center = new double[columns];
        double[] factor = new double[columns];
        for (int m = 0; m < columns; m++) {
            center[m] = mean[m];
            factor[m] = scale[m];
            factor[m] *= weight == null ? 1 : weight[wo + m];
        }
        Planes.run(s.a(), columns, row -> {
            int to = row * columns;
            DoubleLoops.binary(BinaryOp.SUB, x, xo + to, center, 0, y, to, columns);
            DoubleLoops.binary(BinaryOp.MUL, y, to, factor, 0, y, to, columns);
            if (bias != null) {
                DoubleLoops.binary(BinaryOp.ADD, y, to, bias, bo, y, to, columns);
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
        double[] totals = new double[2 * weights];
        if (s.b() == 1 && s.a() > 1) {
            backwardOfColumns(s, own, g, go, x, xo, mean, scale, weight, wo, dx, totals);
        } else {
            int chunks = Math.min(s.m(), CHUNKS);
            double[][] sums = new double[chunks][2 * weights];
            Planes.run(chunks, 4L * s.a() * s.b() * s.m() / chunks, chunk -> {
                int first = (int) ((long) chunk * s.m() / chunks);
                int last = (int) ((long) (chunk + 1) * s.m() / chunks);
                if (s.blocks() == s.b()) {
                    backwardOfRows(s, own, first, last, g, go, x, xo, mean, scale, weight, wo, dx, sums[chunk]);
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

    /** Each element of a row has a weight of its own (layer norm); the rows are not repeated. */
    private static void backwardOfRows(
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
            double[] sums) {
        int b = s.b();
        int weights = s.weights();
        double[] hat = new double[b];
        double[] work = new double[b];
        double[] slopes = new double[weights];
        double[] shifts = new double[weights];
        int pending = 0;
        for (int line = 0; line < s.a() * (lastRow - firstRow); line++) {
            int m = firstRow + line % (lastRow - firstRow);
            int at = (line / (lastRow - firstRow) * s.m() + m) * b;
            int k0 = m % s.period() * b;
            double factor = scale[m];
            scaled(x, xo + at, mean[m], factor, 0, hat, 0, b);
            DoubleLoops.binary(BinaryOp.MUL, g, go + at, hat, 0, work, 0, b);
            DoubleLoops.binary(BinaryOp.ADD, slopes, k0, work, 0, slopes, k0, b);
            DoubleLoops.binary(BinaryOp.ADD, shifts, k0, g, go + at, shifts, k0, b);
            if (++pending == ROWS || line == s.a() * (lastRow - firstRow) - 1) {
                pending = 0;
                for (int k = 0; k < weights; k++) {
                    sums[k] += slopes[k];
                    sums[weights + k] += shifts[k];
                    slopes[k] = 0;
                    shifts[k] = 0;
                }
            }
            if (dx == null) {
                continue;
            }
            if (!own) {
                DoubleLoops.mulValue(g, go + at, factor, dx, at, b);
                if (weight != null) {
                    DoubleLoops.binary(BinaryOp.MUL, dx, at, weight, wo + k0, dx, at, b);
                }
                continue;
            }
            // dx = scale (g w − mean of g w − x̂ · mean of g w x̂)
            double slope;
            double share;
            if (weight == null) {
                slope = DoubleLoops.sum(work, 0, b) / b;
                share = DoubleLoops.sum(g, go + at, b) / b;
                spread(g, go + at, factor, hat, 0, 0, slope * factor, share * factor, dx, at, b);
            } else {
                DoubleLoops.binary(BinaryOp.MUL, work, 0, weight, wo + k0, work, 0, b);
                slope = DoubleLoops.sum(work, 0, b) / b;
                DoubleLoops.binary(BinaryOp.MUL, g, go + at, weight, wo + k0, work, 0, b);
                share = DoubleLoops.sum(work, 0, b) / b;
                spread(work, 0, factor, hat, 0, 0, slope * factor, share * factor, dx, at, b);
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
        int rows = s.a();
        int columns = s.m();
        double[] center = new double[columns];
        for (int m = 0; m < columns; m++) {
            center[m] = mean[m];
        }
        double[] sum = new double[columns];
        double[] dot = new double[columns];
        sums(
                rows,
                columns,
                sum,
                (first, count, sums, _) ->
                        DoubleLoops.sumOfColumns(g, go + first * columns, count, columns, columns, sums, 0));
        sums(rows, columns, dot, (first, count, sums, work) -> {
            for (int i = 0; i < count * columns; i += columns) {
                DoubleLoops.binary(BinaryOp.SUB, x, xo + first * columns + i, center, 0, work, i, columns);
            }
            DoubleLoops.binary(BinaryOp.MUL, work, 0, g, go + first * columns, work, 0, count * columns);
            DoubleLoops.sumOfColumns(work, 0, count, columns, columns, sums, 0);
        });
        double[] factor = new double[columns];
        double[] slope = new double[columns];
        double[] share = new double[columns];
        for (int m = 0; m < columns; m++) {
            double slopes = (dot[m] - (mean[m] - center[m]) * sum[m]) * scale[m];
            totals[m] = slopes;
            totals[columns + m] = sum[m];
            double f = scale[m] * (weight == null ? 1 : weight[wo + m]);
            factor[m] = f;
            slope[m] = (f * scale[m] * slopes / rows);
            share[m] = (f * sum[m] / rows);
        }
        if (dx == null) {
            return;
        }
        Planes.ranges(rows, 4L * columns, (first, last) -> {
            double[] away = new double[columns];
            for (int at = first * columns; at < last * columns; at += columns) {
                DoubleLoops.binary(BinaryOp.MUL, g, go + at, factor, 0, dx, at, columns);
                if (own) {
                    DoubleLoops.binary(BinaryOp.SUB, x, xo + at, center, 0, away, 0, columns);
                    DoubleLoops.binary(BinaryOp.MUL, away, 0, slope, 0, away, 0, columns);
                    DoubleLoops.binary(BinaryOp.SUB, dx, at, away, 0, dx, at, columns);
                    DoubleLoops.binary(BinaryOp.SUB, dx, at, share, 0, dx, at, columns);
                }
            }
        });
    }
}
