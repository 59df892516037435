package lanewise.tensor.kernels;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dot products ({@code float}) of rows with rows on vectors, for few rows on one side: nothing is packed or transposed.
 *
 * <p>Sixteen dot products, or eight with shorter vectors, run side by side; their 16 chains each go to memory, dot
 * product r at {@code t[16·r …]}, where they are zipped so that chains stand below each other and can be added.
 */
final class VectorFloatDots {
    private static final VectorSpecies<Float> S = VectorFloatGemm.SPECIES;
    private static final int L = S.length();
    private static final int CHAINS = FloatGemm.DOT_LANES;
    /** Elements of y that stay in the cache while all rows of x meet them. */
    private static final int NEAR = 1 << 14;

    /** Where the first eight vectors of an array begin. */
    private static final int[] VECTORS = {0, L, 2 * L, 3 * L, 4 * L, 5 * L, 6 * L, 7 * L};

    private static final float[] NOTHING = new float[CHAINS];
    /** Lane i comes from the lane that stands half a vector above, or below. */
    private static final float[] UPPER = new float[L];

    static {
        for (int i = 0; i < L; i++) {
            UPPER[i] = (i + L / 2) % L;
        }
    }

    private VectorFloatDots() {}

    /**
     * {@code c[co + i·cis + j·cjs] = beta·(the same) + Σ x[xo + i·xs + p]·y[yo + j·ys + p]}, i below m, j below n.
     */
    static void dots(
            int m,
            int n,
            int k,
            float[] x,
            int xo,
            int xs,
            float[] y,
            int yo,
            int ys,
            float beta,
            float[] c,
            int co,
            int cis,
            int cjs) {
        // To lend scratch memory costs as much as eight short products.
        FloatScratch s = m < 4 && k % CHAINS == 0 && isDirect(beta, cjs) ? null : FloatScratch.take();
        float[] t = s == null ? NOTHING : s.tile;
        int near = Math.max(8, NEAR / k / 8 * 8);
        for (int from = 0; from < n; from += near) {
            int to = n - from < 2 * near ? n : from + near; // a short last part joins the one before
            int i = 0;
            if (L == CHAINS && m >= 4 && n >= 4) {
                for (; i < m - 1; i += 4) { // a single row that is left costs less on its own
                    fourRows(Math.min(i, m - 4), i, from, to, k, x, xo, xs, y, yo, ys, beta, c, co, cis, cjs, t);
                }
            }
            for (; i < m; i++) {
                row(to - from, k, x, xo + i * xs, y, yo + from * ys, ys, beta, c, co + i * cis + from * cjs, cjs, t);
            }
            from = to - near;
        }
        if (s != null) {
            s.give();
        }
    }

    /** Whether the products of one row with eight are stored as they are. */
    private static boolean isDirect(float beta, int cjs) {
        return L == CHAINS && beta == 0 && cjs == 1;
    }

    /**
     * Four rows of x, from row i on, with rows {@code from … to} of y, always four at a time: the last may have been
     * met before. Such a product is not written again, nor are those of rows of x above {@code fresh}.
     */
    private static void fourRows(
            int i,
            int fresh,
            int from,
            int to,
            int k,
            float[] x,
            int xo,
            int xs,
            float[] y,
            int yo,
            int ys,
            float beta,
            float[] c,
            int co,
            int cis,
            int cjs,
            float[] t) {
        int whole = k - k % CHAINS;
        int xi = xo + i * xs;
        for (int next = from; next < to; next += 4) {
            int j = Math.min(next, to - 4);
            int yj = yo + j * ys;
            if (whole < k) {
                for (int r = 0; r < 4; r++) {
                    begin(4, k - whole, x, xi + r * xs + whole, y, yj + whole, ys, t, 4 * r * CHAINS);
                }
                fourByFour(whole, x, xi, xs, y, yj, ys, t, L, t);
            } else {
                fourByFour(k, x, xi, xs, y, yj, ys, NOTHING, 0, t);
            }
            for (int r = fresh - i; r < 4; r++) {
                for (int q = next - j; q < 4; q++) {
                    int at = co + (i + r) * cis + (j + q) * cjs;
                    c[at] = beta == 0 ? t[4 * r + q] : c[at] + t[4 * r + q];
                }
            }
        }
    }

