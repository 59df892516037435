package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Attention of {@code float} heads, some queries at a time: their scores against all keys stay in the second-level
 * cache, so the whole matrix of scores never exists, and backward computes them again instead of keeping them (as Dao
 * et al., FlashAttention, 2022, though a row of scores is complete here and needs no correction).
 *
 * <p>With E = e^(scores − largest of the row) the softmax is E / Σ E. What is narrower than a row of scores is divided
 * in its place: the result forward, its gradient backward. A head is one thread's work from its first query to its
 * last, so every sum has one order.
 */
final class FloatAttention {
    /** Scores at a time. */
    private static final int BLOCK = 65_536;
    /** Fewer queries at a time would pack keys and values too often. */
    private static final int MIN_ROWS = 16;
    /** Multiply-adds below which handing out work costs more than it saves. */
    private static final long ALONE_BELOW = 200_000;

    private FloatAttention() {}

    /** {@code stats} receives the largest score and 1 / Σ E of each row. */
    static void forward(
            Heads s,
            Heads.Place q,
            Heads.Place k,
            Heads.Place v,
            Heads.@Nullable Place mask,
            Heads.Place y,
            float[] stats) {
        int block = rows(s);
        int keys = s.keys();
        int wide = wide(keys);
        float[] to = (float[]) y.array();
        each(s, (n, h, scratch) -> {
            float[] scaled = scratch.a(block * s.size());
            float[] e = scratch.c(block * wide);
            FloatFactor turnedKeys = turned(keys, s.size(), k, n, h);
            FloatFactor values =
                    new FloatFactor(s.valueSize(), keys, (float[]) v.array(), v.at(n, h, 0), v.perStep(), 1);
            for (int i = 0; i < s.queries(); i += block) {
                int rows = Math.min(block, s.queries() - i);
                int at = s.row(n, h, i) * 2;
                scores(s, n, h, i, rows, q, turnedKeys, mask, scaled, e);
                for (int r = 0; r < rows; r++) {
                    stats[at + 2 * r] = FloatLoops.largest(e, r * wide, keys);
                }
                exponentials(rows, keys, stats, at, e);
                int yi = y.at(n, h, i);
                int ys = y.perStep();
                int size = s.valueSize();
                values.alone(rows, e, 0, wide, 1, to, yi, ys);
                for (int r = 0; r < rows; r++) {
                    float inverse = (float) (1 / FloatLoops.sum(e, r * wide, keys));
                    stats[at + 2 * r + 1] = inverse;
                    FloatLoops.mulValue(to, yi + r * ys, inverse, to, yi + r * ys, size);
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
            float[] stats,
            Heads.Place dq,
            Heads.Place dk,
            Heads.Place dv) {
        int block = rows(s);
        int keys = s.keys();
        int wide = wide(keys);
        int size = s.size();
        int valueSize = s.valueSize();
        float[] outputs = (float[]) y.array();
        float[] slopes = (float[]) g.array();
        float[] queries = (float[]) dq.array();
        each(s, (n, h, scratch) -> {
            float[] scaled = scratch.a(block * (size + valueSize));
            int share = block * size; // where G / Σ E begins
            float[] ds = scratch.b(block * wide);
            float[] e = scratch.c(block * wide);
            FloatFactor turnedKeys = turned(keys, size, k, n, h);
            FloatFactor turnedValues = turned(keys, valueSize, v, n, h);
            FloatFactor straightKeys = new FloatFactor(size, keys, (float[]) k.array(), k.at(n, h, 0), k.perStep(), 1);
            for (int i = 0; i < s.queries(); i += block) {
                int rows = Math.min(block, s.queries() - i);
                int at = s.row(n, h, i) * 2;
                int more = i == 0 ? 0 : 1;
                scores(s, n, h, i, rows, q, turnedKeys, mask, scaled, e);
                exponentials(rows, keys, stats, at, e);
                for (int r = 0; r < rows; r++) {
                    int from = g.at(n, h, i + r);
                    FloatLoops.mulValue(slopes, from, stats[at + 2 * r + 1], scaled, share + r * valueSize, valueSize);
                }
                // dV = Eᵀ (G / Σ E); dS = E ((G / Σ E) Vᵀ − Σ (G / Σ E) y)
                product(keys, valueSize, rows, e, 0, 1, wide, scaled, share, valueSize, 1, more, dv, n, h, 0);
                turnedValues.alone(rows, scaled, share, valueSize, 1, ds, 0, wide);
                for (int r = 0; r < rows; r++) {
                    int from = share + r * valueSize;
                    int yi = y.at(n, h, i + r);
                    FloatLoops.binary(BinaryOp.MUL, scaled, from, 1, outputs, yi, 1, scaled, from, valueSize);
                    float total = (float) FloatLoops.sum(scaled, from, valueSize);
                    FloatLoops.subValue(ds, r * wide, total, ds, r * wide, keys);
                }
                FloatLoops.binary(BinaryOp.MUL, ds, 0, 1, e, 0, 1, ds, 0, rows * wide);
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
            FloatFactor turnedKeys,
            Heads.@Nullable Place mask,
            float[] scaled,
            float[] e) {
        float[] queries = (float[]) q.array();
        int size = s.size();
        int keys = s.keys();
        int wide = wide(keys);
        scale(s, rows, queries, q.at(n, h, first), q.perStep(), scaled, 0, size);
        turnedKeys.alone(rows, scaled, 0, size, 1, e, 0, wide);
        if (mask != null) {
            float[] add = (float[]) mask.array();
            for (int r = 0; r < rows; r++) {
                int at = mask.at(n, h, first + r);
                FloatLoops.binary(BinaryOp.ADD, e, r * wide, 1, add, at, 1, e, r * wide, keys);
            }
        }
    }

    /** y = x scale, for rows of a query's size; at once where they follow each other. */
    private static void scale(Heads s, int rows, float[] x, int xo, int xs, float[] y, int yo, int ys) {
        int size = s.size();
        int together = xs == size && ys == size ? rows : 1;
        for (int r = 0; r < rows; r += together) {
            FloatLoops.mulValue(x, xo + r * xs, (float) s.scale(), y, yo + r * ys, together * size);
        }
    }

    /** e = e^(e − the largest of the row). */
    private static void exponentials(int rows, int keys, float[] stats, int at, float[] e) {
        int wide = wide(keys);
        for (int r = 0; r < rows; r++) {
            FloatLoops.powers(stats[at + 2 * r], e, r * wide, e, r * wide, keys);
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
    private static FloatFactor turned(int rows, int size, Heads.Place x, int n, int h) {
        return new FloatFactor(rows, size, (float[]) x.array(), x.at(n, h, 0), 1, x.perStep());
    }

    private static void product(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            int bcs,
            int add,
            Heads.Place c,
            int batch,
            int head,
            int row) {
        float[] to = (float[]) c.array();
        FloatGemm.alone(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, add, to, c.at(batch, head, row), c.perStep());
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
            FloatScratch scratch = FloatScratch.take();
            for (int i = t * group; i < Math.min(heads, (t + 1) * group); i++) {
                body.run(i / s.heads(), i % s.heads(), scratch);
            }
            scratch.give();
        });
    }

    /** The work of one head. */
    private interface Head {
        void run(int n, int h, FloatScratch scratch);
    }
}
