package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The innermost loops of {@link FloatPatchwork}, as far as they are not those of the matrix product. */
final class VectorFloatPatchwork {
    private static final VectorSpecies<Float> S = VectorFloatGemm.SPECIES;
    private static final int L = S.length();
    private static final int MR = VectorFloatGemm.MR;
    private static final int NR = VectorFloatGemm.NR;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long STEP = (long) NR * Float.BYTES;
    private static final long NEXT = (long) L * Float.BYTES;

    private VectorFloatPatchwork() {}

    /**
     * Packs rows {@code p … p + k} of the patches of two vectors of outputs, behind rows of ones. The first n lanes of
     * a vector lie from {@code a} on, the others where {@code b} would have them: two lines of an image.
     */
    static void pack(
            int[] rows,
            int p,
            int k,
            int ones,
            float[] x,
            int a0,
            int b0,
            int n0,
            int a1,
            int b1,
            int n1,
            MemorySegment to) {
        long at = 0;
        for (int i = 0; i < ones; i++, at += STEP) {
            FloatVector.broadcast(S, 1f).intoMemorySegment(to, at, ORDER);
            FloatVector.broadcast(S, 1f).intoMemorySegment(to, at + NEXT, ORDER);
        }
        VectorMask<Float> m0 = S.indexInRange(0, n0);
        VectorMask<Float> m1 = S.indexInRange(0, n1);
        for (int i = p; i < p + k; i++, at += STEP) {
            int r = rows[i];
            FloatVector.fromArray(S, x, r + b0)
                    .blend(FloatVector.fromArray(S, x, r + a0), m0)
                    .intoMemorySegment(to, at, ORDER);
            FloatVector.fromArray(S, x, r + b1)
                    .blend(FloatVector.fromArray(S, x, r + a1), m1)
                    .intoMemorySegment(to, at + NEXT, ORDER);
        }
    }

    /** C (+)= A·B for a packed panel of rows of A and one of columns of B, of which mr and nr count. */
    static void tile(
            int mr,
            int nr,
            int k,
            float[] a,
            int ao,
            MemorySegment b,
            long bo,
            boolean add,
            float[] c,
            int co,
            int ldc,
            float[] edge) {
        if (mr < MR || nr != NR && nr != L) {
            tile(MR, nr <= L ? L : NR, k, a, ao, b, bo, false, edge, 0, NR, edge);
            for (int i = 0; i < mr; i++) {
                for (int j = 0; j < nr; j++) {
                    float sum = edge[i * NR + j];
                    c[co + i * ldc + j] = add ? c[co + i * ldc + j] + sum : sum;
                }
            }
        } else if (MR == 8 && nr == NR) {
            VectorFloatTiles8.packed(k, a, ao, b, bo, add, c, co, ldc);
        } else if (MR == 8) {
            VectorFloatTiles8.narrow(k, a, ao, 1, MR, b, bo, add, c, co, ldc);
        } else if (nr == NR) {
            VectorFloatTiles4.packed(k, a, ao, b, bo, add, c, co, ldc);
        } else {
            VectorFloatTiles4.narrow(k, a, ao, 1, MR, b, bo, add, c, co, ldc);
        }
    }

