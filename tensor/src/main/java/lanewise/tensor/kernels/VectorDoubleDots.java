// Generated from VectorFloatDots.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Dot products ({@code double}) of rows with rows on vectors, for few rows on one side: nothing is packed or
 * transposed.
 *
 * <p>Sixteen dot products, or eight with shorter vectors, run side by side; their 16 chains each go to memory, dot
 * product r at {@code t[16·r …]}, where they are zipped so that chains stand below each other and can be added.
 */
final class VectorDoubleDots {
    private static final VectorSpecies<Double> S = VectorDoubleGemm.SPECIES;
    private static final int L = S.length();
    private static final int CHAINS = DoubleGemm.DOT_LANES;
    /** Elements of y that stay in the cache while all rows of x meet them. */
    private static final int NEAR = 1 << 14;

    /** Where the first eight vectors of an array begin. */
    private static final int[] VECTORS = {0, L, 2 * L, 3 * L, 4 * L, 5 * L, 6 * L, 7 * L};

    private static final double[] NOTHING = new double[CHAINS];
    /** Lane i comes from the lane that stands half a vector above, or below. */
    private static final double[] UPPER = new double[L];

    static {
        for (int i = 0; i < L; i++) {
            UPPER[i] = (i + L / 2) % L;
        }
    }

    private VectorDoubleDots() {}

