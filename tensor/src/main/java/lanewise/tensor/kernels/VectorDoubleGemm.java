// Generated from VectorFloatGemm.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * One block of the {@code double} matrix product on vectors: cuts it into cache-sized pieces, packs what is read often,
 * reads the rest in place, and calls the innermost loops of {@link VectorDoubleTiles8} or {@link VectorDoubleTiles4}.
 */
final class VectorDoubleGemm {
    static final VectorSpecies<Double> SPECIES = VectorSpecies.of(double.class, VectorShape.forBitSize(Simd.BITS));
    private static final int L = SPECIES.length();
    /** Rows of a tile: eight where there are 32 vector registers, else four. */
    static final int MR = Simd.BITS >= 512 || System.getProperty("os.arch", "").equals("aarch64") ? 8 : 4;
    /** Columns of a tile. */
    static final int NR = 2 * L;

    /** Rows of a last tile that has no more than those: the one of {@link VectorDoubleTiles4}. */
    private static final int LOW_ROWS = 4;

    /** Rows of a tile for the gradient of ten classes' weights, where there are registers enough. */
    private static final int TALL = 10;

    /** Columns of B that with a block of k stay in the second-level cache. */
    private static final int NC = 320;
    /** Rows of A packed at a time if they meet more than NC columns, so that few are packed twice. */
    private static final int MC_LARGE = 2048;
    /** Rows of A packed at a time otherwise, and rows that go through one panel of B together. */
    private static final int MC_SMALL = 64;
    /** From so many elements of C on it comes from far, and is read faster as few and long streams. */
    private static final int C_FAR = 1 << 20;
    /**
     * Up to so many rows, B is read in place where it can be: packing it would not pay. Of {@code double} half as many,
     * as a row of A takes twice the room.
     */
    private static final int B_IN_PLACE_ROWS = 2000 / Double.BYTES;
    /** The same where rows of B lie whole pages apart: they then meet in few places of the first-level cache. */
    private static final int PAGED_B_IN_PLACE_ROWS = 64;
    /** The same where B is large: it then fills the second-level cache. */
    private static final int LARGE_B_IN_PLACE_ROWS = 128;
    /** The same where B comes from far: memory is slow to follow jumps from row to row. */
    private static final int FAR_B_IN_PLACE_ROWS = 32;

    private static final int PAGE = 4096 / Double.BYTES;
    /** Elements from which B is large, and from twice as many on far. */
    private static final int B_LARGE = 1024 * 1024 / Double.BYTES;
    /** Elements from which B is far where its rows lie whole pages apart. */
    private static final int PAGED_B_FAR = B_LARGE / 2;
    /**
     * With sums so short, B is read in place for any number of rows, as it then stays in the first-level cache, and
     * tiles are wide.
     */
    private static final int SHORT_SUM = 24;
    /** Up to so many columns, B is read in place for short sums. */
    private static final int SHORT_SUM_COLS = 512;
    /** Columns of a wide tile. */
    private static final int WIDE = 2 * NR;
    /** So many columns of B stay in the first-level cache with such a sum. */
    private static final int WIDE_COLS = 4 * WIDE;
    /** Up to so many columns, A is read in place where it can be: beyond, it is packed once for all of them. */
    private static final int A_IN_PLACE_COLS = 512;
    /** The same for sums of fewer products than {@link #LONG_SUM}. */
    private static final int A_IN_PLACE_SHORT_COLS = 128;

    private static final int LONG_SUM = 64;

    static {
        // Vector operations that are not compiled yet go through segments of bytes. Loading that class later, when some
        // other loop warms up, would throw away the compiled loops here that read segments.
        MemorySegment.ofArray(new byte[0]);
    }

    private VectorDoubleGemm() {}

