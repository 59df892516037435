package lanewise.tensor;

import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.Fused;
import lanewise.tensor.kernels.UnaryOp;
import org.jspecify.annotations.Nullable;

/** Sums, products, quotients and what is made of them, element by element. */
final class Arithmetic {

    private Arithmetic() {}

    /** a + b. da = G, db = G. */
    static Tensor add(Tensor a, Tensor b) {
        Tensor y = Pointwise.binary(BinaryOp.ADD, "add", a, b).op("add");
        return y.derivedFrom(a, g -> g).derivedFrom(b, g -> g);
    }

    /** a + α b. da = G, db = α G. */
    static Tensor add(Tensor a, Tensor b, Number alpha) {
        Tensor y = plus("add", a, b, alpha).op("add");
        return y.derivedFrom(a, g -> g).derivedFrom(b, g -> g.mul(alpha));
    }

    /** a − b. da = G, db = −G. */
    static Tensor sub(Tensor a, Tensor b) {
        noBooleans("sub", a, b);
        Tensor y = Pointwise.binary(BinaryOp.SUB, "sub", a, b).op("sub");
        return y.derivedFrom(a, g -> g).derivedFrom(b, Tensor::neg);
    }

    /** a − α b. da = G, db = −α G. */
    static Tensor sub(Tensor a, Tensor b, Number alpha) {
        noBooleans("sub", a, b);
        Number minus = negative(alpha);
        Tensor y = plus("sub", a, b, minus).op("sub");
        return y.derivedFrom(a, g -> g).derivedFrom(b, g -> g.mul(minus));
    }

    /** a · b. da = G b, db = G a. */
    static Tensor mul(Tensor a, Tensor b) {
        Tensor y = Pointwise.binary(BinaryOp.MUL, "mul", a, b).op("mul");
        return y.derivedFrom(a, g -> g.mul(b), b).derivedFrom(b, g -> g.mul(a), a);
    }

    /** a / b. da = G / b, db = −G a / b². */
    static Tensor div(Tensor a, Tensor b) {
        Tensor y = Pointwise.floatBinary(BinaryOp.DIV, "div", a, b).op("div");
        return y.derivedFrom(a, g -> g.div(b), b)
                .derivedFrom(b, g -> g.neg().mul(a.div(b).div(b)), a, b);
    }

    /** ⌊a / b⌋ or a / b cut toward zero; a / b itself without a mode. da = db = 0. */
    static Tensor div(Tensor a, Tensor b, @Nullable String roundingMode) {
        if (roundingMode == null) {
            return div(a, b);
        }
        Tensor y = switch (roundingMode) {
            case "floor" -> quotient(BinaryOp.FLOOR_DIV, "div", a, b);
            case "trunc" -> truncated("div", a, b);
            default ->
                throw new IllegalArgumentException("div: expected roundingMode to be one of null, \"trunc\" or"
                        + " \"floor\" but found \"" + roundingMode + "\"");
        };
        return y.op("div").derivedFrom(a, Derivatives.ZERO).derivedFrom(b, Derivatives.ZERO);
    }

    /** ⌊a / b⌋. No derivative, as in PyTorch. */
    static Tensor floorDivide(Tensor a, Tensor b) {
        Tensor y = quotient(BinaryOp.FLOOR_DIV, "floorDivide", a, b).op("floorDivide");
        return y.derivedFrom(a, Derivatives.none("floorDivide")).derivedFrom(b, Derivatives.none("floorDivide"));
    }

    /** a − b ⌊a / b⌋, with the divisor's sign. da = G, db = −G ⌊a / b⌋. */
    static Tensor remainder(Tensor a, Tensor b) {
        Tensor y = quotient(BinaryOp.REMAINDER, "remainder", a, b).op("remainder");
        return y.derivedFrom(a, g -> g).derivedFrom(b, g -> g.neg().mul(div(a, b, "floor")), a, b);
    }

    /** a − b trunc(a / b), with the dividend's sign. da = G, db = −G trunc(a / b). */
    static Tensor fmod(Tensor a, Tensor b) {
        Tensor y = quotient(BinaryOp.FMOD, "fmod", a, b).op("fmod");
        return y.derivedFrom(a, g -> g).derivedFrom(b, g -> g.neg().mul(div(a, b, "trunc")), a, b);
    }