    /**
     * {@code c[co + i·cis + j·cjs] = beta·(the same) + Σ x[xo + i·xs + p]·y[yo + j·ys + p]}, i below m, j below n.
     */
    static void dots(
            int m,
            int n,
            int k,
            double[] x,
            int xo,
            int xs,
            double[] y,
            int yo,
            int ys,
            double beta,
            double[] c,
            int co,
            int cis,
            int cjs) {
        // To lend scratch memory costs as much as eight short products.
        DoubleScratch s = m < 4 && k % CHAINS == 0 && isDirect(beta, cjs) ? null : DoubleScratch.take();
        double[] t = s == null ? NOTHING : s.tile;
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
    private static boolean isDirect(double beta, int cjs) {
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
            double[] x,
            int xo,
            int xs,
            double[] y,
            int yo,
            int ys,
            double beta,
            double[] c,
            int co,
            int cis,
            int cjs,
            double[] t) {
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
            double[] x,
            int xo,
            double[] y,
            int yo,
            int ys,
            double beta,
            double[] c,
            int co,
            int cjs,
            double[] t) {
        if (n < 8 || L < 4) { // with two lanes it is not worth it
            ScalarDoubleGemm.dots(n, k, x, xo, y, yo, ys, beta, c, co, cjs);
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
                double[] first = whole < k ? t : NOTHING;
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
    private static void begin(int n, int rest, double[] x, int xo, double[] y, int yo, int ys, double[] t, int at) {
        if (L == CHAINS && rest > 0) {
            VectorMask<Double> some = S.indexInRange(0, rest);
            DoubleVector a = DoubleVector.fromArray(S, x, xo, some);
            for (int r = 0; r < n; r++) {
                DoubleVector b = DoubleVector.fromArray(S, y, yo + r * ys, some);
                a.fma(b, DoubleVector.zero(S)).intoArray(t, at + r * L);
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
    private static void sums(double[] t) {
        if (L == 8) {
            for (int r = 0; r < 8; r++) {
                DoubleVector low = DoubleVector.fromArray(S, t, r * CHAINS);
                low.add(DoubleVector.fromArray(S, t, r * CHAINS + L)).intoArray(t, r * L);
            }
            VectorDoublePack.zip8(VECTORS, 0, 0, t, t, 0); // now sum p of product r is at 8p + r
            DoubleVector s0 = DoubleVector.fromArray(S, t, 0).add(DoubleVector.fromArray(S, t, 4 * L));
            DoubleVector s1 = DoubleVector.fromArray(S, t, L).add(DoubleVector.fromArray(S, t, 5 * L));
            DoubleVector s2 = DoubleVector.fromArray(S, t, 2 * L).add(DoubleVector.fromArray(S, t, 6 * L));
            DoubleVector s3 = DoubleVector.fromArray(S, t, 3 * L).add(DoubleVector.fromArray(S, t, 7 * L));
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
            int k, double[] x, int xo, int xs, double[] y, int yo, int ys, double[] first, int step, double[] t) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c00 = DoubleVector.fromArray(S, first, 0);
        DoubleVector c01 = DoubleVector.fromArray(S, first, step);
        DoubleVector c02 = DoubleVector.fromArray(S, first, 2 * step);
        DoubleVector c03 = DoubleVector.fromArray(S, first, 3 * step);
        DoubleVector c10 = DoubleVector.fromArray(S, first, 4 * step);
        DoubleVector c11 = DoubleVector.fromArray(S, first, 5 * step);
        DoubleVector c12 = DoubleVector.fromArray(S, first, 6 * step);
        DoubleVector c13 = DoubleVector.fromArray(S, first, 7 * step);
        DoubleVector c20 = DoubleVector.fromArray(S, first, 8 * step);
        DoubleVector c21 = DoubleVector.fromArray(S, first, 9 * step);
        DoubleVector c22 = DoubleVector.fromArray(S, first, 10 * step);
        DoubleVector c23 = DoubleVector.fromArray(S, first, 11 * step);
        DoubleVector c30 = DoubleVector.fromArray(S, first, 12 * step);
        DoubleVector c31 = DoubleVector.fromArray(S, first, 13 * step);
        DoubleVector c32 = DoubleVector.fromArray(S, first, 14 * step);
        DoubleVector c33 = DoubleVector.fromArray(S, first, 15 * step);
        int x1 = xo + xs;
        int x2 = x1 + xs;
        int x3 = x2 + xs;
        int y1 = yo + ys;
        int y2 = y1 + ys;
        int y3 = y2 + ys;
        for (int p = 0; p < k; p += CHAINS) {
            DoubleVector b0 = DoubleVector.fromArray(S, y, yo + p);
            DoubleVector b1 = DoubleVector.fromArray(S, y, y1 + p);
            DoubleVector b2 = DoubleVector.fromArray(S, y, y2 + p);
            DoubleVector b3 = DoubleVector.fromArray(S, y, y3 + p);
            DoubleVector a0 = DoubleVector.fromArray(S, x, xo + p);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            DoubleVector a1 = DoubleVector.fromArray(S, x, x1 + p);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            DoubleVector a2 = DoubleVector.fromArray(S, x, x2 + p);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            DoubleVector a3 = DoubleVector.fromArray(S, x, x3 + p);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        DoubleVector low = DoubleVector.fromArray(S, VectorDoubleTranspose.LOW, 0);
        DoubleVector high = DoubleVector.fromArray(S, VectorDoubleTranspose.HIGH, 0);
        DoubleVector d0 = low.selectFrom(c00, c20).add(high.selectFrom(c00, c20));
        DoubleVector d1 = low.selectFrom(c01, c21).add(high.selectFrom(c01, c21));
        DoubleVector d2 = low.selectFrom(c02, c22).add(high.selectFrom(c02, c22));
        DoubleVector d3 = low.selectFrom(c03, c23).add(high.selectFrom(c03, c23));
        DoubleVector d4 = low.selectFrom(c10, c30).add(high.selectFrom(c10, c30));
        DoubleVector d5 = low.selectFrom(c11, c31).add(high.selectFrom(c11, c31));
        DoubleVector d6 = low.selectFrom(c12, c32).add(high.selectFrom(c12, c32));
        DoubleVector d7 = low.selectFrom(c13, c33).add(high.selectFrom(c13, c33));
        DoubleVector e0 = low.selectFrom(d0, d4).add(high.selectFrom(d0, d4));
        DoubleVector e1 = low.selectFrom(d1, d5).add(high.selectFrom(d1, d5));
        DoubleVector e2 = low.selectFrom(d2, d6).add(high.selectFrom(d2, d6));
        DoubleVector e3 = low.selectFrom(d3, d7).add(high.selectFrom(d3, d7));
        DoubleVector f0 = low.selectFrom(e0, e2).add(high.selectFrom(e0, e2));
        DoubleVector f1 = low.selectFrom(e1, e3).add(high.selectFrom(e1, e3));
        low.selectFrom(f0, f1).add(high.selectFrom(f0, f1)).intoArray(t, 0);
    }

    /**
     * Eight products with 16 lanes, to {@code out[at …]}; the chains are added as in {@link #sums}. Product r's chains
     * begin with {@code first[r·step …]}.
     */
    private static void oneByEight(
            int k, double[] x, int xo, double[] y, int yo, int ys, double[] first, int step, double[] out, int at) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c0 = DoubleVector.fromArray(S, first, 0);
        DoubleVector c1 = DoubleVector.fromArray(S, first, step);
        DoubleVector c2 = DoubleVector.fromArray(S, first, 2 * step);
        DoubleVector c3 = DoubleVector.fromArray(S, first, 3 * step);
        DoubleVector c4 = DoubleVector.fromArray(S, first, 4 * step);
        DoubleVector c5 = DoubleVector.fromArray(S, first, 5 * step);
        DoubleVector c6 = DoubleVector.fromArray(S, first, 6 * step);
        DoubleVector c7 = DoubleVector.fromArray(S, first, 7 * step);
        int y1 = yo + ys;
        int y2 = y1 + ys;
        int y3 = y2 + ys;
        int y4 = y3 + ys;
        int y5 = y4 + ys;
        int y6 = y5 + ys;
        int y7 = y6 + ys;
        for (int p = 0; p < k; p += CHAINS) {
            DoubleVector a0 = DoubleVector.fromArray(S, x, xo + p);
            c0 = a0.fma(DoubleVector.fromArray(S, y, yo + p), c0);
            c1 = a0.fma(DoubleVector.fromArray(S, y, y1 + p), c1);
            c2 = a0.fma(DoubleVector.fromArray(S, y, y2 + p), c2);
            c3 = a0.fma(DoubleVector.fromArray(S, y, y3 + p), c3);
            c4 = a0.fma(DoubleVector.fromArray(S, y, y4 + p), c4);
            c5 = a0.fma(DoubleVector.fromArray(S, y, y5 + p), c5);
            c6 = a0.fma(DoubleVector.fromArray(S, y, y6 + p), c6);
            c7 = a0.fma(DoubleVector.fromArray(S, y, y7 + p), c7);
        }
        DoubleVector low = DoubleVector.fromArray(S, VectorDoubleTranspose.LOW, 0);
        DoubleVector high = DoubleVector.fromArray(S, VectorDoubleTranspose.HIGH, 0);
        DoubleVector d0 = low.selectFrom(c0, c4).add(high.selectFrom(c0, c4));
        DoubleVector d1 = low.selectFrom(c1, c5).add(high.selectFrom(c1, c5));
        DoubleVector d2 = low.selectFrom(c2, c6).add(high.selectFrom(c2, c6));
        DoubleVector d3 = low.selectFrom(c3, c7).add(high.selectFrom(c3, c7));
        DoubleVector e0 = low.selectFrom(d0, d2).add(high.selectFrom(d0, d2));
        DoubleVector e1 = low.selectFrom(d1, d3).add(high.selectFrom(d1, d3));
        DoubleVector f = low.selectFrom(e0, e1).add(high.selectFrom(e0, e1)); // two chains of each, the second 8 later
        DoubleVector second = DoubleVector.fromArray(S, UPPER, 0).selectFrom(f);
        f.add(second).intoArray(out, at, S.indexInRange(0, 8));
    }

    /** Four products with eight lanes: two vectors are the 16 chains. */
    private static void oneByFour(int k, double[] x, int xo, double[] y, int yo, int ys, double[] t, int at) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c0a = DoubleVector.fromArray(S, t, at);
        DoubleVector c0b = DoubleVector.fromArray(S, t, at + L);
        DoubleVector c1a = DoubleVector.fromArray(S, t, at + 2 * L);
        DoubleVector c1b = DoubleVector.fromArray(S, t, at + 3 * L);
        DoubleVector c2a = DoubleVector.fromArray(S, t, at + 4 * L);
        DoubleVector c2b = DoubleVector.fromArray(S, t, at + 5 * L);
        DoubleVector c3a = DoubleVector.fromArray(S, t, at + 6 * L);
        DoubleVector c3b = DoubleVector.fromArray(S, t, at + 7 * L);
        int y1 = yo + ys;
        int y2 = y1 + ys;
        int y3 = y2 + ys;
        for (int p = 0; p < k; p += CHAINS) {
            DoubleVector a0 = DoubleVector.fromArray(S, x, xo + p);
            c0a = a0.fma(DoubleVector.fromArray(S, y, yo + p), c0a);
            c1a = a0.fma(DoubleVector.fromArray(S, y, y1 + p), c1a);
            c2a = a0.fma(DoubleVector.fromArray(S, y, y2 + p), c2a);
            c3a = a0.fma(DoubleVector.fromArray(S, y, y3 + p), c3a);
            DoubleVector a1 = DoubleVector.fromArray(S, x, xo + p + L);
            c0b = a1.fma(DoubleVector.fromArray(S, y, yo + p + L), c0b);
            c1b = a1.fma(DoubleVector.fromArray(S, y, y1 + p + L), c1b);
            c2b = a1.fma(DoubleVector.fromArray(S, y, y2 + p + L), c2b);
            c3b = a1.fma(DoubleVector.fromArray(S, y, y3 + p + L), c3b);
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
    private static void one(int k, double[] x, int xo, double[] y, int yo, double[] t, int at) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c0 = DoubleVector.fromArray(S, t, at);
        DoubleVector c1 = DoubleVector.fromArray(S, t, at + L);
        DoubleVector c2 = DoubleVector.fromArray(S, t, at + 2 * L);
        DoubleVector c3 = DoubleVector.fromArray(S, t, at + 3 * L);
        for (int p = 0; p < k; p += CHAINS) {
            DoubleVector a0 = DoubleVector.fromArray(S, x, xo + p);
            c0 = a0.fma(DoubleVector.fromArray(S, y, yo + p), c0);
            DoubleVector a1 = DoubleVector.fromArray(S, x, xo + p + L);
            c1 = a1.fma(DoubleVector.fromArray(S, y, yo + p + L), c1);
            DoubleVector a2 = DoubleVector.fromArray(S, x, xo + p + 2 * L);
            c2 = a2.fma(DoubleVector.fromArray(S, y, yo + p + 2 * L), c2);
            DoubleVector a3 = DoubleVector.fromArray(S, x, xo + p + 3 * L);
            c3 = a3.fma(DoubleVector.fromArray(S, y, yo + p + 3 * L), c3);
        }
        c0.intoArray(t, at);
        c1.intoArray(t, at + L);
        c2.intoArray(t, at + 2 * L);
        c3.intoArray(t, at + 3 * L);
    }

    /** As {@link VectorDoubleGemm#exercise}. */
    static void exercise(int k) {
        double[] x = new double[1024];
        double[] c = new double[64];
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
