// Generated from ScalarFloatElementwise.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Element by element, one at a time: the specification of {@code VectorDoubleElementwise}, and what serves without it
 * and before it.
 *
 * <p>Each loop is a method of its own: it compiles sooner than a switch full of loops, and one operation's first use
 * does not undo the code of another. Simple loops exist twice: where all arrays are walked at one offset (nearly
 * always), the compiler can prove that no store hits a later load, and makes vector instructions of the plain loop.
 */
final class ScalarDoubleElementwise {
    private ScalarDoubleElementwise() {}

    static void unary(UnaryOp op, double[] x, int xo, double[] y, int yo, int n) {
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
                if (DoubleMath.has(op)) {
                    DoubleMath.unary(op, x, xo, y, yo, n);
                } else {
                    byDefinition(op.real(), x, xo, y, yo, n);
                }
            }
        }
    }

    /** Both operands step by 1. */
    static void binary(BinaryOp op, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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
                if (DoubleMath.has(op)) {
                    DoubleMath.binary(op, a, ao, b, bo, y, yo, n);
                } else {
                    byDefinition(op.real(), a, ao, 1, b, bo, 1, y, yo, n);
                }
            }
        }
    }

    /** The right operand is the one value at {@code bo}. */
    static void binaryValue(BinaryOp op, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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
    static void valueBinary(BinaryOp op, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        switch (op) {
            case ADD, MUL, MAXIMUM, MINIMUM -> binaryValue(op, b, bo, a, ao, y, yo, n);
            case SUB -> valueSub(a[ao], b, bo, y, yo, n);
            case DIV -> valueDiv(a[ao], b, bo, y, yo, n);
            case NEXTAFTER -> nextAfter(a, ao, 0, b, bo, 1, y, yo, n);
            default -> byDefinition(op.real(), a, ao, 0, b, bo, 1, y, yo, n);
        }
    }

    static void compare(
            CompareOp op, double[] a, int ao, int as, double[] b, int bo, int bs, boolean[] y, int yo, int n) {
        switch (op) {
            case EQ -> equal(a, ao, as, b, bo, bs, y, yo, n);
            case NE -> unequal(a, ao, as, b, bo, bs, y, yo, n);
            case LT -> less(a, ao, as, b, bo, bs, y, yo, n);
            case LE -> lessOrEqual(a, ao, as, b, bo, bs, y, yo, n);
            case GT -> less(b, bo, bs, a, ao, as, y, yo, n);
            case GE -> lessOrEqual(b, bo, bs, a, ao, as, y, yo, n);
        }
    }

    private static void neg(double[] x, int xo, double[] y, int yo, int n) {
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

    private static void abs(double[] x, int xo, double[] y, int yo, int n) {
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

    private static void square(double[] x, int xo, double[] y, int yo, int n) {
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

    private static void sqrt(double[] x, int xo, double[] y, int yo, int n) {
        if (xo == yo) {
            for (int i = xo; i < xo + n; i++) {
                y[i] = Math.sqrt(x[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                y[yo + i] = Math.sqrt(x[xo + i]);
            }
        }
    }

    private static void reciprocal(double[] x, int xo, double[] y, int yo, int n) {
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

    private static void relu(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.max(x[xo + i], 0);
        }
    }

    static void exp(double shift, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = DoubleMath.exp(x[xo + i] - shift);
        }
    }

    private static void log(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = DoubleMath.log(x[xo + i]);
        }
    }

    private static void tanh(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = DoubleMath.tanh(x[xo + i]);
        }
    }

    private static void sigmoid(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = DoubleMath.sigmoid(x[xo + i]);
        }
    }

    private static void erf(double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = DoubleMath.erf(x[xo + i]);
        }
    }

    private static void byDefinition(DoubleUnaryOperator definition, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = definition.applyAsDouble(x[xo + i]);
        }
    }

    private static void add(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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

    private static void sub(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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

    private static void mul(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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

    private static void div(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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

    private static void maximum(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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

    private static void minimum(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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

    private static void reluBackward(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            // A mask instead of a branch, which no processor can guess: ten times as fast.
            y[yo + i] = DoubleMath.masked(a[ao + i], b[bo + i] <= 0 ? 0 : -1);
        }
    }

    private static void tanhBackward(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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

    private static void sigmoidBackward(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
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
            double[] a,
            int ao,
            int as,
            double[] b,
            int bo,
            int bs,
            double[] y,
            int yo,
            int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = definition.applyAsDouble(a[ao + as * i], b[bo + bs * i]);
        }
    }

    private static void nextAfter(double[] a, int ao, int as, double[] b, int bo, int bs, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.nextAfter(a[ao + as * i], b[bo + bs * i]);
        }
    }

    static void addValue(double[] a, int ao, double b, double[] y, int yo, int n) {
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

    static void subValue(double[] a, int ao, double b, double[] y, int yo, int n) {
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

    static void mulValue(double[] a, int ao, double b, double[] y, int yo, int n) {
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

    static void divValue(double[] a, int ao, double b, double[] y, int yo, int n) {
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

    static void maximumValue(double[] a, int ao, double b, double[] y, int yo, int n) {
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

    static void minimumValue(double[] a, int ao, double b, double[] y, int yo, int n) {
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

    private static void valueSub(double a, double[] b, int bo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a - b[bo + i];
        }
    }

    private static void valueDiv(double a, double[] b, int bo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a / b[bo + i];
        }
    }

    private static void equal(double[] a, int ao, int as, double[] b, int bo, int bs, boolean[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + as * i] == b[bo + bs * i];
        }
    }

    private static void unequal(double[] a, int ao, int as, double[] b, int bo, int bs, boolean[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + as * i] != b[bo + bs * i];
        }
    }

    private static void less(double[] a, int ao, int as, double[] b, int bo, int bs, boolean[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + as * i] < b[bo + bs * i];
        }
    }

    private static void lessOrEqual(double[] a, int ao, int as, double[] b, int bo, int bs, boolean[] y, int yo,
            int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = a[ao + as * i] <= b[bo + bs * i];
        }
    }

    static void where(
            boolean[] c, int co, double[] a, int ao, int as, double[] b, int bo, int bs, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = c[co + i] ? a[ao + as * i] : b[bo + bs * i];
        }
    }

    /** {@code y += alpha x}. */
    static void axpy(double alpha, double[] x, int xo, double[] y, int yo, int n) {
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
    static void fused(int op, double p, double q, double[] a, int ao, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = fused(op, p, q, a[ao + i], x[xo + i]);
        }
    }

    static double fused(int op, double p, double q, double a, double x) {
        return switch (op) {
            case Fused.LEAKY_RELU -> x > 0 ? x : x * p;
            case Fused.LEAKY_RELU_BACKWARD -> x > 0 ? a : a * p;
            case Fused.CLAMP -> Math.min(Math.max(x, p), q);
            case Fused.CLAMP_BACKWARD -> x >= p && x <= q ? a : 0;
            case Fused.HARDTANH_BACKWARD -> x <= p || x >= q ? 0 : a;
            case Fused.THRESHOLD -> x <= p ? q : a;
            case Fused.SHRINK -> Math.abs(x) <= p ? 0 : a;
            case Fused.HARDSIGMOID -> Math.min(Math.max(x + 3, 0), 6) / 6;
            case Fused.HARDSIGMOID_BACKWARD -> Math.abs(x) < 3 ? a * (1.0 / 6) : 0;
            case Fused.HARDSWISH -> x * (Math.min(Math.max(x + 3, 0), 6) / 6);
            case Fused.HARDSWISH_BACKWARD -> a * (x < -3 ? 0 : x > 3 ? 1 : x * (1.0 / 3) + 0.5f);
            case Fused.ABS_BACKWARD -> a * (x > 0 ? 1 : x < 0 ? -1 : 0);
            case Fused.ELU_JOIN -> x > 0 ? x * q : a * p;
            case Fused.ELU_SLOPE -> x > 0 ? q : a * p;
            case Fused.SOFTPLUS_JOIN -> x * p > q ? x : a / p;
            case Fused.SOFTPLUS_SLOPE -> x * p > q ? 1 : a;
            case Fused.SILU_SLOPE -> a * Math.fma(x, 1 - a, 1);
            case Fused.MISH_JOIN -> {
                double m = a * (a + 2);
                yield x * (m / (m + 2));
            }
            case Fused.MISH_SLOPE -> {
                double m = a * (a + 2);
                double down = m + 2;
                yield Math.fma(m, down, x * 4 * (a * (a + 1))) / (down * down);
            }
            case Fused.GELU_TANH_ARGUMENT ->
                x * Math.fma(x * x * DoubleMath.GELU_CUBIC, DoubleMath.GELU_SLOPE, DoubleMath.GELU_SLOPE);
            case Fused.GELU_TANH_SLOPE -> {
                double bend = Math.fma(x * x * (3 * DoubleMath.GELU_CUBIC), DoubleMath.GELU_SLOPE,
                        DoubleMath.GELU_SLOPE);
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
