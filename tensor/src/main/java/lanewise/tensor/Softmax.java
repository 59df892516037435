package lanewise.tensor;

/** Normalised exponentials along one dimension. */
final class Softmax {

    private Softmax() {}

    /** eˣ / Σ eˣ. dx = y (G − Σ G y). */
    static Tensor softmax(Tensor x, int dim) {
        Tensor y = lines(false, x, dim).op("softmax");
        return y.derivedFrom(x, g -> softmaxBackward(g, y, dim), y);
    }

    /** x − log Σ eˣ. dx = G − eʸ Σ G. */
    static Tensor logSoftmax(Tensor x, int dim) {
        Tensor y = lines(true, x, dim).op("logSoftmax");
        return y.derivedFrom(x, g -> logSoftmaxBackward(g, y, dim), y);
    }

    /** y (g − Σ g y). dg = softmaxBackward(G, y), dy = G (g − Σ g y) − g Σ G y. */
    private static Tensor softmaxBackward(Tensor g, Tensor y, int dim) {
        int[] over = {dim};
        return backward(false, g, y, dim)
                .op("softmaxBackward")
                .derivedFrom(g, h -> softmaxBackward(h, y, dim), y)
                .derivedFrom(
                        y,
                        h -> h.mul(g.sub(g.mul(y).sum(over, true))).sub(g.mul(h.mul(y).sum(over, true))),
                        g,
                        y);
    }

    /** g − eʸ Σ g. dg = G − Σ G eʸ, dy = −G eʸ Σ g. */
    private static Tensor logSoftmaxBackward(Tensor g, Tensor y, int dim) {
        int[] over = {dim};
        return backward(true, g, y, dim)
                .op("logSoftmaxBackward")
                .derivedFrom(g, h -> h.sub(h.mul(y.exp()).sum(over, true)), y)
                .derivedFrom(y, h -> h.mul(y.exp()).mul(g.sum(over, true)).neg(), g, y);
    }

    private static Tensor lines(boolean log, Tensor x, int dim) {
        Tensor in = floating(log ? "logSoftmax" : "softmax", x).compact(x.dtype());
        Tensor y = Tensor.allocate(x.dtype(), x.shape);
        int d = Shape.dim("softmax", dim, x.dim());
        x.dtype()
                .kernels()
                .softmax(log, in.storage.array, in.offset, outer(x, d), count(x, d), inner(x, d), y.storage.array, 0);
        return y;
    }

    private static Tensor backward(boolean log, Tensor g, Tensor y, int dim) {
        Tensor slope = g.compact(y.dtype());
        Tensor dx = Tensor.allocate(y.dtype(), y.shape);
        int d = Shape.dim("softmax", dim, y.dim());
        Tensor out = y.compact(y.dtype());
        y.dtype()
                .kernels()
                .softmaxBackward(
                        log,
                        slope.storage.array,
                        slope.offset,
                        out.storage.array,
                        out.offset,
                        outer(y, d),
                        count(y, d),
                        inner(y, d),
                        dx.storage.array,
                        0);
        return dx;
    }

    private static Tensor floating(String op, Tensor x) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    op + ": is not defined for " + x.dtype() + "; convert with to(DType.FLOAT32) or pass a dtype");
        }
        return x;
    }

    private static int outer(Tensor x, int d) {
        return Shape.product(x.shape, 0, d);
    }

    private static int count(Tensor x, int d) {
        return x.dim() == 0 ? 1 : x.shape[d];
    }

    private static int inner(Tensor x, int d) {
        return Shape.product(x.shape, d + 1, x.dim());
    }
}
