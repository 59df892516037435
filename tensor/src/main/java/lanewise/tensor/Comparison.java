package lanewise.tensor;

import java.util.Arrays;
import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.CompareOp;
import lanewise.tensor.kernels.UnaryOp;

/** Comparisons, tests and logic, element by element; none has a derivative. */
final class Comparison {

    private Comparison() {}

    /** a = b. */
    static Tensor eq(Tensor a, Tensor b) {
        return Pointwise.compare(CompareOp.EQ, "eq", a, b).op("eq");
    }

    /** a ≠ b. */
    static Tensor ne(Tensor a, Tensor b) {
        return Pointwise.compare(CompareOp.NE, "ne", a, b).op("ne");
    }

    /** a < b. */
    static Tensor lt(Tensor a, Tensor b) {
        return Pointwise.compare(CompareOp.LT, "lt", a, b).op("lt");
    }

    /** a ≤ b. */
    static Tensor le(Tensor a, Tensor b) {
        return Pointwise.compare(CompareOp.LE, "le", a, b).op("le");
    }

    /** a > b. */
    static Tensor gt(Tensor a, Tensor b) {
        return Pointwise.compare(CompareOp.GT, "gt", a, b).op("gt");
    }

    /** a ≥ b. */
    static Tensor ge(Tensor a, Tensor b) {
        return Pointwise.compare(CompareOp.GE, "ge", a, b).op("ge");
    }

    // ---- tests
    // ----------------------------------------------------------------------------------------------------------

    /** x is not a number: x ≠ x. */
    static Tensor isnan(Tensor x) {
        return ne(x, x).op("isnan");
    }

    /** |x| = ∞. */
    static Tensor isinf(Tensor x) {
        if (!x.isFloatingPoint()) {
            return constant(x, false);
        }
        return eq(Pointwise.unary(UnaryOp.ABS, x), Tensor.number(Double.POSITIVE_INFINITY))
                .op("isinf");
    }

    /** |x| < ∞. */
    static Tensor isfinite(Tensor x) {
        if (!x.isFloatingPoint()) {
            return constant(x, true);
        }
        return lt(Pointwise.unary(UnaryOp.ABS, x), Tensor.number(Double.POSITIVE_INFINITY))
                .op("isfinite");
    }

    /** x = ∞. */
    static Tensor isposinf(Tensor x) {
        return x.isFloatingPoint()
                ? eq(x, Tensor.number(Double.POSITIVE_INFINITY)).op("isposinf")
                : constant(x, false);
    }

    /** x = −∞. */
    static Tensor isneginf(Tensor x) {
        return x.isFloatingPoint()
                ? eq(x, Tensor.number(Double.NEGATIVE_INFINITY)).op("isneginf")
                : constant(x, false);
    }

    /** Always true: there are no complex numbers. */
    static Tensor isreal(Tensor x) {
        return constant(x, true);
    }

    /** The sign bit: x < 0, or x is −0 or a NaN with that bit. */
    static Tensor signbit(Tensor x) {
        Tensor sign = x.isFloatingPoint()
                ? Pointwise.binary(BinaryOp.COPYSIGN, "signbit", Tensor.number(1), x, x.dtype())
                : x;
        return lt(sign, Tensor.number(0)).op("signbit");
    }

    // ---- logic
    // ----------------------------------------------------------------------------------------------------------

    /** x = 0. */
    static Tensor logicalNot(Tensor x) {
        if (x.dtype() == DType.BOOL) {
            // No detour over integers for masks.
            Tensor in = x.compact(DType.BOOL);
            Tensor y = Tensor.unfilled(DType.BOOL, x.shape);
            boolean[] from = in.storage.booleans();
            boolean[] to = y.storage.booleans();
            for (int i = 0; i < to.length; i++) {
                to[i] = from[in.offset + i] ^ true;
            }
            return y.op("logicalNot");
        }
        return eq(x, Tensor.number(0)).op("logicalNot");
    }

    /** a ≠ 0 and b ≠ 0. */
    static Tensor logicalAnd(Tensor a, Tensor b) {
        return logical(BinaryOp.AND, "logicalAnd", a, b);
    }

    /** a ≠ 0 or b ≠ 0. */
    static Tensor logicalOr(Tensor a, Tensor b) {
        return logical(BinaryOp.OR, "logicalOr", a, b);
    }

    /** One of the two is 0. */
    static Tensor logicalXor(Tensor a, Tensor b) {
        return logical(BinaryOp.XOR, "logicalXor", a, b);
    }

