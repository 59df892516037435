package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product against plain sums in double; every width of vectors is to pass (property lanewise.vectorBits). */
class GemmTest {
    private final int threads = Parallel.getNumThreads();

    /** These tests are about the vector kernels: no waiting until they are compiled. */
    @BeforeAll
    static void vectorsAtOnce() {
        FloatGemm.VECTORS.heat();
        FloatGemm.FEW.heat();
        DoubleGemm.VECTORS.heat();
        DoubleGemm.FEW.heat();
    }

    @AfterEach
    void restore() {
        Parallel.setNumThreads(threads);
    }

    /** A random problem: strides, offsets, what lies around C, and the exact answer with its tolerance. */
    private static final class Problem {
        final int m;
        final int n;
        final int k;
        final int ao;
        final int ars;
        final int acs;
        final int bo;
        final int brs;
        final int bcs;
        final int co;
        final int ldc;
        final boolean add;
        final float[] a;
        final float[] b;
        final float[] c;
        final float[] bias;

        Problem(Random r, int m, int n, int k, boolean turnA, boolean turnB, int spread, boolean add) {
            this.m = m;
            this.n = n;
            this.k = k;
            this.add = add;
            int pad = r.nextInt(3);
            ars = turnA ? spread : (k + pad) * spread;
            acs = turnA ? (m + pad) * spread : spread;
            brs = turnB ? spread : (n + pad) * spread;
            bcs = turnB ? (k + pad) * spread : spread;
            ao = r.nextInt(5);
            bo = r.nextInt(5);
            co = r.nextInt(5);
            ldc = n + r.nextInt(4);
            a = random(r, ao + Math.max(0, m - 1) * ars + Math.max(0, k - 1) * acs + 1);
            b = random(r, bo + Math.max(0, k - 1) * brs + Math.max(0, n - 1) * bcs + 1);
            c = random(r, co + Math.max(0, m - 1) * ldc + n + 3);
            if (!add) {
                Arrays.fill(c, Float.NaN);
            }
            bias = r.nextInt(3) == 0 ? random(r, n + 2) : null;
        }

        private static float[] random(Random r, int length) {
            float[] x = new float[length];
            for (int i = 0; i < length; i++) {
                x[i] = (float) r.nextGaussian();
            }
            return x;
        }

        float[] solve() {
            float[] out = c.clone();
            Gemm.multiply(
                    m, n, k, a, ao, ars, acs, b, bo, brs, bcs, add ? 1 : 0, out, co, ldc, bias, bias == null ? 0 : 2);
            return out;
        }

        double[] solveInDouble() {
            double[] out = doubles(c);
            Gemm.multiply(
                    m,
                    n,
                    k,
                    doubles(a),
                    ao,
                    ars,
                    acs,
                    doubles(b),
                    bo,
                    brs,
                    bcs,
                    add ? 1 : 0,
                    out,
                    co,
                    ldc,
                    bias == null ? null : doubles(bias),
                    bias == null ? 0 : 2);
            return out;
        }

