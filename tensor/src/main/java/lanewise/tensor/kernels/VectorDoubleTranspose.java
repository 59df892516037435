// Generated from VectorFloatTranspose.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes blocks of {@code double} matrices, as many rows as a vector has lanes, straight into panels of B.
 *
 * <p>It is done by zipping: interleaving the first half of a set of vectors with the second half moves the top bit of
 * "row, column" to the bottom, so after log2(rows) rounds the columns have become the rows. Two constant shuffles serve
 * all rounds and widths.
 */
final class VectorDoubleTranspose {
    private static final VectorSpecies<Double> S = VectorDoubleGemm.SPECIES;
    private static final int L = S.length();
    private static final int NR = VectorDoubleGemm.NR;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /** Bytes from row to row of a panel. */
    private static final long STEP = (long) NR * Double.BYTES;
    /** Lane i comes from lane i/2 of the first vector if i is even, of the second if odd. */
    static final double[] LOW = places(0);
    /** The same for the upper halves. */
    static final double[] HIGH = places(L / 2);

    private VectorDoubleTranspose() {}

    private static double[] places(int from) {
        double[] places = new double[L];
        for (int i = 0; i < L; i++) {
            places[i] = from + i / 2 + i % 2 * L;
        }
        return places;
    }

    /**
     * Columns of B that are contiguous become rows of the panel that begins at byte {@code at}: element
     * {@code x[from + j·ls + p]} comes to place j of row p, j below n, p below k, which is as large as a vector at
     * least. What then stands in places from n on is never used.
     */
    static void pack(int n, int k, double[] x, int from, int ls, MemorySegment to, long at, DoubleScratch s) {
        for (int j = 0; j < n; j += L) {
            double[] y = x;
            int first = from + j * ls;
            int step = ls;
            if (n - j < L) { // from a copy, with room for as many columns as a vector has lanes
                y = s.b(L * k);
                for (int i = 0; i < n - j; i++) {
                    System.arraycopy(x, first + i * ls, y, i * k, k);
                }
                first = 0;
                step = k;
            }
            for (int p = 0; p < k; p += L) {
                int row = Math.min(p, k - L); // the last block does some rows again
                block(y, first + row, step, to, at + row * STEP + (long) j * Double.BYTES);
            }
        }
    }

    /** {@code to[at + i·ld + j] = x[from + j·ldx + i]} for i below m and j below n. */
    static void transpose(int m, int n, double[] x, int from, int ldx, double[] to, int at, int ld) {
        int wm = m - m % L;
        int wn = n - n % L;
        DoubleScratch s = DoubleScratch.take();
        MemorySegment panel = s.panels(L * NR);
        for (int i = 0; i < wm; i += L) {
            for (int j = 0; j < wn; j += L) {
                block(x, from + j * ldx + i, ldx, panel, 0);
                for (int r = 0; r < L; r++) {
                    DoubleVector.fromMemorySegment(S, panel, r * STEP, ORDER).intoArray(to, at + (i + r) * ld + j);
                }
            }
        }
        s.give();
        if (wm < m) {
            ScalarDoubleGemm.transpose(m - wm, n, x, from + wm, ldx, to, at + wm * ld, ld);
        }
        if (wn < n) {
            ScalarDoubleGemm.transpose(wm, n - wn, x, from + wn * ldx, ldx, to, at + wn, ld);
        }
    }

    /** L rows of L elements, {@code ls} apart, become columns. */
    private static void block(double[] x, int from, int ls, MemorySegment to, long at) {
        switch (L) {
            case 16 -> zip16(x, from, ls, to, at);
            case 8 -> zip8(x, from, ls, to, at);
            case 4 -> zip4(x, from, ls, to, at);
            default -> zip2(x, from, ls, to, at);
        }
    }

    /** Interleaves 2 rows of L elements: element (r, p) comes to place 2p + r of 2 vectors one below the other. */
    private static void zip2(double[] x, int from, int ls, MemorySegment to, long at) {
        if (ls == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector low = DoubleVector.fromArray(S, LOW, 0);
        DoubleVector high = DoubleVector.fromArray(S, HIGH, 0);
        DoubleVector a0 = DoubleVector.fromArray(S, x, from);
        DoubleVector a1 = DoubleVector.fromArray(S, x, from + ls);
        DoubleVector b0 = low.selectFrom(a0, a1);
        DoubleVector b1 = high.selectFrom(a0, a1);
        b0.intoMemorySegment(to, at, ORDER);
        b1.intoMemorySegment(to, at + STEP, ORDER);
    }

    /** Interleaves 4 rows of L elements: element (r, p) comes to place 4p + r of 4 vectors one below the other. */
    private static void zip4(double[] x, int from, int ls, MemorySegment to, long at) {
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
        c0.intoMemorySegment(to, at, ORDER);
        c1.intoMemorySegment(to, at + STEP, ORDER);
        c2.intoMemorySegment(to, at + 2 * STEP, ORDER);
        c3.intoMemorySegment(to, at + 3 * STEP, ORDER);
    }

    /** Interleaves 8 rows of L elements: element (r, p) comes to place 8p + r of 8 vectors one below the other. */
    private static void zip8(double[] x, int from, int ls, MemorySegment to, long at) {
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
        d0.intoMemorySegment(to, at, ORDER);
        d1.intoMemorySegment(to, at + STEP, ORDER);
        d2.intoMemorySegment(to, at + 2 * STEP, ORDER);
        d3.intoMemorySegment(to, at + 3 * STEP, ORDER);
        d4.intoMemorySegment(to, at + 4 * STEP, ORDER);
        d5.intoMemorySegment(to, at + 5 * STEP, ORDER);
        d6.intoMemorySegment(to, at + 6 * STEP, ORDER);
        d7.intoMemorySegment(to, at + 7 * STEP, ORDER);
    }

    /** Interleaves 16 rows of L elements: element (r, p) comes to place 16p + r of 16 vectors one below the other. */
    private static void zip16(double[] x, int from, int ls, MemorySegment to, long at) {
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
        e0.intoMemorySegment(to, at, ORDER);
        e1.intoMemorySegment(to, at + STEP, ORDER);
        e2.intoMemorySegment(to, at + 2 * STEP, ORDER);
        e3.intoMemorySegment(to, at + 3 * STEP, ORDER);
        e4.intoMemorySegment(to, at + 4 * STEP, ORDER);
        e5.intoMemorySegment(to, at + 5 * STEP, ORDER);
        e6.intoMemorySegment(to, at + 6 * STEP, ORDER);
        e7.intoMemorySegment(to, at + 7 * STEP, ORDER);
        e8.intoMemorySegment(to, at + 8 * STEP, ORDER);
        e9.intoMemorySegment(to, at + 9 * STEP, ORDER);
        e10.intoMemorySegment(to, at + 10 * STEP, ORDER);
        e11.intoMemorySegment(to, at + 11 * STEP, ORDER);
        e12.intoMemorySegment(to, at + 12 * STEP, ORDER);
        e13.intoMemorySegment(to, at + 13 * STEP, ORDER);
        e14.intoMemorySegment(to, at + 14 * STEP, ORDER);
        e15.intoMemorySegment(to, at + 15 * STEP, ORDER);
    }

    /** As {@link VectorDoubleGemm#exercise}. */
    static void exercise(int k, double[] x, double[] c) {
        if (k > 0) {
            transpose(L, L + 1, x, 0, L, c, 0, L + 1);
        } else {
            block(x, 0, 0, MemorySegment.NULL, 0);
        }
    }
}
