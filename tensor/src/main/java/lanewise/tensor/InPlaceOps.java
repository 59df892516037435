package lanewise.tensor;

import lanewise.tensor.kernels.BinaryOp;

/**
 * Operations that change this tensor; as in PyTorch they end in an underscore and return this tensor.
 *
 * <p>All of them throw {@link IllegalStateException} on a leaf that requires a gradient while recording is on, and on a tensor
 * whose elements share memory because it was expanded; {@link IllegalArgumentException} if the result has another shape than
 * this tensor or cannot be stored in its element type.
 */
public sealed interface InPlaceOps permits Tensor {

    /** Adds {@code b}, broadcast to this shape. */
    default Tensor add_(Tensor b) {
        return InPlace.binary(BinaryOp.ADD, "add_", (Tensor) this, b, x -> x.add(b));
    }

    /** Adds a number. */
    default Tensor add_(Number b) {
        return add_(Tensor.number(b));
    }

    /** Adds {@code alpha * b}, broadcast to this shape. */
    default Tensor add_(Tensor b, Number alpha) {
        return InPlace.replace("add_", (Tensor) this, b.requiresGrad(), x -> x.add(b, alpha));
    }

    /** Subtracts {@code b}, broadcast to this shape. */
    default Tensor sub_(Tensor b) {
        return InPlace.binary(BinaryOp.SUB, "sub_", (Tensor) this, b, x -> x.sub(b));
    }

    /** Subtracts a number. */
    default Tensor sub_(Number b) {
        return sub_(Tensor.number(b));
    }

    /** Multiplies by {@code b}, broadcast to this shape. */
    default Tensor mul_(Tensor b) {
        return InPlace.binary(BinaryOp.MUL, "mul_", (Tensor) this, b, x -> x.mul(b));
    }

    /** Multiplies by a number. */
    default Tensor mul_(Number b) {
        return mul_(Tensor.number(b));
    }

    /** Divides by {@code b}, broadcast to this shape. */
    default Tensor div_(Tensor b) {
        return InPlace.replace("div_", (Tensor) this, b.requiresGrad(), x -> x.div(b));
    }

    /** Divides by a number. */
    default Tensor div_(Number b) {
        return div_(Tensor.number(b));
    }

    /** Sets every element to {@code value}. */
    default Tensor fill_(Number value) {
        return InPlace.fill("fill_", (Tensor) this, value);
    }

    /** Sets every element to 0. */
    default Tensor zero_() {
        return InPlace.fill("zero_", (Tensor) this, 0);
    }

    /** Copies {@code source}, broadcast to this shape and converted to this element type. */
    default Tensor copy_(Tensor source) {
        Tensor self = (Tensor) this;
        return InPlace.replace(
                "copy_", self, source.requiresGrad(), x -> InPlace.copied("copy_", x, source.to(x.dtype())));
    }
}
