// Generated from VectorFloatPatchwork.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loops of {@link DoublePatchwork}, as far as they are not those of the matrix product. */
final class VectorDoublePatchwork {
    private static final VectorSpecies<Double> S = VectorDoubleGemm.SPECIES;
    private static final int L = S.length();
    private static final int MR = VectorDoubleGemm.MR;
    private static final int NR = VectorDoubleGemm.NR;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long STEP = (long) NR * Double.BYTES;
    private static final long NEXT = (long) L * Double.BYTES;

    private VectorDoublePatchwork() {}

    /**
     * Packs rows {@code p … p + k} of the patches of two vectors of outputs, behind rows of ones. The first n lanes of
     * a vector lie from {@code a} on, the others where {@code b} would have them: two lines of an image.
     */
    static void pack(
            int[] rows,
            int p,
            int k,
            int ones,
            double[] x,
            int a0,
            int b0,
            int n0,
            int a1,
            int b1,
            int n1,
            MemorySegment to) {
        long at = 0;
        for (int i = 0; i < ones; i++, at += STEP) {
            DoubleVector.broadcast(S, 1f).intoMemorySegment(to, at, ORDER);
            DoubleVector.broadcast(S, 1f).intoMemorySegment(to, at + NEXT, ORDER);
        }
        VectorMask<Double> m0 = S.indexInRange(0, n0);
        VectorMask<Double> m1 = S.indexInRange(0, n1);
        for (int i = p; i < p + k; i++, at += STEP) {
            int r = rows[i];
            DoubleVector.fromArray(S, x, r + b0)
                    .blend(DoubleVector.fromArray(S, x, r + a0), m0)
                    .intoMemorySegment(to, at, ORDER);
            DoubleVector.fromArray(S, x, r + b1)
                    .blend(DoubleVector.fromArray(S, x, r + a1), m1)
                    .intoMemorySegment(to, at + NEXT, ORDER);
        }
    }

    /** C (+)= A·B for a packed panel of rows of A and one of columns of B, of which mr and nr count. */
    static void tile(
            int mr,
            int nr,
            int k,
            double[] a,
            int ao,
            MemorySegment b,
            long bo,
            boolean add,
            double[] c,
            int co,
            int ldc,
            double[] edge) {
        if (mr < MR || nr != NR && nr != L) {
            tile(MR, nr <= L ? L : NR, k, a, ao, b, bo, false, edge, 0, NR, edge);
            for (int i = 0; i < mr; i++) {
                for (int j = 0; j < nr; j++) {
                    double sum = edge[i * NR + j];
                    c[co + i * ldc + j] = add ? c[co + i * ldc + j] + sum : sum;
                }
            }
        } else if (MR == 8 && nr == NR) {
            VectorDoubleTiles8.packed(k, a, ao, b, bo, add, c, co, ldc);
        } else if (MR == 8) {
            VectorDoubleTiles8.narrow(k, a, ao, 1, MR, b, bo, add, c, co, ldc);
        } else if (nr == NR) {
            VectorDoubleTiles4.packed(k, a, ao, b, bo, add, c, co, ldc);
        } else {
            VectorDoubleTiles4.narrow(k, a, ao, 1, MR, b, bo, add, c, co, ldc);
        }
    }

    /** {@code y[c][i] += x[c][i]} for n elements of each of some rows; what a vector holds beyond them counts as 0. */
    static void add(int rows, int n, double[] x, int xo, int ldx, double[] y, int yo, int ldy) {
        for (int i = 0; i < n; i += L) {
            VectorMask<Double> inside = S.indexInRange(i, n);
            for (int r = 0; r < rows; r++) {
                int at = yo + r * ldy + i;
                DoubleVector v = DoubleVector.fromArray(S, x, xo + r * ldx + i);
                DoubleVector.fromArray(S, y, at)
                        .add(DoubleVector.zero(S).blend(v, inside))
                        .intoArray(y, at);
            }
        }
    }

