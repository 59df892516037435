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

    /**
     * The same for lines shorter than a vector: piece number i, at columns {@code to[i] … to[i + 1]}, lies from
     * {@code from[i]} on. A vector holds more than a piece; what comes behind is stored later.
     */
    static void packShort(
            int[] rows, int p, int k, int ones, float[] x, int[] from, int[] to, int pieces, MemorySegment panel) {
        long at = 0;
        for (int i = 0; i < ones; i++, at += STEP) {
            FloatVector.broadcast(S, 1f).intoMemorySegment(panel, at, ORDER);
            FloatVector.broadcast(S, 1f).intoMemorySegment(panel, at + NEXT, ORDER);
        }
        for (int i = p; i < p + k; i++, at += STEP) {
            int r = rows[i];
            for (int j = 0; j < pieces; j++) {
                FloatVector.fromArray(S, x, r + from[j])
                        .intoMemorySegment(panel, at + to[j] * (long) Float.BYTES, ORDER);
            }
        }
    }

    /**
     * The same for short lines near to each other: lane j is element {@code near[j]} of two vectors from its place on.
     */
    static void packNear(
            int[] rows, int p, int k, int ones, float[] x, int a0, int a1, float[] near, MemorySegment panel) {
        FloatVector near0 = FloatVector.fromArray(S, near, 0);
        FloatVector near1 = FloatVector.fromArray(S, near, L);
        long at = 0;
        for (int i = 0; i < ones; i++, at += STEP) {
            FloatVector.broadcast(S, 1f).intoMemorySegment(panel, at, ORDER);
            FloatVector.broadcast(S, 1f).intoMemorySegment(panel, at + NEXT, ORDER);
        }
        for (int i = p; i < p + k; i++, at += STEP) {
            int r0 = rows[i] + a0;
            int r1 = rows[i] + a1;
            near0.selectFrom(FloatVector.fromArray(S, x, r0), FloatVector.fromArray(S, x, r0 + L))
                    .intoMemorySegment(panel, at, ORDER);
            near1.selectFrom(FloatVector.fromArray(S, x, r1), FloatVector.fromArray(S, x, r1 + L))
                    .intoMemorySegment(panel, at + NEXT, ORDER);
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
            VectorFloatTiles8.narrow(k, a, ao, b, bo, add, c, co, ldc);
        } else if (nr == NR) {
            VectorFloatTiles4.packed(k, a, ao, b, bo, add, c, co, ldc);
        } else {
            VectorFloatTiles4.narrow(k, a, ao, b, bo, add, c, co, ldc);
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
     * Outputs of a filter of one channel, multiply-adds upwards from the bias: vectors of at most n outputs, each from
     * its place in x to its place in y, four at a time so that one need not wait for itself.
     */
    static void outputs(
            int[] taps,
            int[] from,
            int[] to,
            int n,
            float[] x,
            int xo,
            float[] w,
            int wo,
            float bias,
            float[] y,
            int yo) {
        VectorMask<Float> inside = S.indexInRange(0, n);
        for (int i = 0; i < from.length; i += 4) {
            FloatVector c0 = FloatVector.broadcast(S, bias);
            FloatVector c1 = FloatVector.broadcast(S, bias);
            FloatVector c2 = FloatVector.broadcast(S, bias);
            FloatVector c3 = FloatVector.broadcast(S, bias);
            int x0 = xo + from[i];
            int x1 = xo + from[i + 1];
            int x2 = xo + from[i + 2];
            int x3 = xo + from[i + 3];
            for (int t = 0; t < taps.length; t++) {
                FloatVector f = FloatVector.broadcast(S, w[wo + t]);
                int tap = taps[t];
                c0 = f.fma(FloatVector.fromArray(S, x, x0 + tap), c0);
                c1 = f.fma(FloatVector.fromArray(S, x, x1 + tap), c1);
                c2 = f.fma(FloatVector.fromArray(S, x, x2 + tap), c2);
                c3 = f.fma(FloatVector.fromArray(S, x, x3 + tap), c3);
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
            int lines, int n, int step, float[] x, int x0, int x1, int x2, float[] y, int yo, float[] sums) {
        for (int lane = 0; lane < FloatDepthwise.LANES; lane += L) {
            FloatVector c0 = FloatVector.zero(S);
            FloatVector c1 = FloatVector.zero(S);
            FloatVector c2 = FloatVector.zero(S);
            for (int l = 0; l < lines; l++) {
                int a = l * step;
                int b = yo + l * n;
                int i = lane;
                for (; i + L <= n; i += FloatDepthwise.LANES) {
                    FloatVector g = FloatVector.fromArray(S, y, b + i);
                    c0 = g.fma(FloatVector.fromArray(S, x, x0 + a + i), c0);
                    c1 = g.fma(FloatVector.fromArray(S, x, x1 + a + i), c1);
                    c2 = g.fma(FloatVector.fromArray(S, x, x2 + a + i), c2);
                }
                if (i < n) {
                    VectorMask<Float> inside = S.indexInRange(i, n);
                    FloatVector g = FloatVector.fromArray(S, y, b + i);
                    c0 = c0.blend(g.fma(FloatVector.fromArray(S, x, x0 + a + i), c0), inside);
                    c1 = c1.blend(g.fma(FloatVector.fromArray(S, x, x1 + a + i), c1), inside);
                    c2 = c2.blend(g.fma(FloatVector.fromArray(S, x, x2 + a + i), c2), inside);
                }
            }
            c0.intoArray(sums, lane);
            c1.intoArray(sums, FloatDepthwise.LANES + lane);
            c2.intoArray(sums, 2 * FloatDepthwise.LANES + lane);
        }
    }
}
