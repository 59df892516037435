package lanewise.tensor.kernels;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Element by element, one at a time: the specification of {@code VectorFloatElementwise}, and what serves without it
 * and before it.
 *
 * <p>Each loop is a method of its own: it compiles sooner than a switch full of loops, and one operation's first use
 * does not undo the code of another. Simple loops exist twice: where all arrays are walked at one offset (nearly
 * always), the compiler can prove that no store hits a later load, and makes vector instructions of the plain loop.
 */
final class ScalarFloatElementwise {
    private ScalarFloatElementwise() {}

    static void unary(UnaryOp op, float[] x, int xo, float[] y, int yo, int n) {
        switch (op) {
            case NEG -> neg(x, xo, y, yo, n);
            case ABS -> abs(x, xo, y, yo, n);
            case SQUARE -> square(x, xo, y, yo, n);
            case SQRT -> sqrt(x, xo, y, yo, n);
            case RECIPROCAL -> reciprocal(x, xo, y, yo, n);
            case RELU -> relu(x, xo, y, yo, n);
            case EXP -> exp(0, x, xo, y, yo, n);
            case LOG -> log(x, xo, y, yo, n);
            case TANH -> tanh(x, xo, y, yo, n);
            case SIGMOID -> sigmoid(x, xo, y, yo, n);
            case ERF -> erf(x, xo, y, yo, n);
            default -> {
                if (FloatMath.has(op)) {
                    FloatMath.unary(op, x, xo, y, yo, n);
                } else {
                    byDefinition(op.real(), x, xo, y, yo, n);
                }
            }
        }
    }

    /** Both operands step by 1. */
    static void binary(BinaryOp op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        switch (op) {
            case ADD -> add(a, ao, b, bo, y, yo, n);
            case SUB -> sub(a, ao, b, bo, y, yo, n);
            case MUL -> mul(a, ao, b, bo, y, yo, n);
            case DIV -> div(a, ao, b, bo, y, yo, n);
            case MAXIMUM -> maximum(a, ao, b, bo, y, yo, n);
            case MINIMUM -> minimum(a, ao, b, bo, y, yo, n);
            case NEXTAFTER -> nextAfter(a, ao, 1, b, bo, 1, y, yo, n);
            case RELU_BACKWARD -> reluBackward(a, ao, b, bo, y, yo, n);
            case TANH_BACKWARD -> tanhBackward(a, ao, b, bo, y, yo, n);
            case SIGMOID_BACKWARD -> sigmoidBackward(a, ao, b, bo, y, yo, n);
            default -> {
                if (FloatMath.has(op)) {
                    FloatMath.binary(op, a, ao, b, bo, y, yo, n);
                } else {
                    byDefinition(op.real(), a, ao, 1, b, bo, 1, y, yo, n);
                }
            }
        }
    }

    /** The right operand is the one value at {@code bo}. */
    static void binaryValue(BinaryOp op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        switch (op) {
            case ADD -> addValue(a, ao, b[bo], y, yo, n);
            case SUB -> subValue(a, ao, b[bo], y, yo, n);
            case MUL -> mulValue(a, ao, b[bo], y, yo, n);
            case DIV -> divValue(a, ao, b[bo], y, yo, n);
            case MAXIMUM -> maximumValue(a, ao, b[bo], y, yo, n);
            case MINIMUM -> minimumValue(a, ao, b[bo], y, yo, n);
            case NEXTAFTER -> nextAfter(a, ao, 1, b, bo, 0, y, yo, n);
            default -> byDefinition(op.real(), a, ao, 1, b, bo, 0, y, yo, n);
        }
    }

    /** The left operand is the one value at {@code ao}. */
    static void valueBinary(BinaryOp op, float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        switch (op) {
            case ADD, MUL, MAXIMUM, MINIMUM -> binaryValue(op, b, bo, a, ao, y, yo, n);
            case SUB -> valueSub(a[ao], b, bo, y, yo, n);
            case DIV -> valueDiv(a[ao], b, bo, y, yo, n);
            case NEXTAFTER -> nextAfter(a, ao, 0, b, bo, 1, y, yo, n);
            default -> byDefinition(op.real(), a, ao, 0, b, bo, 1, y, yo, n);
        }
    }

    static void compare(
            CompareOp op, float[] a, int ao, int as, float[] b, int bo, int bs, boolean[] y, int yo, int n) {
        switch (op) {
            case EQ -> equal(a, ao, as, b, bo, bs, y, yo, n);
            case NE -> unequal(a, ao, as, b, bo, bs, y, yo, n);
            case LT -> less(a, ao, as, b, bo, bs, y, yo, n);
            case LE -> lessOrEqual(a, ao, as, b, bo, bs, y, yo, n);
            case GT -> less(b, bo, bs, a, ao, as, y, yo, n);
            case GE -> lessOrEqual(b, bo, bs, a, ao, as, y, yo, n);
        }
    }