    /**
     * {@code C = A·B} or, with {@code add}, {@code C += A·B}, with k small enough for one block of the sum; plus the
     * bias, if there is one, while C still lies in a cache.
     */
    static void block(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            boolean add,
            double[] c,
            int co,
            int ldc,
            double @Nullable [] bias,
            int biasOff) {
        boolean shortSum = k <= SHORT_SUM && n <= SHORT_SUM_COLS;
        boolean readB = bcs == 1 && (shortSum || m <= inPlaceRows(n, k, brs));
        boolean readA = readsA(n, k, acs);
        if (readA && readB) { // one of them has to be packed: the smaller one, or A where tiles are wide
            readA = m > n && !shortSum;
            readB = !readA;
        }
        int most = n > NC ? MC_LARGE : MC_SMALL;
        DoubleScratch s = DoubleScratch.take();
        MemorySegment pb = s.panels(roundUp(Math.min(n, readB ? NR : NC), NR) * k);
        double[] pa = s.a(readA ? MR * k : roundUp(Math.min(m, most), MR) * k);
        for (int ic = 0; ic < m; ic += most) {
            int mc = Math.min(m - ic, most);
            int ai = ao + ic * ars;
            int ci = co + ic * ldc;
            int packedFrom = readA ? mc - mc % MR : 0;
            if (readB && MR == 8 && m == TALL && (n % NR == 0 || !add && n > NR)) {
                VectorDoublePack.packTall(TALL, k, a, ai, ars, acs, pa);
                tall(n, k, pa, b, bo, brs, add, c, ci, ldc);
                DoubleGemm.addRow(m, n, c, ci, ldc, bias, biasOff);
                continue;
            }
            VectorDoublePack.packA(mc - packedFrom, k, a, ai + packedFrom * ars, ars, acs, pa, 0, LOW_ROWS);
            if (readB) {
                inPlace(mc, n, k, pa, b, bo, brs, pb, add, c, ci, ldc, s);
                DoubleGemm.addRow(mc, n, c, ci, ldc, bias, biasOff);
                continue;
            }
            for (int jc = 0; jc < n; jc += NC) {
                int nc = Math.min(n - jc, NC);
                if (ic == 0 || n > NC) {
                    VectorDoublePack.packB(nc, k, b, bo + jc * bcs, brs, bcs, pb, s);
                }
                packed(mc, packedFrom, nc, k, a, ai, ars, pa, pb, 0, add, c, ci + jc, ldc, s.tile, bias, biasOff + jc);
            }
        }
        s.give();
    }

    /** The same where the panels of B lie ready at {@code pb}, from byte {@code bo} on. */
    static void panels(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            MemorySegment pb,
            long bo,
            boolean add,
            double[] c,
            int co,
            int ldc) {
        DoubleScratch s = DoubleScratch.take();
        boolean readA = readsA(n, k, acs);
        double[] pa = s.a(readA ? MR * k : roundUp(Math.min(m, MC_SMALL), MR) * k);
        for (int i = 0; i < m; i += MC_SMALL) {
            int rows = Math.min(m - i, MC_SMALL);
            int ai = ao + i * ars;
            int packedFrom = readA ? rows - rows % MR : 0;
            VectorDoublePack.packA(rows - packedFrom, k, a, ai + packedFrom * ars, ars, acs, pa, 0, LOW_ROWS);
            packed(rows, packedFrom, n, k, a, ai, ars, pa, pb, bo, add, c, co + i * ldc, ldc, s.tile, null, 0);
        }
        s.give();
    }

    /** Up to how many rows of A it pays to read B in place. */
    private static int inPlaceRows(int n, int k, int brs) {
        long size = (long) n * k;
        boolean paged = brs % PAGE == 0;
        if (size > (paged ? PAGED_B_FAR : 2 * B_LARGE)) {
            return FAR_B_IN_PLACE_ROWS;
        }
        if (paged) {
            return PAGED_B_IN_PLACE_ROWS;
        }
        return size > B_LARGE ? LARGE_B_IN_PLACE_ROWS : B_IN_PLACE_ROWS;
    }

    /** Whether A can be read in place and it pays; of those loops, the narrow one takes two products at a time. */
    private static boolean readsA(int n, int k, int acs) {
        return acs == 1 && n <= (k < LONG_SUM ? A_IN_PLACE_SHORT_COLS : A_IN_PLACE_COLS) && k % 2 == 0;
    }

    /**
     * The tiles over packed columns of B, in groups of rows: a panel of B comes from the second-level cache once for
     * the group, and C is read and written almost as a stream, which the hardware fetches ahead: of groups of a single
     * tile's rows with more success, for they are fewer.
     */
    private static void packed(
            int m,
            int packedFrom,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            double[] pa,
            MemorySegment pb,
            long bo,
            boolean add,
            double[] c,
            int co,
            int ldc,
            double[] t,
            double @Nullable [] bias,
            int biasOff) {
        int group = packedFrom <= 0 && (long) m * ldc > C_FAR ? MR : MC_SMALL;
        for (int from = 0; from < m; from += group) {
            int to = Math.min(from + group, m);
            for (int j = 0; j < n; j += NR) {
                int nr = Math.min(n - j, NR);
                long bj = bo + (long) j * k * Double.BYTES;
                for (int i = from; i < to; i += MR) {
                    int ci = co + i * ldc + j;
                    int mr = Math.min(to - i, MR);
                    boolean read = i < packedFrom;
                    tile(
                            mr,
                            nr,
                            k,
                            read ? a : pa,
                            read ? ao + i * ars : (i - packedFrom) * k,
                            read ? ars : 1,
                            read ? 1 : mr <= LOW_ROWS ? LOW_ROWS : MR,
                            pb,
                            bj,
                            add,
                            c,
                            ci,
                            ldc,
                            t);
                }
            }
            DoubleGemm.addRow(to - from, n, c, co + from * ldc, ldc, bias, biasOff);
        }
    }

