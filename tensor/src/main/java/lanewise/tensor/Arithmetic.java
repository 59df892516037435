package lanewise.tensor;

import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.UnaryOp;

/** Sums, products, quotients and powers, element by element. */
final class Arithmetic {

    private Arithmetic() {}

    /** a + b. da = G, db = G. */
    static Tensor add(Tensor a, Tensor b) {
        Tensor y = Pointwise.binary(BinaryOp.ADD, "add", a, b).op("add");
        return y.derivedFrom(a, g -> g).derivedFrom(b, g -> g);
    }

    /** a − b. da = G, db = −G. */
    static Tensor sub(Tensor a, Tensor b) {
        noBooleans("sub", a, b);
        Tensor y = Pointwise.binary(BinaryOp.SUB, "sub", a, b).op("sub");
        return y.derivedFrom(a, g -> g).derivedFrom(b, Tensor::neg);
    }

    /** a · b. da = G b, db = G a. */
    static Tensor mul(Tensor a, Tensor b) {
        Tensor y = Pointwise.binary(BinaryOp.MUL, "mul", a, b).op("mul");
        return y.derivedFrom(a, g -> g.mul(b), b).derivedFrom(b, g -> g.mul(a), a);
    }

    /** a / b. da = G / b, db = −G a / b². */
    static Tensor div(Tensor a, Tensor b) {
        Tensor y = Pointwise.floatBinary(BinaryOp.DIV, "div", a, b).op("div");
        return y.derivedFrom(a, g -> g.div(b), b).derivedFrom(b, g -> g.neg().mul(a.div(b).div(b)), a, b);
    }

    /** −x. dx = −G. */
    static Tensor neg(Tensor x) {
        if (x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(
                    "neg: negation, the `-` operator, on a bool tensor is not supported; use logicalNot()");
        }
        return Pointwise.unary(UnaryOp.NEG, x).op("neg").derivedFrom(x, Tensor::neg);
    }

    private static void noBooleans(String op, Tensor a, Tensor b) {
        if (a.dtype() == DType.BOOL || b.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(op + ": subtraction, the `-` operator, with a bool tensor is not supported (a is "
                    + a.dtype() + ", b is " + b.dtype() + "); use logicalXor or convert with to(...)");
        }
    }
}
