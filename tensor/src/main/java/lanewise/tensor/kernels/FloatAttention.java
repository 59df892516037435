package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Attention of {@code float} heads, some queries at a time: their scores against all keys stay in the second-level
 * cache, so the whole matrix of scores never exists, and backward computes them again instead of keeping them (as Dao
 * et al., FlashAttention, 2022, though a row of scores is complete here and needs no correction).
 *
 * <p>A head is one thread's work from its first query to its last, so every sum has one order.
 */
final class FloatAttention {
    /** Scores at a time. */
    private static final int BLOCK = 32_768;
    /** Fewer queries at a time would pack keys and values too often. */
    private static final int MIN_ROWS = 16;
    /** Multiply-adds below which handing out work costs more than it saves. */
    private static final long ALONE_BELOW = 200_000;

    private FloatAttention() {}

    static void forward(
            Heads s, Heads.Place q, Heads.Place k, Heads.Place v, Heads.@Nullable Place mask, Heads.Place y) {
        int block = rows(s);
        float[] values = (float[]) v.array();
        float[] to = (float[]) y.array();
        each(s, (n, h, scratch) -> {
            float[] scaled = scratch.a(block * s.size());
            float[] p = scratch.c(block * s.keys());
            for (int i = 0; i < s.queries(); i += block) {
                int rows = Math.min(block, s.queries() - i);
                weights(s, n, h, i, rows, q, k, mask, scaled, p);
                FloatGemm.alone(
                        rows,
                        s.valueSize(),
                        s.keys(),
                        p,
                        0,
                        s.keys(),
                        1,
                        values,
                        v.at(n, h, 0),
                        v.perStep(),
                        1,
                        0,
                        to,
                        y.at(n, h, i),
                        y.perStep());
            }
        });
    }

    static void backward(
            Heads s,
            Heads.Place g,
            Heads.Place q,
            Heads.Place k,
            Heads.Place v,
            Heads.@Nullable Place mask,
            Heads.Place dq,
            Heads.Place dk,
            Heads.Place dv) {
        int block = rows(s);
        int keys = s.keys();
        float[] slopes = (float[]) g.array();
        each(s, (n, h, scratch) -> {
            float[] scaled = scratch.a(block * s.size());
            float[] dp = scratch.b(block * keys);
            float[] p = scratch.c(block * keys);
            float[] queries = (float[]) dq.array();
            for (int i = 0; i < s.queries(); i += block) {
                int rows = Math.min(block, s.queries() - i);
                int add = i == 0 ? 0 : 1;
                int gi = g.at(n, h, i);
                weights(s, n, h, i, rows, q, k, mask, scaled, p);
                // dV = Pᵀ G, dP = G Vᵀ
                product(keys, s.valueSize(), rows, p, 0, 1, keys, slopes, gi, g.perStep(), 1, add, dv, n, h, 0);
                float[] values = (float[]) v.array();
                FloatGemm.alone(
                        rows,
                        keys,
                        s.valueSize(),
                        slopes,
                        gi,
                        g.perStep(),
                        1,
                        values,
                        v.at(n, h, 0),
                        1,
                        v.perStep(),
                        0,
                        dp,
                        0,
                        keys);
                FloatRows.softmaxBackward(false, dp, 0, p, 0, rows, keys, dp, 0);
                // dQ = dS K scale, dK = dSᵀ (Q scale)
                float[] from = (float[]) k.array();
                product(rows, s.size(), keys, dp, 0, keys, 1, from, k.at(n, h, 0), k.perStep(), 1, 0, dq, n, h, i);
                for (int r = i; r < i + rows; r++) {
                    int at = dq.at(n, h, r);
                    FloatLoops.mulValue(queries, at, (float) s.scale(), queries, at, s.size());
                }
                product(keys, s.size(), rows, dp, 0, 1, keys, scaled, 0, s.size(), 1, add, dk, n, h, 0);
            }
        });
    }

    /** p = softmax(q kᵀ scale + mask) of some queries; {@code scaled} receives q scale. */
    private static void weights(
            Heads s,
            int n,
            int h,
            int first,
            int rows,
            Heads.Place q,
            Heads.Place k,
            Heads.@Nullable Place mask,
            float[] scaled,
            float[] p) {
        float[] queries = (float[]) q.array();
        int size = s.size();
        int keys = s.keys();
        for (int r = 0; r < rows; r++) {
            FloatLoops.mulValue(queries, q.at(n, h, first + r), (float) s.scale(), scaled, r * size, size);
        }
        float[] from = (float[]) k.array();
        FloatGemm.alone(rows, keys, size, scaled, 0, size, 1, from, k.at(n, h, 0), 1, k.perStep(), 0, p, 0, keys);
        if (mask != null) {
            float[] add = (float[]) mask.array();
            for (int r = 0; r < rows; r++) {
                int at = mask.at(n, h, first + r);
                FloatLoops.binary(BinaryOp.ADD, p, r * keys, 1, add, at, 1, p, r * keys, keys);
            }
        }
        FloatRows.softmax(false, p, 0, rows, keys, p, 0);
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
