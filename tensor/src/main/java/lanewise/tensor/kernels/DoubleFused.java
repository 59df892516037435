// Generated from FloatFused.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/** The functions of {@link Fused}, on one thread: a loop for each simple one, several over a block for the others. */
final class DoubleFused {
    /** So many elements of three arrays stay in the first-level cache. */
    private static final int BLOCK = 1024;

    private static final int LANES = Math.max(1, Simd.BITS / Double.SIZE);
    private static final @Nullable Warmup[] WARMUPS = new Warmup[Fused.COMPOSED];
    /** Beyond it tanh(log(1 + e^x)) is 1 in single and in double precision, and no square overflows. */
    private static final double MISH_MAX = 20;

    static {
        if (Simd.AVAILABLE) {
            double[] a = new double[Warmup.SCRATCH + LANES];
            double[] x = new double[Warmup.SCRATCH + LANES];
            double[] y = new double[Warmup.SCRATCH + LANES];
            for (int op = 0; op <= Fused.CUBE_PRODUCT; op++) {
                int each = op;
                WARMUPS[op] =
                        new Warmup(LANES, Warmup.CHEAP, n -> VectorDoubleFused.run(each, 1, 1, a, 0, x, 0, y, 0, n));
            }
        }
    }

    private DoubleFused() {}

    static void run(int op, double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        if (op < Fused.COMPOSED) {
            simple(op, p, q, a, ao, x, xo, y, yo, n);
            return;
        }
        // The second half is for the few that need two.
        double[] s = new double[2 * Math.min(n, BLOCK)];
        for (int i = 0; i < n; i += BLOCK) {
            composed(op, p, q, a, ao + i, x, xo + i, y, yo + i, Math.min(BLOCK, n - i), s);
        }
    }

    private static void simple(
            int op, double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        Warmup warmup = WARMUPS[op];
        if (warmup != null && warmup.hot(n)) {
            VectorDoubleFused.run(op, p, q, a, ao, x, xo, y, yo, n);
        } else {
            ScalarDoubleElementwise.fused(op, p, q, a, ao, x, xo, y, yo, n);
        }
    }

    /** One block, by way of the scratch array {@code s}; {@code y} may be {@code a} or {@code x}. */
    private static void composed(
            int op, double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n, double[] s) {
        switch (op) {
            case Fused.ELU -> {
                DoubleLoops.unary(UnaryOp.EXPM1, x, xo, s, 0, n);
                simple(Fused.ELU_JOIN, p, q, s, 0, x, xo, y, yo, n);
            }
            case Fused.ELU_BACKWARD -> {
                DoubleLoops.unary(UnaryOp.EXP, x, xo, s, 0, n);
                simple(Fused.ELU_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                DoubleLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.SOFTPLUS -> {
                DoubleLoops.mulValue(x, xo, p, s, 0, n);
                softplus(s, n);
                simple(Fused.SOFTPLUS_JOIN, p, q, s, 0, x, xo, y, yo, n);
            }
            case Fused.SOFTPLUS_BACKWARD -> {
                DoubleLoops.mulValue(x, xo, p, s, 0, n);
                DoubleLoops.unary(UnaryOp.SIGMOID, s, 0, s, 0, n);
                simple(Fused.SOFTPLUS_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                DoubleLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.LOGSIGMOID -> {
                DoubleLoops.unary(UnaryOp.NEG, x, xo, s, 0, n);
                softplus(s, n);
                DoubleLoops.unary(UnaryOp.NEG, s, 0, y, yo, n);
            }
            case Fused.LOGSIGMOID_BACKWARD -> {
                DoubleLoops.unary(UnaryOp.NEG, x, xo, s, 0, n);
                DoubleLoops.unary(UnaryOp.SIGMOID, s, 0, s, 0, n);
                DoubleLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.SILU -> {
                DoubleLoops.unary(UnaryOp.SIGMOID, x, xo, s, 0, n);
                DoubleLoops.binary(BinaryOp.MUL, x, xo, s, 0, y, yo, n);
            }
            case Fused.SILU_BACKWARD -> {
                DoubleLoops.unary(UnaryOp.SIGMOID, x, xo, s, 0, n);
                simple(Fused.SILU_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                DoubleLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.MISH -> {
                power(x, xo, s, n);
                simple(Fused.MISH_JOIN, p, q, s, 0, x, xo, y, yo, n);
            }
            case Fused.MISH_BACKWARD -> {
                power(x, xo, s, n);
                simple(Fused.MISH_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                DoubleLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.GELU_TANH -> {
                simple(Fused.GELU_TANH_ARGUMENT, p, q, x, xo, x, xo, s, 0, n);
                DoubleLoops.unary(UnaryOp.SIGMOID, s, 0, s, 0, n);
                DoubleLoops.binary(BinaryOp.MUL, x, xo, s, 0, y, yo, n);
            }
            case Fused.GELU_TANH_BACKWARD -> {
                simple(Fused.GELU_TANH_ARGUMENT, p, q, x, xo, x, xo, s, 0, n);
                DoubleLoops.unary(UnaryOp.SIGMOID, s, 0, s, 0, n);
                simple(Fused.GELU_TANH_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                DoubleLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.ERF_BACKWARD -> {
                simple(Fused.SCALED_PRODUCT, -1, 0, x, xo, x, xo, s, 0, n);
                DoubleLoops.unary(UnaryOp.EXP, s, 0, s, 0, n);
                simple(Fused.SCALED_PRODUCT, p, 0, s, 0, a, ao, y, yo, n);
            }
            case Fused.SIN_PRODUCT -> {
                DoubleLoops.unary(UnaryOp.SIN, x, xo, s, 0, n);
                simple(Fused.SCALED_PRODUCT, p, 0, s, 0, a, ao, y, yo, n);
            }
            case Fused.COS_PRODUCT -> {
                DoubleLoops.unary(UnaryOp.COS, x, xo, s, 0, n);
                simple(Fused.SCALED_PRODUCT, p, 0, s, 0, a, ao, y, yo, n);
            }
            case Fused.TAN -> {
                DoubleLoops.unary(UnaryOp.COS, x, xo, s, 0, n);
                DoubleLoops.unary(UnaryOp.SIN, x, xo, y, yo, n);
                DoubleLoops.binary(BinaryOp.DIV, y, yo, s, 0, y, yo, n);
            }
            default -> throw new IllegalArgumentException("fused: no function of number " + op);
        }
    }

    /** {@code s = log(1 + e^s)}, as {@code max(s, 0) + log(1 + e^-|s|)}. */
    private static void softplus(double[] s, int n) {
        DoubleLoops.unary(UnaryOp.ABS, s, 0, s, n, n);
        DoubleLoops.unary(UnaryOp.NEG, s, n, s, n, n);
        DoubleLoops.unary(UnaryOp.EXP, s, n, s, n, n);
        DoubleLoops.unary(UnaryOp.LOG1P, s, n, s, n, n);
        DoubleLoops.unary(UnaryOp.RELU, s, 0, s, 0, n);
        DoubleLoops.binary(BinaryOp.ADD, s, 0, s, n, s, 0, n);
    }

    private static void power(double[] x, int xo, double[] s, int n) {
        simple(Fused.CLAMP, Double.NEGATIVE_INFINITY, MISH_MAX, x, xo, x, xo, s, 0, n);
        DoubleLoops.unary(UnaryOp.EXP, s, 0, s, 0, n);
    }
}