    /** {@code y[c][i] += x[c][i]} for n elements of each of some rows; what a vector holds beyond them counts as 0. */
    static void add(int rows, int n, float[] x, int xo, int ldx, float[] y, int yo, int ldy) {
        for (int i = 0; i < n; i += L) {
            VectorMask<Float> inside = S.indexInRange(i, n);
            for (int r = 0; r < rows; r++) {
                int at = yo + r * ldy + i;
                FloatVector v = FloatVector.fromArray(S, x, xo + r * ldx + i);
                FloatVector.fromArray(S, y, at)
                        .add(FloatVector.zero(S).blend(v, inside))
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
            float[] x,
            int xo,
            MemorySegment b,
            boolean add,
            float[] c,
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
            float[] x,
            int r0,
            int r1,
            int r2,
            int r3,
            MemorySegment b,
            boolean add,
            float[] c,
            int co,
            int ldc) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        long at = 0;
        for (int l = 0; l < lines; l++) {
            int start = l * step;
            for (int p = start; p < start + run; p++, at += STEP) {
                FloatVector b0 = FloatVector.fromMemorySegment(S, b, at, ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(S, b, at + NEXT, ORDER);
                FloatVector a0 = FloatVector.broadcast(S, x[r0 + p]);
                c00 = a0.fma(b0, c00);
                c01 = a0.fma(b1, c01);
                FloatVector a1 = FloatVector.broadcast(S, x[r1 + p]);
                c10 = a1.fma(b0, c10);
                c11 = a1.fma(b1, c11);
                FloatVector a2 = FloatVector.broadcast(S, x[r2 + p]);
                c20 = a2.fma(b0, c20);
                c21 = a2.fma(b1, c21);
                FloatVector a3 = FloatVector.broadcast(S, x[r3 + p]);
                c30 = a3.fma(b0, c30);
                c31 = a3.fma(b1, c31);
            }
        }
        int i1 = co + ldc;
        int i2 = co + 2 * ldc;
        int i3 = co + 3 * ldc;
        if (add) {
            c00 = c00.add(FloatVector.fromArray(S, c, co));
            c01 = c01.add(FloatVector.fromArray(S, c, co + L));
            c10 = c10.add(FloatVector.fromArray(S, c, i1));
            c11 = c11.add(FloatVector.fromArray(S, c, i1 + L));
            c20 = c20.add(FloatVector.fromArray(S, c, i2));
            c21 = c21.add(FloatVector.fromArray(S, c, i2 + L));
            c30 = c30.add(FloatVector.fromArray(S, c, i3));
            c31 = c31.add(FloatVector.fromArray(S, c, i3 + L));
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
            float[] x,
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
            float[] c,
            int co,
            int ldc) {
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S);
        FloatVector c41 = FloatVector.zero(S);
        FloatVector c50 = FloatVector.zero(S);
        FloatVector c51 = FloatVector.zero(S);
        FloatVector c60 = FloatVector.zero(S);
        FloatVector c61 = FloatVector.zero(S);
        FloatVector c70 = FloatVector.zero(S);
        FloatVector c71 = FloatVector.zero(S);
        long at = 0;
        for (int l = 0; l < lines; l++) {
            int start = l * step;
            for (int p = start; p < start + run; p++, at += STEP) {
                FloatVector b0 = FloatVector.fromMemorySegment(S, b, at, ORDER);
                FloatVector b1 = FloatVector.fromMemorySegment(S, b, at + NEXT, ORDER);
                FloatVector a0 = FloatVector.broadcast(S, x[r0 + p]);
                c00 = a0.fma(b0, c00);
                c01 = a0.fma(b1, c01);
                FloatVector a1 = FloatVector.broadcast(S, x[r1 + p]);
                c10 = a1.fma(b0, c10);
                c11 = a1.fma(b1, c11);
                FloatVector a2 = FloatVector.broadcast(S, x[r2 + p]);
                c20 = a2.fma(b0, c20);
                c21 = a2.fma(b1, c21);
                FloatVector a3 = FloatVector.broadcast(S, x[r3 + p]);
                c30 = a3.fma(b0, c30);
                c31 = a3.fma(b1, c31);
                FloatVector a4 = FloatVector.broadcast(S, x[r4 + p]);
                c40 = a4.fma(b0, c40);
                c41 = a4.fma(b1, c41);
                FloatVector a5 = FloatVector.broadcast(S, x[r5 + p]);
                c50 = a5.fma(b0, c50);
                c51 = a5.fma(b1, c51);
                FloatVector a6 = FloatVector.broadcast(S, x[r6 + p]);
                c60 = a6.fma(b0, c60);
                c61 = a6.fma(b1, c61);
                FloatVector a7 = FloatVector.broadcast(S, x[r7 + p]);
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
            c00 = c00.add(FloatVector.fromArray(S, c, co));
            c01 = c01.add(FloatVector.fromArray(S, c, co + L));
            c10 = c10.add(FloatVector.fromArray(S, c, i1));
            c11 = c11.add(FloatVector.fromArray(S, c, i1 + L));
            c20 = c20.add(FloatVector.fromArray(S, c, i2));
            c21 = c21.add(FloatVector.fromArray(S, c, i2 + L));
            c30 = c30.add(FloatVector.fromArray(S, c, i3));
            c31 = c31.add(FloatVector.fromArray(S, c, i3 + L));
            c40 = c40.add(FloatVector.fromArray(S, c, i4));
            c41 = c41.add(FloatVector.fromArray(S, c, i4 + L));
            c50 = c50.add(FloatVector.fromArray(S, c, i5));
            c51 = c51.add(FloatVector.fromArray(S, c, i5 + L));
            c60 = c60.add(FloatVector.fromArray(S, c, i6));
            c61 = c61.add(FloatVector.fromArray(S, c, i6 + L));
            c70 = c70.add(FloatVector.fromArray(S, c, i7));
            c71 = c71.add(FloatVector.fromArray(S, c, i7 + L));
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