    /** The tiles over rows of B in place: wide ones for short sums, others for what these leave. */
    private static void inPlace(
            int m,
            int n,
            int k,
            double[] pa,
            double[] b,
            int bo,
            int brs,
            MemorySegment pb,
            boolean add,
            double[] c,
            int co,
            int ldc,
            DoubleScratch s) {
        int rows = 0;
        if (MR == 8 && k <= SHORT_SUM && n >= WIDE) {
            rows = m - m % MR;
            int columns = add ? n - n % WIDE : n;
            for (int from = 0; from < columns; from += WIDE_COLS) {
                for (int i = 0; i < rows; i += MR / 2) {
                    int ai = i / MR * MR * k + i % MR;
                    for (int j = from; j < Math.min(from + WIDE_COLS, columns); j += WIDE) {
                        int at = Math.min(j, n - WIDE);
                        VectorDoubleTiles8.wide(k, pa, ai, b, bo + at, brs, add, c, co + i * ldc + at, ldc);
                    }
                }
            }
            if (columns < n) {
                usualTiles(0, rows, n - columns, k, pa, b, bo + columns, brs, pb, add, c, co + columns, ldc, s);
            }
        }
        if (rows < m) {
            usualTiles(rows, m, n, k, pa, b, bo, brs, pb, add, c, co, ldc, s);
        }
    }

    /** Tiles over rows of B in place for some rows of A: down the columns of C first, to read B from memory once. */
    private static void usualTiles(
            int first,
            int last,
            int n,
            int k,
            double[] pa,
            double[] b,
            int bo,
            int brs,
            MemorySegment pb,
            boolean add,
            double[] c,
            int co,
            int ldc,
            DoubleScratch s) {
        // What is not added up may be computed twice: the last columns are those of a whole tile.
        int whole = add || n < NR ? n - n % NR : n;
        for (int from = 0; from < whole; from += NR) {
            int j = Math.min(from, n - NR);
            for (int i = first; i < last; i += MR) {
                int ci = co + i * ldc + j;
                if (last - i >= MR) {
                    stridedB(MR, k, pa, i * k, b, bo + j, brs, add, c, ci, ldc);
                } else {
                    if (add) {
                        copy(last - i, NR, c, ci, ldc, s.tile, 0, NR);
                    }
                    stridedB(last - i <= LOW_ROWS ? LOW_ROWS : MR, k, pa, i * k, b, bo + j, brs, add, s.tile, 0, NR);
                    copy(last - i, NR, s.tile, 0, NR, c, ci, ldc);
                }
            }
        }
        if (whole < n) {
            VectorDoublePack.packB(n - whole, k, b, bo + whole, brs, 1, pb, s);
            int ci = co + first * ldc + whole;
            packed(last - first, -first, n - whole, k, pa, 0, 0, pa, pb, 0, add, c, ci, ldc, s.tile, null, 0);
        }
    }

    /** The tiles over rows of B in place where A has as many rows as a tall tile. */
    private static void tall(
            int n, int k, double[] pa, double[] b, int bo, int brs, boolean add, double[] c, int co, int ldc) {
        for (int from = 0; from < n; from += NR) {
            int j = Math.min(from, n - NR);
            VectorDoubleTiles8.tenRows(k, pa, 0, b, bo + j, brs, add, c, co + j, ldc);
        }
    }

    private static void tile(
            int mr,
            int nr,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            MemorySegment b,
            long bo,
            boolean add,
            double[] c,
            int co,
            int ldc,
            double[] t) {
        if (mr == MR && (nr == NR || nr == L)) {
            whole(nr, k, a, ao, ars, acs, b, bo, add, c, co, ldc);
            return;
        }
        // An edge takes the same two ways through the innermost loop as a whole tile. A way that had never been taken
        // by the time the loop was compiled (the sum of two blocks in one vector's width, say, which comes up with the
        // first batch of sixteen rows) would throw the compiled code away and be interpreted for a tenth of a second.
        if (add) {
            copy(mr, nr, c, co, ldc, t, 0, NR);
        }
        whole(nr <= L ? L : NR, k, a, ao, ars, acs, b, bo, add, t, 0, NR);
        copy(mr, nr, t, 0, NR, c, co, ldc);
    }

