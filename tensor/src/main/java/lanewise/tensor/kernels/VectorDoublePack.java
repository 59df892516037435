// Generated from VectorFloatPack.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies blocks of {@code double} matrices into the panels that the product's innermost loops read from end to end.
 *
 * <p>Where the matrix runs the other way than the panel, the copy is a transpose: see {@link VectorDoubleTranspose}.
 */
final class VectorDoublePack {
    private static final VectorSpecies<Double> S = VectorDoubleGemm.SPECIES;
    private static final int L = S.length();
    private static final int MR = VectorDoubleGemm.MR;
    private static final int NR = VectorDoubleGemm.NR;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long STEP = (long) NR * Double.BYTES;
    private static final long NEXT = (long) L * Double.BYTES;

    private VectorDoublePack() {}

    /**
     * Packs rows {@code 0 … m} of A into panels of {@link VectorDoubleGemm#MR} rows, one after the other, element
     * (r, p) of a panel at {@code p·MR + r}; missing rows of the last panel become zeros.
     *
     * @param low how many rows a last panel has that needs no more: less than MR, or MR for all panels alike
     */
    static void packA(int m, int k, double[] a, int ao, int ars, int acs, double[] to, int at, int low) {
        int end = at + (m + MR - 1) / MR * MR * k;
        int[] rows = new int[acs == 1 && m >= MR ? MR : 0];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = r * ars;
        }
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
                    zip(rows, 0, from + p, a, to, at + p * MR);
                }
                copy(MR, k - zipped, a, from + zipped, ars, 1, to, at + zipped * MR, MR);
            } else if (ars == 1 && L >= MR) {
                copyNarrow(MR, k, a, from, acs, to, at);
            } else {
                copy(MR, k, a, from, ars, acs, to, at, MR);
            }
            at += MR * k;
        }
    }

    /**
     * Packs columns {@code 0 … n} of B into panels of {@link VectorDoubleGemm#NR} columns, one after the other, element
     * (p, j) of a panel at {@code p·NR + j}; what stands in missing columns of the last panel is never used.
     */
    static void packB(int n, int k, double[] b, int bo, int brs, int bcs, MemorySegment to, DoubleScratch s) {
        long at = 0;
        int panels = bcs == 1 ? Math.max(n / NR, 1) : 1;
        for (int j = 0; j < n; j += panels * NR, at += panels * k * STEP, panels = 1) {
            int from = bo + j * bcs;
            if (bcs == 1) {
                // Of an edge, too, whole vectors: what stands in the columns that C does not have is never used.
                int whole = n - j >= NR ? k : rowsWithin(b.length - NR - from, k, brs);
                if (panels > 1) {
                    copyRows(k, panels, k * STEP, b, from, brs, to, at);
                } else {
                    copyRows(whole, b, from, brs, to, at);
                }
                if (whole < k) {
                    double[] t = s.b(NR * k);
                    copy(n - j, k - whole, b, from + whole * brs, 1, brs, t, 0, NR);
                    MemorySegment.copy(MemorySegment.ofArray(t), 0, to, at + whole * STEP, (k - whole) * STEP);
                }
            } else if (brs == 1 && k >= L) {
                VectorDoubleTranspose.pack(Math.min(n - j, NR), k, b, from, bcs, to, at, s);
            } else {
                double[] t = s.b(NR * k);
                copy(Math.min(n - j, NR), k, b, from, bcs, brs, t, 0, NR);
                MemorySegment.copy(MemorySegment.ofArray(t), 0, to, at, k * STEP);
            }
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

    /** The same of several panels, so many bytes apart: row by row through all of them, as memory is read fastest. */
    private static void copyRows(
            int k, int panels, long apart, double[] b, int from, int brs, MemorySegment to, long at) {
        for (int p = 0; p < k; p++) {
            long row = at + p * STEP;
            int x = from + p * brs;
            for (int q = 0; q < panels; q++, x += NR, row += apart) {
                DoubleVector.fromArray(S, b, x).intoMemorySegment(to, row, ORDER);
                DoubleVector.fromArray(S, b, x + L).intoMemorySegment(to, row + NEXT, ORDER);
            }
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

    /** Packs A of so many rows into one panel of that height. */
    static void packTall(int height, int k, double[] a, int ao, int ars, int acs, double[] to) {
        if (ars == 1 && L >= height) {
            copyNarrow(height, k, a, ao, acs, to, 0);
        } else {
            copy(height, k, a, ao, ars, acs, to, 0, height);
        }
    }

    /** A panel of A whose columns are contiguous: the rows of every column, no more than L, moved as a vector. */
    private static void copyNarrow(int height, int k, double[] a, int from, int acs, double[] to, int at) {
        int p = 0;
        // Each store writes a whole vector and the next overwrites what was too much; so the last ones go singly.
        int last = Math.min(k - (L + height - 1) / height, Math.floorDiv(a.length - L - from, Math.max(acs, 1)));
        for (; p <= last; p++) {
            DoubleVector.fromArray(S, a, from + p * acs).intoArray(to, at + p * height);
        }
        copy(height, k - p, a, from + p * acs, 1, acs, to, at + p * height, height);
    }

    /**
     * Packs L elements of each of MR rows, row r from {@code x[rows[first + r] + shift]} on: element (r, p) comes to
     * {@code to[at + p·MR + r]}.
     */
    static void zip(int[] rows, int first, int shift, double[] x, double[] to, int at) {
        if (MR == 8) {
            zip8(rows, first, shift, x, to, at);
        } else {
            zip4(rows, first, shift, x, to, at);
        }
    }

    /** The same for four rows. */
    private static void zip4(int[] rows, int first, int shift, double[] x, double[] to, int at) {
        if (rows.length == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector low = DoubleVector.fromArray(S, VectorDoubleTranspose.LOW, 0);
        DoubleVector high = DoubleVector.fromArray(S, VectorDoubleTranspose.HIGH, 0);
        DoubleVector a0 = DoubleVector.fromArray(S, x, rows[first] + shift);
        DoubleVector a1 = DoubleVector.fromArray(S, x, rows[first + 1] + shift);
        DoubleVector a2 = DoubleVector.fromArray(S, x, rows[first + 2] + shift);
        DoubleVector a3 = DoubleVector.fromArray(S, x, rows[first + 3] + shift);
        DoubleVector b0 = low.selectFrom(a0, a2);
        DoubleVector b1 = high.selectFrom(a0, a2);
        DoubleVector b2 = low.selectFrom(a1, a3);
        DoubleVector b3 = high.selectFrom(a1, a3);
        DoubleVector c0 = low.selectFrom(b0, b2);
        DoubleVector c1 = high.selectFrom(b0, b2);
        DoubleVector c2 = low.selectFrom(b1, b3);
        DoubleVector c3 = high.selectFrom(b1, b3);
        c0.intoArray(to, at);
        c1.intoArray(to, at + L);
        c2.intoArray(to, at + 2 * L);
        c3.intoArray(to, at + 3 * L);
    }

    /** The same for eight rows. */
    static void zip8(int[] rows, int first, int shift, double[] x, double[] to, int at) {
        if (rows.length == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector low = DoubleVector.fromArray(S, VectorDoubleTranspose.LOW, 0);
        DoubleVector high = DoubleVector.fromArray(S, VectorDoubleTranspose.HIGH, 0);
        DoubleVector a0 = DoubleVector.fromArray(S, x, rows[first] + shift);
        DoubleVector a1 = DoubleVector.fromArray(S, x, rows[first + 1] + shift);
        DoubleVector a2 = DoubleVector.fromArray(S, x, rows[first + 2] + shift);
        DoubleVector a3 = DoubleVector.fromArray(S, x, rows[first + 3] + shift);
        DoubleVector a4 = DoubleVector.fromArray(S, x, rows[first + 4] + shift);
        DoubleVector a5 = DoubleVector.fromArray(S, x, rows[first + 5] + shift);
        DoubleVector a6 = DoubleVector.fromArray(S, x, rows[first + 6] + shift);
        DoubleVector a7 = DoubleVector.fromArray(S, x, rows[first + 7] + shift);
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
        d1.intoArray(to, at + L);
        d2.intoArray(to, at + 2 * L);
        d3.intoArray(to, at + 3 * L);
        d4.intoArray(to, at + 4 * L);
        d5.intoArray(to, at + 5 * L);
        d6.intoArray(to, at + 6 * L);
        d7.intoArray(to, at + 7 * L);
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
            packB(2 * NR, rows, x, 0, 2 * NR, 1, to, s);
            s.give();
        } else {
            zip8(new int[0], 0, 0, x, c, 0);
        }
    }
}
