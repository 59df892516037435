package lanewise.tensor.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the kernels give against the definitions that the operations carry. */
class ElementwiseKernelsTest {
    @ParameterizedTest
    @EnumSource
    void unaryFollowsItsDefinition(UnaryOp op) {
        if (op == UnaryOp.BITWISE_NOT) {
            assertThrows(UnsupportedOperationException.class, () -> op.apply(1));
            return;
        }
        for (int n : new int[] {0, 1, 17, 5000}) {
            float[] x = Samples.wild(n + 3, n);
            double[] doubles = Samples.wildDoubles(n + 3, n);
            float[] y = new float[n + 2];
            double[] z = new double[n + 2];
            Kernels.FLOAT32.unary(op, x, 3, y, 2, n);
            Kernels.FLOAT64.unary(op, doubles, 3, z, 2, n);
            for (int i = 0; i < n; i++) {
                double expected = op.apply(x[3 + i]);
                near((float) expected, y[2 + i], distance(op, (float) expected), x[3 + i]);
                expected = op.apply(doubles[3 + i]);
                near(expected, z[2 + i], Math.max(4 * Math.ulp(expected), tail(op, expected, 0x1p-52)), doubles[3 + i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void binaryFollowsItsDefinitionAtEverySteps(BinaryOp op) {
        for (int n : new int[] {0, 1, 17, 5000}) {
            for (int steps = 0; steps < 4; steps++) {
                int as = steps & 1;
                int bs = steps >> 1;
                if (isReal(op)) {
                    float[] a = Samples.ordinary(n + 3, n);
                    float[] b = Samples.ordinary(n + 3, n + 1);
                    if (op == BinaryOp.POLYGAMMA || op == BinaryOp.ZETA) {
                        for (int i = 0; i < a.length; i++) {
                            a[i] = op == BinaryOp.ZETA ? 1 + Math.abs(a[i]) : Math.round(Math.abs(a[i]));
                            b[i] = Math.abs(b[i]);
                        }
                    }
                    double[] p = Samples.widened(a);
                    double[] q = Samples.widened(b);
                    float[] y = new float[n + 2];
                    double[] z = new double[n + 2];
                    Kernels.FLOAT32.binary(op, a, 3, as, b, 2, bs, y, 2, n);
                    Kernels.FLOAT64.binary(op, p, 3, as, q, 2, bs, z, 2, n);
                    for (int i = 0; i < n; i++) {
                        double expected = op.apply(p[3 + as * i], q[2 + bs * i]);
                        near(expected, z[2 + i], distance(op, expected, p[3 + as * i], 0x1p-53), p[3 + as * i]);
                        if (op != BinaryOp.NEXTAFTER) {
                            near(
                                    (float) expected,
                                    y[2 + i],
                                    distance(op, expected, p[3 + as * i], 0x1p-24),
                                    p[3 + as * i]);
                        } else {
                            assertEquals(Math.nextAfter(a[3 + as * i], b[2 + bs * i]), y[2 + i]);
                        }
                    }
                } else {
                    assertThrows(UnsupportedOperationException.class, () -> op.apply(1, 2));
                }
                if (op.hasLong()) {
                    long[] a = new long[n + 3];
                    long[] b = new long[n + 3];
                    for (int i = 0; i < n + 3; i++) {
                        a[i] = (i * 2654435761L >> 5) - 40_000_000_000L;
                        b[i] = i % 90 + 1;
                    }
                    long[] y = new long[n + 2];
                    Kernels.INT64.binary(op, a, 3, as, b, 2, bs, y, 2, n);
                    for (int i = 0; i < n; i++) {
                        assertEquals(op.applyLong(a[3 + as * i], b[2 + bs * i]), y[2 + i]);
                    }
                } else {
                    assertThrows(UnsupportedOperationException.class, () -> op.applyLong(1, 2));
                }
            }
        }
    }

    /** How far a float may be from the truth: 2 ulp, more for what is made of several functions. */
    private static double distance(UnaryOp op, float expected) {
        boolean composed = op.fused() >= 0 || op == UnaryOp.NDTR || op == UnaryOp.GELU;
        return Math.max((composed ? 5 : 2) * Math.ulp(expected), tail(op, expected, 0x1p-24));
    }

    /**
     * In the tail of these functions an exponential's argument was rounded, which counts as often as it is large; and
     * the exponential, times x, was subnormal where the product is not yet.
     */
    private static double tail(UnaryOp op, double expected, double unit) {
        return switch (op) {
            case GELU, GELU_TANH, SILU, MISH ->
                unit * (2000 * Math.abs(expected) + (unit < 1e-9 ? Double.MIN_NORMAL : Float.MIN_NORMAL) * 200);
            default -> 0;
        };
    }

    /** The ulp of NaN and infinity is no distance; there the numbers must be the same. */
    private static void near(double expected, double actual, double distance, double x) {
        assertEquals(expected, actual, Double.isFinite(distance) ? distance : Double.MIN_VALUE, () -> "of " + x);
    }

    /** 2 ulp; of slopes, which have zeros, some rounding errors of the gradient. */
    private static double distance(BinaryOp op, double expected, double gradient, double unit) {
        return switch (op) {
            case SILU_BACKWARD, GELU_BACKWARD, GELU_TANH_BACKWARD -> 200 * unit * (1 + Math.abs(gradient));
            default -> 2 * (unit < 1e-9 ? Math.ulp(expected) : Math.ulp((float) expected));
        };
    }

    private static boolean isReal(BinaryOp op) {
        return switch (op) {
            case GCD, LCM, AND, OR, XOR, SHL, SHR -> false;
            default -> true;
        };
    }

    @Test
    void easyPowersAreThoseOfPyTorch() {
        float[] x = {4, -0f, Float.NEGATIVE_INFINITY, 0.3f};
        for (float exponent : new float[] {2, 0.5f, -0.5f, -1, -2, 3}) {
            float[] y = x.clone();
            Kernels.FLOAT32.binary(BinaryOp.POW, y, 0, 1, new float[] {exponent}, 0, 0, y, 0, 4);
            assertEquals((float) Math.pow(4, exponent), y[0]);
            assertEquals((float) Math.pow(0.3f, exponent), y[3], 1e-6f * y[3]);
        }
    }

    @Test
    void signsZerosAndNaNs() {
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        assertEquals(-1, BinaryOp.FLOOR_DIV.apply(-0.5, 1));
        assertEquals(inf, BinaryOp.FLOOR_DIV.apply(1, 0));
        assertEquals(nan, BinaryOp.FLOOR_DIV.apply(0, 0));
        assertEquals(-0.0, BinaryOp.FLOOR_DIV.apply(-0.0, 3));
        assertEquals(0.5, BinaryOp.REMAINDER.apply(-2.5, 3));
        assertEquals(-0.5, BinaryOp.REMAINDER.apply(2.5, -3));
        assertEquals(-2.5, BinaryOp.FMOD.apply(-2.5, 3));
        assertEquals(1, BinaryOp.POW.apply(1, nan));
        assertEquals(1, BinaryOp.POW.apply(-1, inf));
        assertEquals(1, BinaryOp.POW.apply(nan, 0));
        assertEquals(nan, BinaryOp.MAXIMUM.apply(1, nan));
        assertEquals(1, BinaryOp.FMAX.apply(1, nan));
        assertEquals(1, BinaryOp.FMIN.apply(nan, 1));
        assertEquals(nan, BinaryOp.FMIN.apply(nan, nan));
        assertEquals(0, BinaryOp.XLOGY.apply(0, inf));
        assertEquals(nan, BinaryOp.XLOGY.apply(0, nan));
        assertEquals(0, BinaryOp.XLOG1PY.apply(0, -1));
        assertEquals(-3, BinaryOp.COPYSIGN.apply(3, -0.0));
        assertEquals(7, BinaryOp.HEAVISIDE.apply(-0.0, 7));
        assertEquals(0, BinaryOp.HEAVISIDE.apply(nan, 7));
        assertEquals(0, UnaryOp.SIGN.apply(nan));
        assertEquals(nan, UnaryOp.RELU.apply(nan));
        assertEquals(2, UnaryOp.ROUND.apply(2.5));
        assertEquals(-0.5, UnaryOp.FRAC.apply(-2.5));
    }

    @Test
    void integersDivideAsInPython() {
        assertEquals(-4, BinaryOp.FLOOR_DIV.applyLong(-7, 2));
        assertEquals(-3, BinaryOp.TRUNC_DIV.applyLong(-7, 2));
        assertEquals(1, BinaryOp.REMAINDER.applyLong(-7, 2));
        assertEquals(-1, BinaryOp.FMOD.applyLong(-7, 2));
        for (BinaryOp op : new BinaryOp[] {BinaryOp.FLOOR_DIV, BinaryOp.TRUNC_DIV, BinaryOp.REMAINDER, BinaryOp.FMOD}) {
            assertThrows(ArithmeticException.class, () -> op.applyLong(1, 0));
        }
        assertEquals(0, BinaryOp.POW.applyLong(3, -1));
        assertEquals(-1, BinaryOp.POW.applyLong(-1, -3));
        assertEquals(-27, BinaryOp.POW.applyLong(-3, 3));
        assertEquals(6, BinaryOp.GCD.applyLong(-12, 18));
        assertEquals(36, BinaryOp.LCM.applyLong(-12, 18));
        assertEquals(0, BinaryOp.LCM.applyLong(0, 0));
        assertEquals(0, BinaryOp.SHL.applyLong(1, 64));
        assertEquals(-1, BinaryOp.SHR.applyLong(-5, 70));
        assertEquals(~5L, UnaryOp.BITWISE_NOT.applyLong(5));
    }

    @ParameterizedTest
    @EnumSource
    void compareFollowsJava(CompareOp op) {
        int n = 5000;
        float[] a = Samples.wild(n, 1);
        float[] b = Samples.wild(n, 2);
        System.arraycopy(a, 100, b, 100, 900);
        boolean[] y = new boolean[n];
        for (int steps = 0; steps < 4; steps++) {
            int as = steps & 1;
            int bs = steps >> 1;
            Kernels.FLOAT32.compare(op, a, 0, as, b, 0, bs, y, 0, n);
            boolean[] z = new boolean[n];
            Kernels.FLOAT64.compare(op, Samples.widened(a), 0, as, Samples.widened(b), 0, bs, z, 0, n);
            assertArrayEquals(y, z);
            for (int i = 0; i < n; i++) {
                float p = a[as * i];
                float q = b[bs * i];
                assertEquals(
                        switch (op) {
                            case EQ -> p == q;
                            case NE -> p != q;
                            case LT -> p < q;
                            case LE -> p <= q;
                            case GT -> p > q;
                            case GE -> p >= q;
                        },
                        y[i]);
            }
        }
    }

    @Test
    void whereChooses() {
        int n = 70_001;
        boolean[] c = Samples.conditions(n, 3);
        float[] a = Samples.ordinary(n, 1);
        float[] b = Samples.ordinary(n, 2);
        float[] y = new float[n];
        for (int steps = 0; steps < 4; steps++) {
            int as = steps & 1;
            int bs = steps >> 1;
            Kernels.FLOAT32.where(c, 0, a, 0, as, b, 0, bs, y, 0, n);
            for (int i = 0; i < n; i++) {
                assertEquals(c[i] ? a[as * i] : b[bs * i], y[i]);
            }
        }
    }

    @Test
    void fillAxpyAndAddRow() {
        float[] y = new float[5];
        Kernels.FLOAT32.fill(y, 1, 3, 0.1);
        assertArrayEquals(new float[] {0, 0.1f, 0.1f, 0.1f, 0}, y);
        long[] integers = new long[2];
        Kernels.INT64.fillLong(integers, 0, 2, Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE, integers[1]);
        Kernels.INT64.axpy(-2, new long[] {1, 2}, 0, integers, 0, 2);
        assertArrayEquals(new long[] {Long.MAX_VALUE - 2, Long.MAX_VALUE - 4}, integers);
        double[] z = {1, 2};
        Kernels.FLOAT64.axpy(0.5, new double[] {0, 4, 6}, 1, z, 0, 2);
        assertArrayEquals(new double[] {3, 5}, z);
        float[] sum = new float[6];
        Kernels.FLOAT32.addRow(new float[] {1, 2, 3, 4, 5, 6}, 0, new float[] {9, 10, 20, 30}, 1, 2, 3, sum, 0);
        assertArrayEquals(new float[] {11, 22, 33, 14, 25, 36}, sum);
        float[] large = new float[300 * 1000];
        float[] row = new float[1000];
        for (int i = 0; i < row.length; i++) {
            row[i] = i;
        }
        Kernels.FLOAT32.addRow(large, 0, row, 0, 300, 1000, large, 0);
        assertEquals(999, large[large.length - 1]);
        assertEquals(7, large[299_007]);
    }
}