    /** One row x with all rows of y. */
    private static void row(
            int n,
            int k,
            float[] x,
            int xo,
            float[] y,
            int yo,
            int ys,
            float beta,
            float[] c,
            int co,
            int cjs,
            float[] t) {
        if (n < 8 || L < 4) { // with two lanes it is not worth it
            ScalarFloatGemm.dots(n, k, x, xo, y, yo, ys, beta, c, co, cjs);
            return;
        }
        int whole = k - k % CHAINS;
        boolean direct = isDirect(beta, cjs);
        for (int next = 0; next < n; next += 8) { // always eight: the last ones may have been met before
            int j = Math.min(next, n - 8);
            int yj = yo + j * ys;
            if (whole < k || L != CHAINS) {
                begin(8, k - whole, x, xo + whole, y, yj + whole, ys, t, 0);
            }
            if (L == CHAINS) {
                float[] first = whole < k ? t : NOTHING;
                oneByEight(whole, x, xo, y, yj, ys, first, whole < k ? L : 0, direct ? c : t, direct ? co + j : 0);
            } else if (L == 8) {
                oneByFour(whole, x, xo, y, yj, ys, t, 0);
                oneByFour(whole, x, xo, y, yj + 4 * ys, ys, t, 4 * CHAINS);
            } else {
                for (int r = 0; r < 8; r++) {
                    one(whole, x, xo, y, yj + r * ys, t, r * CHAINS);
                }
            }
            if (L != CHAINS) {
                sums(t);
            }
            for (int r = next - j; r < 8 && !direct; r++) {
                int at = co + (j + r) * cjs;
                c[at] = beta == 0 ? t[r] : c[at] + t[r];
            }
        }
    }

    /**
     * Begins the chains of n products with what the vectors leave, fewer than 16 products of elements, or with zero.
     */
    private static void begin(int n, int rest, float[] x, int xo, float[] y, int yo, int ys, float[] t, int at) {
        if (L == CHAINS && rest > 0) {
            VectorMask<Float> some = S.indexInRange(0, rest);
            FloatVector a = FloatVector.fromArray(S, x, xo, some);
            for (int r = 0; r < n; r++) {
                FloatVector b = FloatVector.fromArray(S, y, yo + r * ys, some);
                a.fma(b, FloatVector.zero(S)).intoArray(t, at + r * L);
            }
            return;
        }
        Arrays.fill(t, at, at + n * CHAINS, 0f);
        for (int r = 0; r < n; r++) {
            for (int p = 0; p < rest; p++) {
                t[at + r * CHAINS + p] = Math.fma(x[xo + p], y[yo + r * ys + p], 0f);
            }
        }
    }

    /**
     * Adds the chains of eight products pairwise: product r is then in {@code t[r]}.
     */
    private static void sums(float[] t) {
        if (L == 8) {
            for (int r = 0; r < 8; r++) {
                FloatVector low = FloatVector.fromArray(S, t, r * CHAINS);
                low.add(FloatVector.fromArray(S, t, r * CHAINS + L)).intoArray(t, r * L);
            }
            VectorFloatPack.zip8(VECTORS, 0, 0, t, t, 0); // now sum p of product r is at 8p + r
            FloatVector s0 = FloatVector.fromArray(S, t, 0).add(FloatVector.fromArray(S, t, 4 * L));
            FloatVector s1 = FloatVector.fromArray(S, t, L).add(FloatVector.fromArray(S, t, 5 * L));
            FloatVector s2 = FloatVector.fromArray(S, t, 2 * L).add(FloatVector.fromArray(S, t, 6 * L));
            FloatVector s3 = FloatVector.fromArray(S, t, 3 * L).add(FloatVector.fromArray(S, t, 7 * L));
            s0.add(s2).add(s1.add(s3)).intoArray(t, 0);
        } else {
            for (int r = 0; r < 8; r++) {
                int from = r * CHAINS;
                for (int width = 8; width > 0; width /= 2) {
                    for (int p = 0; p < width; p++) {
                        t[from + p] += t[from + p + width];
                    }
                }
                t[r] = t[from]; // what is overwritten has been read
            }
        }
    }

