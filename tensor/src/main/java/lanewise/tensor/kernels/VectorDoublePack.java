// Generated from VectorFloatPack.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies blocks of {@code double} matrices into the panels that the product's innermost loops read from end to end.
 *
 * <p>Where the matrix runs the other way than the panel, the copy is a transpose. It is done by zipping: interleaving
 * the first half of a set of vectors with the second half moves the top bit of "row, column" to the bottom, so after
 * log2(rows) rounds the columns have become the rows. Two constant shuffles serve all rounds and widths.
 */
final class VectorDoublePack {
    private static final VectorSpecies<Double> S = VectorDoubleGemm.SPECIES;
    private static final int L = S.length();
    private static final int MR = VectorDoubleGemm.MR;
    private static final int NR = VectorDoubleGemm.NR;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long STEP = (long) NR * Double.BYTES;
    private static final long NEXT = (long) L * Double.BYTES;
    /** Lane i comes from lane i/2 of the first vector if i is even, of the second if odd. */
    static final double[] LOW = places(0);
    /** The same for the upper halves. */
    static final double[] HIGH = places(L / 2);

    private VectorDoublePack() {}

    private static double[] places(int from) {
        double[] places = new double[L];
        for (int i = 0; i < L; i++) {
            places[i] = from + i / 2 + i % 2 * L;
        }
        return places;
    }

    /**
     * Packs rows {@code 0 … m} of A into panels of {@link VectorDoubleGemm#MR} rows, one after the other, element
     * (r, p) of a panel at {@code p·MR + r}; missing rows of the last panel become zeros.
     *
     * @param low how many rows a last panel has that needs no more: less than MR, or MR for all panels alike
     */
    static void packA(int m, int k, double[] a, int ao, int ars, int acs, double[] to, int at, int low) {
        int end = at + (m + MR - 1) / MR * MR * k;
        for (int i = 0; i < m; i += MR) {
            int from = ao + i * ars;
            if (m - i < MR) {
                packEdge(m - i, m - i <= low ? low : MR, k, a, from, ars, acs, to, at);
            } else if (acs == 1) {
                // The last vectors of the rows may reach further: what they bring is overwritten by the next panel.
                int whole = k - k % L;
                boolean reach = whole + L <= a.length - from - (MR - 1) * ars && at + (whole + L) * MR <= end;
                int zipped = reach ? k : whole;
                for (int p = 0; p < zipped; p += L) {
                    if (MR == 8) {
                        zip8(a, from + p, ars, to, at + p * MR, L);
                    } else {
                        zip4(a, from + p, ars, to, at + p * MR, L);
                    }
                }
                copy(MR, k - zipped, a, from + zipped, ars, 1, to, at + zipped * MR, MR);
            } else if (ars == 1 && L >= MR) {
                copyNarrow(k, a, from, acs, to, at);
            } else {
                copy(MR, k, a, from, ars, acs, to, at, MR);
            }
            at += MR * k;
        }
    }

    /**
     * Packs columns {@code 0 … n} of B into panels of {@link VectorDoubleGemm#NR} columns, one after the other, element
     * (p, j) of a panel at {@code p·NR + j}; missing columns of the last panel become zeros.
     */
    static void packB(int n, int k, double[] b, int bo, int brs, int bcs, MemorySegment to, DoubleScratch s) {
        long at = 0;
        for (int j = 0; j < n; j += NR) {
            int from = bo + j * bcs;
            if (bcs == 1) {
                // Of an edge, too, whole vectors: what stands in the columns that C does not have is never used.
                int whole = n - j >= NR ? k : rowsWithin(b.length - NR - from, k, brs);
                copyRows(whole, b, from, brs, to, at);
                if (whole < k) {
                    double[] t = s.b(NR * k);
                    copy(n - j, k - whole, b, from + whole * brs, 1, brs, t, 0, NR);
                    MemorySegment.copy(MemorySegment.ofArray(t), 0, to, at + whole * STEP, (k - whole) * STEP);
                }
            } else {
                double[] t = s.b((NR + L) * k);
                if (brs == 1) {
                    packTransposed(Math.min(n - j, NR), k, b, from, bcs, t);
                } else {
                    copy(Math.min(n - j, NR), k, b, from, bcs, brs, t, 0, NR);
                }
                MemorySegment.copy(MemorySegment.ofArray(t), 0, to, at, k * STEP);
            }
            at += k * STEP;
        }
    }

