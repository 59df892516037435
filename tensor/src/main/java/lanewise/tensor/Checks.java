package lanewise.tensor;

import java.util.Arrays;

/** What linear algebra asks of its operands, with the messages for those that do not fit. */
final class Checks {

    private Checks() {}

    static void floating(String op, Tensor x) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected a floating point tensor as input, got " + x.dtype()
                    + " " + Shape.show(x.shape) + "; convert it with to(DType.FLOAT32)");
        }
    }

    /** A stack of matrices of floating-point numbers. */
    static void matrices(String op, Tensor a) {
        floating(op, a);
        if (a.dim() < 2) {
            throw new IllegalArgumentException(
                    op + ": the input tensor A must have at least 2 dimensions (…, m, n), got shape "
                            + Shape.show(a.shape));
        }
    }

    /** A stack of square matrices of floating-point numbers. */
    static void square(String op, Tensor a) {
        matrices(op, a);
        if (a.size(-1) != a.size(-2)) {
            throw new IllegalArgumentException(op + ": A must be batches of square matrices, but they are " + a.size(-2)
                    + " by " + a.size(-1) + " matrices; got shape " + Shape.show(a.shape));
        }
    }

    static void sameDtype(String op, Tensor a, Tensor b) {
        if (a.dtype() != b.dtype()) {
            throw new IllegalArgumentException(op + ": expected both arguments to have the same dtype, but got "
                    + a.dtype() + " " + Shape.show(a.shape) + " and " + b.dtype() + " " + Shape.show(b.shape)
                    + "; convert one with to(...)");
        }
    }

    /** The broadcast batch shape of two stacks of matrices. */
    static int[] batch(String op, Tensor a, Tensor b) {
        return Shape.broadcast(op, Arrays.copyOf(a.shape, a.dim() - 2), Arrays.copyOf(b.shape, b.dim() - 2));
    }

    /** A stack of matrices repeated to a batch shape. */
    static Tensor expanded(Tensor a, int[] batch) {
        int[] shape = Arrays.copyOf(batch, batch.length + 2);
        shape[batch.length] = a.size(-2);
        shape[batch.length + 1] = a.size(-1);
        return Shape.same(shape, a.shape) ? a : a.expand(shape);
    }
}
