package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the {@code float} matrix product, 4 rows by two vectors (or one) of C at a time.
 *
 * <p>Eight accumulators, two vectors of B and a broadcast element of A fill 11 of the 16 registers of SSE and AVX2;
 * with more of them C2 spills.
 * Written out because vectors kept in anything but local variables end up boxed; each accumulator has its own zero
 * for the same reason. All methods compute, for one block of k, {@code C = A·B} or {@code C += A·B} ({@code add}):
 * the block's sum runs upwards from zero by fused multiply-adds and is added to C once.
 */
final class VectorFloatTiles4 {
    private static final VectorSpecies<Float> S = VectorFloatGemm.SPECIES;
    private static final int L = S.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /** Bytes from row to row of a panel of B. */
    private static final long STEP = 2L * L * Float.BYTES;

    private static final long NEXT = (long) L * Float.BYTES;

    private VectorFloatTiles4() {}

    /**
     * A and B packed in panels: element (r, p) of A at {@code ao + p·4 + r}, row p of B {@code p·STEP} bytes after
     * {@code bo}.
     */
    static void packed(int k, float[] a, int ao, MemorySegment b, long bo, boolean add, float[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, b, at, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, b, at + NEXT, ORDER);
            FloatVector a0 = FloatVector.broadcast(S, a[ao + p * 4]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[ao + p * 4 + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[ao + p * 4 + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[ao + p * 4 + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        if (add) {
            c00 = c00.add(FloatVector.fromArray(S, c, co));
            c01 = c01.add(FloatVector.fromArray(S, c, co + L));
            c10 = c10.add(FloatVector.fromArray(S, c, co + ldc));
            c11 = c11.add(FloatVector.fromArray(S, c, co + ldc + L));
            c20 = c20.add(FloatVector.fromArray(S, c, co + 2 * ldc));
            c21 = c21.add(FloatVector.fromArray(S, c, co + 2 * ldc + L));
            c30 = c30.add(FloatVector.fromArray(S, c, co + 3 * ldc));
            c31 = c31.add(FloatVector.fromArray(S, c, co + 3 * ldc + L));
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
            int k, float[] a, int ao, float[] b, int bo, int brs, boolean add, float[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        int end = ao + k * 4;
        for (int at = ao, row = bo; at < end; at += 4, row += brs) {
            FloatVector b0 = FloatVector.fromArray(S, b, row);
            FloatVector b1 = FloatVector.fromArray(S, b, row + L);
            FloatVector a0 = FloatVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[at + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[at + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[at + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        if (add) {
            c00 = c00.add(FloatVector.fromArray(S, c, co));
            c01 = c01.add(FloatVector.fromArray(S, c, co + L));
            c10 = c10.add(FloatVector.fromArray(S, c, co + ldc));
            c11 = c11.add(FloatVector.fromArray(S, c, co + ldc + L));
            c20 = c20.add(FloatVector.fromArray(S, c, co + 2 * ldc));
            c21 = c21.add(FloatVector.fromArray(S, c, co + 2 * ldc + L));
            c30 = c30.add(FloatVector.fromArray(S, c, co + 3 * ldc));
            c31 = c31.add(FloatVector.fromArray(S, c, co + 3 * ldc + L));
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
            int k, float[] a, int ao, int ars, MemorySegment b, long bo, boolean add, float[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        int r1 = ao + ars;
        int r2 = ao + 2 * ars;
        int r3 = ao + 3 * ars;
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, b, at, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, b, at + NEXT, ORDER);
            FloatVector a0 = FloatVector.broadcast(S, a[ao + p]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = FloatVector.broadcast(S, a[r1 + p]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = FloatVector.broadcast(S, a[r2 + p]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = FloatVector.broadcast(S, a[r3 + p]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
        }
        if (add) {
            c00 = c00.add(FloatVector.fromArray(S, c, co));
            c01 = c01.add(FloatVector.fromArray(S, c, co + L));
            c10 = c10.add(FloatVector.fromArray(S, c, co + ldc));
            c11 = c11.add(FloatVector.fromArray(S, c, co + ldc + L));
            c20 = c20.add(FloatVector.fromArray(S, c, co + 2 * ldc));
            c21 = c21.add(FloatVector.fromArray(S, c, co + 2 * ldc + L));
            c30 = c30.add(FloatVector.fromArray(S, c, co + 3 * ldc));
            c31 = c31.add(FloatVector.fromArray(S, c, co + 3 * ldc + L));
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
    static void narrow(int k, float[] a, int ao, MemorySegment b, long bo, boolean add, float[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, b, at, ORDER);
            FloatVector a0 = FloatVector.broadcast(S, a[ao + p * 4]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = FloatVector.broadcast(S, a[ao + p * 4 + 1]);
            c10 = a1.fma(b0, c10);
            FloatVector a2 = FloatVector.broadcast(S, a[ao + p * 4 + 2]);
            c20 = a2.fma(b0, c20);
            FloatVector a3 = FloatVector.broadcast(S, a[ao + p * 4 + 3]);
            c30 = a3.fma(b0, c30);
        }
        if (add) {
            c00 = c00.add(FloatVector.fromArray(S, c, co));
            c10 = c10.add(FloatVector.fromArray(S, c, co + ldc));
            c20 = c20.add(FloatVector.fromArray(S, c, co + 2 * ldc));
            c30 = c30.add(FloatVector.fromArray(S, c, co + 3 * ldc));
        }
        c00.intoArray(c, co);
        c10.intoArray(c, co + ldc);
        c20.intoArray(c, co + 2 * ldc);
        c30.intoArray(c, co + 3 * ldc);
    }

    /** One vector wide, A read in place, its rows contiguous; B packed. */
    static void narrowRowsOfA(
            int k, float[] a, int ao, int ars, MemorySegment b, long bo, boolean add, float[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        int r1 = ao + ars;
        int r2 = ao + 2 * ars;
        int r3 = ao + 3 * ars;
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            FloatVector b0 = FloatVector.fromMemorySegment(S, b, at, ORDER);
            FloatVector a0 = FloatVector.broadcast(S, a[ao + p]);
            c00 = a0.fma(b0, c00);
            FloatVector a1 = FloatVector.broadcast(S, a[r1 + p]);
            c10 = a1.fma(b0, c10);
            FloatVector a2 = FloatVector.broadcast(S, a[r2 + p]);
            c20 = a2.fma(b0, c20);
            FloatVector a3 = FloatVector.broadcast(S, a[r3 + p]);
            c30 = a3.fma(b0, c30);
        }
        if (add) {
            c00 = c00.add(FloatVector.fromArray(S, c, co));
            c10 = c10.add(FloatVector.fromArray(S, c, co + ldc));
            c20 = c20.add(FloatVector.fromArray(S, c, co + 2 * ldc));
            c30 = c30.add(FloatVector.fromArray(S, c, co + 3 * ldc));
        }
        c00.intoArray(c, co);
        c10.intoArray(c, co + ldc);
        c20.intoArray(c, co + 2 * ldc);
        c30.intoArray(c, co + 3 * ldc);
    }
}
