// Generated from FloatAttention.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Attention of {@code double} heads, some queries at a time: their scores against all keys stay in the second-level
 * cache, so the whole matrix of scores never exists, and backward computes them again instead of keeping them (as Dao
 * et al., FlashAttention, 2022, though a row of scores is complete here and needs no correction).
 *
 * <p>With E = e^(scores − largest of the row) the softmax is E / Σ E. What is narrower than a row of scores is divided
 * in its place: the result forward, its gradient backward. A head is one thread's work from its first query to its
 * last, so every sum has one order.
 */
final class DoubleAttention {
    /** Scores at a time. */
    private static final int BLOCK = 65_536;
    /** Fewer queries at a time would pack keys and values too often. */
    private static final int MIN_ROWS = 16;
    /** Multiply-adds below which handing out work costs more than it saves. */
    private static final long ALONE_BELOW = 200_000;

    private DoubleAttention() {}

    /** {@code stats} receives the largest score and 1 / Σ E of each row. */
    static void forward(
            Heads s,
            Heads.Place q,
            Heads.Place k,
            Heads.Place v,
            Heads.@Nullable Place mask,
            Heads.Place y,
            double[] stats) {
        int block = rows(s);
        int keys = s.keys();
        int wide = wide(keys);
        double[] to = (double[]) y.array();
        each(s, (n, h, scratch) -> {
            double[] scaled = scratch.a(block * s.size());
            double[] e = scratch.c(block * wide);
            DoubleFactor turnedKeys = turned(keys, s.size(), k, n, h);
            DoubleFactor values =
                    new DoubleFactor(s.valueSize(), keys, (double[]) v.array(), v.at(n, h, 0), v.perStep(), 1);
            for (int i = 0; i < s.queries(); i += block) {
                int rows = Math.min(block, s.queries() - i);
                int at = s.row(n, h, i) * 2;
                scores(s, n, h, i, rows, q, turnedKeys, mask, scaled, e);
                for (int r = 0; r < rows; r++) {
                    stats[at + 2 * r] = DoubleLoops.largest(e, r * wide, keys);
                }
                exponentials(rows, keys, stats, at, e);
                int yi = y.at(n, h, i);
                int ys = y.perStep();
                int size = s.valueSize();
                values.alone(rows, e, 0, wide, 1, to, yi, ys);
                for (int r = 0; r < rows; r++) {
                    double inverse = (1 / DoubleLoops.sum(e, r * wide, keys));
                    stats[at + 2 * r + 1] = inverse;
                    DoubleLoops.mulValue(to, yi + r * ys, inverse, to, yi + r * ys, size);
                }
            }
            turnedKeys.close();
            values.close();
        });
    }

    static void backward(
            Heads s,
            Heads.Place g,
            Heads.Place q,
            Heads.Place k,
            Heads.Place v,
            Heads.@Nullable Place mask,
            Heads.Place y,
            double[] stats,
            Heads.Place dq,
            Heads.Place dk,
            Heads.Place dv) {
        int block = rows(s);
        int keys = s.keys();
        int wide = wide(keys);
        int size = s.size();
        int valueSize = s.valueSize();
        double[] outputs = (double[]) y.array();
        double[] slopes = (double[]) g.array();
        double[] queries = (double[]) dq.array();
        each(s, (n, h, scratch) -> {
            double[] scaled = scratch.a(block * (size + valueSize));
            int share = block * size; // where G / Σ E begins
            double[] ds = scratch.b(block * wide);
            double[] e = scratch.c(block * wide);
            DoubleFactor turnedKeys = turned(keys, size, k, n, h);
            DoubleFactor turnedValues = turned(keys, valueSize, v, n, h);
            DoubleFactor straightKeys = new DoubleFactor(size, keys, (double[]) k.array(), k.at(n, h, 0), k.perStep(),
                    1);
            for (int i = 0; i < s.queries(); i += block) {
                int rows = Math.min(block, s.queries() - i);
                int at = s.row(n, h, i) * 2;
                int more = i == 0 ? 0 : 1;
                scores(s, n, h, i, rows, q, turnedKeys, mask, scaled, e);
                exponentials(rows, keys, stats, at, e);
                for (int r = 0; r < rows; r++) {
                    int from = g.at(n, h, i + r);
                    DoubleLoops.mulValue(slopes, from, stats[at + 2 * r + 1], scaled, share + r * valueSize, valueSize);
                }
                // dV = Eᵀ (G / Σ E); dS = E ((G / Σ E) Vᵀ − Σ (G / Σ E) y)
                product(keys, valueSize, rows, e, 0, 1, wide, scaled, share, valueSize, 1, more, dv, n, h, 0);
                turnedValues.alone(rows, scaled, share, valueSize, 1, ds, 0, wide);
                for (int r = 0; r < rows; r++) {
                    int from = share + r * valueSize;
                    int yi = y.at(n, h, i + r);
                    DoubleLoops.binary(BinaryOp.MUL, scaled, from, 1, outputs, yi, 1, scaled, from, valueSize);
                    double total = DoubleLoops.sum(scaled, from, valueSize);
                    DoubleLoops.subValue(ds, r * wide, total, ds, r * wide, keys);
                }
                DoubleLoops.binary(BinaryOp.MUL, ds, 0, 1, e, 0, 1, ds, 0, rows * wide);
                // dQ = dS K scale, dK = dSᵀ (Q scale)
                straightKeys.alone(rows, ds, 0, wide, 1, queries, dq.at(n, h, i), dq.perStep());
                int to = dq.at(n, h, i);
                scale(s, rows, queries, to, dq.perStep(), queries, to, dq.perStep());
                product(keys, size, rows, ds, 0, 1, wide, scaled, 0, size, 1, more, dk, n, h, 0);
            }
            turnedKeys.close();
            turnedValues.close();
            straightKeys.close();
        });
    }