    /**
     * A whole panel of B whose rows lie side by side. On its own: when {@link #packB} meets an edge that it was
     * compiled without, only its branches are interpreted for a while, not these vectors.
     */
    private static void copyRows(int k, double[] b, int from, int brs, MemorySegment to, long at) {
        for (int p = 0; p < k; p++) {
            long row = at + p * STEP;
            DoubleVector.fromArray(S, b, from + p * brs).intoMemorySegment(to, row, ORDER);
            DoubleVector.fromArray(S, b, from + p * brs + L).intoMemorySegment(to, row + NEXT, ORDER);
        }
    }

    /** How many of k rows, {@code step} apart, begin at {@code last} at the latest. */
    private static int rowsWithin(int last, int k, int step) {
        return last < 0 ? 0 : step == 0 ? k : Math.min(k, last / step + 1);
    }

    /** A panel of A with fewer rows than its height; zeros stand for the missing ones. */
    private static void packEdge(
            int rows, int height, int k, double[] a, int from, int ars, int acs, double[] to, int at) {
        copy(rows, k, a, from, ars, acs, to, at, height);
        for (int p = 0; p < k; p++) {
            for (int r = rows; r < height; r++) {
                to[at + p * height + r] = 0f;
            }
        }
    }

    /**
     * A panel of B whose columns are contiguous, {@code to[p·NR + j] = b[from + j·bcs + p]}: transposed by vectors, the
     * last columns too, from a copy (behind the panel) with room behind it; what then stands in the columns behind them
     * is never used.
     */
    private static void packTransposed(int n, int k, double[] b, int from, int bcs, double[] to) {
        int whole = k - k % L;
        for (int j = 0; j < n; j += L) {
            double[] x = b;
            int first = from + j * bcs;
            int step = bcs;
            if (n - j < L) {
                x = to;
                for (int i = 0; i < n - j; i++) {
                    System.arraycopy(b, first + i * bcs, x, NR * k + i * k, k);
                }
                first = NR * k;
                step = k;
            }
            for (int p = 0; p < whole; p += L) {
                transpose(x, first + p, step, to, p * NR + j, NR);
            }
        }
        copy(n, k - whole, b, from + whole, bcs, 1, to, whole * NR, NR);
    }

    /** {@code to[at + p·width + l] = x[from + l·ls + p·ps]}, element by element. */
    private static void copy(int lines, int k, double[] x, int from, int ls, int ps, double[] to, int at, int width) {
        for (int p = 0; p < k; p++) {
            int f = from + p * ps;
            int t = at + p * width;
            for (int l = 0; l < lines; l++) {
                to[t + l] = x[f + l * ls];
            }
        }
    }

    /** A panel of A whose columns are contiguous: MR elements of every column, moved as part of a vector. */
    private static void copyNarrow(int k, double[] a, int from, int acs, double[] to, int at) {
        int p = 0;
        // Each store writes a whole vector and the next overwrites what was too much; so the last ones go singly.
        int last = Math.min(k - (L + MR - 1) / MR, Math.floorDiv(a.length - L - from, Math.max(acs, 1)));
        for (; p <= last; p++) {
            DoubleVector.fromArray(S, a, from + p * acs).intoArray(to, at + p * MR);
        }
        copy(MR, k - p, a, from + p * acs, 1, acs, to, at + p * MR, MR);
    }

    /** {@code to[at + i·ld + j] = x[from + j·ldx + i]} for i below m and j below n. */
    static void transpose(int m, int n, double[] x, int from, int ldx, double[] to, int at, int ld) {
        int wm = m - m % L;
        int wn = n - n % L;
        for (int i = 0; i < wm; i += L) {
            for (int j = 0; j < wn; j += L) {
                transpose(x, from + j * ldx + i, ldx, to, at + i * ld + j, ld);
            }
        }
        if (wm < m) {
            ScalarDoubleGemm.transpose(m - wm, n, x, from + wm, ldx, to, at + wm * ld, ld);
        }
        if (wn < n) {
            ScalarDoubleGemm.transpose(wm, n - wn, x, from + wn * ldx, ldx, to, at + wn, ld);
        }
    }

    /** Transposes L rows of L elements, {@code ls} apart, to rows {@code ts} apart. */
    private static void transpose(double[] x, int from, int ls, double[] to, int at, int ts) {
        switch (L) {
            case 16 -> zip16(x, from, ls, to, at, ts);
            case 8 -> zip8(x, from, ls, to, at, ts);
            case 4 -> zip4(x, from, ls, to, at, ts);
            default -> zip2(x, from, ls, to, at, ts);
        }
    }

