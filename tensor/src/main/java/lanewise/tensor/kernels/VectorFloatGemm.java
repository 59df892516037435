package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * One block of the float32 matrix product on vectors: cuts it into cache-sized pieces, packs what is read often, reads
 * the rest in place, and calls the innermost loops of {@link VectorFloatTiles8} or {@link VectorFloatTiles4}.
 */
final class VectorFloatGemm {
    static final VectorSpecies<Float> SPECIES =
            VectorSpecies.of(float.class, VectorShape.forBitSize(Simd.BITS));
    private static final int L = SPECIES.length();
    /** Rows of a tile: eight where there are 32 vector registers, else four. */
    static final int MR = Simd.BITS >= 512 || System.getProperty("os.arch", "").equals("aarch64") ? 8 : 4;
    /** Columns of a tile. */
    static final int NR = 2 * L;

    /** Rows of A packed at a time: with a block of k they stay in the second-level cache. */
    private static final int MC = 192;
    /** Columns of B packed at a time. */
    private static final int NC = 2048;
    /** Up to so many rows, B is read in place where it can be: packing it would not pay. */
    private static final int B_IN_PLACE_ROWS = 64;
    /** Up to so many columns, A is read in place where it can be. */
    private static final int A_IN_PLACE_COLS = 64;

    private VectorFloatGemm() {}

    /** {@code C = A·B} or, with {@code add}, {@code C += A·B}, with k small enough for one block of the sum. */
    static void block(int m, int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs, int bcs,
            boolean add, float[] c, int co, int ldc) {
        boolean readB = bcs == 1 && m <= B_IN_PLACE_ROWS;
        boolean readA = acs == 1 && n <= A_IN_PLACE_COLS;
        FloatScratch s = FloatScratch.take();
        float[] pb = s.b(roundUp(Math.min(n, readB ? NR : NC), NR) * k);
        float[] pa = s.a(roundUp(Math.min(m, MC), MR) * k);
        for (int jc = 0; jc < n; jc += NC) {
            int nc = Math.min(n - jc, NC);
            int bj = bo + jc * bcs;
            if (!readB) {
                VectorFloatPack.packB(nc, k, b, bj, brs, bcs, pb, 0);
            }
            for (int ic = 0; ic < m; ic += MC) {
                int mc = Math.min(m - ic, MC);
                int ai = ao + ic * ars;
                int packedFrom = readA ? mc - mc % MR : 0;
                VectorFloatPack.packA(mc - packedFrom, k, a, ai + packedFrom * ars, ars, acs, pa, 0);
                for (int j = 0; j < nc; j += NR) {
                    int cj = co + ic * ldc + jc + j;
                    int nr = Math.min(nc - j, NR);
                    if (readB && nr == NR) {
                        panel(mc, packedFrom, NR, k, a, ai, ars, pa, b, bj + j, brs, add, c, cj, ldc, s);
                    } else if (readB) {
                        VectorFloatPack.packB(nr, k, b, bj + j, brs, 1, pb, 0);
                        panel(mc, packedFrom, nr, k, a, ai, ars, pa, pb, 0, NR, add, c, cj, ldc, s);
                    } else {
                        panel(mc, packedFrom, nr, k, a, ai, ars, pa, pb, j * k, NR, add, c, cj, ldc, s);
                    }
                }
            }
        }
        s.give();
    }

    /** All tiles of one panel of B: rows below {@code packedFrom} with A in place, the others with A packed. */
    private static void panel(int mc, int packedFrom, int nr, int k, float[] a, int ao, int ars, float[] pa, float[] b,
            int bo, int brs, boolean add, float[] c, int co, int ldc, FloatScratch s) {
        for (int i = 0; i < packedFrom; i += MR) {
            tile(MR, nr, k, a, ao + i * ars, ars, 1, b, bo, brs, add, c, co + i * ldc, ldc, s);
        }
        for (int i = packedFrom; i < mc; i += MR) {
            int at = (i - packedFrom) * k;
            tile(Math.min(mc - i, MR), nr, k, pa, at, 1, MR, b, bo, brs, add, c, co + i * ldc, ldc, s);
        }
    }

    private static void tile(int mr, int nr, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs,
            boolean add, float[] c, int co, int ldc, FloatScratch s) {
        if (mr == MR && (nr == NR || nr == L)) {
            full(nr, k, a, ao, ars, acs, b, bo, brs, add, c, co, ldc);
            return;
        }
        float[] t = s.tile;
        full(nr <= L ? L : NR, k, a, ao, ars, acs, b, bo, brs, false, t, 0, NR);
        for (int i = 0; i < mr; i++) {
            int row = co + i * ldc;
            int from = i * NR;
            if (add) {
                for (int j = 0; j < nr; j++) {
                    c[row + j] += t[from + j];
                }
            } else {
                for (int j = 0; j < nr; j++) {
                    c[row + j] = t[from + j];
                }
            }
        }
    }

    private static void full(int width, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs,
            boolean add, float[] c, int co, int ldc) {
        if (MR == 8) {
            if (width == L) {
                VectorFloatTiles8.narrow(k, a, ao, ars, acs, b, bo, brs, add, c, co, ldc);
            } else if (acs == MR && ars == 1) {
                if (brs == NR) {
                    VectorFloatTiles8.packed(k, a, ao, b, bo, add, c, co, ldc);
                } else {
                    VectorFloatTiles8.stridedB(k, a, ao, b, bo, brs, add, c, co, ldc);
                }
            } else {
                VectorFloatTiles8.rowsOfA(k, a, ao, ars, b, bo, brs, add, c, co, ldc);
            }
        } else {
            if (width == L) {
                VectorFloatTiles4.narrow(k, a, ao, ars, acs, b, bo, brs, add, c, co, ldc);
            } else if (acs == MR && ars == 1) {
                if (brs == NR) {
                    VectorFloatTiles4.packed(k, a, ao, b, bo, add, c, co, ldc);
                } else {
                    VectorFloatTiles4.stridedB(k, a, ao, b, bo, brs, add, c, co, ldc);
                }
            } else {
                VectorFloatTiles4.rowsOfA(k, a, ao, ars, b, bo, brs, add, c, co, ldc);
            }
        }
    }

    private static int roundUp(int x, int step) {
        return (x + step - 1) / step * step;
    }
}
