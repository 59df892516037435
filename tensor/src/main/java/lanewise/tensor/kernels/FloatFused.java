package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/** The functions of {@link Fused}, on one thread: a loop for each simple one, several over a block for the others. */
final class FloatFused {
    /** So many elements of three arrays stay in the first-level cache. */
    private static final int BLOCK = 1024;

    private static final int LANES = Math.max(1, Simd.BITS / Float.SIZE);
    private static final @Nullable Warmup[] WARMUPS = new Warmup[Fused.COMPOSED];
    /** Beyond it tanh(log(1 + e^x)) is 1 in single and in double precision, and no square overflows. */
    private static final float MISH_MAX = 20;

    static {
        if (Simd.AVAILABLE) {
            float[] a = new float[Warmup.SCRATCH + LANES];
            float[] x = new float[Warmup.SCRATCH + LANES];
            float[] y = new float[Warmup.SCRATCH + LANES];
            for (int op = 0; op <= Fused.CUBE_PRODUCT; op++) {
                int each = op;
                WARMUPS[op] =
                        new Warmup(LANES, Warmup.CHEAP, n -> VectorFloatFused.run(each, 1, 1, a, 0, x, 0, y, 0, n));
            }
        }
    }

    private FloatFused() {}

    static void run(int op, float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        if (op < Fused.COMPOSED) {
            simple(op, p, q, a, ao, x, xo, y, yo, n);
            return;
        }
        // The second half is for the few that need two.
        float[] s = new float[2 * Math.min(n, BLOCK)];
        for (int i = 0; i < n; i += BLOCK) {
            composed(op, p, q, a, ao + i, x, xo + i, y, yo + i, Math.min(BLOCK, n - i), s);
        }
    }

    private static void simple(
            int op, float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        Warmup warmup = WARMUPS[op];
        if (warmup != null && warmup.hot(n)) {
            VectorFloatFused.run(op, p, q, a, ao, x, xo, y, yo, n);
        } else {
            ScalarFloatElementwise.fused(op, p, q, a, ao, x, xo, y, yo, n);
        }
    }

    /** One block, by way of the scratch array {@code s}; {@code y} may be {@code a} or {@code x}. */
    private static void composed(
            int op, float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n, float[] s) {
        switch (op) {
            case Fused.ELU -> {
                FloatLoops.unary(UnaryOp.EXPM1, x, xo, s, 0, n);
                simple(Fused.ELU_JOIN, p, q, s, 0, x, xo, y, yo, n);
            }
            case Fused.ELU_BACKWARD -> {
                FloatLoops.unary(UnaryOp.EXP, x, xo, s, 0, n);
                simple(Fused.ELU_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                FloatLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.SOFTPLUS -> {
                FloatLoops.mulValue(x, xo, p, s, 0, n);
                softplus(s, n);
                simple(Fused.SOFTPLUS_JOIN, p, q, s, 0, x, xo, y, yo, n);
            }
            case Fused.SOFTPLUS_BACKWARD -> {
                FloatLoops.mulValue(x, xo, p, s, 0, n);
                FloatLoops.unary(UnaryOp.SIGMOID, s, 0, s, 0, n);
                simple(Fused.SOFTPLUS_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                FloatLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.LOGSIGMOID -> {
                FloatLoops.unary(UnaryOp.NEG, x, xo, s, 0, n);
                softplus(s, n);
                FloatLoops.unary(UnaryOp.NEG, s, 0, y, yo, n);
            }
            case Fused.LOGSIGMOID_BACKWARD -> {
                FloatLoops.unary(UnaryOp.NEG, x, xo, s, 0, n);
                FloatLoops.unary(UnaryOp.SIGMOID, s, 0, s, 0, n);
                FloatLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.SILU -> {
                FloatLoops.unary(UnaryOp.SIGMOID, x, xo, s, 0, n);
                FloatLoops.binary(BinaryOp.MUL, x, xo, s, 0, y, yo, n);
            }
            case Fused.SILU_BACKWARD -> {
                FloatLoops.unary(UnaryOp.SIGMOID, x, xo, s, 0, n);
                simple(Fused.SILU_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                FloatLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.MISH -> {
                power(x, xo, s, n);
                simple(Fused.MISH_JOIN, p, q, s, 0, x, xo, y, yo, n);
            }
            case Fused.MISH_BACKWARD -> {
                power(x, xo, s, n);
                simple(Fused.MISH_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                FloatLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.GELU_TANH -> {
                simple(Fused.GELU_TANH_ARGUMENT, p, q, x, xo, x, xo, s, 0, n);
                FloatLoops.unary(UnaryOp.SIGMOID, s, 0, s, 0, n);
                FloatLoops.binary(BinaryOp.MUL, x, xo, s, 0, y, yo, n);
            }
            case Fused.GELU_TANH_BACKWARD -> {
                simple(Fused.GELU_TANH_ARGUMENT, p, q, x, xo, x, xo, s, 0, n);
                FloatLoops.unary(UnaryOp.SIGMOID, s, 0, s, 0, n);
                simple(Fused.GELU_TANH_SLOPE, p, q, s, 0, x, xo, s, 0, n);
                FloatLoops.binary(BinaryOp.MUL, a, ao, s, 0, y, yo, n);
            }
            case Fused.ERF_BACKWARD -> {
                simple(Fused.SCALED_PRODUCT, -1, 0, x, xo, x, xo, s, 0, n);
                FloatLoops.unary(UnaryOp.EXP, s, 0, s, 0, n);
                simple(Fused.SCALED_PRODUCT, p, 0, s, 0, a, ao, y, yo, n);
            }
            case Fused.SIN_PRODUCT -> {
                FloatLoops.unary(UnaryOp.SIN, x, xo, s, 0, n);
                simple(Fused.SCALED_PRODUCT, p, 0, s, 0, a, ao, y, yo, n);
            }
            case Fused.COS_PRODUCT -> {
                FloatLoops.unary(UnaryOp.COS, x, xo, s, 0, n);
                simple(Fused.SCALED_PRODUCT, p, 0, s, 0, a, ao, y, yo, n);
            }
            case Fused.TAN -> {
                FloatLoops.unary(UnaryOp.COS, x, xo, s, 0, n);
                FloatLoops.unary(UnaryOp.SIN, x, xo, y, yo, n);
                FloatLoops.binary(BinaryOp.DIV, y, yo, s, 0, y, yo, n);
            }
            default -> throw new IllegalArgumentException("fused: no function of number " + op);
        }
    }

    /** {@code s = log(1 + e^s)}, as {@code max(s, 0) + log(1 + e^-|s|)}. */
    private static void softplus(float[] s, int n) {
        FloatLoops.unary(UnaryOp.ABS, s, 0, s, n, n);
        FloatLoops.unary(UnaryOp.NEG, s, n, s, n, n);
        FloatLoops.unary(UnaryOp.EXP, s, n, s, n, n);
        FloatLoops.unary(UnaryOp.LOG1P, s, n, s, n, n);
        FloatLoops.unary(UnaryOp.RELU, s, 0, s, 0, n);
        FloatLoops.binary(BinaryOp.ADD, s, 0, s, n, s, 0, n);
    }

    private static void power(float[] x, int xo, float[] s, int n) {
        simple(Fused.CLAMP, Float.NEGATIVE_INFINITY, MISH_MAX, x, xo, x, xo, s, 0, n);
        FloatLoops.unary(UnaryOp.EXP, s, 0, s, 0, n);
    }
}
