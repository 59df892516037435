package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tensors from nothing and from plain Java values. */
class FactoriesTest {

    @Test
    void nestedArraysKeepShapeAndKind() {
        check(Tensor.tensor(new float[][] {{1, 2}, {3, 4}}), DType.FLOAT32, new int[] {2, 2}, 1, 2, 3, 4);
        check(Tensor.tensor(new double[] {1, 2}), DType.FLOAT64, new int[] {2}, 1, 2);
        check(Tensor.tensor(new int[][][] {{{1}, {2}}}), DType.INT64, new int[] {1, 2, 1}, 1, 2);
        check(Tensor.tensor(new long[] {1L << 40}), DType.INT64, new int[] {1}, 1L << 40);
        check(Tensor.tensor(new byte[] {-1}), DType.UINT8, new int[] {1}, 255);
        check(Tensor.tensor(new boolean[] {true, false}), DType.BOOL, new int[] {2}, 1, 0);
        check(Tensor.tensor(new short[] {3}), DType.INT64, new int[] {1}, 3);
        check(
                Tensor.tensor(new Object[] {new int[] {1, 2}, new double[] {2.5, 3}}),
                DType.FLOAT64,
                new int[] {2, 2},
                1,
                2,
                2.5,
                3);
        check(Tensor.tensor(new Integer[] {4, 5}), DType.INT64, new int[] {2}, 4, 5);
        check(Tensor.tensor(2.5), DType.FLOAT32, new int[0], 2.5);
        check(Tensor.tensor(0.1, DType.FLOAT64), DType.FLOAT64, new int[0], 0.1);
        check(Tensor.tensor(3), DType.INT64, new int[0], 3);
        check(Tensor.tensor(true), DType.BOOL, new int[0], 1);
        check(Tensor.tensor(new double[0][3]), DType.FLOAT64, new int[] {0, 0});
        check(Tensor.tensor(new double[2][0]), DType.FLOAT64, new int[] {2, 0});
        check(Tensor.tensor(new int[] {1, 0}, DType.BOOL), DType.BOOL, new int[] {2}, 1, 0);
    }

    @Test
    void raggedArraysAreRefusedWithThePlace() {
        assertMentions("data[1]", () -> Tensor.tensor(new double[][] {{1, 2}, {3}}));
        assertMentions("data[0][1]", () -> Tensor.tensor(new int[][][] {{{1}, {2, 3}}}));
        assertMentions("data[1]", () -> Tensor.tensor(new Object[] {new int[] {1}, 2}));
        assertMentions("data[1]", () -> Tensor.tensor(new double[][] {{1}, null}));
        assertMentions("String", () -> Tensor.tensor(new String[] {"1"}));
        assertMentions("String", () -> Tensor.tensor("1"));
        assertMentions("tensor", () -> Tensor.tensor(Tensor.zeros(2)));
    }

    @Test
    void arraysAreCopied() {
        float[] values = {1, 2, 3, 4};
        Tensor x = Tensor.fromArray(values, 2, -1);
        values[0] = 9;
        check(x, DType.FLOAT32, new int[] {2, 2}, 1, 2, 3, 4);
        check(Tensor.fromArray(new int[] {1, 2}), DType.INT32, new int[] {2}, 1, 2);
        check(Tensor.fromArray(new double[] {7}, new int[0]), DType.FLOAT64, new int[0], 7);
        assertThrows(IllegalArgumentException.class, () -> Tensor.fromArray(new long[] {1, 2}, 3));
    }

    @Test
    void rangesCountAsPyTorch() {
        check(Tensor.arange(3), DType.INT64, new int[] {3}, 0, 1, 2);
        check(Tensor.arange(1, 2.5, 0.5), DType.FLOAT32, new int[] {3}, 1, 1.5, 2);
        check(Tensor.arange(5, 1, -2), DType.INT64, new int[] {2}, 5, 3);
        check(Tensor.arange(2, 2), DType.INT64, new int[] {0});
        check(Tensor.linspace(0, 1, 5), DType.FLOAT32, new int[] {5}, 0, 0.25, 0.5, 0.75, 1);
        check(Tensor.linspace(3, 9, 1), DType.FLOAT32, new int[] {1}, 3);
        check(Tensor.linspace(0, 4, 9, DType.INT64), DType.INT64, new int[] {9}, 0, 0, 1, 1, 2, 2, 3, 3, 4);
        check(Tensor.logspace(0, 2, 3, 2, DType.FLOAT64), DType.FLOAT64, new int[] {3}, 1, 2, 4);
        check(Tensor.eye(2, 3), DType.FLOAT32, new int[] {2, 3}, 1, 0, 0, 0, 1, 0);
        assertThrows(IllegalArgumentException.class, () -> Tensor.arange(0, 3, 0));
        assertThrows(IllegalArgumentException.class, () -> Tensor.arange(0, 3, -1));
        assertThrows(IllegalArgumentException.class, () -> Tensor.arange(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Tensor.arange(0, 1e12));
        assertThrows(IllegalArgumentException.class, () -> Tensor.linspace(0, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> Tensor.eye(-1));
    }

    @Test
    void filledTensorsFollowTheValueOrTheModel() {
        check(Tensor.full(new int[] {2}, 3), DType.INT64, new int[] {2}, 3, 3);
        check(Tensor.full(new int[] {1}, 0.5), DType.FLOAT32, new int[] {1}, 0.5);
        Tensor model = Tensor.arange(2).reshape(1, 2);
        check(Tensor.onesLike(model), DType.INT64, new int[] {1, 2}, 1, 1);
        check(Tensor.fullLike(model, 2.5, DType.FLOAT64), DType.FLOAT64, new int[] {1, 2}, 2.5, 2.5);
        check(model.newFull(new int[] {1}, 7), DType.INT64, new int[] {1}, 7);
        check(model.newTensor(new double[] {1.5}), DType.INT64, new int[] {1}, 1);
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(-1));
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(1 << 20, 1 << 20));
    }

    private static void check(Tensor actual, DType dtype, int[] shape, double... values) {
        assertEquals(dtype, actual.dtype());
        assertArrayEquals(shape, actual.shape());
        assertArrayEquals(values, actual.toDoubleArray());
    }

    private static void assertMentions(String what, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(what), message);
    }

    @Test
    void hugeSizesNeverHideAnEmptyOrANegativeOne() {
        int huge = Integer.MAX_VALUE;
        assertThrows(IllegalArgumentException.class, () -> Tensor.ones(huge, 0, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> Tensor.ones(huge, huge));
        assertEquals(0, Tensor.ones(huge, huge, 0).numel());
        int power = 1 << 16;
        assertThrows(IllegalArgumentException.class, () -> Tensor.ones(0).view(power, power, power, power));
    }
}