    /** −x. dx = −G. */
    static Tensor neg(Tensor x) {
        if (x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(
                    "neg: negation, the `-` operator, on a bool tensor is not supported; use logicalNot()");
        }
        return Pointwise.unary(UnaryOp.NEG, x).op("neg").derivedFrom(x, Tensor::neg);
    }

    /** x itself. dx = G. */
    static Tensor positive(Tensor x) {
        if (x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(
                    "positive: the `+` operator on a bool tensor is not supported; convert it with"
                            + " to(...) or leave the operator out");
        }
        return x;
    }

    /** |x|. dx = G sign(x), so 0 at 0. */
    static Tensor abs(Tensor x) {
        return Pointwise.unary(UnaryOp.ABS, x)
                .op("abs")
                .derivedFrom(x, Pointwise.rule(Fused.ABS_BACKWARD, 0, 0, x, g -> g.mul(x.sign())), x);
    }

    /** −1, 0 or 1. dx = 0. */
    static Tensor sign(Tensor x) {
        return Pointwise.unary(UnaryOp.SIGN, x).op("sign").derivedFrom(x, Derivatives.ZERO);
    }

    /** x². dx = 2 G x. */
    static Tensor square(Tensor x) {
        Tensor in = x.dtype() == DType.BOOL ? x.to(DType.INT64) : x;
        return Pointwise.unary(UnaryOp.SQUARE, in)
                .op("square")
                .derivedFrom(x, Pointwise.rule(Fused.SCALED_PRODUCT, 2, 0, x, g -> g.mul(x.mul(2))), x);
    }

    /** 1 / x. dx = −G y². */
    static Tensor reciprocal(Tensor x) {
        Tensor y = Pointwise.floatUnary(UnaryOp.RECIPROCAL, x).op("reciprocal");
        return y.derivedFrom(
                x, Pointwise.rule(Fused.SQUARE_PRODUCT, -1, 0, y, g -> g.neg().mul(y.square())), y);
    }

    /** x + value · a · b; whole numbers drop the fraction of the value. dx = G, da = value G b, db = value G a. */
    static Tensor addcmul(Tensor x, Tensor a, Tensor b, Number value) {
        DType dtype = DType.result(x, a, b);
        Number times = dtype.isFloatingPoint() ? value : Long.valueOf(value.longValue());
        Tensor y = plus("addcmul", x, Pointwise.binary(BinaryOp.MUL, "addcmul", a, b, dtype), times, dtype)
                .op("addcmul");
        return y.derivedFrom(x, g -> g)
                .derivedFrom(a, g -> g.mul(b.mul(value)), b)
                .derivedFrom(b, g -> g.mul(a.mul(value)), a);
    }

