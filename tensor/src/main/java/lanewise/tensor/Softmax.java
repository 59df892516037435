package lanewise.tensor;

import lanewise.tensor.kernels.UnaryOp;

/** Exponentials normalised along a dimension, and the logarithm of their sum. */
final class Softmax {

    private Softmax() {}

    /** exp xᵢ / Σ exp xⱼ along {@code dim}. dx = y (G − Σ G y). */
    static Tensor softmax(Tensor x, int dim) {
        int d = Shape.dim("softmax", dim, x.shape.length);
        Tensor y = normalise(false, "softmax", x, d);
        return y.derivedFrom(x, g -> softmaxBackward(g, y, d), y);
    }

    /** xᵢ − log Σ exp xⱼ along {@code dim}. dx = G − exp(y) Σ G. */
    static Tensor logSoftmax(Tensor x, int dim) {
        int d = Shape.dim("logSoftmax", dim, x.shape.length);
        Tensor y = normalise(true, "logSoftmax", x, d);
        return y.derivedFrom(x, g -> logSoftmaxBackward(g, y, d), y);
    }

    private static Tensor normalise(boolean log, String op, Tensor x, int d) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected a floating-point tensor, got " + x.dtype() + " "
                    + Shape.show(x.shape) + "; convert it, as in " + op + "(dim, DType.FLOAT32)");
        }
        Reduction.Lines lines = Reduction.Lines.along(x.compact(x.dtype()), d);
        Tensor y = Tensor.allocate(x.dtype(), x.shape);
        x.dtype().kernels().softmax(log, lines.x().storage.array, lines.x().offset, lines.outer(), lines.count(), lines.inner(),
                y.storage.array, 0);
        return y.op(op);
    }

    /** y (g − Σ g y). dg = the same of G, for the Jacobian is symmetric; dy = G g − G Σ g y − g Σ G y. */
    static Tensor softmaxBackward(Tensor g, Tensor y, int d) {
        return backward(false, "softmaxBackward", g, y, d)
                .derivedFrom(g, h -> softmaxBackward(h, y, d), y)
                .derivedFrom(y, h -> h.mul(g)
                        .sub(h.mul(dot(g, y, d)))
                        .sub(g.mul(dot(h, y, d))), g, y);
    }

    /** g − exp(y) Σ g. dg = G − Σ G exp(y), dy = −G exp(y) Σ g. */
    static Tensor logSoftmaxBackward(Tensor g, Tensor y, int d) {
        return backward(true, "logSoftmaxBackward", g, y, d)
                .derivedFrom(g, h -> h.sub(dot(h, exp(y), d)), y)
                .derivedFrom(y, h -> h.mul(exp(y)).mul(g.sum(new int[] {d}, true)).neg(), g, y);
    }

    private static Tensor backward(boolean log, String op, Tensor g, Tensor y, int d) {
        Tensor in = g.compact(y.dtype());
        Reduction.Lines lines = Reduction.Lines.along(y.compact(y.dtype()), d);
        Tensor dx = Tensor.allocate(y.dtype(), y.shape);
        y.dtype().kernels().softmaxBackward(log, in.storage.array, in.offset, lines.x().storage.array, lines.x().offset,
                lines.outer(), lines.count(), lines.inner(), dx.storage.array, 0);
        return dx.op(op);
    }

    private static Tensor dot(Tensor a, Tensor b, int d) {
        return a.mul(b).sum(new int[] {d}, true);
    }

    /** log Σ exp x over {@code dims}, without overflow. dx = G exp(x − y). */
    static Tensor logsumexp(Tensor x, int[] dims, boolean keepdim) {
        int[] from = x.shape;
        boolean[] reduced = Shape.dimSet("logsumexp", dims, from.length);
        Tensor in = x.detach().to(x.dtype().floating());
        Tensor y;
        if (in.numel() == 0) {
            y = Pointwise.unary(UnaryOp.LOG, Reduction.sum(in, dims, keepdim));
        } else {
            // An infinite maximum would make inf - inf of itself; the exponentials are safe without a shift then.
            Tensor max = Extrema.amax(in, dims, true);
            Tensor finite = Pointwise.unary(UnaryOp.ABS, max).ne(Double.POSITIVE_INFINITY);
            Tensor shift = Pointwise.where(finite, max, Tensor.number(0.0));
            Tensor sum = Reduction.sum(Pointwise.unary(UnaryOp.EXP, in.sub(shift)), dims, keepdim);
            y = Pointwise.unary(UnaryOp.LOG, sum).add(shift.reshape(sum.shape));
        }
        return y.op("logsumexp").derivedFrom(
                x, g -> Reduction.restore(g, from, reduced).mul(exp(x.sub(Reduction.restore(y, from, reduced)))), x, y);
    }

    private static Tensor exp(Tensor x) {
        Tensor y = Pointwise.unary(UnaryOp.EXP, x).op("exp");
        return y.derivedFrom(x, g -> g.mul(y), y);
    }
}
