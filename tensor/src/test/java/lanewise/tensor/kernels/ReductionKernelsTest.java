package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionKernelsTest {
    @ParameterizedTest
    @CsvSource({
        "1,1,1",
        "1,5,1",
        "3,100,1",
        "2,4099,1",
        "1,300000,1",
        "1,7,3",
        "3,33,17",
        "2,300,64",
        "1,5000,10",
        "1,70000,3",
        "0,5,1",
        "2,0,3",
        "2,5,0",
        "40,3000,1"
    })
    void reduceFoldsTheMiddle(int outer, int count, int inner) {
        float[] x = Samples.ordinary(2 + outer * count * inner, count);
        double[] doubles = Samples.widened(x);
        for (ReduceOp op : ReduceOp.values()) {
            boolean extremum = op == ReduceOp.MAX || op == ReduceOp.MIN;
            if (extremum && count == 0 && outer * inner > 0) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Kernels.FLOAT32.reduce(op, x, 2, outer, count, inner, new float[9], 1));
                continue;
            }
            float[] y = new float[1 + outer * inner];
            double[] z = new double[1 + outer * inner];
            Kernels.FLOAT32.reduce(op, x, 2, outer, count, inner, y, 1);
            Kernels.FLOAT64.reduce(op, doubles, 2, outer, count, inner, z, 1);
            for (int o = 0; o < outer; o++) {
                for (int j = 0; j < inner; j++) {
                    double expected = op == ReduceOp.PROD ? 1 : op == ReduceOp.SUM ? 0 : Double.NaN;
                    double size = 0;
                    for (int i = 0; i < count; i++) {
                        double value = doubles[2 + (o * count + i) * inner + j];
                        size += Math.abs(value);
                        expected = switch (op) {
                            case SUM -> expected + value;
                            case PROD -> expected * value;
                            case MAX -> i == 0 ? value : Math.max(expected, value);
                            case MIN -> i == 0 ? value : Math.min(expected, value);
                        };
                    }
                    int at = 1 + o * inner + j;
                    if (extremum) {
                        assertEquals((float) expected, y[at]);
                        assertEquals(expected, z[at]);
                    } else if (op == ReduceOp.SUM) {
                        assertEquals(expected, y[at], 1e-6 * size / Math.sqrt(count + 1) + 1e-7 * Math.abs(expected));
                        assertEquals(expected, z[at], 1e-13 * size);
                    } else if (Math.abs(expected) > 1e-30 && Math.abs(expected) < 1e30) {
                        assertEquals(expected, y[at], 1e-7 * (count + 1) * Math.abs(expected));
                        assertEquals(expected, z[at], 1e-15 * (count + 1) * Math.abs(expected));
                    }
                }
            }
        }
    }

    @Test
    void longSumsStayExact() {
        float[] x = new float[10_000_000];
        BigDecimal exact = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.1f;
        }
        exact = new BigDecimal(0.1f).multiply(BigDecimal.valueOf(x.length));
        float[] y = new float[4];
        Kernels.FLOAT32.reduce(ReduceOp.SUM, x, 0, 1, x.length, 1, y, 0);
        Kernels.FLOAT32.reduce(ReduceOp.SUM, x, 0, 1, x.length / 2, 2, y, 1);
        assertEquals(exact.doubleValue(), y[0], 1);
        assertEquals(exact.doubleValue() / 2, y[1], 2);
        assertEquals(y[1], y[2]);
    }

    @Test
    void aNaNAnywhereIsTheExtremum() {
        for (int n : new int[] {1, 5, 40, 1000, 200_000}) {
            for (int at : new int[] {0, n / 2, n - 1}) {
                float[] x = Samples.ordinary(n, n);
                x[at] = Float.NaN;
                float[] y = new float[1];
                long[] index = new long[1];
                Kernels.FLOAT32.reduce(ReduceOp.MAX, x, 0, 1, n, 1, y, 0);
                assertEquals(Float.NaN, y[0]);
                Kernels.FLOAT32.argReduce(ArgOp.MIN, x, 0, 1, n, 1, y, index, 0);
                assertEquals(Float.NaN, y[0]);
                assertEquals(at, index[0]);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,10,1", "2,1000,1", "1,5,4", "6,40,33", "300,500,1"})
    void argReduceFindsTheFirst(int outer, int count, int inner) {
        // Few different values, so that there are ties.
        float[] x = new float[3 + outer * count * inner];
        long[] integers = new long[x.length];
        for (int i = 0; i < x.length; i++) {
            integers[i] = (i * 2654435761L >>> 7) % 5;
            x[i] = integers[i];
        }
        double[] doubles = Samples.widened(x);
        for (ArgOp op : ArgOp.values()) {
            long[][] places = new long[3][outer * inner + 1];
            float[] values = new float[outer * inner + 1];
            long[] integerValues = new long[outer * inner + 1];
            Kernels.FLOAT32.argReduce(op, x, 3, outer, count, inner, values, places[0], 1);
            Kernels.FLOAT64.argReduce(op, doubles, 3, outer, count, inner, null, places[1], 1);
            Kernels.INT64.argReduce(op, integers, 3, outer, count, inner, integerValues, places[2], 1);
            assertArrayEquals(places[0], places[1]);
            assertArrayEquals(places[0], places[2]);
            for (int o = 0; o < outer; o++) {
                for (int j = 0; j < inner; j++) {
                    int best = 0;
                    for (int i = 1; i < count; i++) {
                        float value = x[3 + (o * count + i) * inner + j];
                        float bestValue = x[3 + (o * count + best) * inner + j];
                        if (op == ArgOp.MAX ? value > bestValue : value < bestValue) {
                            best = i;
                        }
                    }
                    int at = 1 + o * inner + j;
                    assertEquals(best, places[0][at]);
                    assertEquals(x[3 + (o * count + best) * inner + j], values[at]);
                    assertEquals(values[at], integerValues[at]);
                }
            }
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Kernels.FLOAT32.argReduce(ArgOp.MAX, x, 0, 1, 0, 1, null, new long[1], 0));
    }

    @ParameterizedTest
    @EnumSource
    void integersWrap(ReduceOp op) {
        long[] x = {Long.MAX_VALUE, 3, -7, Long.MAX_VALUE};
        long[] y = new long[2];
        Kernels.INT64.reduce(op, x, 0, 1, 4, 1, y, 0);
        Kernels.INT64.reduce(op, x, 1, 1, 1, 2, y, 0);
        assertArrayEquals(new long[] {3, -7}, y);
        Kernels.INT64.reduce(op, x, 0, 1, 4, 1, y, 0);
        assertEquals(
                switch (op) {
                    case SUM -> -6;
                    case PROD -> -21;
                    case MAX -> Long.MAX_VALUE;
                    case MIN -> -7;
                },
                y[0]);
    }
}