    /**
     * C (+)= A·B for rows of patches read in the image and a packed panel of gradients of {@code lines} lines of
     * {@code run} outputs. Behind the last row it is repeated.
     */
    static void weights(
            int[] rows,
            int from,
            int to,
            int lines,
            int run,
            int step,
            double[] x,
            int xo,
            MemorySegment b,
            boolean add,
            double[] c,
            int co,
            int ldc) {
        int last = rows.length - 1;
        for (int r = from; r < to; r += MR) {
            int r0 = xo + rows[r];
            int r1 = xo + rows[Math.min(r + 1, last)];
            int r2 = xo + rows[Math.min(r + 2, last)];
            int r3 = xo + rows[Math.min(r + 3, last)];
            int at = co + r * ldc;
            if (MR == 8) {
                int r4 = xo + rows[Math.min(r + 4, last)];
                int r5 = xo + rows[Math.min(r + 5, last)];
                int r6 = xo + rows[Math.min(r + 6, last)];
                int r7 = xo + rows[Math.min(r + 7, last)];
                eight(lines, run, step, x, r0, r1, r2, r3, r4, r5, r6, r7, b, add, c, at, ldc);
            } else {
                four(lines, run, step, x, r0, r1, r2, r3, b, add, c, at, ldc);
            }
        }
    }

