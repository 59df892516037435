package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each vector loop against its scalar twin: the same bits at every size, offset and width. */
class TwinsTest {
    @BeforeEach
    void onlyWithVectors() {
        assumeTrue(Simd.AVAILABLE);
    }

    @ParameterizedTest
    @EnumSource
    void unary(UnaryOp op) {
        assumeTrue(op.isVectorized() || FloatMath.has(op));
        for (int n : Samples.SIZES) {
            float[] x = Samples.wild(n + 5, n);
            float[] expected = new float[n + 7];
            float[] actual = new float[n + 7];
            ScalarFloatElementwise.unary(op, x, 5, expected, 3, n);
            VectorFloatElementwise.unary(op, x, 5, actual, 3, n);
            assertArrayEquals(expected, actual);
            if (!op.isVectorized() && !DoubleMath.has(op)) {
                continue;
            }
            double[] doubles = Samples.wildDoubles(n + 5, n);
            double[] expectedDoubles = new double[n + 7];
            double[] actualDoubles = new double[n + 7];
            ScalarDoubleElementwise.unary(op, doubles, 5, expectedDoubles, 3, n);
            VectorDoubleElementwise.unary(op, doubles, 5, actualDoubles, 3, n);
            assertArrayEquals(expectedDoubles, actualDoubles);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unaryInPlace(UnaryOp op) {
        assumeTrue(op.isVectorized() || FloatMath.has(op));
        float[] expected = Samples.wild(1003, 1);
        float[] actual = expected.clone();
        ScalarFloatElementwise.unary(op, expected, 3, expected, 3, 1000);
        VectorFloatElementwise.unary(op, actual, 3, actual, 3, 1000);
        assertArrayEquals(expected, actual);
    }

    @ParameterizedTest
    @EnumSource
    void binary(BinaryOp op) {
        assumeTrue(op.isVectorized() || FloatMath.has(op));
        for (int n : Samples.SIZES) {
            for (int shift = 0; shift < 4; shift += 3) {
                float[] a = Samples.wild(n + 5, n);
                float[] b = Samples.wild(n + 5, n + 1);
                float[] expected = new float[n + 7];
                float[] actual = new float[n + 7];
                ScalarFloatElementwise.binary(op, a, 5 - shift, b, 2, expected, 2, n);
                VectorFloatElementwise.binary(op, a, 5 - shift, b, 2, actual, 2, n);
                assertArrayEquals(expected, actual);
                if (!op.isVectorized() && !DoubleMath.has(op)) {
                    continue;
                }
                double[] p = Samples.wildDoubles(n + 5, n);
                double[] q = Samples.wildDoubles(n + 5, n + 1);
                double[] expectedDoubles = new double[n + 7];
                double[] actualDoubles = new double[n + 7];
                ScalarDoubleElementwise.binary(op, p, 5 - shift, q, 2, expectedDoubles, 2, n);
                VectorDoubleElementwise.binary(op, p, 5 - shift, q, 2, actualDoubles, 2, n);
                assertArrayEquals(expectedDoubles, actualDoubles);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void binaryWithOneValue(BinaryOp op) {
        assumeTrue(op.isVectorizedWithValue());
        for (int n : Samples.SIZES) {
            float[] a = Samples.wild(n + 5, n);
            for (float value : new float[] {3, -0f, Float.NaN, Float.NEGATIVE_INFINITY}) {
                float[] b = {value};
                float[] expected = new float[n + 7];
                float[] actual = new float[n + 7];
                ScalarFloatElementwise.binaryValue(op, a, 5, b, 0, expected, 3, n);
                VectorFloatElementwise.binaryValue(op, a, 5, value, actual, 3, n);
                assertArrayEquals(expected, actual);
                ScalarFloatElementwise.valueBinary(op, b, 0, a, 5, expected, 3, n);
                VectorFloatElementwise.valueBinary(op, value, a, 5, actual, 3, n);
                assertArrayEquals(expected, actual);
            }
        }
    }

    @Test
    void fused() {
        for (int op = 0; op <= Fused.CUBE_PRODUCT; op++) {
            for (int n : Samples.SIZES) {
                float[] a = Samples.wild(n + 5, n);
                float[] x = Samples.wild(n + 5, n + 1);
                float[] expected = new float[n + 7];
                float[] actual = new float[n + 7];
                ScalarFloatElementwise.fused(op, -0.7f, 1.3f, a, 5, x, 2, expected, 3, n);
                VectorFloatFused.run(op, -0.7f, 1.3f, a, 5, x, 2, actual, 3, n);
                assertArrayEquals(expected, actual, "number " + op);
                double[] b = Samples.wildDoubles(n + 5, n);
                double[] y = Samples.wildDoubles(n + 5, n + 1);
                double[] expectedDoubles = new double[n + 7];
                double[] actualDoubles = new double[n + 7];
                ScalarDoubleElementwise.fused(op, -0.7, 1.3, b, 5, y, 2, expectedDoubles, 3, n);
                VectorDoubleFused.run(op, -0.7, 1.3, b, 5, y, 2, actualDoubles, 3, n);
                assertArrayEquals(expectedDoubles, actualDoubles, "number " + op);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void compare(CompareOp op) {
        for (int n : Samples.SIZES) {
            float[] a = Samples.wild(n + 5, n);
            float[] b = Samples.wild(n + 5, n + 1);
            for (int i = 0; i < n; i += 3) {
                b[2 + i] = a[5 + i];
            }
            boolean[] expected = new boolean[n + 7];
            boolean[] actual = new boolean[n + 7];
            ScalarFloatElementwise.compare(op, a, 5, 1, b, 2, 1, expected, 3, n);
            VectorFloatElementwise.compare(op, a, 5, b, 2, actual, 3, n);
            assertArrayEquals(expected, actual);
            ScalarFloatElementwise.compare(op, a, 5, 1, a, 4, 0, expected, 3, n);
            VectorFloatElementwise.compareValue(op, a, 5, a[4], actual, 3, n);
            assertArrayEquals(expected, actual);
            double[] p = Samples.widened(a);
            double[] q = Samples.widened(b);
            ScalarDoubleElementwise.compare(op, p, 5, 1, q, 2, 1, expected, 3, n);
            VectorDoubleElementwise.compare(op, p, 5, q, 2, actual, 3, n);
            assertArrayEquals(expected, actual);
        }
    }

    @Test
    void where() {
        for (int n : Samples.SIZES) {
            boolean[] c = Samples.conditions(n + 3, n);
            float[] a = Samples.wild(n + 5, n);
            float[] b = Samples.wild(n + 5, n + 1);
            float[] expected = new float[n + 7];
            float[] actual = new float[n + 7];
            ScalarFloatElementwise.where(c, 3, a, 5, 1, b, 2, 1, expected, 3, n);
            VectorFloatElementwise.where(c, 3, a, 5, b, 2, actual, 3, n);
            assertArrayEquals(expected, actual);
            ScalarFloatElementwise.where(c, 3, a, 4, 0, b, 2, 1, expected, 3, n);
            VectorFloatElementwise.whereValue(c, 3, true, a[4], b, 2, actual, 3, n);
            assertArrayEquals(expected, actual);
            ScalarFloatElementwise.where(c, 3, a, 5, 1, b, 2, 0, expected, 3, n);
            VectorFloatElementwise.whereValue(c, 3, false, b[2], a, 5, actual, 3, n);
            assertArrayEquals(expected, actual);
        }
    }

    @Test
    void axpy() {
        for (int n : Samples.SIZES) {
            float[] x = Samples.wild(n + 5, n);
            for (int offset = 2; offset < 6; offset += 3) {
                float[] expected = Samples.wild(n + 5, n + 1);
                float[] actual = expected.clone();
                ScalarFloatElementwise.axpy(0.3f, x, offset, expected, 2, n);
                VectorFloatElementwise.axpy(0.3f, x, offset, actual, 2, n);
                assertArrayEquals(expected, actual);
            }
        }
    }

    @Test
    void norms() {
        int n = 64;
        float[] g = Samples.wild(n + 5, 1);
        float[] x = Samples.wild(n + 5, 2);
        float[] w = Samples.wild(n + 5, 3);
        float[] y = new float[n];
        VectorFloatNorms.scaled(x, 5, 0.3f, 1.7f, -0.1f, y, 0, n);
        for (int i = 0; i < n; i++) {
            assertEquals((x[5 + i] - 0.3f) * 1.7f + -0.1f, y[i]);
        }
        VectorFloatNorms.weighted(x, 5, 0.3f, 1.7f, w, 2, g, 3, y, 0, n);
        for (int i = 0; i < n; i++) {
            assertEquals((x[5 + i] - 0.3f) * 1.7f * w[2 + i] + g[3 + i], y[i]);
        }
        VectorFloatNorms.spread(g, 1, 1.7f, x, 2, 0.3f, 0.9f, -0.1f, y, 0, n);
        for (int i = 0; i < n; i++) {
            assertEquals(g[1 + i] * 1.7f - (x[2 + i] - 0.3f) * 0.9f - -0.1f, y[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 32, 64, 320})
    void sumsOfLines(int n) {
        int stride = n + 3;
        int lines = 5;
        float[] g = Samples.ordinary(lines * stride + 5, 1);
        float[] x = Samples.ordinary(lines * stride + 5, 2);
        float[] w = Samples.ordinary(n + 5, 3);
        float[] c = Samples.ordinary(lines, 4);
        float[] f = Samples.ordinary(lines, 5);
        float[] sums = new float[lines * ScalarFloatReductions.SEQUENCES];
        float[] squares = sums.clone();
        float[] u = sums.clone();
        float[] v = sums.clone();
        VectorFloatNorms.sums(x, 5, stride, lines, n, sums);
        VectorFloatNorms.squares(x, 5, stride, c, lines, n, squares);
        VectorFloatNorms.products(g, 1, x, 5, stride, c, f, w, 2, lines, n, u, v);
        for (float[] each : new float[][] {sums, squares, u, v}) {
            VectorFloatReductions.fold(each, lines);
        }
        float[][] terms = new float[3][n];
        for (int r = 0; r < lines; r++) {
            for (int i = 0; i < n; i++) {
                float d = x[5 + r * stride + i] - c[r];
                terms[0][i] = d * d;
                terms[1][i] = g[1 + r * stride + i] * w[2 + i];
                terms[2][i] = terms[1][i] * (d * f[r]);
            }
            assertEquals(ScalarFloatReductions.sumOfBlock(x, 5 + r * stride, n), sums[r]);
            assertEquals(ScalarFloatReductions.sumOfBlock(terms[0], 0, n), squares[r]);
            assertEquals(ScalarFloatReductions.sumOfBlock(terms[1], 0, n), u[r]);
            assertEquals(ScalarFloatReductions.sumOfBlock(terms[2], 0, n), v[r]);
        }
    }

    @Test
    void normsOfRows() {
        int n = 64;
        int stride = n + 3;
        int lines = 5;
        float[] g = Samples.wild(lines * stride + 5, 1);
        float[] x = Samples.wild(lines * stride + 5, 2);
        float[] w = Samples.wild(n + 5, 3);
        float[] c = Samples.wild(lines, 4);
        float[] f = Samples.wild(lines, 5);
        float[] y = new float[lines * stride];
        VectorFloatNorms.spreadWeighted(g, 1, x, 2, stride, c, f, f, c, w, 4, y, 3, lines, n);
        for (int r = 0; r < lines; r++) {
            for (int i = 0; i < n; i++) {
                float away = (x[2 + r * stride + i] - c[r]) * f[r];
                assertEquals(g[1 + r * stride + i] * w[4 + i] * f[r] - away - c[r], y[3 + r * stride + i]);
            }
        }
        float[] slopes = w.clone();
        float[] shifts = w.clone();
        VectorFloatNorms.slopes(g, 1, x, 2, stride, c, f, lines, slopes, shifts, 5, n);
        for (int i = 0; i < n; i++) {
            float slope = w[5 + i];
            float shift = w[5 + i];
            for (int r = 0; r < lines; r++) {
                slope += g[1 + r * stride + i] * ((x[2 + r * stride + i] - c[r]) * f[r]);
                shift += g[1 + r * stride + i];
            }
            assertEquals(slope, slopes[5 + i]);
            assertEquals(shift, shifts[5 + i]);
        }
    }

    @Test
    void normsOfColumns() {
        int n = 64;
        float[] g = Samples.wild(n + 5, 1);
        float[] x = Samples.wild(n + 5, 2);
        float[] c = Samples.wild(n + 5, 3);
        float[] f = Samples.wild(n + 5, 4);
        float[] y = g.clone();
        float[] z = c.clone();
        VectorFloatNorms.addSquares(x, 5, c, y, n);
        for (int i = 0; i < n; i++) {
            assertEquals(g[i] + (x[5 + i] - c[i]) * (x[5 + i] - c[i]), y[i]);
        }
        VectorFloatNorms.scaledColumns(x, 5, c, f, g, y, 2, n);
        for (int i = 0; i < n; i++) {
            assertEquals((x[5 + i] - c[i]) * f[i] + g[i], y[2 + i]);
        }
        y = f.clone();
        VectorFloatNorms.addProducts(g, 1, x, 2, c, y, z, n);
        for (int i = 0; i < n; i++) {
            assertEquals(f[i] + (x[2 + i] - c[i]) * g[1 + i], y[i]);
            assertEquals(c[i] + g[1 + i], z[i]);
        }
        VectorFloatNorms.spreadColumns(g, 1, f, x, 2, c, z, g, y, 3, n);
        for (int i = 0; i < n; i++) {
            assertEquals(g[1 + i] * f[i] - (x[2 + i] - c[i]) * z[i] - g[i], y[3 + i]);
        }
    }

    @Test
    void sumOfBlock() {
        for (int n = 0; n <= ScalarFloatReductions.BLOCK; n += 8 * ScalarFloatReductions.SEQUENCES) {
            float[] x = Samples.ordinary(n + 3, n);
            assertEquals(
                    ScalarFloatReductions.sumOfBlock(x, 3, n), VectorFloatReductions.sumOfBlock(x, 3, n), "n = " + n);
        }
        for (int n = 0; n <= ScalarDoubleReductions.BLOCK; n += 8 * ScalarDoubleReductions.SEQUENCES) {
            double[] x = Samples.widened(Samples.ordinary(n + 3, n));
            assertEquals(
                    ScalarDoubleReductions.sumOfBlock(x, 3, n), VectorDoubleReductions.sumOfBlock(x, 3, n), "n = " + n);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 128, 129, 300})
    void sumOfColumns(int rows) {
        for (int columns : new int[] {16, 64, 80, 208}) {
            float[] x = Samples.ordinary(rows * columns + 3, rows);
            float[] expected = new float[columns + 2];
            float[] actual = new float[columns + 2];
            ScalarFloatReductions.sumOfColumns(x, 3, rows, columns, columns, expected, 1);
            VectorFloatReductions.sumOfColumns(x, 3, rows, columns, columns, actual, 1);
            assertArrayEquals(expected, actual);
            double[] doubles = Samples.widened(x);
            double[] expectedDoubles = new double[columns + 2];
            double[] actualDoubles = new double[columns + 2];
            ScalarDoubleReductions.sumOfColumns(doubles, 3, rows, columns, columns, expectedDoubles, 1);
            VectorDoubleReductions.sumOfColumns(doubles, 3, rows, columns, columns, actualDoubles, 1);
            assertArrayEquals(expectedDoubles, actualDoubles);
        }
    }

    @Test
    void extrema() {
        for (int n : Samples.SIZES) {
            if (n == 0) {
                continue;
            }
            float[] x = Samples.ordinary(n + 3, n);
            assertEquals(ScalarFloatReductions.max(x, 3, n), VectorFloatReductions.max(x, 3, n));
            assertEquals(ScalarFloatReductions.min(x, 3, n), VectorFloatReductions.min(x, 3, n));
            for (int i = 0; i < n; i = 2 * i + 1) {
                float kept = x[3 + i];
                x[3 + i] = Float.NaN;
                assertEquals(Float.NaN, VectorFloatReductions.max(x, 3, n), "NaN at " + i + " of " + n);
                assertEquals(Float.NaN, VectorFloatReductions.min(x, 3, n), "NaN at " + i + " of " + n);
                x[3 + i] = Float.NEGATIVE_INFINITY;
                assertEquals(Float.NEGATIVE_INFINITY, VectorFloatReductions.min(x, 3, n));
                x[3 + i] = kept;
            }
            Arrays.fill(x, -0f);
            assertEquals(-0f, VectorFloatReductions.max(x, 3, n));
            x[3 + n / 2] = 0;
            assertEquals(0f, VectorFloatReductions.max(x, 3, n));
            assertEquals(n == 1 ? 0f : -0f, VectorFloatReductions.min(x, 3, n));
        }
    }

    @Test
    void theLargestWithoutNaN() {
        for (int n : new int[] {64, 65, 100, 127, 128, 300}) {
            float[] x = Samples.ordinary(n + 3, n);
            for (int i = 0; i < n; i++) {
                float kept = x[3 + i];
                x[3 + i] = i % 2 == 0 ? Float.NaN : 1e30f;
                float largest = ScalarFloatReductions.largest(x, 3, n);
                assertEquals(largest, VectorFloatReductions.largest(x, 3, n), "n = " + n + ", i = " + i);
                assertEquals(largest, VectorDoubleReductions.largest(Samples.widened(x), 3, n));
                assertEquals(largest, ScalarDoubleReductions.largest(Samples.widened(x), 3, n));
                assertTrue(i % 2 == 0 || largest == 1e30f);
                x[3 + i] = kept;
            }
            Arrays.fill(x, Float.NaN);
            assertEquals(Float.NEGATIVE_INFINITY, VectorFloatReductions.largest(x, 3, n));
            assertEquals(Float.NEGATIVE_INFINITY, ScalarFloatReductions.largest(x, 3, n));
        }
    }

    /** What a softmax takes powers of: nothing above 0, but far below, where results are subnormal and then 0. */
    @Test
    void powersOfWhatIsNotAboveZero() {
        int n = 4003;
        float[] x = new float[n + 1];
        for (int i = 0; i < n; i++) {
            x[1 + i] = 2 - i * 0.03f;
        }
        x[7] = Float.NEGATIVE_INFINITY;
        x[8] = Float.NaN;
        float[] expected = new float[n + 2];
        float[] actual = new float[n + 2];
        ScalarFloatElementwise.exp(2, x, 1, expected, 2, n);
        VectorFloatMath.powers(2, x, 1, actual, 2, n);
        assertArrayEquals(expected, actual);
        assertTrue(expected[2] == 1 && expected[n + 1] == 0);
        double[] wideExpected = new double[n + 2];
        double[] wideActual = new double[n + 2];
        ScalarDoubleElementwise.exp(2, Samples.widened(x), 1, wideExpected, 2, n);
        VectorDoubleMath.powers(2, Samples.widened(x), 1, wideActual, 2, n);
        assertArrayEquals(wideExpected, wideActual);
    }

    @Test
    void updates() {
        for (int n : Samples.SIZES) {
            for (int shift = 0; shift < 2; shift++) {
                float[] g = Samples.ordinary(n + 2, n);
                float[][] expected = state(n + 2);
                float[][] actual = state(n + 2);
                ScalarFloatUpdates.sgd(1, 0.1f, -0.2f, expected[0], 1, g, 1 + shift, n);
                VectorFloatUpdates.sgd(1, 0.1f, -0.2f, actual[0], 1, g, 1 + shift, n);
                ScalarFloatUpdates.sgdMomentum(
                        -1, 0.1f, -0.2f, 0.9f, 0.7f, expected[0], 1, g, 1, expected[1], 1 + shift, n);
                VectorFloatUpdates.sgdMomentum(
                        -1, 0.1f, -0.2f, 0.9f, 0.7f, actual[0], 1, g, 1, actual[1], 1 + shift, n);
                ScalarFloatUpdates.sgdNesterov(
                        1, 0.1f, -0.2f, 0.9f, 0.9f, 1, expected[0], 1, g, 1, expected[1], 1 + shift, n);
                VectorFloatUpdates.sgdNesterov(
                        1, 0.1f, -0.2f, 0.9f, 0.9f, 1, actual[0], 1, g, 1, actual[1], 1 + shift, n);
                ScalarFloatUpdates.adam(
                        0.99f,
                        1,
                        0.1f,
                        0.9f,
                        0.1f,
                        0.99f,
                        0.01f,
                        1e-3f,
                        -0.1f,
                        0.5f,
                        expected[0],
                        1,
                        g,
                        1,
                        expected[1],
                        1,
                        expected[2],
                        1 + shift,
                        n);
                VectorFloatUpdates.adam(
                        0.99f, 1, 0.1f, 0.9f, 0.1f, 0.99f, 0.01f, 1e-3f, -0.1f, 0.5f, actual[0], 1, g, 1, actual[1], 1,
                        actual[2], 1 + shift, n);
                ScalarFloatUpdates.adamMax(
                        1,
                        -1,
                        0,
                        0.9f,
                        0.1f,
                        0.99f,
                        0.01f,
                        1e-3f,
                        -0.1f,
                        0.5f,
                        expected[0],
                        1,
                        g,
                        1,
                        expected[1],
                        1,
                        expected[2],
                        1,
                        expected[3],
                        1 + shift,
                        n);
                VectorFloatUpdates.adamMax(
                        1, -1, 0, 0.9f, 0.1f, 0.99f, 0.01f, 1e-3f, -0.1f, 0.5f, actual[0], 1, g, 1, actual[1], 1,
                        actual[2], 1, actual[3], 1 + shift, n);
                for (int k = 0; k < expected.length; k++) {
                    assertArrayEquals(expected[k], actual[k]);
                }
            }
        }
    }

    /** A parameter and three buffers, of which the last two are not negative. */
    private static float[][] state(int n) {
        float[][] state = new float[4][];
        for (int k = 0; k < state.length; k++) {
            state[k] = Samples.ordinary(n, k + 10L);
            for (int i = 0; k > 1 && i < n; i++) {
                state[k][i] = Math.abs(state[k][i]);
            }
        }
        return state;
    }
}