        private static double[] doubles(float[] x) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = x[i];
            }
            return y;
        }

        void check() {
            float[] got = solve();
            double[] wide = solveInDouble();
            boolean[] inside = new boolean[c.length];
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    int at = co + i * ldc + j;
                    inside[at] = true;
                    double sum = add ? c[at] : 0;
                    double size = Math.abs(sum);
                    for (int p = 0; p < k; p++) {
                        double x = (double) a[ao + i * ars + p * acs] * b[bo + p * brs + j * bcs];
                        sum += x;
                        size += Math.abs(x);
                    }
                    if (bias != null) {
                        sum += bias[2 + j];
                        size += Math.abs(bias[2 + j]);
                    }
                    assertEquals(sum, got[at], 1e-6 * size + 1e-30, () -> this + " at " + at);
                    assertEquals(sum, wide[at], 1e-14 * size + 1e-30, () -> this + " in double at " + at);
                }
            }
            for (int i = 0; i < c.length; i++) {
                if (!inside[i]) {
                    int at = i;
                    assertEquals(c[i], got[i], () -> this + ": wrote outside of C, at " + at);
                    assertEquals(c[i], wide[i], () -> this + ": wrote outside of C in double, at " + at);
                }
            }
        }

        /** With B laid out beforehand, by one thread and by three, the bits are those for a row-major B. */
        void checkFactor() {
            float[] rows = new float[k * n];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = b[bo + i / n * brs + i % n * bcs];
            }
            boolean dots = m <= 8 || n <= 8;
            float[] y = dots ? b : rows;
            int yo = dots ? bo : 0;
            int yrs = dots ? brs : n;
            int ycs = dots ? bcs : 1;
            float[] want = c.clone();
            Gemm.multiply(m, n, k, a, ao, ars, acs, y, yo, yrs, ycs, add ? 1 : 0, want, co, ldc);
            double[] wide = doubles(c);
            Gemm.multiply(m, n, k, doubles(a), ao, ars, acs, doubles(y), yo, yrs, ycs, add ? 1 : 0, wide, co, ldc);
            try (Factor factor = Factor.of(n, k, b, bo, brs, bcs);
                    Factor wideFactor = Factor.of(n, k, doubles(b), bo, brs, bcs)) {
                for (int threads : new int[] {1, 3}) {
                    Parallel.setNumThreads(threads);
                    float[] got = c.clone();
                    factor.multiply(m, a, ao, ars, acs, add, got, co, ldc);
                    assertArrayEquals(want, got, () -> this + " as factor");
                    double[] gotWide = doubles(c);
                    wideFactor.multiply(m, doubles(a), ao, ars, acs, add, gotWide, co, ldc);
                    assertArrayEquals(wide, gotWide, () -> this + " as factor in double");
                }
            }
        }

        @Override
        public String toString() {
            return "(" + m + ", " + n + ", " + k + ") a:" + ars + "," + acs + " b:" + brs + "," + bcs + " add=" + add;
        }
    }

    private static void allForms(Random r, int m, int n, int k) {
        for (int form = 0; form < 8; form++) {
            new Problem(r, m, n, k, (form & 1) != 0, (form & 2) != 0, 1, (form & 4) != 0).check();
        }
    }

    @Test
    void singleRowsAndSingleTermsAroundWholeVectors() {
        Random r = new Random(7);
        for (int n : new int[] {8, 9, 15, 16, 17, 31, 32, 33, 48, 64, 65, 80, 255, 256, 257, 290}) {
            allForms(r, 1, n, 48);
            allForms(r, 1, n, 19);
            allForms(r, 5, n, 1);
            allForms(r, n, 1, 64);
        }
    }

    @Test
    void smallSizesInAllForms() {
        Random r = new Random(1);
        for (int i = 0; i < 150; i++) {
            allForms(r, 1 + r.nextInt(40), 1 + r.nextInt(40), r.nextInt(41));
        }
    }

    @Test
    void sizesAroundTilesAndBlocks() {
        Random r = new Random(2);
        int[][] sizes = {
            {7, 31, 15},
            {8, 32, 16},
            {9, 33, 17},
            {63, 65, 320},
            {64, 64, 321},
            {65, 63, 319},
            {66, 511, 40},
            {33, 513, 641},
            {31, 545, 33},
            {129, 48, 384},
            {17, 10, 128},
            {10, 128, 32},
            {10, 96, 300},
            {10, 500, 20},
            {10, 45, 321},
            {2049, 513, 3},
            {2050, 20, 9},
            {8, 64, 24},
            {12, 65, 24},
            {29, 127, 9},
            {70, 300, 10},
            {200, 101, 400},
            {501, 70, 20},
            {129, 1400, 200},
            {33, 2800, 200},
            {131, 129, 62},
            {90, 513, 64},
            {2060, 330, 66},
            {41, 130, 85}
        };
        for (int[] s : sizes) {
            allForms(r, s[0], s[1], s[2]);
        }
    }

    @Test
    void fewRowsOrColumns() {
        Random r = new Random(3);
        for (int i = 0; i < 20; i++) {
            int few = 1 + r.nextInt(4);
            int many = 1 + r.nextInt(200);
            int k = r.nextInt(360);
            allForms(r, few, many, k);
            allForms(r, many, few, k);
        }
    }

    @Test
    void aFactorLaidOutBeforehand() {
        Random r = new Random(9);
        for (int[] s :
                new int[][] {{32, 256, 64}, {9, 33, 300}, {40, 100, 600}, {8, 64, 112}, {1, 40, 20}, {70, 4, 50}}) {
            for (int form = 0; form < 8; form++) {
                new Problem(r, s[0], s[1], s[2], (form & 1) != 0, (form & 2) != 0, 1, (form & 4) != 0).checkFactor();
            }
        }
        for (int i = 0; i < 60; i++) {
            new Problem(
                            r,
                            9 + r.nextInt(80),
                            9 + r.nextInt(90),
                            r.nextInt(320),
                            r.nextBoolean(),
                            r.nextBoolean(),
                            1 + r.nextInt(2),
                            r.nextBoolean())
                    .checkFactor();
        }
    }

    @Test
    void stridesInBothDirections() {
        Random r = new Random(4);
        for (int i = 0; i < 60; i++) {
            new Problem(
                            r,
                            1 + r.nextInt(50),
                            1 + r.nextInt(70),
                            r.nextInt(60),
                            r.nextBoolean(),
                            r.nextBoolean(),
                            2 + r.nextInt(2),
                            r.nextBoolean())
                    .check();
        }
    }

    @Test
    void strideZeroRepeatsARowOrColumn() {
        float[] column = new float[50];
        float[] row = new float[60];
        for (int i = 0; i < 60; i++) {
            column[i % 50] = i % 50 - 20;
            row[i] = 2 * i - 50;
        }
        float[] c = new float[50 * 60];
        Gemm.multiply(50, 60, 7, column, 0, 1, 0, row, 0, 0, 1, 0, c, 0, 60);
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < 60; j++) {
                assertEquals(7 * column[i] * row[j] + 0f, c[i * 60 + j]);
            }
        }
    }

    @Test
    void emptySumsLeaveBetaTimesC() {
        float[] c = {1, Float.NaN, 3, 4};
        Gemm.multiply(1, 3, 0, new float[0], 0, 0, 1, new float[0], 0, 3, 1, 1, c, 1, 3);
        assertArrayEquals(new float[] {1, Float.NaN, 3, 4}, c);
        Gemm.multiply(1, 3, 0, new float[0], 0, 0, 1, new float[0], 0, 3, 1, 0, c, 1, 3, new float[] {5, -6, 7}, 0);
        assertArrayEquals(new float[] {1, 5, -6, 7}, c);
        Gemm.multiply(0, 3, 2, new float[0], 0, 2, 1, new float[6], 0, 3, 1, 0, c, 0, 3);
        assertArrayEquals(new float[] {1, 5, -6, 7}, c);
    }

    @Test
    void infinitiesAndNaNPassThrough() {
        for (int n : new int[] {1, 5, 40}) {
            float[] a = new float[20 * 30];
            float[] b = new float[30 * n];
            Arrays.fill(a, 1f);
            Arrays.fill(b, 1f);
            a[3 * 30 + 7] = Float.NaN;
            b[9 * n] = Float.POSITIVE_INFINITY;
            float[] c = new float[20 * n];
            Gemm.multiply(20, n, 30, a, 0, 30, 1, b, 0, n, 1, 0, c, 0, n);
            assertTrue(Float.isNaN(c[3 * n + n - 1]));
            assertEquals(Float.POSITIVE_INFINITY, c[4 * n]);
            assertEquals(n > 1 ? 30f : Float.POSITIVE_INFINITY, c[5 * n - 1]);
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Random r = new Random(5);
        int[][] sizes = {{32, 128, 784}, {128, 400, 32}, {1, 2000, 350}, {700, 3, 400}, {127, 259, 101}, {1025, 10, 128}
        };
        for (int[] s : sizes) {
            for (int form = 0; form < 4; form++) {
                Problem p = new Problem(r, s[0], s[1], s[2], (form & 1) != 0, (form & 2) != 0, 1, true);
                Parallel.setNumThreads(1);
                float[] one = p.solve();
                double[] oneWide = p.solveInDouble();
                for (int t = 2; t <= 4; t++) {
                    Parallel.setNumThreads(t);
                    assertArrayEquals(bits(one), bits(p.solve()), p + " with threads " + t);
                    assertTrue(Arrays.equals(oneWide, p.solveInDouble()), p + " in double with threads " + t);
                }
            }
        }
    }

    private static int[] bits(float[] x) {
        int[] y = new int[x.length];
        Arrays.setAll(y, i -> Float.floatToRawIntBits(x[i]));
        return y;
    }

    @Test
    void vectorsGiveTheBitsOfThePlainLoops() {
        Random r = new Random(6);
        for (int i = 0; i < 60; i++) {
            int m = 1 + r.nextInt(70);
            int n = 1 + r.nextInt(100);
            int k = 1 + r.nextInt(FloatGemm.MAX_BLOCK);
            // Neither factor has contiguous rows along k, so one block of the sum is the whole.
            Problem p = new Problem(r, m, n, k, false, false, 2, false);
            float[] c = p.c.clone();
            float[] want = p.c.clone();
            Gemm.multiply(m, n, k, p.a, p.ao, p.ars, p.acs, p.b, p.bo, p.brs, p.bcs, 0, c, p.co, p.ldc);
            ScalarFloatGemm.block(m, n, k, p.a, p.ao, p.ars, p.acs, p.b, p.bo, p.brs, p.bcs, false, want, p.co, p.ldc);
            assertArrayEquals(bits(want), bits(c), p.toString());
            float[] dots = new float[n];
            float[] wantDots = new float[n];
            float[] x = Problem.random(r, k);
            float[] y = Problem.random(r, n * k);
            Gemm.multiply(1, n, k, x, 0, k, 1, y, 0, 1, k, 0, dots, 0, n);
            ScalarFloatGemm.dots(n, k, x, 0, y, 0, k, 0, wantDots, 0, 1);
            if (k > 1 && n > 1) {
                assertArrayEquals(bits(wantDots), bits(dots), "dots " + n + " of " + k);
            }
        }
    }

    @Test
    void batches() {
        Random r = new Random(7);
        int[][] cases = {
            {1, 5, 6, 7}, {3, 40, 50, 60}, {64, 8, 8, 8}, {500, 2, 3, 4}, {2, 150, 160, 170}, {16, 33, 65, 34}
        };
        for (int[] s : cases) {
            int batch = s[0];
            int m = s[1];
            int n = s[2];
            int k = s[3];
            float[] a = Problem.random(r, batch * m * k);
            float[] b = Problem.random(r, batch * k * n);
            float[] c = new float[batch * m * n + 5];
            float[] want = new float[batch * m * n + 5];
            for (int bStep : new int[] {k * n, 0}) {
                Gemm.batched(batch, m, n, k, a, 0, k, 1, b, 0, n, 1, 0, c, 2, n, m * k, bStep, m * n);
                for (int t = 0; t < batch; t++) {
                    Gemm.multiply(m, n, k, a, t * m * k, k, 1, b, t * bStep, n, 1, 0, want, 2 + t * m * n, n);
                }
                assertArrayEquals(bits(want), bits(c));
            }
        }
        Gemm.batched(0, 2, 2, 2, new float[0], 0, 2, 1, new float[0], 0, 2, 1, 0, new float[0], 0, 2, 4, 4, 4);
    }

    @Test
    void longsWrapAround() {
        Random r = new Random(8);
        long[] a = r.longs(6 * 7).toArray();
        long[] b = r.longs(7 * 5).toArray();
        long[] c = r.longs(6 * 5).toArray();
        long[] want = c.clone();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 5; j++) {
                for (int p = 0; p < 7; p++) {
                    want[i * 5 + j] += a[i * 7 + p] * b[j * 7 + p];
                }
            }
        }
        Gemm.multiply(6, 5, 7, a, 0, 7, 1, b, 0, 1, 7, 1L, c, 0, 5);
        assertArrayEquals(want, c);
        long[] two = new long[2];
        Gemm.batched(
                2, 1, 1, 2, new long[] {1, 2, 3, 4}, 0, 2, 1, new long[] {10, 100}, 0, 1, 1, 0L, two, 0, 1, 2, 0, 1);
        assertArrayEquals(new long[] {210, 430}, two);
    }

    @Test
    void matricesOutsideTheirArraysAreRefused() {
        float[] x = new float[6];
        assertRefused("first factor", () -> Gemm.multiply(2, 2, 3, x, 1, 3, 1, x, 0, 2, 1, 0, new float[4], 0, 2));
        assertRefused("second factor", () -> Gemm.multiply(2, 2, 3, x, 0, 3, 1, x, 0, 2, 2, 0, new float[4], 0, 2));
        assertRefused("result", () -> Gemm.multiply(2, 2, 3, x, 0, 3, 1, x, 0, 2, 1, 0, new float[3], 0, 2));
        assertRefused("ldc=1", () -> Gemm.multiply(2, 2, 3, x, 0, 3, 1, x, 0, 2, 1, 0, new float[4], 0, 1));
        assertRefused("m=-1", () -> Gemm.multiply(-1, 2, 3, x, 0, 3, 1, x, 0, 2, 1, 0, new float[4], 0, 2));
        assertRefused("beta", () -> Gemm.multiply(2, 2, 3, x, 0, 3, 1, x, 0, 2, 1, 0.5f, new float[4], 0, 2));
        assertRefused(
                "bias", () -> Gemm.multiply(2, 2, 3, x, 0, 3, 1, x, 0, 2, 1, 0, new float[4], 0, 2, new float[2], 1));
    }

    private static void assertRefused(String what, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(what), message);
        assertFalse(message.contains("null"), message);
    }
}
