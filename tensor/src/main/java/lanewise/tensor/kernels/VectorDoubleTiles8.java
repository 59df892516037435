// Generated from VectorFloatTiles8.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the {@code double} matrix product, 8 rows by two vectors (or one) of C at a time; one with
 * 10 rows, one with 4 by four vectors.
 *
 * <p>Sixteen accumulators, two vectors of B and a broadcast element of A fill 19 of the 32 registers that AVX-512 and
 * NEON have; sixteen independent sums hide the latency of the multiply-add units.
 * Written out because vectors kept in anything but local variables end up boxed; each accumulator has its own zero
 * for the same reason. All methods compute, for one block of k, {@code C = A·B} or {@code C += A·B} ({@code add}):
 * the block's sum runs upwards from zero by fused multiply-adds and is added to C once.
 */
final class VectorDoubleTiles8 {
    private static final VectorSpecies<Double> S = VectorDoubleGemm.SPECIES;
    private static final int L = S.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    /** Bytes from row to row of a panel of B. */
    private static final long STEP = 2L * L * Double.BYTES;

    private static final long NEXT = (long) L * Double.BYTES;

    private VectorDoubleTiles8() {}

    /**
     * A and B packed in panels: element (r, p) of A at {@code ao + p·8 + r}, row p of B {@code p·STEP} bytes after
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
        DoubleVector c40 = DoubleVector.zero(S);
        DoubleVector c41 = DoubleVector.zero(S);
        DoubleVector c50 = DoubleVector.zero(S);
        DoubleVector c51 = DoubleVector.zero(S);
        DoubleVector c60 = DoubleVector.zero(S);
        DoubleVector c61 = DoubleVector.zero(S);
        DoubleVector c70 = DoubleVector.zero(S);
        DoubleVector c71 = DoubleVector.zero(S);
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            DoubleVector b0 = DoubleVector.fromMemorySegment(S, b, at, ORDER);
            DoubleVector b1 = DoubleVector.fromMemorySegment(S, b, at + NEXT, ORDER);
            DoubleVector a0 = DoubleVector.broadcast(S, a[ao + p * 8]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(S, a[ao + p * 8 + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(S, a[ao + p * 8 + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(S, a[ao + p * 8 + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            DoubleVector a4 = DoubleVector.broadcast(S, a[ao + p * 8 + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            DoubleVector a5 = DoubleVector.broadcast(S, a[ao + p * 8 + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            DoubleVector a6 = DoubleVector.broadcast(S, a[ao + p * 8 + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            DoubleVector a7 = DoubleVector.broadcast(S, a[ao + p * 8 + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
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
            c40 = c40.add(DoubleVector.fromArray(S, c, co + 4 * ldc));
            c41 = c41.add(DoubleVector.fromArray(S, c, co + 4 * ldc + L));
            c50 = c50.add(DoubleVector.fromArray(S, c, co + 5 * ldc));
            c51 = c51.add(DoubleVector.fromArray(S, c, co + 5 * ldc + L));
            c60 = c60.add(DoubleVector.fromArray(S, c, co + 6 * ldc));
            c61 = c61.add(DoubleVector.fromArray(S, c, co + 6 * ldc + L));
            c70 = c70.add(DoubleVector.fromArray(S, c, co + 7 * ldc));
            c71 = c71.add(DoubleVector.fromArray(S, c, co + 7 * ldc + L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + L);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + L);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + L);
        c40.intoArray(c, co + 4 * ldc);
        c41.intoArray(c, co + 4 * ldc + L);
        c50.intoArray(c, co + 5 * ldc);
        c51.intoArray(c, co + 5 * ldc + L);
        c60.intoArray(c, co + 6 * ldc);
        c61.intoArray(c, co + 6 * ldc + L);
        c70.intoArray(c, co + 7 * ldc);
        c71.intoArray(c, co + 7 * ldc + L);
    }

    /**
     * Four rows by four vectors for short sums, which take no longer than it takes to write C: of each row of C, more
     * lines in a row. Four of the eight rows of a panel of A, from row {@code ao mod 8} on; B read in place.
     */
    static void wide(int k, double[] a, int ao, double[] b, int bo, int brs, boolean add, double[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c01 = DoubleVector.zero(S);
        DoubleVector c02 = DoubleVector.zero(S);
        DoubleVector c03 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c11 = DoubleVector.zero(S);
        DoubleVector c12 = DoubleVector.zero(S);
        DoubleVector c13 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c21 = DoubleVector.zero(S);
        DoubleVector c22 = DoubleVector.zero(S);
        DoubleVector c23 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c31 = DoubleVector.zero(S);
        DoubleVector c32 = DoubleVector.zero(S);
        DoubleVector c33 = DoubleVector.zero(S);
        int end = ao + k * 8;
        for (int at = ao, row = bo; at < end; at += 8, row += brs) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, row);
            DoubleVector b1 = DoubleVector.fromArray(S, b, row + L);
            DoubleVector b2 = DoubleVector.fromArray(S, b, row + 2 * L);
            DoubleVector b3 = DoubleVector.fromArray(S, b, row + 3 * L);
            DoubleVector a0 = DoubleVector.broadcast(S, a[at]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            c02 = a0.fma(b2, c02);
            c03 = a0.fma(b3, c03);
            DoubleVector a1 = DoubleVector.broadcast(S, a[at + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            c12 = a1.fma(b2, c12);
            c13 = a1.fma(b3, c13);
            DoubleVector a2 = DoubleVector.broadcast(S, a[at + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            c22 = a2.fma(b2, c22);
            c23 = a2.fma(b3, c23);
            DoubleVector a3 = DoubleVector.broadcast(S, a[at + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            c32 = a3.fma(b2, c32);
            c33 = a3.fma(b3, c33);
        }
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c01 = c01.add(DoubleVector.fromArray(S, c, co + L));
            c02 = c02.add(DoubleVector.fromArray(S, c, co + 2 * L));
            c03 = c03.add(DoubleVector.fromArray(S, c, co + 3 * L));
            c10 = c10.add(DoubleVector.fromArray(S, c, co + ldc));
            c11 = c11.add(DoubleVector.fromArray(S, c, co + ldc + L));
            c12 = c12.add(DoubleVector.fromArray(S, c, co + ldc + 2 * L));
            c13 = c13.add(DoubleVector.fromArray(S, c, co + ldc + 3 * L));
            c20 = c20.add(DoubleVector.fromArray(S, c, co + 2 * ldc));
            c21 = c21.add(DoubleVector.fromArray(S, c, co + 2 * ldc + L));
            c22 = c22.add(DoubleVector.fromArray(S, c, co + 2 * ldc + 2 * L));
            c23 = c23.add(DoubleVector.fromArray(S, c, co + 2 * ldc + 3 * L));
            c30 = c30.add(DoubleVector.fromArray(S, c, co + 3 * ldc));
            c31 = c31.add(DoubleVector.fromArray(S, c, co + 3 * ldc + L));
            c32 = c32.add(DoubleVector.fromArray(S, c, co + 3 * ldc + 2 * L));
            c33 = c33.add(DoubleVector.fromArray(S, c, co + 3 * ldc + 3 * L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c02.intoArray(c, co + 2 * L);
        c03.intoArray(c, co + 3 * L);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + L);
        c12.intoArray(c, co + ldc + 2 * L);
        c13.intoArray(c, co + ldc + 3 * L);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + L);
        c22.intoArray(c, co + 2 * ldc + 2 * L);
        c23.intoArray(c, co + 2 * ldc + 3 * L);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + L);
        c32.intoArray(c, co + 3 * ldc + 2 * L);
        c33.intoArray(c, co + 3 * ldc + 3 * L);
    }

    /**
     * A packed, B read in place: row p of B at {@code bo + p·brs}. Two places that move along leave registers free; of
     * a product p·brs the compiler kept one number in a vector register at times, where it waits behind the
     * multiply-adds: a fifth slower.
     */
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
        DoubleVector c40 = DoubleVector.zero(S);
        DoubleVector c41 = DoubleVector.zero(S);
        DoubleVector c50 = DoubleVector.zero(S);
        DoubleVector c51 = DoubleVector.zero(S);
        DoubleVector c60 = DoubleVector.zero(S);
        DoubleVector c61 = DoubleVector.zero(S);
        DoubleVector c70 = DoubleVector.zero(S);
        DoubleVector c71 = DoubleVector.zero(S);
        int end = ao + k * 8;
        for (int at = ao, row = bo; at < end; at += 8, row += brs) {
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
            DoubleVector a4 = DoubleVector.broadcast(S, a[at + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            DoubleVector a5 = DoubleVector.broadcast(S, a[at + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            DoubleVector a6 = DoubleVector.broadcast(S, a[at + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            DoubleVector a7 = DoubleVector.broadcast(S, a[at + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
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
            c40 = c40.add(DoubleVector.fromArray(S, c, co + 4 * ldc));
            c41 = c41.add(DoubleVector.fromArray(S, c, co + 4 * ldc + L));
            c50 = c50.add(DoubleVector.fromArray(S, c, co + 5 * ldc));
            c51 = c51.add(DoubleVector.fromArray(S, c, co + 5 * ldc + L));
            c60 = c60.add(DoubleVector.fromArray(S, c, co + 6 * ldc));
            c61 = c61.add(DoubleVector.fromArray(S, c, co + 6 * ldc + L));
            c70 = c70.add(DoubleVector.fromArray(S, c, co + 7 * ldc));
            c71 = c71.add(DoubleVector.fromArray(S, c, co + 7 * ldc + L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + L);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + L);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + L);
        c40.intoArray(c, co + 4 * ldc);
        c41.intoArray(c, co + 4 * ldc + L);
        c50.intoArray(c, co + 5 * ldc);
        c51.intoArray(c, co + 5 * ldc + L);
        c60.intoArray(c, co + 6 * ldc);
        c61.intoArray(c, co + 6 * ldc + L);
        c70.intoArray(c, co + 7 * ldc);
        c71.intoArray(c, co + 7 * ldc + L);
    }

    /**
     * As {@link #stridedB} for ten rows, as ten classes have: element (r, p) of A at {@code ao + p·10 + r}. In eight
     * rows and two, every row of B would be fetched twice.
     */
    static void tenRows(int k, double[] a, int ao, double[] b, int bo, int brs, boolean add, double[] c, int co,
            int ldc) {
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
        DoubleVector c40 = DoubleVector.zero(S);
        DoubleVector c41 = DoubleVector.zero(S);
        DoubleVector c50 = DoubleVector.zero(S);
        DoubleVector c51 = DoubleVector.zero(S);
        DoubleVector c60 = DoubleVector.zero(S);
        DoubleVector c61 = DoubleVector.zero(S);
        DoubleVector c70 = DoubleVector.zero(S);
        DoubleVector c71 = DoubleVector.zero(S);
        DoubleVector c80 = DoubleVector.zero(S);
        DoubleVector c81 = DoubleVector.zero(S);
        DoubleVector c90 = DoubleVector.zero(S);
        DoubleVector c91 = DoubleVector.zero(S);
        int end = ao + k * 10;
        for (int at = ao, row = bo; at < end; at += 10, row += brs) {
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
            DoubleVector a4 = DoubleVector.broadcast(S, a[at + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            DoubleVector a5 = DoubleVector.broadcast(S, a[at + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            DoubleVector a6 = DoubleVector.broadcast(S, a[at + 6]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            DoubleVector a7 = DoubleVector.broadcast(S, a[at + 7]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            DoubleVector a8 = DoubleVector.broadcast(S, a[at + 8]);
            c80 = a8.fma(b0, c80);
            c81 = a8.fma(b1, c81);
            DoubleVector a9 = DoubleVector.broadcast(S, a[at + 9]);
            c90 = a9.fma(b0, c90);
            c91 = a9.fma(b1, c91);
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
            c40 = c40.add(DoubleVector.fromArray(S, c, co + 4 * ldc));
            c41 = c41.add(DoubleVector.fromArray(S, c, co + 4 * ldc + L));
            c50 = c50.add(DoubleVector.fromArray(S, c, co + 5 * ldc));
            c51 = c51.add(DoubleVector.fromArray(S, c, co + 5 * ldc + L));
            c60 = c60.add(DoubleVector.fromArray(S, c, co + 6 * ldc));
            c61 = c61.add(DoubleVector.fromArray(S, c, co + 6 * ldc + L));
            c70 = c70.add(DoubleVector.fromArray(S, c, co + 7 * ldc));
            c71 = c71.add(DoubleVector.fromArray(S, c, co + 7 * ldc + L));
            c80 = c80.add(DoubleVector.fromArray(S, c, co + 8 * ldc));
            c81 = c81.add(DoubleVector.fromArray(S, c, co + 8 * ldc + L));
            c90 = c90.add(DoubleVector.fromArray(S, c, co + 9 * ldc));
            c91 = c91.add(DoubleVector.fromArray(S, c, co + 9 * ldc + L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + L);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + L);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + L);
        c40.intoArray(c, co + 4 * ldc);
        c41.intoArray(c, co + 4 * ldc + L);
        c50.intoArray(c, co + 5 * ldc);
        c51.intoArray(c, co + 5 * ldc + L);
        c60.intoArray(c, co + 6 * ldc);
        c61.intoArray(c, co + 6 * ldc + L);
        c70.intoArray(c, co + 7 * ldc);
        c71.intoArray(c, co + 7 * ldc + L);
        c80.intoArray(c, co + 8 * ldc);
        c81.intoArray(c, co + 8 * ldc + L);
        c90.intoArray(c, co + 9 * ldc);
        c91.intoArray(c, co + 9 * ldc + L);
    }

    /**
     * A read in place, its rows contiguous: element (r, p) at {@code ao + r·ars + p}; B packed. One product at a time:
     * four would share the addresses of eight rows, but the compiler then saves all accumulators to the stack before
     * and after its main loop, for up to half as long as a sum of 64 takes.
     */
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
        DoubleVector c40 = DoubleVector.zero(S);
        DoubleVector c41 = DoubleVector.zero(S);
        DoubleVector c50 = DoubleVector.zero(S);
        DoubleVector c51 = DoubleVector.zero(S);
        DoubleVector c60 = DoubleVector.zero(S);
        DoubleVector c61 = DoubleVector.zero(S);
        DoubleVector c70 = DoubleVector.zero(S);
        DoubleVector c71 = DoubleVector.zero(S);
        int r1 = ao + ars;
        int r2 = ao + 2 * ars;
        int r3 = ao + 3 * ars;
        int r4 = ao + 4 * ars;
        int r5 = ao + 5 * ars;
        int r6 = ao + 6 * ars;
        int r7 = ao + 7 * ars;
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
            DoubleVector a4 = DoubleVector.broadcast(S, a[r4 + p]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            DoubleVector a5 = DoubleVector.broadcast(S, a[r5 + p]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            DoubleVector a6 = DoubleVector.broadcast(S, a[r6 + p]);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            DoubleVector a7 = DoubleVector.broadcast(S, a[r7 + p]);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
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
            c40 = c40.add(DoubleVector.fromArray(S, c, co + 4 * ldc));
            c41 = c41.add(DoubleVector.fromArray(S, c, co + 4 * ldc + L));
            c50 = c50.add(DoubleVector.fromArray(S, c, co + 5 * ldc));
            c51 = c51.add(DoubleVector.fromArray(S, c, co + 5 * ldc + L));
            c60 = c60.add(DoubleVector.fromArray(S, c, co + 6 * ldc));
            c61 = c61.add(DoubleVector.fromArray(S, c, co + 6 * ldc + L));
            c70 = c70.add(DoubleVector.fromArray(S, c, co + 7 * ldc));
            c71 = c71.add(DoubleVector.fromArray(S, c, co + 7 * ldc + L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + L);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + L);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + L);
        c40.intoArray(c, co + 4 * ldc);
        c41.intoArray(c, co + 4 * ldc + L);
        c50.intoArray(c, co + 5 * ldc);
        c51.intoArray(c, co + 5 * ldc + L);
        c60.intoArray(c, co + 6 * ldc);
        c61.intoArray(c, co + 6 * ldc + L);
        c70.intoArray(c, co + 7 * ldc);
        c71.intoArray(c, co + 7 * ldc + L);
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
        DoubleVector c40 = DoubleVector.zero(S);
        DoubleVector c50 = DoubleVector.zero(S);
        DoubleVector c60 = DoubleVector.zero(S);
        DoubleVector c70 = DoubleVector.zero(S);
        long at = bo;
        for (int p = 0; p < k; p++, at += STEP) {
            DoubleVector b0 = DoubleVector.fromMemorySegment(S, b, at, ORDER);
            DoubleVector a0 = DoubleVector.broadcast(S, a[ao + p * 8]);
            c00 = a0.fma(b0, c00);
            DoubleVector a1 = DoubleVector.broadcast(S, a[ao + p * 8 + 1]);
            c10 = a1.fma(b0, c10);
            DoubleVector a2 = DoubleVector.broadcast(S, a[ao + p * 8 + 2]);
            c20 = a2.fma(b0, c20);
            DoubleVector a3 = DoubleVector.broadcast(S, a[ao + p * 8 + 3]);
            c30 = a3.fma(b0, c30);
            DoubleVector a4 = DoubleVector.broadcast(S, a[ao + p * 8 + 4]);
            c40 = a4.fma(b0, c40);
            DoubleVector a5 = DoubleVector.broadcast(S, a[ao + p * 8 + 5]);
            c50 = a5.fma(b0, c50);
            DoubleVector a6 = DoubleVector.broadcast(S, a[ao + p * 8 + 6]);
            c60 = a6.fma(b0, c60);
            DoubleVector a7 = DoubleVector.broadcast(S, a[ao + p * 8 + 7]);
            c70 = a7.fma(b0, c70);
        }
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c10 = c10.add(DoubleVector.fromArray(S, c, co + ldc));
            c20 = c20.add(DoubleVector.fromArray(S, c, co + 2 * ldc));
            c30 = c30.add(DoubleVector.fromArray(S, c, co + 3 * ldc));
            c40 = c40.add(DoubleVector.fromArray(S, c, co + 4 * ldc));
            c50 = c50.add(DoubleVector.fromArray(S, c, co + 5 * ldc));
            c60 = c60.add(DoubleVector.fromArray(S, c, co + 6 * ldc));
            c70 = c70.add(DoubleVector.fromArray(S, c, co + 7 * ldc));
        }
        c00.intoArray(c, co);
        c10.intoArray(c, co + ldc);
        c20.intoArray(c, co + 2 * ldc);
        c30.intoArray(c, co + 3 * ldc);
        c40.intoArray(c, co + 4 * ldc);
        c50.intoArray(c, co + 5 * ldc);
        c60.intoArray(c, co + 6 * ldc);
        c70.intoArray(c, co + 7 * ldc);
    }

    /** One vector wide, A read in place, its rows contiguous; B packed. The number of products is even. */
    static void narrowRowsOfA(
            int k, double[] a, int ao, int ars, MemorySegment b, long bo, boolean add, double[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorDoubleGemm.exercise
        }
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c40 = DoubleVector.zero(S);
        DoubleVector c50 = DoubleVector.zero(S);
        DoubleVector c60 = DoubleVector.zero(S);
        DoubleVector c70 = DoubleVector.zero(S);
        int r1 = ao + ars;
        int r2 = ao + 2 * ars;
        int r3 = ao + 3 * ars;
        int r4 = ao + 4 * ars;
        int r5 = ao + 5 * ars;
        int r6 = ao + 6 * ars;
        int r7 = ao + 7 * ars;
        long at = bo;
        for (int p = 0; p < k; p += 2, at += 2 * STEP) {
            DoubleVector b0 = DoubleVector.fromMemorySegment(S, b, at, ORDER);
            DoubleVector a0 = DoubleVector.broadcast(S, a[ao + p]);
            c00 = a0.fma(b0, c00);
            DoubleVector a1 = DoubleVector.broadcast(S, a[r1 + p]);
            c10 = a1.fma(b0, c10);
            DoubleVector a2 = DoubleVector.broadcast(S, a[r2 + p]);
            c20 = a2.fma(b0, c20);
            DoubleVector a3 = DoubleVector.broadcast(S, a[r3 + p]);
            c30 = a3.fma(b0, c30);
            DoubleVector a4 = DoubleVector.broadcast(S, a[r4 + p]);
            c40 = a4.fma(b0, c40);
            DoubleVector a5 = DoubleVector.broadcast(S, a[r5 + p]);
            c50 = a5.fma(b0, c50);
            DoubleVector a6 = DoubleVector.broadcast(S, a[r6 + p]);
            c60 = a6.fma(b0, c60);
            DoubleVector a7 = DoubleVector.broadcast(S, a[r7 + p]);
            c70 = a7.fma(b0, c70);
            DoubleVector b0x = DoubleVector.fromMemorySegment(S, b, at + STEP, ORDER);
            DoubleVector a0x = DoubleVector.broadcast(S, a[ao + p + 1]);
            c00 = a0x.fma(b0x, c00);
            DoubleVector a1x = DoubleVector.broadcast(S, a[r1 + p + 1]);
            c10 = a1x.fma(b0x, c10);
            DoubleVector a2x = DoubleVector.broadcast(S, a[r2 + p + 1]);
            c20 = a2x.fma(b0x, c20);
            DoubleVector a3x = DoubleVector.broadcast(S, a[r3 + p + 1]);
            c30 = a3x.fma(b0x, c30);
            DoubleVector a4x = DoubleVector.broadcast(S, a[r4 + p + 1]);
            c40 = a4x.fma(b0x, c40);
            DoubleVector a5x = DoubleVector.broadcast(S, a[r5 + p + 1]);
            c50 = a5x.fma(b0x, c50);
            DoubleVector a6x = DoubleVector.broadcast(S, a[r6 + p + 1]);
            c60 = a6x.fma(b0x, c60);
            DoubleVector a7x = DoubleVector.broadcast(S, a[r7 + p + 1]);
            c70 = a7x.fma(b0x, c70);
        }
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c10 = c10.add(DoubleVector.fromArray(S, c, co + ldc));
            c20 = c20.add(DoubleVector.fromArray(S, c, co + 2 * ldc));
            c30 = c30.add(DoubleVector.fromArray(S, c, co + 3 * ldc));
            c40 = c40.add(DoubleVector.fromArray(S, c, co + 4 * ldc));
            c50 = c50.add(DoubleVector.fromArray(S, c, co + 5 * ldc));
            c60 = c60.add(DoubleVector.fromArray(S, c, co + 6 * ldc));
            c70 = c70.add(DoubleVector.fromArray(S, c, co + 7 * ldc));
        }
        c00.intoArray(c, co);
        c10.intoArray(c, co + ldc);
        c20.intoArray(c, co + 2 * ldc);
        c30.intoArray(c, co + 3 * ldc);
        c40.intoArray(c, co + 4 * ldc);
        c50.intoArray(c, co + 5 * ldc);
        c60.intoArray(c, co + 6 * ldc);
        c70.intoArray(c, co + 7 * ldc);
    }
}
