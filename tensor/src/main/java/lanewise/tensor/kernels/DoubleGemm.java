// Generated from FloatGemm.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The {@code double} matrix product behind {@link Gemm}: chooses how, cuts the sums and the work, and adds the
 * epilogue.
 *
 * <p>The order of every sum is fixed here, from shape and strides alone; {@link ScalarDoubleGemm} and the vector
 * classes keep to it bit for bit. There are two orders:
 * <ul>
 * <li>Usually the k products of an element are cut into equal blocks of at most {@value #MAX_BLOCK}. Each block is a
 * chain of fused multiply-adds upwards from zero; the blocks' sums are added to C one after the other.
 * <li>For the product of rows with rows, with few of them on one side ({@link #DOT}), 16 chains take every 16th
 * product each (those beyond the last multiple of 16 first) and are then added pairwise: 0 with 8, 1 with 9, …, then 0
 * with 4, and so on.
 * </ul>
 */
final class DoubleGemm {
    /** Longest chain of one block: fewer passes over C, 2 % faster than blocks of 288 and 10 % than those of 112. */
    static final int MAX_BLOCK = 384;

    /** Chains of a dot product. */
    static final int DOT_LANES = 16;

    private static final int DIRECT = 0;
    /** Computes the transpose of C, then turns it: it is then the smaller factor that must be packed the hard way. */
    private static final int SWAPPED = 1;
    /** Dot products of contiguous rows of A with contiguous columns of B. */
    private static final int DOT = 2;

    private static final int DOT_MAX = 8;
    private static final int SWAP_MAX_ROWS = 64;
    private static final int SWAP_MAX_COLS = 3;
    /** Multiply-adds below which packing and tiles cost more than they save. */
    private static final long SCALAR_BELOW = 600;
    /** The same where there is nothing to pack: products of a column with a row, or of a row with rows. */
    private static final long OUTER_BELOW = 64;
    /** Multiply-adds below which handing out work costs more than it saves. */
    private static final long ALONE_BELOW = 1_200_000;
    /** Multiply-adds from which it pays to wake a sleeping worker. */
    private static final long WAKE_FROM = 8_000_000;
    /** Thousands of multiply-adds on plain loops after which the vector kernels are worth compiling. */
    private static final int WARM_AFTER = 700_000;
    /** What an exercise of all kernels stays under when they are compiled, by far; tenfold of that otherwise. */
    private static final long FAST_NANOS = 100_000;
    /**
     * Until compiled, vector code is a hundred times slower than the plain loops, which give the same bits: so those
     * serve first, and the kernels are compiled in the background.
     */
    static final Warmup VECTORS = new Warmup(0, WARM_AFTER, FAST_NANOS, n -> VectorDoubleGemm.exercise(4 * n));
    /** The same for few rows, which many programs never multiply: what nobody needs keeps no compiler busy. */
    static final Warmup FEW = new Warmup(0, WARM_AFTER, FAST_NANOS, n -> {
        VectorDoubleRow.exercise(4 * n);
        VectorDoubleDots.exercise(4 * n);
    });

    private static final int ROW_UNIT = 8;
    private static final int COL_UNIT = 32;

    private DoubleGemm() {}

    static void multiply(
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
            double beta,
            double[] c,
            int co,
            int ldc,
            double @Nullable [] bias,
            int biasOff) {
        int plan = plan(m, n, k, ars, acs, brs, bcs);
        multiply(plan, m, n, k, a, ao, ars, acs, b, bo, brs, bcs, beta, c, co, ldc, bias, biasOff);
    }

    /** The same by that plan. */
    static void multiply(
            int plan,
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
            double beta,
            double[] c,
            int co,
            int ldc,
            double @Nullable [] bias,
            int biasOff) {
        if (m == 0 || n == 0) {
            return;
        }
        long work = (long) m * n * k;
        int threads = threads(work);
        if (threads == 1) {
            region(plan, m, n, k, a, ao, ars, acs, b, bo, brs, bcs, beta, c, co, ldc, bias, biasOff);
            return;
        }
        int rows = (m + ROW_UNIT - 1) / ROW_UNIT;
        int cols = (n + COL_UNIT - 1) / COL_UNIT;
        // No more than threads, though one may lag behind: each piece packs anew.
        int pieces = (int) Math.min(threads, 1 + work / (ALONE_BELOW / 2));
        int down = 1;
        long least = Long.MAX_VALUE;
        for (int d = 1; d <= Math.min(pieces, rows); d++) {
            int across = Math.min(pieces / d, cols);
            // Every piece reads its part of the factors: few, square pieces. What another core wrote last is dearer to
            // fetch than to compute. So a gradient is cut by rows, as the weights are that this core then updates (by
            // halves of the whole array), and the product of rows with rows, that is with weights, by those rows too.
            long read = bcs == 1
                    ? ((long) m * across + (long) n * d) * k + (across > 1 ? (long) m * n : 0)
                    : ((long) m * across + 4L * n * d) * k;
            long cost = read * pieces / ((long) across * d); // too few pieces leave threads idle
            if (cost < least) {
                least = cost;
                down = d;
            }
        }
        int gm = down;
        int gn = Math.min(pieces / gm, cols);
        Parallel.run(gm * gn, t -> {
            int i = cut(t / gn, gm, rows, ROW_UNIT);
            int j = cut(t % gn, gn, cols, COL_UNIT);
            int mi = Math.min(cut(t / gn + 1, gm, rows, ROW_UNIT), m) - i;
            int nj = Math.min(cut(t % gn + 1, gn, cols, COL_UNIT), n) - j;
            region(
                    plan,
                    mi,
                    nj,
                    k,
                    a,
                    ao + i * ars,
                    ars,
                    acs,
                    b,
                    bo + j * bcs,
                    brs,
                    bcs,
                    beta,
                    c,
                    co + i * ldc + j,
                    ldc,
                    bias,
                    biasOff + j);
        });
    }

    /**
     * As {@link #multiply} without bias, all on this thread: for callers that share out work themselves.
     */
    static void alone(
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
            double beta,
            double[] c,
            int co,
            int ldc) {
        int plan = plan(m, n, k, ars, acs, brs, bcs);
        region(plan, m, n, k, a, ao, ars, acs, b, bo, brs, bcs, beta, c, co, ldc, null, 0);
    }

    private static int cut(int piece, int pieces, int units, int unit) {
        return (int) ((long) piece * units / pieces) * unit;
    }

    static void batched(
            int batch,
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            int aStep,
            double[] b,
            int bo,
            int brs,
            int bcs,
            int bStep,
            double beta,
            double[] c,
            int co,
            int ldc,
            int cStep) {
        if (m == 0 || n == 0) {
            return;
        }
        long work = (long) m * n * k;
        int plan = plan(m, n, k, ars, acs, brs, bcs);
        int threads = Parallel.getNumThreads();
        if (threads == 1 || batch * work < ALONE_BELOW || batch >= threads) {
            int group = (int) Math.max(1, Math.max(batch / (8 * threads), ALONE_BELOW / 4 / Math.max(work, 1)));
            int groups = batch * work < ALONE_BELOW ? 1 : (batch + group - 1) / group;
            int each = groups == 1 ? batch : group;
            Parallel.run(groups, g -> {
                for (int t = g * each; t < Math.min(batch, (g + 1) * each); t++) {
                    region(
                            plan,
                            m,
                            n,
                            k,
                            a,
                            ao + t * aStep,
                            ars,
                            acs,
                            b,
                            bo + t * bStep,
                            brs,
                            bcs,
                            beta,
                            c,
                            co + t * cStep,
                            ldc,
                            null,
                            0);
                }
            });
        } else {
            for (int t = 0; t < batch; t++) {
                multiply(
                        m,
                        n,
                        k,
                        a,
                        ao + t * aStep,
                        ars,
                        acs,
                        b,
                        bo + t * bStep,
                        brs,
                        bcs,
                        beta,
                        c,
                        co + t * cStep,
                        ldc,
                        null,
                        0);
            }
        }
    }

    /** How to compute; a function of shape and strides only, for it decides the order of the sums. */
    private static int plan(int m, int n, int k, int ars, int acs, int brs, int bcs) {
        if (k > 1 && acs == 1 && brs == 1 && (m <= DOT_MAX && (bcs != 1 || n == 1) || n <= DOT_MAX)) {
            return DOT;
        }
        if (bcs != 1 && brs == 1 && m <= SWAP_MAX_ROWS && 2 * m <= n || n <= SWAP_MAX_COLS && ars == 1 && m > n) {
            return SWAPPED;
        }
        return DIRECT;
    }

    /** One piece of C on this thread. */
    private static void region(
            int plan,
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
            double beta,
            double[] c,
            int co,
            int ldc,
            double @Nullable [] bias,
            int biasOff) {
        if (plan == DOT) {
            dots(m, n, k, a, ao, ars, b, bo, bcs, beta, c, co, ldc);
            addRow(m, n, c, co, ldc, bias, biasOff);
            return;
        }
        boolean vector = plan == SWAPPED ? serveVectors(n, m, k, ars) : serveVectors(m, n, k, bcs);
        if (plan == SWAPPED && (vector || m > n)) { // plain loops want the longer side inside
            DoubleScratch s = DoubleScratch.take();
            double[] t = s.c(m * n);
            sums(vector, n, m, k, b, bo, bcs, brs, a, ao, acs, ars, 0f, t, 0, m, null, 0);
            turn(m, n, t, beta, c, co, ldc);
            s.give();
            addRow(m, n, c, co, ldc, bias, biasOff);
        } else {
            sums(vector, m, n, k, a, ao, ars, acs, b, bo, brs, bcs, beta, c, co, ldc, bias, biasOff);
        }
    }

    /** How many products of k make a block of the sum. */
    static int step(int k) {
        int blocks = Math.max(1, (k + MAX_BLOCK - 1) / MAX_BLOCK);
        return Math.max(1, ((k + blocks - 1) / blocks + 15) / 16 * 16);
    }

    /** How many threads share so many multiply-adds. */
    static int threads(long work) {
        return work < ALONE_BELOW || work < WAKE_FROM && !Parallel.awake() ? 1 : Parallel.getNumThreads();
    }

    /** The plan of a {@link Factor}: as that of any product, but nothing is turned. */
    static int factorPlan(int m, int n, int k, int ars, int acs, int brs, int bcs) {
        return plan(m, n, k, ars, acs, brs, bcs) == DOT ? DOT : DIRECT;
    }

    /** Whether a B laid out in panels serves a product, with the same bits; counts its multiply-adds. */
    static boolean takesPanels(int plan, int m, int n, int k) {
        return Simd.AVAILABLE && k > 0 && m >= VectorDoubleGemm.MR && plan == DIRECT && hot(VECTORS, (long) m * n * k);
    }

    /** Whether vectors serve {@link #sums} of that shape and distance of columns of B. */
    private static boolean serveVectors(int m, int n, int k, int bcs) {
        long work = (long) m * n * k;
        return bcs == 1 && (k == 1 || m == 1)
                ? work >= OUTER_BELOW && hot(FEW, work)
                : work >= SCALAR_BELOW && hot(VECTORS, work);
    }

    /** Whether these vectors serve already; counts the multiply-adds that ask. */
    private static boolean hot(Warmup vectors, long work) {
        return Simd.AVAILABLE && vectors.hot((int) Math.min(work >> 10, WARM_AFTER));
    }

    private static void sums(
            boolean vector,
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
            double beta,
            double[] c,
            int co,
            int ldc,
            double @Nullable [] bias,
            int biasOff) {
        int step = step(k);
        boolean add = beta != 0;
        for (int p = 0; p < k || p == 0; p += step) {
            int kp = Math.min(k - p, step);
            int ap = ao + p * acs;
            int bp = bo + p * brs;
            double[] row = p + kp < k ? null : bias; // with the last block
            if (!vector) {
                ScalarDoubleGemm.block(m, n, kp, a, ap, ars, acs, b, bp, brs, bcs, add, c, co, ldc);
            } else if (m == 1 && bcs == 1) {
                VectorDoubleRow.row(n, kp, a, ap, acs, b, bp, brs, add, c, co);
            } else if (k == 1 && bcs == 1) {
                VectorDoubleRow.outer(m, n, k, a, ap, ars, b, bp, add, c, co, ldc);
            } else {
                VectorDoubleGemm.block(m, n, kp, a, ap, ars, acs, b, bp, brs, bcs, add, c, co, ldc, row, biasOff);
                row = null;
            }
            addRow(m, n, c, co, ldc, row, biasOff);
            add = true;
        }
    }

    private static void dots(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            double[] b,
            int bo,
            int bcs,
            double beta,
            double[] c,
            int co,
            int ldc) {
        if (k >= DOT_LANES && hot(FEW, (long) m * n * k)) {
            if (n < m) { // the longer side runs inside
                VectorDoubleDots.dots(n, m, k, b, bo, bcs, a, ao, ars, beta, c, co, 1, ldc);
            } else {
                VectorDoubleDots.dots(m, n, k, a, ao, ars, b, bo, bcs, beta, c, co, ldc, 1);
            }
            return;
        }
        for (int i = 0; i < m; i++) {
            ScalarDoubleGemm.dots(n, k, a, ao + i * ars, b, bo, bcs, beta, c, co + i * ldc, 1);
        }
    }

    /** {@code C(i, j) = beta·C(i, j) + t[j·m + i]}. */
    private static void turn(int m, int n, double[] t, double beta, double[] c, int co, int ldc) {
        if (m == 1 || n == 1 || beta != 0) {
            for (int i = 0; i < m; i++) {
                int row = co + i * ldc;
                for (int j = 0; j < n; j++) {
                    double x = t[j * m + i];
                    c[row + j] = beta == 0 ? x : c[row + j] + x;
                }
            }
        } else if (hot(VECTORS, 0)) {
            VectorDoubleTranspose.transpose(m, n, t, 0, m, c, co, ldc);
        } else {
            ScalarDoubleGemm.transpose(m, n, t, 0, m, c, co, ldc);
        }
    }

    /** Adds a row, if there is one, to every row of C. */
    static void addRow(int m, int n, double[] c, int co, int ldc, double @Nullable [] bias, int biasOff) {
        for (int i = 0; i < m && bias != null; i++) {
            DoubleLoops.binary(BinaryOp.ADD, c, co + i * ldc, bias, biasOff, c, co + i * ldc, n);
        }
    }
}
