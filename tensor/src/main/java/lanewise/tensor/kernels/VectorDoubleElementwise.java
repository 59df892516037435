// Generated from VectorFloatElementwise.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Element by element, a vector at a time. Each loop is a method of its own: it compiles sooner than a switch full of
 * loops, and one operation's first use does not undo the code of another. The rest of a line that fills no vector is
 * done one by one.
 */
final class VectorDoubleElementwise {
    private static final VectorSpecies<Double> S = VectorSpecies.of(double.class, VectorShape.forBitSize(Simd.BITS));
    private static final int LANES = S.length();

    private VectorDoubleElementwise() {}

    static void unary(UnaryOp op, double[] x, int xo, double[] y, int yo, int n) {
        switch (op) {
            case NEG -> neg(x, xo, y, yo, n);
            case ABS -> abs(x, xo, y, yo, n);
            case SQUARE -> square(x, xo, y, yo, n);
            case SQRT -> sqrt(x, xo, y, yo, n);
            case RECIPROCAL -> reciprocal(x, xo, y, yo, n);
            case RELU -> relu(x, xo, y, yo, n);
            case EXP -> VectorDoubleMath.exp(x, xo, y, yo, n);
            case LOG -> VectorDoubleMath.log(x, xo, y, yo, n);
            case TANH -> VectorDoubleMath.tanh(x, xo, y, yo, n);
            case SIGMOID -> VectorDoubleMath.sigmoid(x, xo, y, yo, n);
            case ERF -> VectorDoubleMath.erf(x, xo, y, yo, n);
            default -> VectorDoubleMath.unary(op, x, xo, y, yo, n);
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
            case RELU_BACKWARD -> reluBackward(a, ao, b, bo, y, yo, n);
            case TANH_BACKWARD -> tanhBackward(a, ao, b, bo, y, yo, n);
            case SIGMOID_BACKWARD -> sigmoidBackward(a, ao, b, bo, y, yo, n);
            default -> VectorDoubleMath.binary(op, a, ao, b, bo, y, yo, n);
        }
    }

    /** The right operand is one value. */
    static void binaryValue(BinaryOp op, double[] a, int ao, double b, double[] y, int yo, int n) {
        switch (op) {
            case ADD -> addValue(a, ao, b, y, yo, n);
            case SUB -> subValue(a, ao, b, y, yo, n);
            case MUL -> mulValue(a, ao, b, y, yo, n);
            case DIV -> divValue(a, ao, b, y, yo, n);
            case MAXIMUM -> maximumValue(a, ao, b, y, yo, n);
            case MINIMUM -> minimumValue(a, ao, b, y, yo, n);
            default -> throw new IllegalArgumentException(op.name());
        }
    }

    /** The left operand is one value. */
    static void valueBinary(BinaryOp op, double a, double[] b, int bo, double[] y, int yo, int n) {
        switch (op) {
            case SUB -> valueSub(a, b, bo, y, yo, n);
            case DIV -> valueDiv(a, b, bo, y, yo, n);
            default -> binaryValue(op, b, bo, a, y, yo, n);
        }
    }

    static void compare(CompareOp op, double[] a, int ao, double[] b, int bo, boolean[] y, int yo, int n) {
        switch (op) {
            case EQ -> equal(a, ao, b, bo, y, yo, n);
            case NE -> unequal(a, ao, b, bo, y, yo, n);
            case LT -> less(a, ao, b, bo, y, yo, n);
            case LE -> lessOrEqual(a, ao, b, bo, y, yo, n);
            case GT -> less(b, bo, a, ao, y, yo, n);
            case GE -> lessOrEqual(b, bo, a, ao, y, yo, n);
        }
    }

    /** The right operand is one value. */
    static void compareValue(CompareOp op, double[] a, int ao, double b, boolean[] y, int yo, int n) {
        switch (op) {
            case EQ -> equalValue(a, ao, b, y, yo, n);
            case NE -> unequalValue(a, ao, b, y, yo, n);
            case LT -> lessValue(a, ao, b, y, yo, n);
            case LE -> lessOrEqualValue(a, ao, b, y, yo, n);
            case GT -> greaterValue(a, ao, b, y, yo, n);
            case GE -> greaterOrEqualValue(a, ao, b, y, yo, n);
        }
    }