    /** Interleaves 2 rows of L elements: element (r, p) comes to place 2p + r of 2 vectors {@code ts} apart. */
    private static void zip2(double[] x, int from, int ls, double[] to, int at, int ts) {
        if (ls == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector low = DoubleVector.fromArray(S, LOW, 0);
        DoubleVector high = DoubleVector.fromArray(S, HIGH, 0);
        DoubleVector a0 = DoubleVector.fromArray(S, x, from);
        DoubleVector a1 = DoubleVector.fromArray(S, x, from + ls);
        DoubleVector b0 = low.selectFrom(a0, a1);
        DoubleVector b1 = high.selectFrom(a0, a1);
        b0.intoArray(to, at);
        b1.intoArray(to, at + ts);
    }

    /** Interleaves 4 rows of L elements: element (r, p) comes to place 4p + r of 4 vectors {@code ts} apart. */
    private static void zip4(double[] x, int from, int ls, double[] to, int at, int ts) {
        if (ls == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector low = DoubleVector.fromArray(S, LOW, 0);
        DoubleVector high = DoubleVector.fromArray(S, HIGH, 0);
        DoubleVector a0 = DoubleVector.fromArray(S, x, from);
        DoubleVector a1 = DoubleVector.fromArray(S, x, from + ls);
        DoubleVector a2 = DoubleVector.fromArray(S, x, from + 2 * ls);
        DoubleVector a3 = DoubleVector.fromArray(S, x, from + 3 * ls);
        DoubleVector b0 = low.selectFrom(a0, a2);
        DoubleVector b1 = high.selectFrom(a0, a2);
        DoubleVector b2 = low.selectFrom(a1, a3);
        DoubleVector b3 = high.selectFrom(a1, a3);
        DoubleVector c0 = low.selectFrom(b0, b2);
        DoubleVector c1 = high.selectFrom(b0, b2);
        DoubleVector c2 = low.selectFrom(b1, b3);
        DoubleVector c3 = high.selectFrom(b1, b3);
        c0.intoArray(to, at);
        c1.intoArray(to, at + ts);
        c2.intoArray(to, at + 2 * ts);
        c3.intoArray(to, at + 3 * ts);
    }

    /** Interleaves 8 rows of L elements: element (r, p) comes to place 8p + r of 8 vectors {@code ts} apart. */
    static void zip8(double[] x, int from, int ls, double[] to, int at, int ts) {
        if (ls == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector low = DoubleVector.fromArray(S, LOW, 0);
        DoubleVector high = DoubleVector.fromArray(S, HIGH, 0);
        DoubleVector a0 = DoubleVector.fromArray(S, x, from);
        DoubleVector a1 = DoubleVector.fromArray(S, x, from + ls);
        DoubleVector a2 = DoubleVector.fromArray(S, x, from + 2 * ls);
        DoubleVector a3 = DoubleVector.fromArray(S, x, from + 3 * ls);
        DoubleVector a4 = DoubleVector.fromArray(S, x, from + 4 * ls);
        DoubleVector a5 = DoubleVector.fromArray(S, x, from + 5 * ls);
        DoubleVector a6 = DoubleVector.fromArray(S, x, from + 6 * ls);
        DoubleVector a7 = DoubleVector.fromArray(S, x, from + 7 * ls);
        DoubleVector b0 = low.selectFrom(a0, a4);
        DoubleVector b1 = high.selectFrom(a0, a4);
        DoubleVector b2 = low.selectFrom(a1, a5);
        DoubleVector b3 = high.selectFrom(a1, a5);
        DoubleVector b4 = low.selectFrom(a2, a6);
        DoubleVector b5 = high.selectFrom(a2, a6);
        DoubleVector b6 = low.selectFrom(a3, a7);
        DoubleVector b7 = high.selectFrom(a3, a7);
        DoubleVector c0 = low.selectFrom(b0, b4);
        DoubleVector c1 = high.selectFrom(b0, b4);
        DoubleVector c2 = low.selectFrom(b1, b5);
        DoubleVector c3 = high.selectFrom(b1, b5);
        DoubleVector c4 = low.selectFrom(b2, b6);
        DoubleVector c5 = high.selectFrom(b2, b6);
        DoubleVector c6 = low.selectFrom(b3, b7);
        DoubleVector c7 = high.selectFrom(b3, b7);
        DoubleVector d0 = low.selectFrom(c0, c4);
        DoubleVector d1 = high.selectFrom(c0, c4);
        DoubleVector d2 = low.selectFrom(c1, c5);
        DoubleVector d3 = high.selectFrom(c1, c5);
        DoubleVector d4 = low.selectFrom(c2, c6);
        DoubleVector d5 = high.selectFrom(c2, c6);
        DoubleVector d6 = low.selectFrom(c3, c7);
        DoubleVector d7 = high.selectFrom(c3, c7);
        d0.intoArray(to, at);
        d1.intoArray(to, at + ts);
        d2.intoArray(to, at + 2 * ts);
        d3.intoArray(to, at + 3 * ts);
        d4.intoArray(to, at + 4 * ts);
        d5.intoArray(to, at + 5 * ts);
        d6.intoArray(to, at + 6 * ts);
        d7.intoArray(to, at + 7 * ts);
    }

    /** Interleaves 16 rows of L elements: element (r, p) comes to place 16p + r of 16 vectors {@code ts} apart. */
    private static void zip16(double[] x, int from, int ls, double[] to, int at, int ts) {
        if (ls == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector low = DoubleVector.fromArray(S, LOW, 0);
        DoubleVector high = DoubleVector.fromArray(S, HIGH, 0);
        DoubleVector a0 = DoubleVector.fromArray(S, x, from);
        DoubleVector a1 = DoubleVector.fromArray(S, x, from + ls);
        DoubleVector a2 = DoubleVector.fromArray(S, x, from + 2 * ls);
        DoubleVector a3 = DoubleVector.fromArray(S, x, from + 3 * ls);
        DoubleVector a4 = DoubleVector.fromArray(S, x, from + 4 * ls);
        DoubleVector a5 = DoubleVector.fromArray(S, x, from + 5 * ls);
        DoubleVector a6 = DoubleVector.fromArray(S, x, from + 6 * ls);
        DoubleVector a7 = DoubleVector.fromArray(S, x, from + 7 * ls);
        DoubleVector a8 = DoubleVector.fromArray(S, x, from + 8 * ls);
        DoubleVector a9 = DoubleVector.fromArray(S, x, from + 9 * ls);
        DoubleVector a10 = DoubleVector.fromArray(S, x, from + 10 * ls);
        DoubleVector a11 = DoubleVector.fromArray(S, x, from + 11 * ls);
        DoubleVector a12 = DoubleVector.fromArray(S, x, from + 12 * ls);
        DoubleVector a13 = DoubleVector.fromArray(S, x, from + 13 * ls);
        DoubleVector a14 = DoubleVector.fromArray(S, x, from + 14 * ls);
        DoubleVector a15 = DoubleVector.fromArray(S, x, from + 15 * ls);
        DoubleVector b0 = low.selectFrom(a0, a8);
        DoubleVector b1 = high.selectFrom(a0, a8);
        DoubleVector b2 = low.selectFrom(a1, a9);
        DoubleVector b3 = high.selectFrom(a1, a9);
        DoubleVector b4 = low.selectFrom(a2, a10);
        DoubleVector b5 = high.selectFrom(a2, a10);
        DoubleVector b6 = low.selectFrom(a3, a11);
        DoubleVector b7 = high.selectFrom(a3, a11);
        DoubleVector b8 = low.selectFrom(a4, a12);
        DoubleVector b9 = high.selectFrom(a4, a12);
        DoubleVector b10 = low.selectFrom(a5, a13);
        DoubleVector b11 = high.selectFrom(a5, a13);
        DoubleVector b12 = low.selectFrom(a6, a14);
        DoubleVector b13 = high.selectFrom(a6, a14);
        DoubleVector b14 = low.selectFrom(a7, a15);
        DoubleVector b15 = high.selectFrom(a7, a15);
        DoubleVector c0 = low.selectFrom(b0, b8);
        DoubleVector c1 = high.selectFrom(b0, b8);
        DoubleVector c2 = low.selectFrom(b1, b9);
        DoubleVector c3 = high.selectFrom(b1, b9);
        DoubleVector c4 = low.selectFrom(b2, b10);
        DoubleVector c5 = high.selectFrom(b2, b10);
        DoubleVector c6 = low.selectFrom(b3, b11);
        DoubleVector c7 = high.selectFrom(b3, b11);
        DoubleVector c8 = low.selectFrom(b4, b12);
        DoubleVector c9 = high.selectFrom(b4, b12);
        DoubleVector c10 = low.selectFrom(b5, b13);
        DoubleVector c11 = high.selectFrom(b5, b13);
        DoubleVector c12 = low.selectFrom(b6, b14);
        DoubleVector c13 = high.selectFrom(b6, b14);
        DoubleVector c14 = low.selectFrom(b7, b15);
        DoubleVector c15 = high.selectFrom(b7, b15);
        DoubleVector d0 = low.selectFrom(c0, c8);
        DoubleVector d1 = high.selectFrom(c0, c8);
        DoubleVector d2 = low.selectFrom(c1, c9);
        DoubleVector d3 = high.selectFrom(c1, c9);
        DoubleVector d4 = low.selectFrom(c2, c10);
        DoubleVector d5 = high.selectFrom(c2, c10);
        DoubleVector d6 = low.selectFrom(c3, c11);
        DoubleVector d7 = high.selectFrom(c3, c11);
        DoubleVector d8 = low.selectFrom(c4, c12);
        DoubleVector d9 = high.selectFrom(c4, c12);
        DoubleVector d10 = low.selectFrom(c5, c13);
        DoubleVector d11 = high.selectFrom(c5, c13);
        DoubleVector d12 = low.selectFrom(c6, c14);
        DoubleVector d13 = high.selectFrom(c6, c14);
        DoubleVector d14 = low.selectFrom(c7, c15);
        DoubleVector d15 = high.selectFrom(c7, c15);
        DoubleVector e0 = low.selectFrom(d0, d8);
        DoubleVector e1 = high.selectFrom(d0, d8);
        DoubleVector e2 = low.selectFrom(d1, d9);
        DoubleVector e3 = high.selectFrom(d1, d9);
        DoubleVector e4 = low.selectFrom(d2, d10);
        DoubleVector e5 = high.selectFrom(d2, d10);
        DoubleVector e6 = low.selectFrom(d3, d11);
        DoubleVector e7 = high.selectFrom(d3, d11);
        DoubleVector e8 = low.selectFrom(d4, d12);
        DoubleVector e9 = high.selectFrom(d4, d12);
        DoubleVector e10 = low.selectFrom(d5, d13);
        DoubleVector e11 = high.selectFrom(d5, d13);
        DoubleVector e12 = low.selectFrom(d6, d14);
        DoubleVector e13 = high.selectFrom(d6, d14);
        DoubleVector e14 = low.selectFrom(d7, d15);
        DoubleVector e15 = high.selectFrom(d7, d15);
        e0.intoArray(to, at);
        e1.intoArray(to, at + ts);
        e2.intoArray(to, at + 2 * ts);
        e3.intoArray(to, at + 3 * ts);
        e4.intoArray(to, at + 4 * ts);
        e5.intoArray(to, at + 5 * ts);
        e6.intoArray(to, at + 6 * ts);
        e7.intoArray(to, at + 7 * ts);
        e8.intoArray(to, at + 8 * ts);
        e9.intoArray(to, at + 9 * ts);
        e10.intoArray(to, at + 10 * ts);
        e11.intoArray(to, at + 11 * ts);
        e12.intoArray(to, at + 12 * ts);
        e13.intoArray(to, at + 13 * ts);
        e14.intoArray(to, at + 14 * ts);
        e15.intoArray(to, at + 15 * ts);
    }

    /** As {@link VectorDoubleGemm#exercise}. */
    static void exercise(int k, double[] x, double[] c) {
        if (k > 0) {
            DoubleScratch s = DoubleScratch.take();
            int rows = L + 1;
            MemorySegment to = s.panels(2 * NR * rows);
            packA(MR, rows, x, 0, rows, 1, c, 0, MR);
            packA(MR, rows, x, 0, 1, MR, c, 0, MR);
            packB(NR + 5, rows, x, 0, 1, rows, to, s);
            packB(NR + 5, rows, x, 0, NR + 5, 1, to, s);
            transpose(L, L + 1, x, 0, L, c, 0, L + 1);
            s.give();
        } else {
            transpose(x, 0, 0, c, 0, 0);
            zip8(x, 0, 0, c, 0, 0);
        }
    }
}
