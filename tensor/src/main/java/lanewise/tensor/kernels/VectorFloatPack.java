package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies blocks of {@code float} matrices into the panels that the product's innermost loops read from end to end.
 *
 * <p>Where the matrix runs the other way than the panel, the copy is a transpose. It is done by zipping: interleaving
 * the first half of a set of vectors with the second half moves the top bit of "row, column" to the bottom, so after
 * log2(rows) rounds the columns have become the rows. Two constant shuffles serve all rounds and widths.
 */
final class VectorFloatPack {
    private static final VectorSpecies<Float> S = VectorFloatGemm.SPECIES;
    private static final int L = S.length();
    private static final int MR = VectorFloatGemm.MR;
    private static final int NR = VectorFloatGemm.NR;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long STEP = (long) NR * Float.BYTES;
    private static final long NEXT = (long) L * Float.BYTES;
    /** Lane i comes from lane i/2 of the first vector if i is even, of the second if odd. */
    static final float[] LOW = places(0);
    /** The same for the upper halves. */
    static final float[] HIGH = places(L / 2);

    private VectorFloatPack() {}

    private static float[] places(int from) {
        float[] places = new float[L];
        for (int i = 0; i < L; i++) {
            places[i] = from + i / 2 + i % 2 * L;
        }
        return places;
    }

