package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Texts of PyTorch 1.13.1, most of them recorded, the rest by the rules that the recorded ones bear out. */
class TensorPrinterTest {
    @AfterEach
    void resetOptions() {
        PrintOptions.set(PrintOptions.DEFAULT);
    }

    @Test
    void scalars() {
        assertEquals("tensor(3.5000)", floats(new int[0], 3.5));
        assertEquals("tensor(3.)", floats(new int[0], 3));
        assertEquals("tensor(True)", print(Storage.of(new boolean[] {true})));
        assertEquals("tensor(-7)", print(Storage.of(new long[] {-7})));
    }

    @Test
    void fixedDigits() {
        assertEquals(
                "tensor([[[-0.6236,  0.4608, -0.0542],\n"
                        + "         [-0.1904,  0.4478,  0.2461]],\n"
                        + "\n"
                        + "        [[ 0.3137, -1.4272, -1.2316],\n"
                        + "         [ 0.1864,  0.8189,  0.2134]]])",
                floats(
                        new int[] {2, 2, 3},
                        -0.62363,
                        0.460828,
                        -0.054214,
                        -0.190418,
                        0.447783,
                        0.24609,
                        0.313749,
                        -1.427198,
                        -1.231599,
                        0.186411,
                        0.81891,
                        0.2134));
        assertEquals("tensor([[[[0.9170, 0.2103]]]])", floats(new int[] {1, 1, 1, 2}, 0.9169673, 0.210299));
    }

    @Test
    void tiesRoundByTheExactBinaryValue() {
        // 2.5 and 0.125 are exact, their digits round half to even; 0.00005 is a little more than written, 2.67495
        // less.
        PrintOptions.set(PrintOptions.DEFAULT.precision(2));
        assertEquals("tensor([0.12, 0.38, 2.67])", doubles(0.125, 0.375, 2.675).replace(", dtype=torch.float64", ""));
        PrintOptions.set(PrintOptions.DEFAULT.precision(0));
        assertEquals("tensor([2, 4, 0])", doubles(2.5, 3.5, 0.5).replace(", dtype=torch.float64", ""));
    }

    @Test
    void wholeNumbers() {
        assertEquals("tensor([1., 2., 3.])", floats(new int[] {3}, 1, 2, 3));
        assertEquals("tensor([100000., 200000.])", floats(new int[] {2}, 100000, 200000));
        assertEquals("tensor([-1.,  0., -0.])", floats(new int[] {3}, -1, 0, -0.0));
    }

    @Test
    void scientific() {
        assertEquals("tensor([1.0000e-08, 1.0000e+00])", floats(new int[] {2}, 1e-8, 1));
        assertEquals("tensor([9.9999e+04, 5.0000e-01])", floats(new int[] {2}, 99999, 0.5));
        assertEquals("tensor([ 1.0000e+00, -2.0000e+03,  0.0000e+00])", floats(new int[] {3}, 1, -2000, 0));
        assertEquals("tensor([1.0000e+100], dtype=torch.float64)", doubles(9.99999e99));
        // Whole numbers may be small beside 1e-4; a span of exactly 1000 is still plain.
        assertEquals("tensor([1.0000e-03, 1.0001e+00])", floats(new int[] {2}, 0.001, 1.0001));
        assertEquals("tensor([   1., 1000.])", floats(new int[] {2}, 1, 1000));
    }