    private static void neg(double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.neg().intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = -x[xo + i];
        }
    }

    private static void abs(double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.abs().intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.abs(x[xo + i]);
        }
    }

    private static void square(double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.mul(v).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = x[xo + i] * x[xo + i];
        }
    }

    private static void sqrt(double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.sqrt().intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.sqrt(x[xo + i]);
        }
    }

    private static void reciprocal(double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector.broadcast(S, 1).div(v).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = 1 / x[xo + i];
        }
    }

    private static void relu(double[] x, int xo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.blend(0, v.compare(VectorOperators.LE, 0)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = x[xo + i] <= 0 ? 0 : x[xo + i];
        }
    }

    private static void add(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.add(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] + b[bo + i];
        }
    }

    private static void sub(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.sub(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] - b[bo + i];
        }
    }

    private static void mul(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.mul(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] * b[bo + i];
        }
    }

    private static void div(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.div(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] / b[bo + i];
        }
    }

    private static void maximum(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.max(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.max(a[ao + i], b[bo + i]);
        }
    }

    private static void minimum(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.min(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.min(a[ao + i], b[bo + i]);
        }
    }

    private static void reluBackward(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.blend(0, q.compare(VectorOperators.LE, 0)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = b[bo + i] <= 0 ? 0 : a[ao + i];
        }
    }

    private static void tanhBackward(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.mul(q.neg().fma(q, DoubleVector.broadcast(S, 1))).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] * Math.fma(-b[bo + i], b[bo + i], 1);
        }
    }

    private static void sigmoidBackward(double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.mul(DoubleVector.broadcast(S, 1).sub(q)).mul(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] * (1 - b[bo + i]) * b[bo + i];
        }
    }

    static void addValue(double[] a, int ao, double b, double[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.add(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] + b;
        }
    }

    static void subValue(double[] a, int ao, double b, double[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.sub(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] - b;
        }
    }

    static void mulValue(double[] a, int ao, double b, double[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.mul(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] * b;
        }
    }

    static void divValue(double[] a, int ao, double b, double[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.div(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] / b;
        }
    }

    static void maximumValue(double[] a, int ao, double b, double[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.max(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.max(a[ao + i], b);
        }
    }

    static void minimumValue(double[] a, int ao, double b, double[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.min(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.min(a[ao + i], b);
        }
    }

    private static void valueSub(double a, double[] b, int bo, double[] y, int yo, int n) {
        DoubleVector p = DoubleVector.broadcast(S, a);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.sub(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a - b[bo + i];
        }
    }

    private static void valueDiv(double a, double[] b, int bo, double[] y, int yo, int n) {
        DoubleVector p = DoubleVector.broadcast(S, a);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector q = DoubleVector.fromArray(S, b, bo + i);
            p.div(q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a / b[bo + i];
        }
    }

    private static void equal(double[] a, int ao, double[] b, int bo, boolean[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.compare(VectorOperators.EQ, DoubleVector.fromArray(S, b, bo + i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] == b[bo + i];
        }
    }

    private static void unequal(double[] a, int ao, double[] b, int bo, boolean[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.compare(VectorOperators.NE, DoubleVector.fromArray(S, b, bo + i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] != b[bo + i];
        }
    }

    private static void less(double[] a, int ao, double[] b, int bo, boolean[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.compare(VectorOperators.LT, DoubleVector.fromArray(S, b, bo + i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] < b[bo + i];
        }
    }

    private static void lessOrEqual(double[] a, int ao, double[] b, int bo, boolean[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            p.compare(VectorOperators.LE, DoubleVector.fromArray(S, b, bo + i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] <= b[bo + i];
        }
    }

    private static void equalValue(double[] a, int ao, double b, boolean[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector.fromArray(S, a, ao + i).compare(VectorOperators.EQ, q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] == b;
        }
    }

    private static void unequalValue(double[] a, int ao, double b, boolean[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector.fromArray(S, a, ao + i).compare(VectorOperators.NE, q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] != b;
        }
    }

    private static void lessValue(double[] a, int ao, double b, boolean[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector.fromArray(S, a, ao + i).compare(VectorOperators.LT, q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] < b;
        }
    }

    private static void lessOrEqualValue(double[] a, int ao, double b, boolean[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector.fromArray(S, a, ao + i).compare(VectorOperators.LE, q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] <= b;
        }
    }

    private static void greaterValue(double[] a, int ao, double b, boolean[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector.fromArray(S, a, ao + i).compare(VectorOperators.GT, q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] > b;
        }
    }

    private static void greaterOrEqualValue(double[] a, int ao, double b, boolean[] y, int yo, int n) {
        DoubleVector q = DoubleVector.broadcast(S, b);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector.fromArray(S, a, ao + i).compare(VectorOperators.GE, q).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = a[ao + i] >= b;
        }
    }

    /** Both alternatives step by 1. */
    static void where(boolean[] c, int co, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            VectorMask<Double> chosen = VectorMask.fromArray(S, c, co + i);
            DoubleVector p = DoubleVector.fromArray(S, a, ao + i);
            DoubleVector.fromArray(S, b, bo + i).blend(p, chosen).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = c[co + i] ? a[ao + i] : b[bo + i];
        }
    }

    /** One value where the condition is {@code when}, else the array's. */
    static void whereValue(
            boolean[] c, int co, boolean when, double value, double[] b, int bo, double[] y, int yo, int n) {
        int i = 0;
        if (when) {
            for (; i <= n - LANES; i += LANES) {
                VectorMask<Double> chosen = VectorMask.fromArray(S, c, co + i);
                DoubleVector.fromArray(S, b, bo + i).blend(value, chosen).intoArray(y, yo + i);
            }
        } else {
            for (; i <= n - LANES; i += LANES) {
                VectorMask<Double> kept = VectorMask.fromArray(S, c, co + i);
                DoubleVector.broadcast(S, value)
                        .blend(DoubleVector.fromArray(S, b, bo + i), kept)
                        .intoArray(y, yo + i);
            }
        }
        for (; i < n; i++) {
            y[yo + i] = c[co + i] == when ? value : b[bo + i];
        }
    }

    /** {@code y += alpha x}. */
    static void axpy(double alpha, double[] x, int xo, double[] y, int yo, int n) {
        DoubleVector factor = DoubleVector.broadcast(S, alpha);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            DoubleVector p = DoubleVector.fromArray(S, x, xo + i);
            factor.fma(p, DoubleVector.fromArray(S, y, yo + i)).intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.fma(alpha, x[xo + i], y[yo + i]);
        }
    }
}
