// Generated from ScalarFloatElementwise.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Element by element, one at a time: the specification of {@code VectorDoubleElementwise}, and what serves without it. */
final class ScalarDoubleElementwise {
    private ScalarDoubleElementwise() {
    }

    static void unary(UnaryOp op, double[] x, int xo, double[] y, int yo, int n) {
        switch (op) {
            case NEG -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = -x[xo + i];
                }
            }
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.abs(x[xo + i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i] * x[xo + i];
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.sqrt(x[xo + i]);
                }
            }
            case RECIPROCAL -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = 1 / x[xo + i];
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = x[xo + i] <= 0 ? 0 : x[xo + i];
                }
            }
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = DoubleMath.exp(x[xo + i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = DoubleMath.log(x[xo + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = DoubleMath.tanh(x[xo + i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = DoubleMath.sigmoid(x[xo + i]);
                }
            }
            case ERF -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = DoubleMath.erf(x[xo + i]);
                }
            }
            default -> {
                DoubleUnaryOperator definition = op.real();
                for (int i = 0; i < n; i++) {
                    y[yo + i] = definition.applyAsDouble(x[xo + i]);
                }
            }
        }
    }

    static void binary(BinaryOp op, double[] a, int ao, int as, double[] b, int bo, int bs, double[] y, int yo, int n) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] + b[bo + bs * i];
                }
            }
            case SUB -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] - b[bo + bs * i];
                }
            }
            case MUL -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] * b[bo + bs * i];
                }
            }
            case DIV -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] / b[bo + bs * i];
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.max(a[ao + as * i], b[bo + bs * i]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.min(a[ao + as * i], b[bo + bs * i]);
                }
            }
            case NEXTAFTER -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = Math.nextAfter(a[ao + as * i], b[bo + bs * i]);
                }
            }
            case RELU_BACKWARD -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = b[bo + bs * i] <= 0 ? 0 : a[ao + as * i];
                }
            }
            case TANH_BACKWARD -> {
                for (int i = 0; i < n; i++) {
                    double result = b[bo + bs * i];
                    y[yo + i] = a[ao + as * i] * Math.fma(-result, result, 1);
                }
            }
            case SIGMOID_BACKWARD -> {
                for (int i = 0; i < n; i++) {
                    double result = b[bo + bs * i];
                    y[yo + i] = a[ao + as * i] * (1 - result) * result;
                }
            }
            default -> {
                DoubleBinaryOperator definition = op.real();
                for (int i = 0; i < n; i++) {
                    y[yo + i] = definition.applyAsDouble(a[ao + as * i], b[bo + bs * i]);
                }
            }
        }
    }

    static void compare(CompareOp op, double[] a, int ao, int as, double[] b, int bo, int bs, boolean[] y, int yo,
            int n) {
        switch (op) {
            case EQ -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] == b[bo + bs * i];
                }
            }
            case NE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] != b[bo + bs * i];
                }
            }
            case LT -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] < b[bo + bs * i];
                }
            }
            case LE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] <= b[bo + bs * i];
                }
            }
            case GT -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] > b[bo + bs * i];
                }
            }
            case GE -> {
                for (int i = 0; i < n; i++) {
                    y[yo + i] = a[ao + as * i] >= b[bo + bs * i];
                }
            }
        }
    }

    static void where(boolean[] c, int co, double[] a, int ao, int as, double[] b, int bo, int bs, double[] y, int yo,
            int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = c[co + i] ? a[ao + as * i] : b[bo + bs * i];
        }
    }

    static void axpy(double alpha, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = Math.fma(alpha, x[xo + i], y[yo + i]);
        }
    }

    static void addRow(double[] x, int xo, double[] b, int bo, int rows, int columns, double[] y, int yo) {
        for (int r = 0; r < rows; r++, xo += columns, yo += columns) {
            for (int j = 0; j < columns; j++) {
                y[yo + j] = x[xo + j] + b[bo + j];
            }
        }
    }
}
