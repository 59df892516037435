package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes blocks of {@code float} matrices, as many rows as a vector has lanes, straight into panels of B.
 *
 * <p>It is done by zipping: interleaving the first half of a set of vectors with the second half moves the top bit of
 * "row, column" to the bottom, so after log2(rows) rounds the columns have become the rows. Two constant shuffles serve
 * all rounds and widths.
 */
final class VectorFloatTranspose {
    private static final VectorSpecies<Float> S = VectorFloatGemm.SPECIES;
    private static final int L = S.length();
    private static final int NR = VectorFloatGemm.NR;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /** Bytes from row to row of a panel. */
    private static final long STEP = (long) NR * Float.BYTES;
    /** Lane i comes from lane i/2 of the first vector if i is even, of the second if odd. */
    static final float[] LOW = places(0);
    /** The same for the upper halves. */
    static final float[] HIGH = places(L / 2);

    private VectorFloatTranspose() {}

    private static float[] places(int from) {
        float[] places = new float[L];
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
    static void pack(int n, int k, float[] x, int from, int ls, MemorySegment to, long at, FloatScratch s) {
        for (int j = 0; j < n; j += L) {
            float[] y = x;
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
                block(y, first + row, step, to, at + row * STEP + (long) j * Float.BYTES);
            }
        }
    }

    /** {@code to[at + i·ld + j] = x[from + j·ldx + i]} for i below m and j below n. */
    static void transpose(int m, int n, float[] x, int from, int ldx, float[] to, int at, int ld) {
        int wm = m - m % L;
        int wn = n - n % L;
        FloatScratch s = FloatScratch.take();
        MemorySegment panel = s.panels(L * NR);
        for (int i = 0; i < wm; i += L) {
            for (int j = 0; j < wn; j += L) {
                block(x, from + j * ldx + i, ldx, panel, 0);
                for (int r = 0; r < L; r++) {
                    FloatVector.fromMemorySegment(S, panel, r * STEP, ORDER).intoArray(to, at + (i + r) * ld + j);
                }
            }
        }
        s.give();
        if (wm < m) {
            ScalarFloatGemm.transpose(m - wm, n, x, from + wm, ldx, to, at + wm * ld, ld);
        }
        if (wn < n) {
            ScalarFloatGemm.transpose(wm, n - wn, x, from + wn * ldx, ldx, to, at + wn, ld);
        }
    }

    /** L rows of L elements, {@code ls} apart, become columns. */
    private static void block(float[] x, int from, int ls, MemorySegment to, long at) {
        switch (L) {
            case 16 -> zip16(x, from, ls, to, at);
            case 8 -> zip8(x, from, ls, to, at);
            case 4 -> zip4(x, from, ls, to, at);
            default -> zip2(x, from, ls, to, at);
        }
    }

    /** Interleaves 2 rows of L elements: element (r, p) comes to place 2p + r of 2 vectors one below the other. */
    private static void zip2(float[] x, int from, int ls, MemorySegment to, long at) {
        if (ls == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector low = FloatVector.fromArray(S, LOW, 0);
        FloatVector high = FloatVector.fromArray(S, HIGH, 0);
        FloatVector a0 = FloatVector.fromArray(S, x, from);
        FloatVector a1 = FloatVector.fromArray(S, x, from + ls);
        FloatVector b0 = low.selectFrom(a0, a1);
        FloatVector b1 = high.selectFrom(a0, a1);
        b0.intoMemorySegment(to, at, ORDER);
        b1.intoMemorySegment(to, at + STEP, ORDER);
    }

    /** Interleaves 4 rows of L elements: element (r, p) comes to place 4p + r of 4 vectors one below the other. */
    private static void zip4(float[] x, int from, int ls, MemorySegment to, long at) {
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
        c0.intoMemorySegment(to, at, ORDER);
        c1.intoMemorySegment(to, at + STEP, ORDER);
        c2.intoMemorySegment(to, at + 2 * STEP, ORDER);
        c3.intoMemorySegment(to, at + 3 * STEP, ORDER);
    }

    /** Interleaves 8 rows of L elements: element (r, p) comes to place 8p + r of 8 vectors one below the other. */
    private static void zip8(float[] x, int from, int ls, MemorySegment to, long at) {
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
    private static void zip16(float[] x, int from, int ls, MemorySegment to, long at) {
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

    /** As {@link VectorFloatGemm#exercise}. */
    static void exercise(int k, float[] x, float[] c) {
        if (k > 0) {
            transpose(L, L + 1, x, 0, L, c, 0, L + 1);
        } else {
            block(x, 0, 0, MemorySegment.NULL, 0);
        }
    }
}