    /**
     * Sixteen products with 16 lanes, four rows by four, to {@code t[4·row + column]}: every vector loaded serves four
     * times. The chains are added as {@link #sums} does, but two products at a time, whose lanes are interleaved with
     * each addition: half as many vectors are left each time, in the end one with all sums in order.
     * Product r's chains begin with {@code first[r·step …]}.
     */
    private static void fourByFour(
            int k, float[] x, int xo, int xs, float[] y, int yo, int ys, float[] first, int step, float[] t) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c00 = FloatVector.fromArray(S, first, 0);
        FloatVector c01 = FloatVector.fromArray(S, first, step);
        FloatVector c02 = FloatVector.fromArray(S, first, 2 * step);
        FloatVector c03 = FloatVector.fromArray(S, first, 3 * step);
        FloatVector c10 = FloatVector.fromArray(S, first, 4 * step);
        FloatVector c11 = FloatVector.fromArray(S, first, 5 * step);
        FloatVector c12 = FloatVector.fromArray(S, first, 6 * step);
        FloatVector c13 = FloatVector.fromArray(S, first, 7 * step);
        FloatVector c20 = FloatVector.fromArray(S, first, 8 * step);
        FloatVector c21 = FloatVector.fromArray(S, first, 9 * step);
        FloatVector c22 = FloatVector.fromArray(S, first, 10 * step);
        FloatVector c23 = FloatVector.fromArray(S, first, 11 * step);
        FloatVector c30 = FloatVector.fromArray(S, first, 12 * step);
        FloatVector c31 = FloatVector.fromArray(S, first, 13 * step);
        FloatVector c32 = FloatVector.fromArray(S, first, 14 * step);
        FloatVector c33 = FloatVector.fromArray(S, first, 15 * step);
        int x1 = xo + xs;
        int x2 = x1 + xs;
        int x3 = x2 + xs;
        int y1 = yo + ys;
        int y2 = y1 + ys;
        int y3 = y2 + ys;
        for (int p = 0; p < k; p += CHAINS) {
            FloatVector b0 = FloatVector.fromArray(S, y, yo + p);
            FloatVector b1 = FloatVector.fromArray(S, y, y1 + p);
            FloatVector b2 = FloatVector.fromArray(S, y, y2 + p);
            FloatVector b3 = FloatVector.fromArray(S, y, y3 + p);
            FloatVector a0 = FloatVector.fromArray(S, x, xo + p);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            FloatVector a1 = FloatVector.fromArray(S, x, x1 + p);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            FloatVector a2 = FloatVector.fromArray(S, x, x2 + p);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            FloatVector a3 = FloatVector.fromArray(S, x, x3 + p);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        FloatVector low = FloatVector.fromArray(S, VectorFloatTranspose.LOW, 0);
        FloatVector high = FloatVector.fromArray(S, VectorFloatTranspose.HIGH, 0);
        FloatVector d0 = low.selectFrom(c00, c20).add(high.selectFrom(c00, c20));
        FloatVector d1 = low.selectFrom(c01, c21).add(high.selectFrom(c01, c21));
        FloatVector d2 = low.selectFrom(c02, c22).add(high.selectFrom(c02, c22));
        FloatVector d3 = low.selectFrom(c03, c23).add(high.selectFrom(c03, c23));
        FloatVector d4 = low.selectFrom(c10, c30).add(high.selectFrom(c10, c30));
        FloatVector d5 = low.selectFrom(c11, c31).add(high.selectFrom(c11, c31));
        FloatVector d6 = low.selectFrom(c12, c32).add(high.selectFrom(c12, c32));
        FloatVector d7 = low.selectFrom(c13, c33).add(high.selectFrom(c13, c33));
        FloatVector e0 = low.selectFrom(d0, d4).add(high.selectFrom(d0, d4));
        FloatVector e1 = low.selectFrom(d1, d5).add(high.selectFrom(d1, d5));
        FloatVector e2 = low.selectFrom(d2, d6).add(high.selectFrom(d2, d6));
        FloatVector e3 = low.selectFrom(d3, d7).add(high.selectFrom(d3, d7));
        FloatVector f0 = low.selectFrom(e0, e2).add(high.selectFrom(e0, e2));
        FloatVector f1 = low.selectFrom(e1, e3).add(high.selectFrom(e1, e3));
        low.selectFrom(f0, f1).add(high.selectFrom(f0, f1)).intoArray(t, 0);
    }