    private static void four(
            int lines,
            int run,
            int step,
            double[] x,
            int r0,
            int r1,
            int r2,
            int r3,
            MemorySegment b,
            boolean add,
            double[] c,
            int co,
            int ldc) {
        DoubleVector c00 = DoubleVector.zero(S);
        DoubleVector c01 = DoubleVector.zero(S);
        DoubleVector c10 = DoubleVector.zero(S);
        DoubleVector c11 = DoubleVector.zero(S);
        DoubleVector c20 = DoubleVector.zero(S);
        DoubleVector c21 = DoubleVector.zero(S);
        DoubleVector c30 = DoubleVector.zero(S);
        DoubleVector c31 = DoubleVector.zero(S);
        long at = 0;
        for (int l = 0; l < lines; l++) {
            int start = l * step;
            for (int p = start; p < start + run; p++, at += STEP) {
                DoubleVector b0 = DoubleVector.fromMemorySegment(S, b, at, ORDER);
                DoubleVector b1 = DoubleVector.fromMemorySegment(S, b, at + NEXT, ORDER);
                DoubleVector a0 = DoubleVector.broadcast(S, x[r0 + p]);
                c00 = a0.fma(b0, c00);
                c01 = a0.fma(b1, c01);
                DoubleVector a1 = DoubleVector.broadcast(S, x[r1 + p]);
                c10 = a1.fma(b0, c10);
                c11 = a1.fma(b1, c11);
                DoubleVector a2 = DoubleVector.broadcast(S, x[r2 + p]);
                c20 = a2.fma(b0, c20);
                c21 = a2.fma(b1, c21);
                DoubleVector a3 = DoubleVector.broadcast(S, x[r3 + p]);
                c30 = a3.fma(b0, c30);
                c31 = a3.fma(b1, c31);
            }
        }
        int i1 = co + ldc;
        int i2 = co + 2 * ldc;
        int i3 = co + 3 * ldc;
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c01 = c01.add(DoubleVector.fromArray(S, c, co + L));
            c10 = c10.add(DoubleVector.fromArray(S, c, i1));
            c11 = c11.add(DoubleVector.fromArray(S, c, i1 + L));
            c20 = c20.add(DoubleVector.fromArray(S, c, i2));
            c21 = c21.add(DoubleVector.fromArray(S, c, i2 + L));
            c30 = c30.add(DoubleVector.fromArray(S, c, i3));
            c31 = c31.add(DoubleVector.fromArray(S, c, i3 + L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, i1);
        c11.intoArray(c, i1 + L);
        c20.intoArray(c, i2);
        c21.intoArray(c, i2 + L);
        c30.intoArray(c, i3);
        c31.intoArray(c, i3 + L);
    }

    private static void eight(
            int lines,
            int run,
            int step,
            double[] x,
            int r0,
            int r1,
            int r2,
            int r3,
            int r4,
            int r5,
            int r6,
            int r7,
            MemorySegment b,
            boolean add,
            double[] c,
            int co,
            int ldc) {
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
        long at = 0;
        for (int l = 0; l < lines; l++) {
            int start = l * step;
            for (int p = start; p < start + run; p++, at += STEP) {
                DoubleVector b0 = DoubleVector.fromMemorySegment(S, b, at, ORDER);
                DoubleVector b1 = DoubleVector.fromMemorySegment(S, b, at + NEXT, ORDER);
                DoubleVector a0 = DoubleVector.broadcast(S, x[r0 + p]);
                c00 = a0.fma(b0, c00);
                c01 = a0.fma(b1, c01);
                DoubleVector a1 = DoubleVector.broadcast(S, x[r1 + p]);
                c10 = a1.fma(b0, c10);
                c11 = a1.fma(b1, c11);
                DoubleVector a2 = DoubleVector.broadcast(S, x[r2 + p]);
                c20 = a2.fma(b0, c20);
                c21 = a2.fma(b1, c21);
                DoubleVector a3 = DoubleVector.broadcast(S, x[r3 + p]);
                c30 = a3.fma(b0, c30);
                c31 = a3.fma(b1, c31);
                DoubleVector a4 = DoubleVector.broadcast(S, x[r4 + p]);
                c40 = a4.fma(b0, c40);
                c41 = a4.fma(b1, c41);
                DoubleVector a5 = DoubleVector.broadcast(S, x[r5 + p]);
                c50 = a5.fma(b0, c50);
                c51 = a5.fma(b1, c51);
                DoubleVector a6 = DoubleVector.broadcast(S, x[r6 + p]);
                c60 = a6.fma(b0, c60);
                c61 = a6.fma(b1, c61);
                DoubleVector a7 = DoubleVector.broadcast(S, x[r7 + p]);
                c70 = a7.fma(b0, c70);
                c71 = a7.fma(b1, c71);
            }
        }
        int i1 = co + ldc;
        int i2 = co + 2 * ldc;
        int i3 = co + 3 * ldc;
        int i4 = co + 4 * ldc;
        int i5 = co + 5 * ldc;
        int i6 = co + 6 * ldc;
        int i7 = co + 7 * ldc;
        if (add) {
            c00 = c00.add(DoubleVector.fromArray(S, c, co));
            c01 = c01.add(DoubleVector.fromArray(S, c, co + L));
            c10 = c10.add(DoubleVector.fromArray(S, c, i1));
            c11 = c11.add(DoubleVector.fromArray(S, c, i1 + L));
            c20 = c20.add(DoubleVector.fromArray(S, c, i2));
            c21 = c21.add(DoubleVector.fromArray(S, c, i2 + L));
            c30 = c30.add(DoubleVector.fromArray(S, c, i3));
            c31 = c31.add(DoubleVector.fromArray(S, c, i3 + L));
            c40 = c40.add(DoubleVector.fromArray(S, c, i4));
            c41 = c41.add(DoubleVector.fromArray(S, c, i4 + L));
            c50 = c50.add(DoubleVector.fromArray(S, c, i5));
            c51 = c51.add(DoubleVector.fromArray(S, c, i5 + L));
            c60 = c60.add(DoubleVector.fromArray(S, c, i6));
            c61 = c61.add(DoubleVector.fromArray(S, c, i6 + L));
            c70 = c70.add(DoubleVector.fromArray(S, c, i7));
            c71 = c71.add(DoubleVector.fromArray(S, c, i7 + L));
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + L);
        c10.intoArray(c, i1);
        c11.intoArray(c, i1 + L);
        c20.intoArray(c, i2);
        c21.intoArray(c, i2 + L);
        c30.intoArray(c, i3);
        c31.intoArray(c, i3 + L);
        c40.intoArray(c, i4);
        c41.intoArray(c, i4 + L);
        c50.intoArray(c, i5);
        c51.intoArray(c, i5 + L);
        c60.intoArray(c, i6);
        c61.intoArray(c, i6 + L);
        c70.intoArray(c, i7);
        c71.intoArray(c, i7 + L);
    }
}
