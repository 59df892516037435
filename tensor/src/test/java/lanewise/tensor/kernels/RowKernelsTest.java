package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Softmax and cross-entropy against their textbook formulas in double precision. */
class RowKernelsTest {
    static double[] reference(boolean log, double[] x, int xo, int outer, int count, int inner) {
        double[] y = new double[outer * count * inner];
        for (int o = 0; o < outer; o++) {
            for (int j = 0; j < inner; j++) {
                int at = o * count * inner + j;
                double max = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < count; i++) {
                    max = Math.max(max, x[xo + at + i * inner]);
                }
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    sum += Math.exp(x[xo + at + i * inner] - max);
                }
                for (int i = 0; i < count; i++) {
                    double shifted = x[xo + at + i * inner] - max;
                    y[at + i * inner] = log ? shifted - Math.log(sum) : Math.exp(shifted) / sum;
                }
            }
        }
        return y;
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "1,10,1",
        "32,10,1",
        "7,16,1",
        "3,1000,1",
        "200,33,1",
        "2500,10,1",
        "1,4099,1",
        "2,5,3",
        "3,64,20"
    })
    void softmax(int outer, int count, int inner) {
        int n = outer * count * inner;
        float[] x = Samples.ordinary(n + 3, n);
        double[] doubles = Samples.widened(x);
        for (boolean log : new boolean[] {false, true}) {
            double[] expected = reference(log, doubles, 3, outer, count, inner);
            float[] y = new float[n + 1];
            double[] z = new double[n + 1];
            Kernels.FLOAT32.softmax(log, x, 3, outer, count, inner, y, 1);
            Kernels.FLOAT64.softmax(log, doubles, 3, outer, count, inner, z, 1);
            for (int i = 0; i < n; i++) {
                double size = log ? 1 + Math.abs(expected[i]) : expected[i] * (1 - Math.log(expected[i]));
                assertEquals(expected[i], y[1 + i], 1e-6 * size);
                assertEquals(expected[i], z[1 + i], 1e-14 * (1 + Math.abs(expected[i])));
            }
            float[] inPlace = x.clone();
            Kernels.FLOAT32.softmax(log, inPlace, 3, outer, count, inner, inPlace, 3);
            for (int i = 0; i < n; i++) {
                assertEquals(y[1 + i], inPlace[3 + i]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "32,10,1", "7,16,1", "3,1000,1", "200,33,1", "2500,10,1", "2,5,3", "3,64,20"})
    void softmaxBackward(int outer, int count, int inner) {
        int n = outer * count * inner;
        double[] y = reference(false, Samples.widened(Samples.ordinary(n, n)), 0, outer, count, inner);
        double[] logs = reference(true, Samples.widened(Samples.ordinary(n, n)), 0, outer, count, inner);
        double[] g = Samples.widened(Samples.ordinary(n, n + 1));
        for (boolean log : new boolean[] {false, true}) {
            double[] result = log ? logs : y;
            double[] dx = new double[n];
            Kernels.FLOAT64.softmaxBackward(log, g, 0, result, 0, outer, count, inner, dx, 0);
            double[] overG = g.clone();
            Kernels.FLOAT64.softmaxBackward(log, overG, 0, result, 0, outer, count, inner, overG, 0);
            assertArrayEquals(dx, overG);
            double[] overY = result.clone();
            Kernels.FLOAT64.softmaxBackward(log, g, 0, overY, 0, outer, count, inner, overY, 0);
            assertArrayEquals(dx, overY);
            for (int o = 0; o < outer; o++) {
                for (int j = 0; j < inner; j++) {
                    int at = o * count * inner + j;
                    double sum = 0;
                    for (int i = at; i < at + count * inner; i += inner) {
                        sum += log ? g[i] : g[i] * y[i];
                    }
                    for (int i = at; i < at + count * inner; i += inner) {
                        double expected = log ? g[i] - y[i] * sum : y[i] * (g[i] - sum);
                        assertEquals(expected, dx[i], 1e-13 * (1 + Math.abs(sum)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "32,10", "5,1000", "300,17", "3000,10"})
    void crossEntropy(int rows, int classes) {
        int n = rows * classes;
        float[] x = Samples.ordinary(n + 2, n);
        long[] target = new long[rows + 1];
        for (int r = 0; r < rows; r++) {
            target[1 + r] = r % 4 == 3 ? -100 : r * 7L % classes;
        }
        double[] p = reference(false, Samples.widened(x), 2, rows, classes, 1);
        double[] logs = reference(true, Samples.widened(x), 2, rows, classes, 1);
        float[] loss = new float[rows + 1];
        float[] lossAlone = new float[rows + 1];
        float[] dx = new float[n + 3];
        Kernels.FLOAT32.crossEntropy(x, 2, target, 1, -100, rows, classes, loss, 1, dx, 3);
        Kernels.FLOAT32.crossEntropy(x, 2, target, 1, -100, rows, classes, lossAlone, 1, null, 0);
        assertArrayEquals(loss, lossAlone);
        for (int r = 0; r < rows; r++) {
            int t = (int) target[1 + r];
            assertEquals(t == -100 ? 0 : -logs[r * classes + t], loss[1 + r], 2e-6 * (1 + Math.abs(loss[1 + r])));
            for (int j = 0; j < classes; j++) {
                double expected = t == -100 ? 0 : p[r * classes + j] - (j == t ? 1 : 0);
                assertEquals(expected, dx[3 + r * classes + j], 1e-6);
            }
        }
        float[] inPlace = x.clone();
        Kernels.FLOAT32.crossEntropy(inPlace, 2, target, 1, -100, rows, classes, lossAlone, 1, inPlace, 2);
        assertArrayEquals(loss, lossAlone);
        assertEquals(dx[3 + n - 1], inPlace[2 + n - 1]);
    }

    @Test
    void targetsAreChecked() {
        IndexOutOfBoundsException e = assertThrows(
                IndexOutOfBoundsException.class,
                () -> Kernels.FLOAT64.crossEntropy(
                        new double[20], 0, new long[] {3, 10}, 0, -100, 2, 10, new double[2], 0, null, 0));
        assertTrue(e.getMessage().contains("Target 10 is out of bounds"));
    }

    @Test
    void extremeScores() {
        float[] x = {Float.NEGATIVE_INFINITY, 0, 1e30f, 5, 5, 5, Float.NaN, 1, 2};
        float[] y = new float[9];
        Kernels.FLOAT32.softmax(false, x, 0, 3, 3, 1, y, 0);
        assertArrayEquals(new float[] {0, 0, 1}, Arrays.copyOf(y, 3));
        assertEquals(1 / 3.0, y[4], 1e-7);
        assertEquals(Float.NaN, y[8]);
        Kernels.FLOAT32.softmax(true, x, 0, 1, 3, 1, y, 0);
        assertArrayEquals(new float[] {Float.NEGATIVE_INFINITY, -1e30f, 0}, Arrays.copyOf(y, 3));
    }
}
