package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Array;
import org.junit.jupiter.api.Test;

class CastTest {
    private static final Class<?>[] TYPES = {float.class, double.class, long.class, int.class, byte.class, boolean.class
    };

    @Test
    void smallNumbersSurviveEveryPath() {
        for (Class<?> from : TYPES) {
            for (Class<?> to : TYPES) {
                int[] start = {0, 1, 1, 0, 1};
                Object x = Array.newInstance(from, 5);
                Object y = Array.newInstance(to, 6);
                int[] end = new int[4];
                Cast.copy(start, 0, x, 0, 5);
                Cast.copy(x, 1, y, 2, 4);
                Cast.copy(y, 2, end, 0, 4);
                assertArrayEquals(new int[] {1, 1, 0, 1}, end, from + " to " + to);
            }
        }
    }

    @Test
    void realNumbersLoseTheirFraction() {
        double[] x = {2.9, -2.9, 255, 0.3, 1e10};
        long[] longs = new long[5];
        Cast.copy(x, 0, longs, 0, 5);
        assertArrayEquals(new long[] {2, -2, 255, 0, 10_000_000_000L}, longs);
        boolean[] truths = new boolean[5];
        Cast.copy(x, 0, truths, 0, 5);
        assertArrayEquals(new boolean[] {true, true, true, true, true}, truths);
        byte[] bytes = new byte[4];
        Cast.copy(x, 0, bytes, 0, 4);
        assertArrayEquals(new byte[] {2, -2, -1, 0}, bytes);
    }

    @Test
    void bytesAreUnsigned() {
        byte[] x = {-1, 127, -128};
        int[] ints = new int[3];
        float[] floats = new float[3];
        Cast.copy(x, 0, ints, 0, 3);
        Cast.copy(x, 0, floats, 0, 3);
        assertArrayEquals(new int[] {255, 127, 128}, ints);
        assertArrayEquals(new float[] {255, 127, 128}, floats);
        Cast.copy(new long[] {511, -1}, 0, x, 0, 2);
        assertArrayEquals(new byte[] {-1, -1, -128}, x);
    }

    @Test
    void specialValues() {
        float[] x = {Float.NaN, Float.POSITIVE_INFINITY, -0f};
        boolean[] truths = new boolean[3];
        Cast.copy(x, 0, truths, 0, 3);
        assertArrayEquals(new boolean[] {true, true, false}, truths);
        double[] doubles = new double[3];
        Cast.copy(x, 0, doubles, 0, 3);
        assertEquals(Double.NaN, doubles[0]);
        Cast.copy(x, 0, new long[3], 0, 3);
        Cast.copy(x, 0, new int[3], 0, 3);
        Cast.copy(x, 0, new byte[3], 0, 3);
        long[] exact = {(1L << 53) + 1};
        long[] kept = new long[1];
        Cast.copy(exact, 0, kept, 0, 1);
        assertArrayEquals(exact, kept);
    }

    @Test
    void otherArraysAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Cast.copy(new char[1], 0, new float[1], 0, 1));
        assertThrows(IllegalArgumentException.class, () -> Cast.copy(new float[1], 0, new short[1], 0, 1));
    }
}