    /** e = q kᵀ scale + mask of some queries; {@code scaled} receives q scale. */
    private static void scores(
            Heads s,
            int n,
            int h,
            int first,
            int rows,
            Heads.Place q,
            DoubleFactor turnedKeys,
            Heads.@Nullable Place mask,
            double[] scaled,
            double[] e) {
        double[] queries = (double[]) q.array();
        int size = s.size();
        int keys = s.keys();
        int wide = wide(keys);
        scale(s, rows, queries, q.at(n, h, first), q.perStep(), scaled, 0, size);
        turnedKeys.alone(rows, scaled, 0, size, 1, e, 0, wide);
        if (mask != null) {
            double[] add = (double[]) mask.array();
            for (int r = 0; r < rows; r++) {
                int at = mask.at(n, h, first + r);
                DoubleLoops.binary(BinaryOp.ADD, e, r * wide, 1, add, at, 1, e, r * wide, keys);
            }
        }
    }

    /** y = x scale, for rows of a query's size; at once where they follow each other. */
    private static void scale(Heads s, int rows, double[] x, int xo, int xs, double[] y, int yo, int ys) {
        int size = s.size();
        int together = xs == size && ys == size ? rows : 1;
        for (int r = 0; r < rows; r += together) {
            DoubleLoops.mulValue(x, xo + r * xs, s.scale(), y, yo + r * ys, together * size);
        }
    }

    /** e = e^(e − the largest of the row). */
    private static void exponentials(int rows, int keys, double[] stats, int at, double[] e) {
        int wide = wide(keys);
        for (int r = 0; r < rows; r++) {
            DoubleLoops.powers(stats[at + 2 * r], e, r * wide, e, r * wide, keys);
        }
    }

    /**
     * How far rows of scores stand apart: if it were a power of two, as the number of keys often is, all rows of a tile
     * would meet in a few places of the first-level cache.
     */
    private static int wide(int keys) {
        return ((keys + 15) / 16 | 1) * 16;
    }

    /** The rows of a head as the columns of a factor. */
    private static DoubleFactor turned(int rows, int size, Heads.Place x, int n, int h) {
        return new DoubleFactor(rows, size, (double[]) x.array(), x.at(n, h, 0), 1, x.perStep());
    }

    private static void product(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            int add,
            Heads.Place c,
            int batch,
            int head,
            int row) {
        double[] to = (double[]) c.array();
        DoubleGemm.alone(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, add, to, c.at(batch, head, row), c.perStep());
    }

    /** How many queries at a time: all if they are not too many. */
    private static int rows(Heads s) {
        return Math.min(s.queries(), Math.max(MIN_ROWS, BLOCK / s.keys() / MIN_ROWS * MIN_ROWS));
    }

    private static void each(Heads s, Head body) {
        long work = (long) s.queries() * s.keys() * (s.size() + s.valueSize());
        int heads = s.batch() * s.heads();
        int group = (int) Math.min(heads, Math.max(1, ALONE_BELOW / work));
        Parallel.run((heads + group - 1) / group, t -> {
            DoubleScratch scratch = DoubleScratch.take();
            for (int i = t * group; i < Math.min(heads, (t + 1) * group); i++) {
                body.run(i / s.heads(), i % s.heads(), scratch);
            }
            scratch.give();
        });
    }

    /** The work of one head. */
    private interface Head {
        void run(int n, int h, DoubleScratch scratch);
    }
}
