// Generated from FloatAttention.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Attention of {@code double} heads, some queries at a time: their scores against all keys stay in the second-level
 * cache, so the whole matrix of scores never exists, and backward computes them again instead of keeping them (as Dao
 * et al., FlashAttention, 2022, though a row of scores is complete here and needs no correction).
 *
 * <p>A head is one thread's work from its first query to its last, so every sum has one order.
 */
final class DoubleAttention {
    /** Scores at a time. */
    private static final int BLOCK = 32_768;
    /** Fewer queries at a time would pack keys and values too often. */
    private static final int MIN_ROWS = 16;
    /** Multiply-adds below which handing out work costs more than it saves. */
    private static final long ALONE_BELOW = 200_000;

    private DoubleAttention() {}

    static void forward(
            Heads s, Heads.Place q, Heads.Place k, Heads.Place v, Heads.@Nullable Place mask, Heads.Place y) {
        int block = rows(s);
        double[] values = (double[]) v.array();
        double[] to = (double[]) y.array();
        each(s, (n, h, scratch) -> {
            double[] scaled = scratch.a(block * s.size());
            double[] p = scratch.c(block * s.keys());
            for (int i = 0; i < s.queries(); i += block) {
                int rows = Math.min(block, s.queries() - i);
                weights(s, n, h, i, rows, q, k, mask, scaled, p);
                DoubleGemm.alone(
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
        double[] slopes = (double[]) g.array();
        each(s, (n, h, scratch) -> {
            double[] scaled = scratch.a(block * s.size());
            double[] dp = scratch.b(block * keys);
            double[] p = scratch.c(block * keys);
            double[] queries = (double[]) dq.array();
            for (int i = 0; i < s.queries(); i += block) {
                int rows = Math.min(block, s.queries() - i);
                int add = i == 0 ? 0 : 1;
                int gi = g.at(n, h, i);
                weights(s, n, h, i, rows, q, k, mask, scaled, p);
                // dV = Pᵀ G, dP = G Vᵀ
                product(keys, s.valueSize(), rows, p, 0, 1, keys, slopes, gi, g.perStep(), 1, add, dv, n, h, 0);
                double[] values = (double[]) v.array();
                DoubleGemm.alone(
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
                DoubleRows.softmaxBackward(false, dp, 0, p, 0, rows, keys, dp, 0);
                // dQ = dS K scale, dK = dSᵀ (Q scale)
                double[] from = (double[]) k.array();
                product(rows, s.size(), keys, dp, 0, keys, 1, from, k.at(n, h, 0), k.perStep(), 1, 0, dq, n, h, i);
                for (int r = i; r < i + rows; r++) {
                    int at = dq.at(n, h, r);
                    DoubleLoops.mulValue(queries, at, s.scale(), queries, at, s.size());
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
            double[] scaled,
            double[] p) {
        double[] queries = (double[]) q.array();
        int size = s.size();
        int keys = s.keys();
        for (int r = 0; r < rows; r++) {
            DoubleLoops.mulValue(queries, q.at(n, h, first + r), s.scale(), scaled, r * size, size);
        }
        double[] from = (double[]) k.array();
        DoubleGemm.alone(rows, keys, size, scaled, 0, size, 1, from, k.at(n, h, 0), 1, k.perStep(), 0, p, 0, keys);
        if (mask != null) {
            double[] add = (double[]) mask.array();
            for (int r = 0; r < rows; r++) {
                int at = mask.at(n, h, first + r);
                DoubleLoops.binary(BinaryOp.ADD, p, r * keys, 1, add, at, 1, p, r * keys, keys);
            }
        }
        DoubleRows.softmax(false, p, 0, rows, keys, p, 0);
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