    /** Copies part of a tile: up to two vectors a row, which overlap where they have to. */
    private static void copy(int rows, int columns, double[] x, int xo, int xs, double[] y, int yo, int ys) {
        if (columns < L && Simd.MASKS) {
            VectorMask<Double> mask = SPECIES.indexInRange(0, columns);
            for (int i = 0; i < rows; i++) {
                DoubleVector.fromArray(SPECIES, x, xo + i * xs, mask).intoArray(y, yo + i * ys, mask);
            }
            return;
        }
        if (columns < L) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    y[yo + i * ys + j] = x[xo + i * xs + j];
                }
            }
            return;
        }
        int last = columns - L;
        for (int i = 0; i < rows; i++) {
            DoubleVector.fromArray(SPECIES, x, xo + i * xs).intoArray(y, yo + i * ys);
            DoubleVector.fromArray(SPECIES, x, xo + i * xs + last).intoArray(y, yo + i * ys + last);
        }
    }

    private static void whole(
            int width,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            MemorySegment b,
            long bo,
            boolean add,
            double[] c,
            int co,
            int ldc) {
        if (MR == 8 && acs != LOW_ROWS) {
            if (width == L && acs == MR && ars == 1) {
                VectorDoubleTiles8.narrow(k, a, ao, b, bo, add, c, co, ldc);
            } else if (width == L) {
                VectorDoubleTiles8.narrowRowsOfA(k, a, ao, ars, b, bo, add, c, co, ldc);
            } else if (acs == MR && ars == 1) {
                VectorDoubleTiles8.packed(k, a, ao, b, bo, add, c, co, ldc);
            } else {
                VectorDoubleTiles8.rowsOfA(k, a, ao, ars, b, bo, add, c, co, ldc);
            }
        } else {
            if (width == L && acs == LOW_ROWS && ars == 1) {
                VectorDoubleTiles4.narrow(k, a, ao, b, bo, add, c, co, ldc);
            } else if (width == L) {
                VectorDoubleTiles4.narrowRowsOfA(k, a, ao, ars, b, bo, add, c, co, ldc);
            } else if (acs == LOW_ROWS && ars == 1) {
                VectorDoubleTiles4.packed(k, a, ao, b, bo, add, c, co, ldc);
            } else {
                VectorDoubleTiles4.rowsOfA(k, a, ao, ars, b, bo, add, c, co, ldc);
            }
        }
    }

    private static void stridedB(
            int rows, int k, double[] a, int ao, double[] b, int bo, int brs, boolean add, double[] c, int co,
                    int ldc) {
        if (MR == 8 && rows == MR) {
            VectorDoubleTiles8.stridedB(k, a, ao, b, bo, brs, add, c, co, ldc);
        } else {
            VectorDoubleTiles4.stridedB(k, a, ao, b, bo, brs, add, c, co, ldc);
        }
    }

    private static int roundUp(int x, int step) {
        return (x + step - 1) / step * step;
    }

    /**
     * Runs every loop of the product on small matrices and their edges, so that the compiler knows how they are used.
     *
     * @param k how many products each element of C is the sum of. With 0 the innermost loops are only called, and
     *     return at once: the compiler counts that too, and vectors that are not compiled yet are dear
     */
    static void exercise(int k) {
        int m = MR + 3;
        int n = NR + 5;
        double[] x = new double[2048]; // large enough for all of these
        double[] c = new double[2048];
        for (int i = 0; i < 4; i++) {
            boolean add = i % 2 > 0;
            block(m, n, k, x, 0, 1, m, x, 0, 1, k, add, c, 0, n, null, 0);
            block(m, n, k, x, 0, k, 1, x, 0, 1, k, add, c, 0, n, null, 0);
            block(m, n, k, x, 0, 1, m, x, 0, n, 1, add, c, 0, n, null, 0);
            block(TALL, NR, k, x, 0, 1, TALL, x, 0, NR, 1, add, c, 0, NR, null, 0);
            VectorDoubleTiles8.wide(k, x, 0, x, 0, 1, add, c, 0, 2 * NR);
            VectorDoublePack.exercise(k, x, c);
            VectorDoubleTranspose.exercise(k, x, c);
        }
    }
}