    @Test
    void notNumbers() {
        assertEquals("tensor([nan, 1.])", floats(new int[] {2}, Double.NaN, 1));
        assertEquals("tensor([nan])", floats(new int[] {1}, Double.NaN));
        assertEquals(
                "tensor([   nan, 0.5000,    inf,   -inf])",
                floats(new int[] {4}, Double.NaN, 0.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    }

    @Test
    void integersAndBooleans() {
        assertEquals("tensor([ -1, 100,   7])", print(Storage.of(new long[] {-1, 100, 7}), 3));
        assertEquals(
                "tensor([[ 0,  1,  2,  3],\n        [ 4,  5,  6,  7],\n        [ 8,  9, 10, 11]])",
                print(Storage.of(new long[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}), 3, 4));
        assertEquals("tensor([  1, 255], dtype=torch.uint8)", print(Storage.of(new byte[] {1, -1}), 2));
        assertEquals("tensor([1, 2], dtype=torch.int32)", print(Storage.of(new int[] {1, 2}), 2));
        assertEquals("tensor([ True, False])", print(Storage.of(new boolean[] {true, false}), 2));
        assertEquals("tensor([9223372036854775807])", print(Storage.of(new long[] {Long.MAX_VALUE}), 1));
    }

    @Test
    void emptyTensors() {
        assertEquals("tensor([])", floats(new int[] {0}));
        assertEquals("tensor([], size=(2, 0))", floats(new int[] {2, 0}));
        assertEquals("tensor([], dtype=torch.int64)", print(Storage.of(new long[0]), 0));
    }

    @Test
    void longVectorsBreak() {
        float[] tenths = new float[25];
        for (int i = 0; i < 25; i++) {
            tenths[i] = (i + 1) * 0.1f;
        }
        assertEquals("""
            tensor([0.1000, 0.2000, 0.3000, 0.4000, 0.5000, 0.6000, 0.7000, 0.8000, 0.9000,
                    1.0000, 1.1000, 1.2000, 1.3000, 1.4000, 1.5000, 1.6000, 1.7000, 1.8000,
                    1.9000, 2.0000, 2.1000, 2.2000, 2.3000, 2.4000, 2.5000])\
            """, print(Storage.of(tenths), 25));
    }

    @Test
    void wideMatricesBreakTheirRows() {
        assertEquals("""
            tensor([[ 0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14, 15, 16, 17,
                     18, 19],
                    [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37,
                     38, 39]])\
            """, print(Storage.of(count(40)), 2, 20));
    }

    @Test
    void largeTensorsShowTheirEnds() {
        assertEquals("tensor([   0,    1,    2,  ...,  998,  999, 1000])", print(Storage.of(count(1001)), 1001));
        assertEquals("""
            tensor([[   0,    1,    2,  ...,   47,   48,   49],
                    [  50,   51,   52,  ...,   97,   98,   99],
                    [ 100,  101,  102,  ...,  147,  148,  149],
                    ...,
                    [2350, 2351, 2352,  ..., 2397, 2398, 2399],
                    [2400, 2401, 2402,  ..., 2447, 2448, 2449],
                    [2450, 2451, 2452,  ..., 2497, 2498, 2499]])\
            """, print(Storage.of(count(2500)), 50, 50));
        // The width comes from what is shown: the large number in the middle does not count.
        long[] peak = count(1001);
        peak[500] = 1L << 50;
        assertEquals("tensor([   0,    1,    2,  ...,  998,  999, 1000])", print(Storage.of(peak), 1001));
        assertEquals("tensor([[0, 1]])", print(Storage.of(count(2)), 1, 2));
    }

    @Test
    void suffixesFollowOrWrap() {
        Tensor leaf = Tensor.wrap(Storage.of(new double[] {0.5, 0.25}), 2).requiresGrad_();
        assertEquals("tensor([0.5000, 0.2500], dtype=torch.float64, requires_grad=True)", leaf.toString());
        Tensor wide = Tensor.wrap(Storage.of(new double[8]), 8).requiresGrad_();
        assertEquals(
                "tensor([0., 0., 0., 0., 0., 0., 0., 0.], dtype=torch.float64,\n       requires_grad=True)",
                wide.toString());
        assertEquals(
                "tensor([1.5000, 1.2500], dtype=torch.float64, grad_fn=<AddBackward0>)",
                leaf.add(1).toString());
    }

    @Test
    void viewsPrintInTheirOwnOrder() {
        Tensor x = Tensor.wrap(Storage.of(count(6)), 2, 3);
        assertEquals(
                "tensor([[0, 3],\n        [1, 4],\n        [2, 5]])",
                x.transpose(0, 1).toString());
    }

    @Test
    void optionsChangeTheText() {
        PrintOptions.set(PrintOptions.DEFAULT.precision(2));
        assertEquals("tensor([1.12])", floats(new int[] {1}, 1.12345));
        PrintOptions.set(PrintOptions.DEFAULT.threshold(5));
        assertEquals("tensor([0, 1, 2,  ..., 7, 8, 9])", print(Storage.of(count(10)), 10));
        PrintOptions.set(PrintOptions.DEFAULT.threshold(5).edgeitems(1));
        assertEquals("tensor([0,  ..., 9])", print(Storage.of(count(10)), 10));
        PrintOptions.set(PrintOptions.DEFAULT.linewidth(20));
        assertEquals("tensor([0, 1, 2, 3,\n        4, 5])", print(Storage.of(count(6)), 6));
        PrintOptions.set(PrintOptions.DEFAULT.sciMode(true));
        assertEquals("tensor([5.0000e-01, 1.0000e+00])", floats(new int[] {2}, 0.5, 1));
        PrintOptions.set(PrintOptions.DEFAULT.sciMode(false));
        assertEquals("tensor([    0.0000,     1.0000])", floats(new int[] {2}, 1e-8, 1));
        PrintOptions.set(PrintOptions.FULL);
        assertEquals(1001, print(Storage.of(count(1001)), 1001).split(",").length);
        PrintOptions.set(PrintOptions.SHORT.threshold(5));
        assertEquals("tensor([0, 1,  ..., 8, 9])", print(Storage.of(count(10)), 10));
        assertThrows(IllegalArgumentException.class, () -> PrintOptions.DEFAULT.linewidth(0));
    }

    private static String print(Storage storage, int... shape) {
        return Tensor.wrap(storage, shape).toString();
    }

    private static String floats(int[] shape, double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return print(Storage.of(floats), shape);
    }

    private static String doubles(double... values) {
        return print(Storage.of(values), values.length);
    }

    private static long[] count(int n) {
        long[] numbers = new long[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
