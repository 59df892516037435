package lanewise.tensor;

/** Exponentials normalised along a dimension, and their logarithms. */
final class Softmax {

    private Softmax() {}

    /** yᵢ = e^xᵢ / Σ e^xⱼ. dx = y (G − Σ G y). */
    static Tensor softmax(Tensor x, int dim) {
        Tensor y = forward("softmax", false, x, dim);
        return y.derivedFrom(x, g -> softmaxBackward(g, y, dim), y);
    }

    /** y (g − Σ g y). dg = y (H − Σ H y), dy = H (g − Σ g y) − g Σ H y. */
    private static Tensor softmaxBackward(Tensor g, Tensor y, int dim) {
        return backward("softmaxBackward", false, g, y, dim)
                .derivedFrom(g, h -> softmaxBackward(h, y, dim), y)
                .derivedFrom(y, h -> h.mul(g.sub(total(g.mul(y), dim))).sub(g.mul(total(h.mul(y), dim))), g, y);
    }

    /** yᵢ = xᵢ − ln Σ e^xⱼ. dx = G − e^y Σ G. */
    static Tensor logSoftmax(Tensor x, int dim) {
        Tensor y = forward("logSoftmax", true, x, dim);
        return y.derivedFrom(x, g -> logSoftmaxBackward(g, y, dim), y);
    }

    /** g − e^y Σ g. dg = H − Σ H e^y, dy = −H e^y Σ g. */
    private static Tensor logSoftmaxBackward(Tensor g, Tensor y, int dim) {
        return backward("logSoftmaxBackward", true, g, y, dim)
                .derivedFrom(g, h -> h.sub(total(h.mul(y.exp()), dim)), y)
                .derivedFrom(y, h -> h.neg().mul(y.exp()).mul(total(g, dim)), g, y);
    }

    private static Tensor total(Tensor x, int dim) {
        return x.sum(new int[] {dim}, true);
    }

    private static Tensor forward(String op, boolean log, Tensor x, int dim) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected a floating point tensor; got " + x.dtype()
                    + "; give a dtype or convert with toFloat()");
        }
        int d = Shape.dim(op, dim, x.shape.length);
        Tensor in = x.compact(x.dtype());
        Tensor y = Tensor.unfilled(x.dtype(), x.shape);
        if (y.numel() > 0) {
            x.dtype()
                    .kernels()
                    .softmax(
                            log,
                            in.storage.array,
                            in.offset,
                            before(x, d),
                            size(x, d),
                            behind(x, d),
                            y.storage.array,
                            0);
        }
        return y.op(op);
    }

    private static Tensor backward(String op, boolean log, Tensor g, Tensor y, int dim) {
        int d = Shape.dim(op, dim, y.shape.length);
        DType dtype = y.dtype();
        Tensor from = g.compact(dtype);
        Tensor of = y.compact(dtype);
        Tensor dx = Tensor.unfilled(dtype, y.shape);
        if (dx.numel() > 0) {
            dtype.kernels()
                    .softmaxBackward(
                            log,
                            from.storage.array,
                            from.offset,
                            of.storage.array,
                            of.offset,
                            before(y, d),
                            size(y, d),
                            behind(y, d),
                            dx.storage.array,
                            0);
        }
        return dx.op(op);
    }

    private static int before(Tensor x, int d) {
        return Shape.product(x.shape, 0, d);
    }

    private static int size(Tensor x, int d) {
        return x.shape.length == 0 ? 1 : x.shape[d];
    }

    private static int behind(Tensor x, int d) {
        return Shape.product(x.shape, d + 1, x.shape.length);
    }
}
