package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
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
        FloatScratch s = FloatScratch.take();
        float[] t = s.tile;
        int whole = k - k % CHAINS;
        int i = 0;
        int n4 = L == 16 ? n - n % 4 : 0;
        for (; L == 16 && i <= m - 4; i += 4) {
            int xi = xo + i * xs;
            for (int j = 0; j < n4; j += 4) {
                int yj = yo + j * ys;
                fourByFour(whole, x, xi, xs, y, yj, ys, t);
                for (int r = 0; r < 4 && whole < k; r++) {
                    rest(4, k - whole, x, xi + r * xs + whole, y, yj + whole, ys, t, 4 * r * CHAINS);
                }
                for (int half = 0; half < 2; half++) {
                    sums(t, 8 * half * CHAINS);
                    for (int r = 0; r < 8; r++) {
                        int at = co + (i + 2 * half + r / 4) * cis + (j + r % 4) * cjs;
                        c[at] = beta == 0 ? t[r] : c[at] + t[r];
                    }
                }
            }
            for (int r = i; r < i + 4; r++) {
                row(n4, n, k, x, xo + r * xs, y, yo, ys, beta, c, co + r * cis, cjs, t);
            }
        }
        for (; i < m; i++) {
            row(0, n, k, x, xo + i * xs, y, yo, ys, beta, c, co + i * cis, cjs, t);
        }
        s.give();
    }

    /** One row x with rows {@code from … n} of y. */
    private static void row(
            int from,
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
        int whole = k - k % CHAINS;
        int j = from;
        for (; j <= n - 8; j += 8) {
            int yj = yo + j * ys;
            if (L == 16) {
                oneByEight(whole, x, xo, y, yj, ys, t);
            } else if (L == 8) {
                oneByFour(whole, x, xo, y, yj, ys, t, 0);
                oneByFour(whole, x, xo, y, yj + 4 * ys, ys, t, 4 * CHAINS);
            } else if (L == 4) {
                for (int r = 0; r < 8; r++) {
                    one(whole, x, xo, y, yj + r * ys, t, r * CHAINS);
                }
            } else {
                break; // two lanes: not worth it
            }
            if (whole < k) {
                rest(8, k - whole, x, xo + whole, y, yj + whole, ys, t, 0);
            }
            sums(t, 0);
            for (int r = 0; r < 8; r++) {
                int at = co + (j + r) * cjs;
                c[at] = beta == 0 ? t[r] : c[at] + t[r];
            }
        }
        ScalarFloatGemm.dots(n - j, k, x, xo, y, yo + j * ys, ys, beta, c, co + j * cjs, cjs);
    }

    /** The products that are left when the vectors are through, fewer than 16: chain p takes one more. */
    private static void rest(int n, int k, float[] x, int xo, float[] y, int yo, int ys, float[] t, int at) {
        for (int r = 0; r < n; r++) {
            for (int p = 0; p < k; p++) {
                int chain = at + r * CHAINS + p;
                t[chain] = Math.fma(x[xo + p], y[yo + r * ys + p], t[chain]);
            }
        }
    }

    /** Adds the chains of the eight products at {@code t[at …]} pairwise; product r comes to {@code t[r]}. */
    private static void sums(float[] t, int at) {
        if (L == 16) {
            VectorFloatPack.zip8(t, at, L, t, at, L); // now chain p of product r is at 8p + r
            FloatVector s0 = FloatVector.fromArray(S, t, at).add(FloatVector.fromArray(S, t, at + 4 * L));
            FloatVector s1 = FloatVector.fromArray(S, t, at + L).add(FloatVector.fromArray(S, t, at + 5 * L));
            FloatVector s2 = FloatVector.fromArray(S, t, at + 2 * L).add(FloatVector.fromArray(S, t, at + 6 * L));
            FloatVector s3 = FloatVector.fromArray(S, t, at + 3 * L).add(FloatVector.fromArray(S, t, at + 7 * L));
            s0.add(s2).add(s1.add(s3)).intoArray(t, at);
            for (int r = 0; r < 8; r++) {
                t[r] = t[at + r] + t[at + 8 + r];
            }
        } else if (L == 8) {
            for (int r = 0; r < 8; r++) {
                FloatVector low = FloatVector.fromArray(S, t, at + r * CHAINS);
                low.add(FloatVector.fromArray(S, t, at + r * CHAINS + L)).intoArray(t, at + r * L);
            }
            VectorFloatPack.zip8(t, at, L, t, at, L); // now sum p of product r is at 8p + r
            FloatVector s0 = FloatVector.fromArray(S, t, at).add(FloatVector.fromArray(S, t, at + 4 * L));
            FloatVector s1 = FloatVector.fromArray(S, t, at + L).add(FloatVector.fromArray(S, t, at + 5 * L));
            FloatVector s2 = FloatVector.fromArray(S, t, at + 2 * L).add(FloatVector.fromArray(S, t, at + 6 * L));
            FloatVector s3 = FloatVector.fromArray(S, t, at + 3 * L).add(FloatVector.fromArray(S, t, at + 7 * L));
            s0.add(s2).add(s1.add(s3)).intoArray(t, 0);
        } else {
            for (int r = 0; r < 8; r++) {
                int from = at + r * CHAINS;
                for (int width = 8; width > 1; width /= 2) {
                    for (int p = 0; p < width; p++) {
                        t[from + p] += t[from + p + width];
                    }
                }
            }
            for (int r = 0; r < 8; r++) {
                t[r] = t[at + r * CHAINS] + t[at + r * CHAINS + 1];
            }
        }
    }

    /** Sixteen products with 16 lanes: four rows by four; every vector loaded serves four times. */
    private static void fourByFour(int k, float[] x, int xo, int xs, float[] y, int yo, int ys, float[] t) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c03 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c13 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        FloatVector c23 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c32 = FloatVector.zero(S);
        FloatVector c33 = FloatVector.zero(S);
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
        c00.intoArray(t, 0);
        c01.intoArray(t, L);
        c02.intoArray(t, 2 * L);
        c03.intoArray(t, 3 * L);
        c10.intoArray(t, 4 * L);
        c11.intoArray(t, 5 * L);
        c12.intoArray(t, 6 * L);
        c13.intoArray(t, 7 * L);
        c20.intoArray(t, 8 * L);
        c21.intoArray(t, 9 * L);
        c22.intoArray(t, 10 * L);
        c23.intoArray(t, 11 * L);
        c30.intoArray(t, 12 * L);
        c31.intoArray(t, 13 * L);
        c32.intoArray(t, 14 * L);
        c33.intoArray(t, 15 * L);
    }

    /** Eight products with 16 lanes. */
    private static void oneByEight(int k, float[] x, int xo, float[] y, int yo, int ys, float[] t) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c0 = FloatVector.zero(S);
        FloatVector c1 = FloatVector.zero(S);
        FloatVector c2 = FloatVector.zero(S);
        FloatVector c3 = FloatVector.zero(S);
        FloatVector c4 = FloatVector.zero(S);
        FloatVector c5 = FloatVector.zero(S);
        FloatVector c6 = FloatVector.zero(S);
        FloatVector c7 = FloatVector.zero(S);
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
        c0.intoArray(t, 0);
        c1.intoArray(t, L);
        c2.intoArray(t, 2 * L);
        c3.intoArray(t, 3 * L);
        c4.intoArray(t, 4 * L);
        c5.intoArray(t, 5 * L);
        c6.intoArray(t, 6 * L);
        c7.intoArray(t, 7 * L);
    }

    /** Four products with eight lanes: two vectors are the 16 chains. */
    private static void oneByFour(int k, float[] x, int xo, float[] y, int yo, int ys, float[] t, int at) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c0a = FloatVector.zero(S);
        FloatVector c0b = FloatVector.zero(S);
        FloatVector c1a = FloatVector.zero(S);
        FloatVector c1b = FloatVector.zero(S);
        FloatVector c2a = FloatVector.zero(S);
        FloatVector c2b = FloatVector.zero(S);
        FloatVector c3a = FloatVector.zero(S);
        FloatVector c3b = FloatVector.zero(S);
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
        FloatVector c0 = FloatVector.zero(S);
        FloatVector c1 = FloatVector.zero(S);
        FloatVector c2 = FloatVector.zero(S);
        FloatVector c3 = FloatVector.zero(S);
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
    static void exercise(int k, float[] x, float[] c) {
        if (k > 0) {
            dots(5, 9, 16 + k, x, 0, 16 + k, x, 0, 16 + k, 0, c, 0, 9, 1);
        } else if (L == 16) {
            fourByFour(0, x, 0, 0, x, 0, 0, c);
            oneByEight(0, x, 0, x, 0, 0, c);
        } else if (L == 8) {
            oneByFour(0, x, 0, x, 0, 0, c, 0);
        } else {
            one(0, x, 0, x, 0, c, 0);
        }
    }
}
