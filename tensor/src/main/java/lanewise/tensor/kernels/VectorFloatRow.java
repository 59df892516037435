package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Float32 products of a single row on vectors: bound by the reading of the matrix, so nothing is packed. */
final class VectorFloatRow {
    private static final VectorSpecies<Float> S = VectorFloatGemm.SPECIES;
    private static final int L = S.length();

    private VectorFloatRow() {}

    /** {@code c[co + j] = (add ? c[co + j] : 0) + Σ a(p)·b(p, j)} over contiguous rows of B. */
    static void row(int n, int k, float[] a, int ao, int acs, float[] b, int bo, int brs, boolean add, float[] c,
            int co) {
        int j = 0;
        for (; j <= n - 4 * L; j += 4 * L) {
            four(k, a, ao, acs, b, bo + j, brs, add, c, co + j);
        }
        for (; j <= n - L; j += L) {
            one(k, a, ao, acs, b, bo + j, brs, add, c, co + j);
        }
        if (j < n) {
            ScalarFloatGemm.block(1, n - j, k, a, ao, 0, acs, b, bo + j, brs, 1, add, c, co + j, 0);
        }
    }

    private static void four(int k, float[] a, int ao, int acs, float[] b, int bo, int brs, boolean add, float[] c,
            int co) {
        FloatVector c0 = FloatVector.zero(S);
        FloatVector c1 = FloatVector.zero(S);
        FloatVector c2 = FloatVector.zero(S);
        FloatVector c3 = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.broadcast(S, a[ao + p * acs]);
            int at = bo + p * brs;
            c0 = x.fma(FloatVector.fromArray(S, b, at), c0);
            c1 = x.fma(FloatVector.fromArray(S, b, at + L), c1);
            c2 = x.fma(FloatVector.fromArray(S, b, at + 2 * L), c2);
            c3 = x.fma(FloatVector.fromArray(S, b, at + 3 * L), c3);
        }
        if (add) {
            c0.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
            c1.add(FloatVector.fromArray(S, c, co + L)).intoArray(c, co + L);
            c2.add(FloatVector.fromArray(S, c, co + 2 * L)).intoArray(c, co + 2 * L);
            c3.add(FloatVector.fromArray(S, c, co + 3 * L)).intoArray(c, co + 3 * L);
        } else {
            c0.intoArray(c, co);
            c1.intoArray(c, co + L);
            c2.intoArray(c, co + 2 * L);
            c3.intoArray(c, co + 3 * L);
        }
    }

    private static void one(int k, float[] a, int ao, int acs, float[] b, int bo, int brs, boolean add, float[] c,
            int co) {
        FloatVector sum = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.broadcast(S, a[ao + p * acs]);
            sum = x.fma(FloatVector.fromArray(S, b, bo + p * brs), sum);
        }
        if (add) {
            sum = sum.add(FloatVector.fromArray(S, c, co));
        }
        sum.intoArray(c, co);
    }

    /** {@code c[co + j·step] = beta·c[co + j·step] + Σ a[ao + p]·b[bo + j·bcs + p]} in 16 chains each. */
    static void dots(int n, int k, float[] a, int ao, float[] b, int bo, int bcs, float beta, float[] c, int co,
            int step) {
        int j = 0;
        if (L == 16) {
            FloatScratch s = FloatScratch.take();
            float[] t = s.tile;
            int whole = k - k % L;
            for (; j <= n - 8; j += 8) {
                eight(whole, a, ao, b, bo + j * bcs, bcs, t);
                if (whole < k) {
                    rest(k - whole, a, ao + whole, b, bo + j * bcs + whole, bcs, t);
                }
                pairwise(t);
                for (int r = 0; r < 8; r++) {
                    int at = co + (j + r) * step;
                    float dot = t[r] + t[8 + r];
                    c[at] = beta == 0 ? dot : c[at] + dot;
                }
            }
            s.give();
        } else if (L == 8) {
            for (; j < n; j++) {
                float dot = two(k, a, ao, b, bo + j * bcs);
                int at = co + j * step;
                c[at] = beta == 0 ? dot : c[at] + dot;
            }
        }
        ScalarFloatGemm.dots(n - j, k, a, ao, b, bo + j * bcs, bcs, beta, c, co + j * step, step);
    }

    /** The 16 chains of eight dot products, those of product r in {@code t[16·r …]}. */
    private static void eight(int k, float[] a, int ao, float[] b, int bo, int bcs, float[] t) {
        FloatVector c0 = FloatVector.zero(S);
        FloatVector c1 = FloatVector.zero(S);
        FloatVector c2 = FloatVector.zero(S);
        FloatVector c3 = FloatVector.zero(S);
        FloatVector c4 = FloatVector.zero(S);
        FloatVector c5 = FloatVector.zero(S);
        FloatVector c6 = FloatVector.zero(S);
        FloatVector c7 = FloatVector.zero(S);
        int b1 = bo + bcs;
        int b2 = b1 + bcs;
        int b3 = b2 + bcs;
        int b4 = b3 + bcs;
        int b5 = b4 + bcs;
        int b6 = b5 + bcs;
        int b7 = b6 + bcs;
        for (int p = 0; p < k; p += L) {
            FloatVector x = FloatVector.fromArray(S, a, ao + p);
            c0 = x.fma(FloatVector.fromArray(S, b, bo + p), c0);
            c1 = x.fma(FloatVector.fromArray(S, b, b1 + p), c1);
            c2 = x.fma(FloatVector.fromArray(S, b, b2 + p), c2);
            c3 = x.fma(FloatVector.fromArray(S, b, b3 + p), c3);
            c4 = x.fma(FloatVector.fromArray(S, b, b4 + p), c4);
            c5 = x.fma(FloatVector.fromArray(S, b, b5 + p), c5);
            c6 = x.fma(FloatVector.fromArray(S, b, b6 + p), c6);
            c7 = x.fma(FloatVector.fromArray(S, b, b7 + p), c7);
        }
        c0.intoArray(t, 0);
        c1.intoArray(t, L);
        c2.intoArray(t, 2 * L);
        c3.intoArray(t, 3 * L);
        c4.intoArray(t, 4 * L);
        c5.intoArray(t, 5 * L);
        c6.intoArray(t, 6 * L);
        c7.intoArray(t, 7 * L);
    }

    private static void rest(int k, float[] a, int ao, float[] b, int bo, int bcs, float[] t) {
        for (int r = 0; r < 8; r++) {
            for (int p = 0; p < k; p++) {
                t[r * L + p] = Math.fma(a[ao + p], b[bo + r * bcs + p], t[r * L + p]);
            }
        }
    }

    /** Adds the chains of eight products pairwise down to two, those of product r in {@code t[r]} and {@code t[8 + r]}. */
    private static void pairwise(float[] t) {
        VectorFloatPack.zip8(t, 0, L, t, 0, L); // now chain p of product r is at 8p + r
        FloatVector s0 = FloatVector.fromArray(S, t, 0).add(FloatVector.fromArray(S, t, 4 * L));
        FloatVector s1 = FloatVector.fromArray(S, t, L).add(FloatVector.fromArray(S, t, 5 * L));
        FloatVector s2 = FloatVector.fromArray(S, t, 2 * L).add(FloatVector.fromArray(S, t, 6 * L));
        FloatVector s3 = FloatVector.fromArray(S, t, 3 * L).add(FloatVector.fromArray(S, t, 7 * L));
        s0.add(s2).add(s1.add(s3)).intoArray(t, 0);
    }

    /** One dot product with vectors of eight lanes: two of them are the 16 chains. */
    private static float two(int k, float[] a, int ao, float[] b, int bo) {
        FloatVector low = FloatVector.zero(S);
        FloatVector high = FloatVector.zero(S);
        int p = 0;
        for (; p < k - 15; p += 16) {
            low = FloatVector.fromArray(S, a, ao + p).fma(FloatVector.fromArray(S, b, bo + p), low);
            high = FloatVector.fromArray(S, a, ao + p + L).fma(FloatVector.fromArray(S, b, bo + p + L), high);
        }
        if (p == k) {
            FloatVector s = low.add(high);
            return ((s.lane(0) + s.lane(4)) + (s.lane(2) + s.lane(6)))
                    + ((s.lane(1) + s.lane(5)) + (s.lane(3) + s.lane(7)));
        }
        return ScalarFloatGemm.dot(k, a, ao, b, bo);
    }
}