    /**
     * Packs rows {@code 0 … m} of A into panels of {@link VectorFloatGemm#MR} rows, one after the other, element
     * (r, p) of a panel at {@code p·MR + r}; missing rows of the last panel become zeros.
     *
     * @param low how many rows a last panel has that needs no more: less than MR, or MR for all panels alike
     */
    static void packA(int m, int k, float[] a, int ao, int ars, int acs, float[] to, int at, int low) {
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
     * Packs columns {@code 0 … n} of B into panels of {@link VectorFloatGemm#NR} columns, one after the other, element
     * (p, j) of a panel at {@code p·NR + j}; missing columns of the last panel become zeros.
     */
    static void packB(int n, int k, float[] b, int bo, int brs, int bcs, MemorySegment to, FloatScratch s) {
        long at = 0;
        for (int j = 0; j < n; j += NR) {
            int from = bo + j * bcs;
            if (bcs == 1) {
                // Of an edge, too, whole vectors: what stands in the columns that C does not have is never used.
                int whole = n - j >= NR ? k : rowsWithin(b.length - NR - from, k, brs);
                copyRows(whole, b, from, brs, to, at);
                if (whole < k) {
                    float[] t = s.b(NR * k);
                    copy(n - j, k - whole, b, from + whole * brs, 1, brs, t, 0, NR);
                    MemorySegment.copy(MemorySegment.ofArray(t), 0, to, at + whole * STEP, (k - whole) * STEP);
                }
            } else {
                float[] t = s.b((NR + L) * k);
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
    private static void copyRows(int k, float[] b, int from, int brs, MemorySegment to, long at) {
        for (int p = 0; p < k; p++) {
            long row = at + p * STEP;
            FloatVector.fromArray(S, b, from + p * brs).intoMemorySegment(to, row, ORDER);
            FloatVector.fromArray(S, b, from + p * brs + L).intoMemorySegment(to, row + NEXT, ORDER);
        }
    }

    /** How many of k rows, {@code step} apart, begin at {@code last} at the latest. */
    private static int rowsWithin(int last, int k, int step) {
        return last < 0 ? 0 : step == 0 ? k : Math.min(k, last / step + 1);
    }

    /** A panel of A with fewer rows than its height; zeros stand for the missing ones. */
    private static void packEdge(
            int rows, int height, int k, float[] a, int from, int ars, int acs, float[] to, int at) {
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
    private static void packTransposed(int n, int k, float[] b, int from, int bcs, float[] to) {
        int whole = k - k % L;
        for (int j = 0; j < n; j += L) {
            float[] x = b;
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
    private static void copy(int lines, int k, float[] x, int from, int ls, int ps, float[] to, int at, int width) {
        for (int p = 0; p < k; p++) {
            int f = from + p * ps;
            int t = at + p * width;
            for (int l = 0; l < lines; l++) {
                to[t + l] = x[f + l * ls];
            }
        }
    }

    /** A panel of A whose columns are contiguous: MR elements of every column, moved as part of a vector. */
    private static void copyNarrow(int k, float[] a, int from, int acs, float[] to, int at) {
        int p = 0;
        // Each store writes a whole vector and the next overwrites what was too much; so the last ones go singly.
        int last = Math.min(k - (L + MR - 1) / MR, Math.floorDiv(a.length - L - from, Math.max(acs, 1)));
        for (; p <= last; p++) {
            FloatVector.fromArray(S, a, from + p * acs).intoArray(to, at + p * MR);
        }
        copy(MR, k - p, a, from + p * acs, 1, acs, to, at + p * MR, MR);
    }

    /** {@code to[at + i·ld + j] = x[from + j·ldx + i]} for i below m and j below n. */
    static void transpose(int m, int n, float[] x, int from, int ldx, float[] to, int at, int ld) {
        int wm = m - m % L;
        int wn = n - n % L;
        for (int i = 0; i < wm; i += L) {
            for (int j = 0; j < wn; j += L) {
                transpose(x, from + j * ldx + i, ldx, to, at + i * ld + j, ld);
            }
        }
        if (wm < m) {
            ScalarFloatGemm.transpose(m - wm, n, x, from + wm, ldx, to, at + wm * ld, ld);
        }
        if (wn < n) {
            ScalarFloatGemm.transpose(wm, n - wn, x, from + wn * ldx, ldx, to, at + wn, ld);
        }
    }

    /** Transposes L rows of L elements, {@code ls} apart, to rows {@code ts} apart. */
    private static void transpose(float[] x, int from, int ls, float[] to, int at, int ts) {
        switch (L) {
            case 16 -> zip16(x, from, ls, to, at, ts);
            case 8 -> zip8(x, from, ls, to, at, ts);
            case 4 -> zip4(x, from, ls, to, at, ts);
            default -> zip2(x, from, ls, to, at, ts);
        }
    }

    /** Interleaves 2 rows of L elements: element (r, p) comes to place 2p + r of 2 vectors {@code ts} apart. */
    private static void zip2(float[] x, int from, int ls, float[] to, int at, int ts) {
        if (ls == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector low = FloatVector.fromArray(S, LOW, 0);
        FloatVector high = FloatVector.fromArray(S, HIGH, 0);
        FloatVector a0 = FloatVector.fromArray(S, x, from);
        FloatVector a1 = FloatVector.fromArray(S, x, from + ls);
        FloatVector b0 = low.selectFrom(a0, a1);
        FloatVector b1 = high.selectFrom(a0, a1);
        b0.intoArray(to, at);
        b1.intoArray(to, at + ts);
    }

    /** Interleaves 4 rows of L elements: element (r, p) comes to place 4p + r of 4 vectors {@code ts} apart. */
    private static void zip4(float[] x, int from, int ls, float[] to, int at, int ts) {
        if (ls == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector low = FloatVector.fromArray(S, LOW, 0);
        FloatVector high = FloatVector.fromArray(S, HIGH, 0);
        FloatVector a0 = FloatVector.fromArray(S, x, from);
        FloatVector a1 = FloatVector.fromArray(S, x, from + ls);
        FloatVector a2 = FloatVector.fromArray(S, x, from + 2 * ls);
        FloatVector a3 = FloatVector.fromArray(S, x, from + 3 * ls);
        FloatVector b0 = low.selectFrom(a0, a2);
        FloatVector b1 = high.selectFrom(a0, a2);
        FloatVector b2 = low.selectFrom(a1, a3);
        FloatVector b3 = high.selectFrom(a1, a3);
        FloatVector c0 = low.selectFrom(b0, b2);
        FloatVector c1 = high.selectFrom(b0, b2);
        FloatVector c2 = low.selectFrom(b1, b3);
        FloatVector c3 = high.selectFrom(b1, b3);
        c0.intoArray(to, at);
        c1.intoArray(to, at + ts);
        c2.intoArray(to, at + 2 * ts);
        c3.intoArray(to, at + 3 * ts);
    }

    /** Interleaves 8 rows of L elements: element (r, p) comes to place 8p + r of 8 vectors {@code ts} apart. */
    static void zip8(float[] x, int from, int ls, float[] to, int at, int ts) {
        if (ls == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector low = FloatVector.fromArray(S, LOW, 0);
        FloatVector high = FloatVector.fromArray(S, HIGH, 0);
        FloatVector a0 = FloatVector.fromArray(S, x, from);
        FloatVector a1 = FloatVector.fromArray(S, x, from + ls);
        FloatVector a2 = FloatVector.fromArray(S, x, from + 2 * ls);
        FloatVector a3 = FloatVector.fromArray(S, x, from + 3 * ls);
        FloatVector a4 = FloatVector.fromArray(S, x, from + 4 * ls);
        FloatVector a5 = FloatVector.fromArray(S, x, from + 5 * ls);
        FloatVector a6 = FloatVector.fromArray(S, x, from + 6 * ls);
        FloatVector a7 = FloatVector.fromArray(S, x, from + 7 * ls);
        FloatVector b0 = low.selectFrom(a0, a4);
        FloatVector b1 = high.selectFrom(a0, a4);
        FloatVector b2 = low.selectFrom(a1, a5);
        FloatVector b3 = high.selectFrom(a1, a5);
        FloatVector b4 = low.selectFrom(a2, a6);
        FloatVector b5 = high.selectFrom(a2, a6);
        FloatVector b6 = low.selectFrom(a3, a7);
        FloatVector b7 = high.selectFrom(a3, a7);
        FloatVector c0 = low.selectFrom(b0, b4);
        FloatVector c1 = high.selectFrom(b0, b4);
        FloatVector c2 = low.selectFrom(b1, b5);
        FloatVector c3 = high.selectFrom(b1, b5);
        FloatVector c4 = low.selectFrom(b2, b6);
        FloatVector c5 = high.selectFrom(b2, b6);
        FloatVector c6 = low.selectFrom(b3, b7);
        FloatVector c7 = high.selectFrom(b3, b7);
        FloatVector d0 = low.selectFrom(c0, c4);
        FloatVector d1 = high.selectFrom(c0, c4);
        FloatVector d2 = low.selectFrom(c1, c5);
        FloatVector d3 = high.selectFrom(c1, c5);
        FloatVector d4 = low.selectFrom(c2, c6);
        FloatVector d5 = high.selectFrom(c2, c6);
        FloatVector d6 = low.selectFrom(c3, c7);
        FloatVector d7 = high.selectFrom(c3, c7);
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
    private static void zip16(float[] x, int from, int ls, float[] to, int at, int ts) {
        if (ls == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector low = FloatVector.fromArray(S, LOW, 0);
        FloatVector high = FloatVector.fromArray(S, HIGH, 0);
        FloatVector a0 = FloatVector.fromArray(S, x, from);
        FloatVector a1 = FloatVector.fromArray(S, x, from + ls);
        FloatVector a2 = FloatVector.fromArray(S, x, from + 2 * ls);
        FloatVector a3 = FloatVector.fromArray(S, x, from + 3 * ls);
        FloatVector a4 = FloatVector.fromArray(S, x, from + 4 * ls);
        FloatVector a5 = FloatVector.fromArray(S, x, from + 5 * ls);
        FloatVector a6 = FloatVector.fromArray(S, x, from + 6 * ls);
        FloatVector a7 = FloatVector.fromArray(S, x, from + 7 * ls);
        FloatVector a8 = FloatVector.fromArray(S, x, from + 8 * ls);
        FloatVector a9 = FloatVector.fromArray(S, x, from + 9 * ls);
        FloatVector a10 = FloatVector.fromArray(S, x, from + 10 * ls);
        FloatVector a11 = FloatVector.fromArray(S, x, from + 11 * ls);
        FloatVector a12 = FloatVector.fromArray(S, x, from + 12 * ls);
        FloatVector a13 = FloatVector.fromArray(S, x, from + 13 * ls);
        FloatVector a14 = FloatVector.fromArray(S, x, from + 14 * ls);
        FloatVector a15 = FloatVector.fromArray(S, x, from + 15 * ls);
        FloatVector b0 = low.selectFrom(a0, a8);
        FloatVector b1 = high.selectFrom(a0, a8);
        FloatVector b2 = low.selectFrom(a1, a9);
        FloatVector b3 = high.selectFrom(a1, a9);
        FloatVector b4 = low.selectFrom(a2, a10);
        FloatVector b5 = high.selectFrom(a2, a10);
        FloatVector b6 = low.selectFrom(a3, a11);
        FloatVector b7 = high.selectFrom(a3, a11);
        FloatVector b8 = low.selectFrom(a4, a12);
        FloatVector b9 = high.selectFrom(a4, a12);
        FloatVector b10 = low.selectFrom(a5, a13);
        FloatVector b11 = high.selectFrom(a5, a13);
        FloatVector b12 = low.selectFrom(a6, a14);
        FloatVector b13 = high.selectFrom(a6, a14);
        FloatVector b14 = low.selectFrom(a7, a15);
        FloatVector b15 = high.selectFrom(a7, a15);
        FloatVector c0 = low.selectFrom(b0, b8);
        FloatVector c1 = high.selectFrom(b0, b8);
        FloatVector c2 = low.selectFrom(b1, b9);
        FloatVector c3 = high.selectFrom(b1, b9);
        FloatVector c4 = low.selectFrom(b2, b10);
        FloatVector c5 = high.selectFrom(b2, b10);
        FloatVector c6 = low.selectFrom(b3, b11);
        FloatVector c7 = high.selectFrom(b3, b11);
        FloatVector c8 = low.selectFrom(b4, b12);
        FloatVector c9 = high.selectFrom(b4, b12);
        FloatVector c10 = low.selectFrom(b5, b13);
        FloatVector c11 = high.selectFrom(b5, b13);
        FloatVector c12 = low.selectFrom(b6, b14);
        FloatVector c13 = high.selectFrom(b6, b14);
        FloatVector c14 = low.selectFrom(b7, b15);
        FloatVector c15 = high.selectFrom(b7, b15);
        FloatVector d0 = low.selectFrom(c0, c8);
        FloatVector d1 = high.selectFrom(c0, c8);
        FloatVector d2 = low.selectFrom(c1, c9);
        FloatVector d3 = high.selectFrom(c1, c9);
        FloatVector d4 = low.selectFrom(c2, c10);
        FloatVector d5 = high.selectFrom(c2, c10);
        FloatVector d6 = low.selectFrom(c3, c11);
        FloatVector d7 = high.selectFrom(c3, c11);
        FloatVector d8 = low.selectFrom(c4, c12);
        FloatVector d9 = high.selectFrom(c4, c12);
        FloatVector d10 = low.selectFrom(c5, c13);
        FloatVector d11 = high.selectFrom(c5, c13);
        FloatVector d12 = low.selectFrom(c6, c14);
        FloatVector d13 = high.selectFrom(c6, c14);
        FloatVector d14 = low.selectFrom(c7, c15);
        FloatVector d15 = high.selectFrom(c7, c15);
        FloatVector e0 = low.selectFrom(d0, d8);
        FloatVector e1 = high.selectFrom(d0, d8);
        FloatVector e2 = low.selectFrom(d1, d9);
        FloatVector e3 = high.selectFrom(d1, d9);
        FloatVector e4 = low.selectFrom(d2, d10);
        FloatVector e5 = high.selectFrom(d2, d10);
        FloatVector e6 = low.selectFrom(d3, d11);
        FloatVector e7 = high.selectFrom(d3, d11);
        FloatVector e8 = low.selectFrom(d4, d12);
        FloatVector e9 = high.selectFrom(d4, d12);
        FloatVector e10 = low.selectFrom(d5, d13);
        FloatVector e11 = high.selectFrom(d5, d13);
        FloatVector e12 = low.selectFrom(d6, d14);
        FloatVector e13 = high.selectFrom(d6, d14);
        FloatVector e14 = low.selectFrom(d7, d15);
        FloatVector e15 = high.selectFrom(d7, d15);
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

    /** As {@link VectorFloatGemm#exercise}. */
    static void exercise(int k, float[] x, float[] c) {
        if (k > 0) {
            FloatScratch s = FloatScratch.take();
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