    /**
     * Eight products with 16 lanes, to {@code out[at …]}; the chains are added as in {@link #sums}. Product r's chains
     * begin with {@code first[r·step …]}.
     */
    private static void oneByEight(
            int k, float[] x, int xo, float[] y, int yo, int ys, float[] first, int step, float[] out, int at) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c0 = FloatVector.fromArray(S, first, 0);
        FloatVector c1 = FloatVector.fromArray(S, first, step);
        FloatVector c2 = FloatVector.fromArray(S, first, 2 * step);
        FloatVector c3 = FloatVector.fromArray(S, first, 3 * step);
        FloatVector c4 = FloatVector.fromArray(S, first, 4 * step);
        FloatVector c5 = FloatVector.fromArray(S, first, 5 * step);
        FloatVector c6 = FloatVector.fromArray(S, first, 6 * step);
        FloatVector c7 = FloatVector.fromArray(S, first, 7 * step);
        int y1 = yo + ys;
        int y2 = y1 + ys;
        int y3 = y2 + ys;
        int y4 = y3 + ys;
        int y5 = y4 + ys;
        int y6 = y5 + ys;
        int y7 = y6 + ys;
        for (int p = 0; p < k; p += CHAINS) {
            FloatVector a0 = FloatVector.fromArray(S, x, xo + p);
            c0 = a0.fma(FloatVector.fromArray(S, y, yo + p), c0);
            c1 = a0.fma(FloatVector.fromArray(S, y, y1 + p), c1);
            c2 = a0.fma(FloatVector.fromArray(S, y, y2 + p), c2);
            c3 = a0.fma(FloatVector.fromArray(S, y, y3 + p), c3);
            c4 = a0.fma(FloatVector.fromArray(S, y, y4 + p), c4);
            c5 = a0.fma(FloatVector.fromArray(S, y, y5 + p), c5);
            c6 = a0.fma(FloatVector.fromArray(S, y, y6 + p), c6);
            c7 = a0.fma(FloatVector.fromArray(S, y, y7 + p), c7);
        }
        FloatVector low = FloatVector.fromArray(S, VectorFloatTranspose.LOW, 0);
        FloatVector high = FloatVector.fromArray(S, VectorFloatTranspose.HIGH, 0);
        FloatVector d0 = low.selectFrom(c0, c4).add(high.selectFrom(c0, c4));
        FloatVector d1 = low.selectFrom(c1, c5).add(high.selectFrom(c1, c5));
        FloatVector d2 = low.selectFrom(c2, c6).add(high.selectFrom(c2, c6));
        FloatVector d3 = low.selectFrom(c3, c7).add(high.selectFrom(c3, c7));
        FloatVector e0 = low.selectFrom(d0, d2).add(high.selectFrom(d0, d2));
        FloatVector e1 = low.selectFrom(d1, d3).add(high.selectFrom(d1, d3));
        FloatVector f = low.selectFrom(e0, e1).add(high.selectFrom(e0, e1)); // two chains of each, the second 8 later
        FloatVector second = FloatVector.fromArray(S, UPPER, 0).selectFrom(f);
        f.add(second).intoArray(out, at, S.indexInRange(0, 8));
    }

    /** Four products with eight lanes: two vectors are the 16 chains. */
    private static void oneByFour(int k, float[] x, int xo, float[] y, int yo, int ys, float[] t, int at) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c0a = FloatVector.fromArray(S, t, at);
        FloatVector c0b = FloatVector.fromArray(S, t, at + L);
        FloatVector c1a = FloatVector.fromArray(S, t, at + 2 * L);
        FloatVector c1b = FloatVector.fromArray(S, t, at + 3 * L);
        FloatVector c2a = FloatVector.fromArray(S, t, at + 4 * L);
        FloatVector c2b = FloatVector.fromArray(S, t, at + 5 * L);
        FloatVector c3a = FloatVector.fromArray(S, t, at + 6 * L);
        FloatVector c3b = FloatVector.fromArray(S, t, at + 7 * L);
        int y1 = yo + ys;
        int y2 = y1 + ys;
        int y3 = y2 + ys;
        for (int p = 0; p < k; p += CHAINS) {
            FloatVector a0 = FloatVector.fromArray(S, x, xo + p);
            c0a = a0.fma(FloatVector.fromArray(S, y, yo + p), c0a);
            c1a = a0.fma(FloatVector.fromArray(S, y, y1 + p), c1a);
            c2a = a0.fma(FloatVector.fromArray(S, y, y2 + p), c2a);
            c3a = a0.fma(FloatVector.fromArray(S, y, y3 + p), c3a);
            FloatVector a1 = FloatVector.fromArray(S, x, xo + p + L);
            c0b = a1.fma(FloatVector.fromArray(S, y, yo + p + L), c0b);
            c1b = a1.fma(FloatVector.fromArray(S, y, y1 + p + L), c1b);
            c2b = a1.fma(FloatVector.fromArray(S, y, y2 + p + L), c2b);
            c3b = a1.fma(FloatVector.fromArray(S, y, y3 + p + L), c3b);
        }
        c0a.intoArray(t, at);
        c0b.intoArray(t, at + L);
        c1a.intoArray(t, at + 2 * L);
        c1b.intoArray(t, at + 3 * L);
        c2a.intoArray(t, at + 4 * L);
        c2b.intoArray(t, at + 5 * L);
        c3a.intoArray(t, at + 6 * L);
        c3b.intoArray(t, at + 7 * L);
    }

    /** One product with four lanes: four vectors are the 16 chains. */
    private static void one(int k, float[] x, int xo, float[] y, int yo, float[] t, int at) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c0 = FloatVector.fromArray(S, t, at);
        FloatVector c1 = FloatVector.fromArray(S, t, at + L);
        FloatVector c2 = FloatVector.fromArray(S, t, at + 2 * L);
        FloatVector c3 = FloatVector.fromArray(S, t, at + 3 * L);
        for (int p = 0; p < k; p += CHAINS) {
            FloatVector a0 = FloatVector.fromArray(S, x, xo + p);
            c0 = a0.fma(FloatVector.fromArray(S, y, yo + p), c0);
            FloatVector a1 = FloatVector.fromArray(S, x, xo + p + L);
            c1 = a1.fma(FloatVector.fromArray(S, y, yo + p + L), c1);
            FloatVector a2 = FloatVector.fromArray(S, x, xo + p + 2 * L);
            c2 = a2.fma(FloatVector.fromArray(S, y, yo + p + 2 * L), c2);
            FloatVector a3 = FloatVector.fromArray(S, x, xo + p + 3 * L);
            c3 = a3.fma(FloatVector.fromArray(S, y, yo + p + 3 * L), c3);
        }
        c0.intoArray(t, at);
        c1.intoArray(t, at + L);
        c2.intoArray(t, at + 2 * L);
        c3.intoArray(t, at + 3 * L);
    }

    /** As {@link VectorFloatGemm#exercise}. */
    static void exercise(int k) {
        float[] x = new float[1024];
        float[] c = new float[64];
        for (int i = 0; i < 4; i++) {
            if (k > 0) {
                dots(6, 9, 16 + k, x, 0, 16 + k, x, 0, 16 + k, 0, c, 0, 9, 1);
                dots(5, 9, 16, x, 0, 16, x, 0, 16, 0, c, 0, 9, 1);
            } else if (L == 16) {
                fourByFour(0, x, 0, 0, x, 0, 0, x, 0, c);
                oneByEight(0, x, 0, x, 0, 0, x, 0, c, 0);
            } else if (L == 8) {
                oneByFour(0, x, 0, x, 0, 0, c, 0);
            } else {
                one(0, x, 0, x, 0, c, 0);
            }
        }
    }
}
