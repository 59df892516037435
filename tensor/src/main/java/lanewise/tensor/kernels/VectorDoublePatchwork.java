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

    /**
     * The same for lines shorter than a vector: piece number i, at columns {@code to[i] … to[i + 1]}, lies from
     * {@code from[i]} on. A vector holds more than a piece; what comes behind is stored later.
     */
    static void packShort(
            int[] rows, int p, int k, int ones, double[] x, int[] from, int[] to, int pieces, MemorySegment panel) {
        long at = 0;
        for (int i = 0; i < ones; i++, at += STEP) {
            DoubleVector.broadcast(S, 1f).intoMemorySegment(panel, at, ORDER);
            DoubleVector.broadcast(S, 1f).intoMemorySegment(panel, at + NEXT, ORDER);
        }
        for (int i = p; i < p + k; i++, at += STEP) {
            int r = rows[i];
            for (int j = 0; j < pieces; j++) {
                DoubleVector.fromArray(S, x, r + from[j])
                        .intoMemorySegment(panel, at + to[j] * (long) Double.BYTES, ORDER);
            }
        }
    }

    /**
     * The same for short lines near to each other: lane j is element {@code near[j]} of two vectors from its place on.
     */
    static void packNear(
            int[] rows, int p, int k, int ones, double[] x, int a0, int a1, double[] near, MemorySegment panel) {
        DoubleVector near0 = DoubleVector.fromArray(S, near, 0);
        DoubleVector near1 = DoubleVector.fromArray(S, near, L);
        long at = 0;
        for (int i = 0; i < ones; i++, at += STEP) {
            DoubleVector.broadcast(S, 1f).intoMemorySegment(panel, at, ORDER);
            DoubleVector.broadcast(S, 1f).intoMemorySegment(panel, at + NEXT, ORDER);
        }
        for (int i = p; i < p + k; i++, at += STEP) {
            int r0 = rows[i] + a0;
            int r1 = rows[i] + a1;
            near0.selectFrom(DoubleVector.fromArray(S, x, r0), DoubleVector.fromArray(S, x, r0 + L))
                    .intoMemorySegment(panel, at, ORDER);
            near1.selectFrom(DoubleVector.fromArray(S, x, r1), DoubleVector.fromArray(S, x, r1 + L))
                    .intoMemorySegment(panel, at + NEXT, ORDER);
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
            VectorDoubleTiles8.narrow(k, a, ao, b, bo, add, c, co, ldc);
        } else if (nr == NR) {
            VectorDoubleTiles4.packed(k, a, ao, b, bo, add, c, co, ldc);
        } else {
            VectorDoubleTiles4.narrow(k, a, ao, b, bo, add, c, co, ldc);
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
     * Outputs of a filter of one channel, multiply-adds upwards from the bias: vectors of at most n outputs, each from
     * its place in x to its place in y, four at a time so that one need not wait for itself.
     */
    static void outputs(
            int[] taps,
            int[] from,
            int[] to,
            int n,
            double[] x,
            int xo,
            double[] w,
            int wo,
            double bias,
            double[] y,
            int yo) {
        VectorMask<Double> inside = S.indexInRange(0, n);
        for (int i = 0; i < from.length; i += 4) {
            DoubleVector c0 = DoubleVector.broadcast(S, bias);
            DoubleVector c1 = DoubleVector.broadcast(S, bias);
            DoubleVector c2 = DoubleVector.broadcast(S, bias);
            DoubleVector c3 = DoubleVector.broadcast(S, bias);
            int x0 = xo + from[i];
            int x1 = xo + from[i + 1];
            int x2 = xo + from[i + 2];
            int x3 = xo + from[i + 3];
            for (int t = 0; t < taps.length; t++) {
                DoubleVector f = DoubleVector.broadcast(S, w[wo + t]);
                int tap = taps[t];
                c0 = f.fma(DoubleVector.fromArray(S, x, x0 + tap), c0);
                c1 = f.fma(DoubleVector.fromArray(S, x, x1 + tap), c1);
                c2 = f.fma(DoubleVector.fromArray(S, x, x2 + tap), c2);
                c3 = f.fma(DoubleVector.fromArray(S, x, x3 + tap), c3);
            }
            if (n >= L) {
                c0.intoArray(y, yo + to[i]);
                c1.intoArray(y, yo + to[i + 1]);
                c2.intoArray(y, yo + to[i + 2]);
                c3.intoArray(y, yo + to[i + 3]);
            } else {
                c0.intoArray(y, yo + to[i], inside);
                c1.intoArray(y, yo + to[i + 1], inside);
                c2.intoArray(y, yo + to[i + 2], inside);
                c3.intoArray(y, yo + to[i + 3], inside);
            }
        }
    }

    /**
     * {@code sums[16 t + i mod 16] += x[xt + i] y[i]} over the elements i of some lines, for three places of x; sums
     * begin at 0.
     */
    static void products(
            int lines, int n, int step, double[] x, int x0, int x1, int x2, double[] y, int yo, double[] sums) {
        for (int lane = 0; lane < DoubleDepthwise.LANES; lane += L) {
            DoubleVector c0 = DoubleVector.zero(S);
            DoubleVector c1 = DoubleVector.zero(S);
            DoubleVector c2 = DoubleVector.zero(S);
            for (int l = 0; l < lines; l++) {
                int a = l * step;
                int b = yo + l * n;
                int i = lane;
                for (; i + L <= n; i += DoubleDepthwise.LANES) {
                    DoubleVector g = DoubleVector.fromArray(S, y, b + i);
                    c0 = g.fma(DoubleVector.fromArray(S, x, x0 + a + i), c0);
                    c1 = g.fma(DoubleVector.fromArray(S, x, x1 + a + i), c1);
                    c2 = g.fma(DoubleVector.fromArray(S, x, x2 + a + i), c2);
                }
                if (i < n) {
                    VectorMask<Double> inside = S.indexInRange(i, n);
                    DoubleVector g = DoubleVector.fromArray(S, y, b + i);
                    c0 = c0.blend(g.fma(DoubleVector.fromArray(S, x, x0 + a + i), c0), inside);
                    c1 = c1.blend(g.fma(DoubleVector.fromArray(S, x, x1 + a + i), c1), inside);
                    c2 = c2.blend(g.fma(DoubleVector.fromArray(S, x, x2 + a + i), c2), inside);
                }
            }
            c0.intoArray(sums, lane);
            c1.intoArray(sums, DoubleDepthwise.LANES + lane);
            c2.intoArray(sums, 2 * DoubleDepthwise.LANES + lane);
        }
    }
}
