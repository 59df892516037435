package lanewise.nn;

import lanewise.tensor.Tensor;

/** Random masks, drawn from the default generator in PyTorch's order. */
final class Dropouts {

    private Dropouts() {}

    static Tensor dropout(String op, Tensor x, double p, boolean training) {
        check(op, p);
        if (p == 0 || !training || x.numel() == 0) {
            return x;
        }
        return x.mul(p == 1 ? Tensor.zerosLike(x) : keep(x, x.shape(), p));
    }

    /** Zero with probability p, else 1 / (1 − p), computed in the element type as PyTorch does. */
    private static Tensor keep(Tensor x, int[] shape, double p) {
        return Tensor.zeros(shape, x.dtype()).bernoulli_(1 - p).div_(1 - p);
    }

    static void check(String op, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    op + ": dropout probability has to be between 0 and 1, but got " + p);
        }
    }
}