    // ---- nearness
    // -------------------------------------------------------------------------------------------------------

    /** a = b or |a − b| ≤ atol + rtol |b| < ∞. */
    static Tensor isclose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        String op = "isclose";
        if (a.dtype() != b.dtype()) {
            throw new IllegalArgumentException(op + ": expected tensors of one dtype; got " + a.dtype() + " and "
                    + b.dtype() + "; convert one with to(...)");
        }
        if (!(rtol >= 0) || !(atol >= 0)) {
            throw new IllegalArgumentException(
                    op + ": rtol and atol must be greater than or equal to zero, but got rtol = " + rtol + ", atol = "
                            + atol);
        }
        Tensor close = eq(a, b);
        if (equalNan && a.isFloatingPoint()) {
            close = logicalOr(close, logicalAnd(isnan(a), isnan(b)));
        }
        if (rtol == 0 && atol == 0) {
            return close.op(op);
        }
        DType dtype = a.dtype().floating();
        Tensor relative =
                Pointwise.binary(BinaryOp.MUL, op, Pointwise.unary(UnaryOp.ABS, b), Tensor.number(rtol), dtype);
        Tensor allowed = Pointwise.binary(BinaryOp.ADD, op, relative, Tensor.number(atol), dtype);
        Tensor apart = Pointwise.unary(UnaryOp.ABS, Pointwise.binary(BinaryOp.SUB, op, a, b, dtype));
        return logicalOr(close, logicalAnd(isfinite(apart), le(apart, allowed))).op(op);
    }

    static boolean allclose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        return all(isclose(a, b, rtol, atol, equalNan));
    }

    /** Same shape and the same elements. */
    static boolean equal(Tensor a, Tensor b) {
        if (!Shape.same(a.shape, b.shape)) {
            return false;
        }
        if (a.dtype() != b.dtype()) {
            throw new IllegalArgumentException("equal: expected tensors of one dtype; got " + a.dtype() + " and "
                    + b.dtype() + "; convert one with to(...)");
        }
        return all(eq(a, b));
    }

    // ---- membership
    // -----------------------------------------------------------------------------------------------------

    /** x ∈ values, or ∉ if inverted. */
    static Tensor isin(Tensor x, Tensor values, boolean invert) {
        Tensor y = Tensor.unfilled(DType.BOOL, x.shape);
        boolean[] found = y.storage.booleans();
        if (DType.result(x, values).isFloatingPoint()) {
            DType dtype = DType.result(x, values);
            double[] sorted = values.compact(dtype).toDoubleArray();
            double[] wanted = x.compact(dtype).toDoubleArray();
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] += 0.0; // −0 equals 0, but sorts before it
            }
            Arrays.sort(sorted);
            for (int i = 0; i < found.length; i++) {
                double value = wanted[i] + 0.0;
                found[i] = (value == value && Arrays.binarySearch(sorted, value) >= 0) != invert;
            }
        } else {
            long[] sorted = values.toLongArray();
            long[] wanted = x.toLongArray();
            Arrays.sort(sorted);
            for (int i = 0; i < found.length; i++) {
                found[i] = Arrays.binarySearch(sorted, wanted[i]) >= 0 != invert;
            }
        }
        return y.op("isin");
    }

    // ---- parts
    // ----------------------------------------------------------------------------------------------------------

    private static Tensor logical(BinaryOp op, String name, Tensor a, Tensor b) {
        Tensor p = a.compact(DType.BOOL);
        Tensor q = b.compact(DType.BOOL);
        if (!Shape.same(p.shape, q.shape)) {
            return Pointwise.binary(op, name, p, q, DType.BOOL).op(name);
        }
        // Masks of one shape are what rules combine: no detour over integers for them.
        Tensor y = Tensor.unfilled(DType.BOOL, p.shape);
        boolean[] left = p.storage.booleans();
        boolean[] right = q.storage.booleans();
        boolean[] to = y.storage.booleans();
        for (int i = 0; i < to.length; i++) {
            boolean l = left[p.offset + i];
            boolean r = right[q.offset + i];
            to[i] = op == BinaryOp.AND ? l & r : op == BinaryOp.OR ? l | r : l ^ r;
        }
        return y.op(name);
    }

    private static Tensor constant(Tensor x, boolean value) {
        return Tensor.full(x.shape, value ? 1 : 0, DType.BOOL);
    }

    private static boolean all(Tensor y) {
        for (boolean each : y.storage.booleans()) {
            if (!each) {
                return false;
            }
        }
        return true;
    }
}
