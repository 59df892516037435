package lanewise.tensor;

import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.UnaryOp;
import org.jspecify.annotations.Nullable;

/**
 * Operations that change this tensor; as in PyTorch they end in an underscore and return this tensor.
 *
 * <p>All of them throw {@link IllegalStateException} on a leaf that requires a gradient while recording is on, and on a
 * tensor whose elements share memory because it was expanded; {@link IllegalArgumentException} if the result has
 * another shape than this tensor or cannot be stored in its element type.
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
        return InPlace.addScaled("add_", (Tensor) this, b, alpha, x -> x.add(b, alpha));
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
        Tensor self = (Tensor) this;
        return self.isFloatingPoint()
                ? InPlace.binary(BinaryOp.DIV, "div_", self, b, x -> x.div(b))
                : InPlace.replace("div_", self, b.requiresGrad(), x -> x.div(b));
    }

    /** Divides by a number. */
    default Tensor div_(Number b) {
        return div_(Tensor.number(b));
    }

    /** Subtracts {@code alpha * b}, broadcast to this shape. */
    default Tensor sub_(Tensor b, Number alpha) {
        return InPlace.replace("sub_", (Tensor) this, b.requiresGrad(), x -> x.sub(b, alpha));
    }

    /** Divides by {@code b} and rounds; see {@link ArithmeticOps#div(Tensor, String)}. */
    default Tensor div_(Tensor b, @Nullable String roundingMode) {
        return InPlace.replace("div_", (Tensor) this, b.requiresGrad(), x -> x.div(b, roundingMode));
    }

    /** Divides by {@code b} and rounds down. */
    default Tensor floorDivide_(Tensor b) {
        return InPlace.replace("floorDivide_", (Tensor) this, b.requiresGrad(), x -> x.floorDivide(b));
    }

    /** Divides by a number and rounds down. */
    default Tensor floorDivide_(Number b) {
        return InPlace.replace("floorDivide_", (Tensor) this, false, x -> x.floorDivide(b));
    }

    /** Keeps what division rounded down leaves. */
    default Tensor remainder_(Tensor b) {
        return InPlace.replace("remainder_", (Tensor) this, b.requiresGrad(), x -> x.remainder(b));
    }

    /** Keeps what division rounded down leaves. */
    default Tensor remainder_(Number b) {
        return InPlace.replace("remainder_", (Tensor) this, false, x -> x.remainder(b));
    }

    /** Keeps what division cut toward zero leaves. */
    default Tensor fmod_(Tensor b) {
        return InPlace.replace("fmod_", (Tensor) this, b.requiresGrad(), x -> x.fmod(b));
    }

    /** Keeps what division cut toward zero leaves. */
    default Tensor fmod_(Number b) {
        return InPlace.replace("fmod_", (Tensor) this, false, x -> x.fmod(b));
    }

    /** Raises to the power {@code exponent}. */
    default Tensor pow_(Number exponent) {
        return InPlace.replace("pow_", (Tensor) this, false, x -> x.pow(exponent));
    }

    /** Raises to the power {@code exponent}, broadcast to this shape. */
    default Tensor pow_(Tensor exponent) {
        return InPlace.replace("pow_", (Tensor) this, exponent.requiresGrad(), x -> x.pow(exponent));
    }

    /** Adds {@code value * tensor1 * tensor2}. */
    default Tensor addcmul_(Tensor tensor1, Tensor tensor2, Number value) {
        boolean others = tensor1.requiresGrad() || tensor2.requiresGrad();
        return InPlace.replace("addcmul_", (Tensor) this, others, x -> x.addcmul(tensor1, tensor2, value));
    }

    /** Adds {@code value * tensor1 / tensor2}. */
    default Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Number value) {
        boolean others = tensor1.requiresGrad() || tensor2.requiresGrad();
        return InPlace.replace("addcdiv_", (Tensor) this, others, x -> x.addcdiv(tensor1, tensor2, value));
    }

    /** Moves toward {@code end} by the share {@code weight}. */
    default Tensor lerp_(Tensor end, Number weight) {
        return InPlace.replace("lerp_", (Tensor) this, end.requiresGrad(), x -> x.lerp(end, weight));
    }

    /** Moves toward {@code end} by the share {@code weight}. */
    default Tensor lerp_(Tensor end, Tensor weight) {
        boolean others = end.requiresGrad() || weight.requiresGrad();
        return InPlace.replace("lerp_", (Tensor) this, others, x -> x.lerp(end, weight));
    }

    /** Keeps every element between the bounds, either of which may be null. */
    default Tensor clamp_(@Nullable Number min, @Nullable Number max) {
        return InPlace.replace("clamp_", (Tensor) this, false, x -> x.clamp(min, max));
    }

    /** Replaces elements below {@code min} by it. */
    default Tensor clampMin_(Number min) {
        return InPlace.replace("clampMin_", (Tensor) this, false, x -> x.clampMin(min));
    }

    /** Replaces elements above {@code max} by it. */
    default Tensor clampMax_(Number max) {
        return InPlace.replace("clampMax_", (Tensor) this, false, x -> x.clampMax(max));
    }

    /** Turns every sign. */
    default Tensor neg_() {
        return InPlace.unary(UnaryOp.NEG, "neg_", (Tensor) this, Tensor::neg);
    }

    /** Drops every sign. */
    default Tensor abs_() {
        return InPlace.unary(UnaryOp.ABS, "abs_", (Tensor) this, Tensor::abs);
    }

    /** Replaces every element by -1, 0 or 1. */
    default Tensor sign_() {
        return InPlace.unary(UnaryOp.SIGN, "sign_", (Tensor) this, Tensor::sign);
    }

    /** Multiplies every element by itself. */
    default Tensor square_() {
        return InPlace.unary(UnaryOp.SQUARE, "square_", (Tensor) this, Tensor::square);
    }

    /** Replaces every element by 1 over it. */
    default Tensor reciprocal_() {
        return InPlace.unary(UnaryOp.RECIPROCAL, "reciprocal_", (Tensor) this, Tensor::reciprocal);
    }

    /** Takes the square roots. */
    default Tensor sqrt_() {
        return InPlace.unary(UnaryOp.SQRT, "sqrt_", (Tensor) this, Tensor::sqrt);
    }

    /** Replaces every element by 1 over its square root. */
    default Tensor rsqrt_() {
        return InPlace.unary(UnaryOp.RSQRT, "rsqrt_", (Tensor) this, Tensor::rsqrt);
    }

    /** Replaces every element by e to its power. */
    default Tensor exp_() {
        return InPlace.unary(UnaryOp.EXP, "exp_", (Tensor) this, Tensor::exp);
    }

    /** Takes the natural logarithms. */
    default Tensor log_() {
        return InPlace.unary(UnaryOp.LOG, "log_", (Tensor) this, Tensor::log);
    }

    /** Takes the logarithms of 1 plus the elements. */
    default Tensor log1p_() {
        return InPlace.unary(UnaryOp.LOG1P, "log1p_", (Tensor) this, Tensor::log1p);
    }

    /** Takes the sines. */
    default Tensor sin_() {
        return InPlace.unary(UnaryOp.SIN, "sin_", (Tensor) this, Tensor::sin);
    }

    /** Takes the cosines. */
    default Tensor cos_() {
        return InPlace.unary(UnaryOp.COS, "cos_", (Tensor) this, Tensor::cos);
    }

    /** Rounds down. */
    default Tensor floor_() {
        return InPlace.unary(UnaryOp.FLOOR, "floor_", (Tensor) this, Tensor::floor);
    }

    /** Rounds up. */
    default Tensor ceil_() {
        return InPlace.unary(UnaryOp.CEIL, "ceil_", (Tensor) this, Tensor::ceil);
    }

    /** Rounds toward zero. */
    default Tensor trunc_() {
        return InPlace.unary(UnaryOp.TRUNC, "trunc_", (Tensor) this, Tensor::trunc);
    }

    /** Rounds to the nearest whole numbers, of two the even one. */
    default Tensor round_() {
        return InPlace.unary(UnaryOp.ROUND, "round_", (Tensor) this, Tensor::round);
    }

    /** Replaces negative elements by 0. */
    default Tensor relu_() {
        return InPlace.unary(UnaryOp.RELU, "relu_", (Tensor) this, Tensor::relu);
    }

    /** Replaces every element x by 1 / (1 + e^-x). */
    default Tensor sigmoid_() {
        return InPlace.unary(UnaryOp.SIGMOID, "sigmoid_", (Tensor) this, Tensor::sigmoid);
    }

    /** Takes the hyperbolic tangents. */
    default Tensor tanh_() {
        return InPlace.unary(UnaryOp.TANH, "tanh_", (Tensor) this, Tensor::tanh);
    }

    /** Replaces NaN by 0 and infinities by the largest finite numbers. */
    default Tensor nanToNum_() {
        return InPlace.replace("nanToNum_", (Tensor) this, false, x -> x.nanToNum());
    }

    /** Replaces every element by whether it was 0. */
    default Tensor logicalNot_() {
        return InPlace.replace("logicalNot_", (Tensor) this, false, x -> x.logicalNot());
    }

    /** Replaces every element by whether neither it nor that of {@code b} is 0. */
    default Tensor logicalAnd_(Tensor b) {
        return InPlace.replace("logicalAnd_", (Tensor) this, false, x -> x.logicalAnd(b));
    }

    /** Replaces every element by whether it or that of {@code b} is not 0. */
    default Tensor logicalOr_(Tensor b) {
        return InPlace.replace("logicalOr_", (Tensor) this, false, x -> x.logicalOr(b));
    }

    /** Replaces every element by whether exactly one of it and that of {@code b} is 0. */
    default Tensor logicalXor_(Tensor b) {
        return InPlace.replace("logicalXor_", (Tensor) this, false, x -> x.logicalXor(b));
    }

    /** Keeps the bits that {@code b} has too. */
    default Tensor bitwiseAnd_(Tensor b) {
        return InPlace.replace("bitwiseAnd_", (Tensor) this, false, x -> x.bitwiseAnd(b));
    }

    /** Adds the bits of {@code b}. */
    default Tensor bitwiseOr_(Tensor b) {
        return InPlace.replace("bitwiseOr_", (Tensor) this, false, x -> x.bitwiseOr(b));
    }

    /** Turns over the bits that {@code b} has. */
    default Tensor bitwiseXor_(Tensor b) {
        return InPlace.replace("bitwiseXor_", (Tensor) this, false, x -> x.bitwiseXor(b));
    }

    /** Turns over every bit. */
    default Tensor bitwiseNot_() {
        return InPlace.replace("bitwiseNot_", (Tensor) this, false, x -> x.bitwiseNot());
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
