// Generated from VectorFloatTiles4.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the {@code double} matrix product, 4 rows by two vectors (or one) of C at a time.
 *
 * <p>Eight accumulators, two vectors of B and a broadcast element of A fill 11 of the 16 registers of SSE and AVX2;
 * with more of them C2 spills.
 * Written out because vectors kept in anything but local variables end up boxed; each accumulator has its own zero
 * for the same reason. All methods compute, for one block of k, {@code C = A·B} or {@code C += A·B} ({@code add}):
 * the block's sum runs upwards from zero by fused multiply-adds and is added to C once.
 */
final class VectorDoubleTiles4 {
    private static final VectorSpecies<Double> S = VectorDoubleGemm.SPECIES;
    private static final int L = S.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /** Bytes from row to row of a panel of B. */
    private static final long STEP = 2L * L * Double.BYTES;

    private static final long NEXT = (long) L * Double.BYTES;

    private VectorDoubleTiles4() {}

    /**
     * A and B packed in panels: element (r, p) of A at {@code ao + p·4 + r}, row p of B {@code p·STEP} bytes after
     * {@code bo}.
     */
    static void packed(int k, double[] a, int ao, MemorySegment b, long bo, boolean add, double[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c01 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c11 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c21 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c31 = DoubleVector.zero(S);
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            DoubleVector b0 = DoubleVector.fromMemorySegment(S, b, at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(S, b, at + NEXT, ORDER);
            DoubleVector a0 = DoubleVector.broadcast(S, a[ao + p * 4]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(S, a[ao + p * 4 + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(S, a[ao + p * 4 + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(S, a[ao + p * 4 + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c01 = c01.add(DoubleVector.fromArray(S, c, co + L));
            c10 = c10.add(DoubleVector.fromArray(S, c, co + ldc));
            c11 = c11.add(DoubleVector.fromArray(S, c, co + ldc + L));
            c20 = c20.add(DoubleVector.fromArray(S, c, co + 2 * ldc));
            c21 = c21.add(DoubleVector.fromArray(S, c, co + 2 * ldc + L));
            c30 = c30.add(DoubleVector.fromArray(S, c, co + 3 * ldc));
            c31 = c31.add(DoubleVector.fromArray(S, c, co + 3 * ldc + L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + L);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + L);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + L);
    }

    /** A packed, B read in place: row p of B at {@code bo + p·brs}. */
    static void stridedB(
            int k, double[] a, int ao, double[] b, int bo, int brs, boolean add, double[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c01 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c11 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c21 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c31 = DoubleVector.zero(S);
        int end = ao + k * 4;
        for (int at = ao, row = bo; at < end; at += 4, row += brs) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, row);
            DoubleVector b1 = DoubleVector.fromArray(S, b, row + L);
            DoubleVector a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(S, a[at + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(S, a[at + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(S, a[at + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c01 = c01.add(DoubleVector.fromArray(S, c, co + L));
            c10 = c10.add(DoubleVector.fromArray(S, c, co + ldc));
            c11 = c11.add(DoubleVector.fromArray(S, c, co + ldc + L));
            c20 = c20.add(DoubleVector.fromArray(S, c, co + 2 * ldc));
            c21 = c21.add(DoubleVector.fromArray(S, c, co + 2 * ldc + L));
            c30 = c30.add(DoubleVector.fromArray(S, c, co + 3 * ldc));
            c31 = c31.add(DoubleVector.fromArray(S, c, co + 3 * ldc + L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + L);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + L);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + L);
    }

    /** A read in place, its rows contiguous: element (r, p) at {@code ao + r·ars + p}; B packed. */
    static void rowsOfA(
            int k, double[] a, int ao, int ars, MemorySegment b, long bo, boolean add, double[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c01 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c11 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c21 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c31 = DoubleVector.zero(S);
        int r1 = ao + ars;
        int r2 = ao + 2 * ars;
        int r3 = ao + 3 * ars;
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            DoubleVector b0 = DoubleVector.fromMemorySegment(S, b, at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(S, b, at + NEXT, ORDER);
            DoubleVector a0 = DoubleVector.broadcast(S, a[ao + p]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(S, a[r1 + p]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(S, a[r2 + p]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(S, a[r3 + p]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c01 = c01.add(DoubleVector.fromArray(S, c, co + L));
            c10 = c10.add(DoubleVector.fromArray(S, c, co + ldc));
            c11 = c11.add(DoubleVector.fromArray(S, c, co + ldc + L));
            c20 = c20.add(DoubleVector.fromArray(S, c, co + 2 * ldc));
            c21 = c21.add(DoubleVector.fromArray(S, c, co + 2 * ldc + L));
            c30 = c30.add(DoubleVector.fromArray(S, c, co + 3 * ldc));
            c31 = c31.add(DoubleVector.fromArray(S, c, co + 3 * ldc + L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + L);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + L);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + L);
    }

    /** One vector wide, A and B packed: for the right edge and for narrow results. */
    static void narrow(int k, double[] a, int ao, MemorySegment b, long bo, boolean add, double[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            DoubleVector b0 = DoubleVector.fromMemorySegment(S, b, at, ORDER);
            DoubleVector a0 = DoubleVector.broadcast(S, a[ao + p * 4]);
            c00 = a0.fma(b0, c00);
            DoubleVector a1 = DoubleVector.broadcast(S, a[ao + p * 4 + 1]);
            c10 = a1.fma(b0, c10);
            DoubleVector a2 = DoubleVector.broadcast(S, a[ao + p * 4 + 2]);
            c20 = a2.fma(b0, c20);
            DoubleVector a3 = DoubleVector.broadcast(S, a[ao + p * 4 + 3]);
            c30 = a3.fma(b0, c30);
        }
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c10 = c10.add(DoubleVector.fromArray(S, c, co + ldc));
            c20 = c20.add(DoubleVector.fromArray(S, c, co + 2 * ldc));
            c30 = c30.add(DoubleVector.fromArray(S, c, co + 3 * ldc));
        }
        c00.intoArray(c, co);
        c10.intoArray(c, co + ldc);
        c20.intoArray(c, co + 2 * ldc);
        c30.intoArray(c, co + 3 * ldc);
    }

    /** One vector wide, A read in place, its rows contiguous; B packed. */
    static void narrowRowsOfA(
            int k, double[] a, int ao, int ars, MemorySegment b, long bo, boolean add, double[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        int r1 = ao + ars;
        int r2 = ao + 2 * ars;
        int r3 = ao + 3 * ars;
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            DoubleVector b0 = DoubleVector.fromMemorySegment(S, b, at, ORDER);
            DoubleVector a0 = DoubleVector.broadcast(S, a[ao + p]);
            c00 = a0.fma(b0, c00);
            DoubleVector a1 = DoubleVector.broadcast(S, a[r1 + p]);
            c10 = a1.fma(b0, c10);
            DoubleVector a2 = DoubleVector.broadcast(S, a[r2 + p]);
            c20 = a2.fma(b0, c20);
            DoubleVector a3 = DoubleVector.broadcast(S, a[r3 + p]);
            c30 = a3.fma(b0, c30);
        }
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c10 = c10.add(DoubleVector.fromArray(S, c, co + ldc));
            c20 = c20.add(DoubleVector.fromArray(S, c, co + 2 * ldc));
            c30 = c30.add(DoubleVector.fromArray(S, c, co + 3 * ldc));
        }
        c00.intoArray(c, co);
        c10.intoArray(c, co + ldc);
        c20.intoArray(c, co + 2 * ldc);
        c30.intoArray(c, co + 3 * ldc);
    }
}