    /** x + value · a / b. dx = G, da = value G / b, db = −value G a / b². */
    static Tensor addcdiv(Tensor x, Tensor a, Tensor b, Number value) {
        if (!a.isFloatingPoint() && !b.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "addcdiv: integer division with addcdiv is not supported (tensor1 is " + a.dtype() + ", tensor2 is "
                            + b.dtype() + "); use x.add(a.div(b, \"trunc\"), value) or convert one with to(...)");
        }
        DType dtype = DType.result(x, a, b);
        Tensor y = plus("addcdiv", x, Pointwise.binary(BinaryOp.DIV, "addcdiv", a, b, dtype), value, dtype)
                .op("addcdiv");
        return y.derivedFrom(x, g -> g)
                .derivedFrom(a, g -> g.mul(value).div(b), b)
                .derivedFrom(b, g -> g.mul(negative(value)).mul(a.div(b.square())), a, b);
    }

    /** a + w (b − a). da = (1 − w) G, db = w G. */
    static Tensor lerp(Tensor a, Tensor b, Number weight) {
        DType dtype = sameFloats("lerp", a, b, a);
        double w = weight.doubleValue();
        Tensor span = Pointwise.binary(BinaryOp.SUB, "lerp", b, a, dtype);
        Tensor y = w < 0.5 ? plus("lerp", a, span, w, dtype) : plus("lerp", b, span, w - 1, dtype);
        return y.op("lerp").derivedFrom(a, g -> g.mul(1 - w)).derivedFrom(b, g -> g.mul(w));
    }

    /** a + w (b − a). da = (1 − w) G, db = w G, dw = G (b − a). */
    static Tensor lerp(Tensor a, Tensor b, Tensor weight) {
        DType dtype = sameFloats("lerp", a, b, weight);
        Tensor span = Pointwise.binary(BinaryOp.SUB, "lerp", b, a, dtype);
        Tensor rest = Pointwise.binary(BinaryOp.SUB, "lerp", weight, Tensor.number(1), dtype);
        // From the nearer end, so that both ends are met exactly.
        Tensor fromA = Pointwise.binary(
                BinaryOp.ADD, "lerp", a, Pointwise.binary(BinaryOp.MUL, "lerp", weight, span, dtype), dtype);
        Tensor fromB = Pointwise.binary(
                BinaryOp.ADD, "lerp", b, Pointwise.binary(BinaryOp.MUL, "lerp", rest, span, dtype), dtype);
        Tensor nearA = Comparison.lt(Pointwise.unary(UnaryOp.ABS, weight), Tensor.number(0.5));
        Tensor y = Pointwise.where(nearA, fromA, fromB).op("lerp");
        return y.derivedFrom(a, g -> g.mul(Tensor.number(1).sub(weight)), weight)
                .derivedFrom(b, g -> g.mul(weight), weight)
                .derivedFrom(weight, g -> g.mul(b.sub(a)), a, b);
    }

    // ---- parts
    // ----------------------------------------------------------------------------------------------------------

    /** a + α b in the dtype both promote to, unrecorded. */
    private static Tensor plus(String op, Tensor a, Tensor b, Number alpha) {
        return plus(op, a, b, alpha, DType.result(a, b));
    }

    /** a + α b in that dtype, unrecorded. */
    private static Tensor plus(String op, Tensor a, Tensor b, Number alpha, DType dtype) {
        if (!dtype.isFloatingPoint() && !Storage.isWhole(alpha)) {
            throw new IllegalArgumentException(op + ": for integral input tensors, argument "
                    + (op.startsWith("addc") ? "value" : "alpha") + " must not be a floating point number; got " + alpha
                    + " with " + a.dtype() + " and " + b.dtype() + " tensors");
        }
        if (dtype.isFloatingPoint() && Shape.same(a.shape, b.shape)) {
            Tensor y = Conversion.copy(a, dtype);
            Tensor in = b.compact(dtype);
            dtype.kernels().axpy(alpha.doubleValue(), in.storage.array, in.offset, y.storage.array, 0, y.numel());
            return y;
        }
        return Pointwise.binary(
                BinaryOp.ADD, op, a, Pointwise.binary(BinaryOp.MUL, op, b, Tensor.number(alpha), dtype), dtype);
    }

    /** A quotient or remainder, with the operation's name on the refusal to divide integers by zero. */
    private static Tensor quotient(BinaryOp op, String name, Tensor a, Tensor b) {
        DType dtype = DType.result(a, b);
        if (dtype == DType.BOOL) {
            throw new IllegalArgumentException(name + ": not implemented for bool tensors; convert one with to(...)");
        }
        try {
            return Pointwise.binary(op, name, a, b, dtype);
        } catch (ArithmeticException e) {
            throw (ArithmeticException) new ArithmeticException(name + ": " + e.getMessage()).initCause(e);
        }
    }

    /** Floating quotients are rounded to their type before they are cut, as in PyTorch. */
    private static Tensor truncated(String name, Tensor a, Tensor b) {
        DType dtype = DType.result(a, b);
        return dtype.isFloatingPoint()
                ? Pointwise.unary(UnaryOp.TRUNC, Pointwise.binary(BinaryOp.DIV, name, a, b, dtype))
                : quotient(BinaryOp.TRUNC_DIV, name, a, b);
    }

    private static Number negative(Number value) {
        if (Storage.isWhole(value)) {
            return -value.longValue();
        }
        return -value.doubleValue();
    }

    private static DType sameFloats(String op, Tensor a, Tensor b, Tensor weight) {
        DType dtype = a.dtype();
        if (!dtype.isFloatingPoint() || b.dtype() != dtype || weight.dtype() != dtype) {
            throw new IllegalArgumentException(
                    op + ": expected floating point tensors of one dtype; got " + dtype + ", " + b.dtype()
                            + (weight == a ? "" : " and a weight of " + weight.dtype()) + "; convert with to(...)");
        }
        return dtype;
    }

    private static void noBooleans(String op, Tensor a, Tensor b) {
        if (a.dtype() == DType.BOOL || b.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(
                    op + ": subtraction, the `-` operator, with a bool tensor is not supported (a is " + a.dtype()
                            + ", b is " + b.dtype() + "); use logicalXor or convert with to(...)");
        }
    }
}