    private static void neg(float[] x, int xo, float[] y, int yo, int n) {
        if (xo == yo) {
            for (int i = xo; i < xo + n; i++) {
                y[i] = -x[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = -x[xo + i];
            }
        }
    }

    private static void abs(float[] x, int xo, float[] y, int yo, int n) {
        if (xo == yo) {
            for (int i = xo; i < xo + n; i++) {
                y[i] = Math.abs(x[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = Math.abs(x[xo + i]);
            }
        }
    }

    private static void square(float[] x, int xo, float[] y, int yo, int n) {
        if (xo == yo) {
            for (int i = xo; i < xo + n; i++) {
                y[i] = x[i] * x[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = x[xo + i] * x[xo + i];
            }
        }
    }

    private static void sqrt(float[] x, int xo, float[] y, int yo, int n) {
        if (xo == yo) {
            for (int i = xo; i < xo + n; i++) {
                y[i] = (float) Math.sqrt(x[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = (float) Math.sqrt(x[xo + i]);
            }
        }
    }

    private static void reciprocal(float[] x, int xo, float[] y, int yo, int n) {
        if (xo == yo) {
            for (int i = xo; i < xo + n; i++) {
                y[i] = 1 / x[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = 1 / x[xo + i];
            }
        }
    }

    private static void relu(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.max(x[xo + i], 0);
        }
    }

    static void exp(float shift, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FloatMath.exp(x[xo + i] - shift);
        }
    }

    private static void log(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FloatMath.log(x[xo + i]);
        }
    }

    private static void tanh(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FloatMath.tanh(x[xo + i]);
        }
    }

    private static void sigmoid(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FloatMath.sigmoid(x[xo + i]);
        }
    }

    private static void erf(float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = FloatMath.erf(x[xo + i]);
        }
    }

    private static void byDefinition(DoubleUnaryOperator definition, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) definition.applyAsDouble(x[xo + i]);
        }
    }

    private static void add(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (ao == yo && bo == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] + b[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] + b[bo + i];
            }
        }
    }

    private static void sub(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (ao == yo && bo == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] - b[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] - b[bo + i];
            }
        }
    }

    private static void mul(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (ao == yo && bo == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] * b[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] * b[bo + i];
            }
        }
    }

    private static void div(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (ao == yo && bo == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] / b[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] / b[bo + i];
            }
        }
    }

    private static void maximum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (ao == yo && bo == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = Math.max(a[i], b[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = Math.max(a[ao + i], b[bo + i]);
            }
        }
    }

    private static void minimum(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (ao == yo && bo == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = Math.min(a[i], b[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = Math.min(a[ao + i], b[bo + i]);
            }
        }
    }

    private static void reluBackward(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            // A mask instead of a branch, which no processor can guess: ten times as fast.
            y[yo + i] = FloatMath.masked(a[ao + i], b[bo + i] <= 0 ? 0 : -1);
        }
    }

    private static void tanhBackward(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (ao == yo && bo == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] * Math.fma(-b[i], b[i], 1);
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] * Math.fma(-b[bo + i], b[bo + i], 1);
            }
        }
    }

    private static void sigmoidBackward(float[] a, int ao, float[] b, int bo, float[] y, int yo, int n) {
        if (ao == yo && bo == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] * (1 - b[i]) * b[i];
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] * (1 - b[bo + i]) * b[bo + i];
            }
        }
    }

    private static void byDefinition(
            DoubleBinaryOperator definition,
            float[] a,
            int ao,
            int as,
            float[] b,
            int bo,
            int bs,
            float[] y,
            int yo,
            int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (float) definition.applyAsDouble(a[ao + as * i], b[bo + bs * i]);
        }
    }

    private static void nextAfter(float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.nextAfter(a[ao + as * i], b[bo + bs * i]);
        }
    }

    static void addValue(float[] a, int ao, float b, float[] y, int yo, int n) {
        if (ao == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] + b;
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] + b;
            }
        }
    }

    static void subValue(float[] a, int ao, float b, float[] y, int yo, int n) {
        if (ao == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] - b;
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] - b;
            }
        }
    }

    static void mulValue(float[] a, int ao, float b, float[] y, int yo, int n) {
        if (ao == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] * b;
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] * b;
            }
        }
    }

    static void divValue(float[] a, int ao, float b, float[] y, int yo, int n) {
        if (ao == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = a[i] / b;
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = a[ao + i] / b;
            }
        }
    }

    static void maximumValue(float[] a, int ao, float b, float[] y, int yo, int n) {
        if (ao == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = Math.max(a[i], b);
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = Math.max(a[ao + i], b);
            }
        }
    }

    static void minimumValue(float[] a, int ao, float b, float[] y, int yo, int n) {
        if (ao == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = Math.min(a[i], b);
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = Math.min(a[ao + i], b);
            }
        }
    }

    private static void valueSub(float a, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a - b[bo + i];
        }
    }

    private static void valueDiv(float a, float[] b, int bo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a / b[bo + i];
        }
    }

    private static void equal(float[] a, int ao, int as, float[] b, int bo, int bs, boolean[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + as * i] == b[bo + bs * i];
        }
    }

    private static void unequal(float[] a, int ao, int as, float[] b, int bo, int bs, boolean[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + as * i] != b[bo + bs * i];
        }
    }

    private static void less(float[] a, int ao, int as, float[] b, int bo, int bs, boolean[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + as * i] < b[bo + bs * i];
        }
    }

    private static void lessOrEqual(float[] a, int ao, int as, float[] b, int bo, int bs, boolean[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + as * i] <= b[bo + bs * i];
        }
    }

    static void where(
            boolean[] c, int co, float[] a, int ao, int as, float[] b, int bo, int bs, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = c[co + i] ? a[ao + as * i] : b[bo + bs * i];
        }
    }

    /** {@code y += alpha x}. */
    static void axpy(float alpha, float[] x, int xo, float[] y, int yo, int n) {
        if (xo == yo) {
            for (int i = yo; i < yo + n; i++) {
                y[i] = Math.fma(alpha, x[i], y[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = Math.fma(alpha, x[xo + i], y[yo + i]);
            }
        }
    }

    /** The simple functions of {@link Fused}. */
    static void fused(int op, float p, float q, float[] a, int ao, float[] x, int xo, float[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = fused(op, p, q, a[ao + i], x[xo + i]);
        }
    }

    static float fused(int op, float p, float q, float a, float x) {
        return switch (op) {
            case Fused.LEAKY_RELU -> x > 0 ? x : x * p;
            case Fused.LEAKY_RELU_BACKWARD -> x > 0 ? a : a * p;
            case Fused.CLAMP -> Math.min(Math.max(x, p), q);
            case Fused.CLAMP_BACKWARD -> x >= p && x <= q ? a : 0;
            case Fused.HARDTANH_BACKWARD -> x <= p || x >= q ? 0 : a;
            case Fused.THRESHOLD -> x <= p ? q : a;
            case Fused.SHRINK -> Math.abs(x) <= p ? 0 : a;
            case Fused.HARDSIGMOID -> Math.min(Math.max(x + 3, 0), 6) / 6;
            case Fused.HARDSIGMOID_BACKWARD -> Math.abs(x) < 3 ? a * (float) (1.0 / 6) : 0;
            case Fused.HARDSWISH -> x * (Math.min(Math.max(x + 3, 0), 6) / 6);
            case Fused.HARDSWISH_BACKWARD -> a * (x < -3 ? 0 : x > 3 ? 1 : x * (float) (1.0 / 3) + 0.5f);
            case Fused.ABS_BACKWARD -> a * (x > 0 ? 1 : x < 0 ? -1 : 0);
            case Fused.ELU_JOIN -> x > 0 ? x * q : a * p;
            case Fused.ELU_SLOPE -> x > 0 ? q : a * p;
            case Fused.SOFTPLUS_JOIN -> x * p > q ? x : a / p;
            case Fused.SOFTPLUS_SLOPE -> x * p > q ? 1 : a;
            case Fused.SILU_SLOPE -> a * Math.fma(x, 1 - a, 1);
            case Fused.MISH_JOIN -> {
                float m = a * (a + 2);
                yield x * (m / (m + 2));
            }
            case Fused.MISH_SLOPE -> {
                float m = a * (a + 2);
                float down = m + 2;
                yield Math.fma(m, down, x * 4 * (a * (a + 1))) / (down * down);
            }
            case Fused.GELU_TANH_ARGUMENT ->
                x * Math.fma(x * x * FloatMath.GELU_CUBIC, FloatMath.GELU_SLOPE, FloatMath.GELU_SLOPE);
            case Fused.GELU_TANH_SLOPE -> {
                float bend = Math.fma(x * x * (3 * FloatMath.GELU_CUBIC), FloatMath.GELU_SLOPE, FloatMath.GELU_SLOPE);
                yield a * Math.fma(x * (1 - a), bend, 1);
            }
            case Fused.SCALED_PRODUCT -> a * x * p;
            case Fused.QUOTIENT -> a / (x * p + q);
            case Fused.SQUARE_PRODUCT -> a * (x * x * p + q);
            case Fused.SQUARE_QUOTIENT -> a / (x * x * p + q);
            case Fused.CUBE_PRODUCT -> a * p * (x * x * x);
            default -> throw new IllegalArgumentException("fused: no loop of number " + op);
        };
    }
}
