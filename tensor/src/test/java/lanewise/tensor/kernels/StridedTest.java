package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StridedTest {
    @ParameterizedTest
    @ValueSource(classes = {float.class, double.class, long.class, int.class, byte.class, boolean.class})
    void gatherAndScatterAgreeWithTheIndexFormula(Class<?> type) {
        Random random = new Random(1);
        for (int trial = 0; trial < 1500; trial++) {
            int rank = random.nextInt(5);
            int[] shape = new int[rank];
            List<Integer> order = new ArrayList<>();
            for (int d = 0; d < rank; d++) {
                boolean large = rank <= 2 && trial % 10 == 0;
                shape[d] = random.nextInt(large ? 90 : 6) + (random.nextInt(12) == 0 ? 0 : 1);
                order.add(d);
            }
            Collections.shuffle(order, random);
            int[] strides = new int[rank];
            int span = 1;
            for (int k = rank - 1; k >= 0; k--) {
                int gap = random.nextInt(3) == 0 ? 2 : 1;
                strides[order.get(k)] = span * gap;
                span *= Math.max(1, shape[order.get(k)]) * gap;
            }
            Object source = Array.newInstance(type, span + 3);
            Cast.copy(random.ints(span + 3, 0, 2).toArray(), 0, source, 0, span + 3);
            int n = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            Object packed = Array.newInstance(type, n + 2);
            Strided.gather(source, 3, shape, strides, packed, 2);
            Object back = Array.newInstance(type, span + 3);
            Strided.scatter(packed, 2, back, 3, shape, strides);
            for (int i = 0; i < n; i++) {
                int at = 3;
                for (int d = rank - 1, rest = i; d >= 0; rest /= shape[d], d--) {
                    at += rest % shape[d] * strides[d];
                }
                assertEquals(Array.get(source, at), Array.get(packed, 2 + i));
                assertEquals(Array.get(source, at), Array.get(back, at));
            }
        }
    }

    @Test
    void repeatedElementsCostNoMemory() {
        float[] x = {5, 1, 2, 3};
        float[] y = new float[12];
        Strided.gather(x, 1, new int[] {2, 3, 2}, new int[] {0, 1, 0}, y, 0);
        assertArrayEquals(new float[] {1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3}, y);
    }

    @Test
    void transpositionOfALargeMatrix() {
        int rows = 131;
        int columns = 257;
        float[] x = Samples.ordinary(rows * columns, 1);
        float[] y = new float[rows * columns];
        Strided.gather(x, 0, new int[] {columns, rows}, new int[] {1, columns}, y, 0);
        float[] back = new float[rows * columns];
        Strided.scatter(y, 0, back, 0, new int[] {columns, rows}, new int[] {1, columns});
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                assertEquals(x[i * columns + j], y[j * rows + i]);
            }
        }
        assertArrayEquals(x, back);
    }

    @Test
    void differentArraysAreRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Strided.gather(new float[1], 0, new int[] {1}, new int[] {1}, new double[1], 0));
        assertEquals("copy: expected arrays of one type; got float[] and double[]; use Cast", e.getMessage());
    }
}
