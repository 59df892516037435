package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/** Lengths of vectors and distances between them. */
final class Norms {

    private Norms() {}

    /**
     * (Σ |x|ᵖ)^(1/p) over {@code dims} (all, if none is named). dx = G sign(x) (|x| / y)^(p−1), 0 where y is 0; the
     * largest (smallest) for infinite p, G shared by equals; the count of non-zeros for p = 0, which gives no gradient,
     * as in PyTorch.
     */
    static Tensor norm(Tensor x, double p, int[] dims, boolean keepdim) {
        if (p == 0) {
            Tensor y = norm("norm", x.detach(), p, dims, keepdim, true);
            Tensor.derivedJointly("norm", List.of(y), List.of(x), gradients -> Collections.singletonList(null));
            return y;
        }
        return norm("norm", x, p, dims, keepdim, true);
    }

    /** @param shared whether equal maxima share the gradient of an infinite norm, or each gets all of it */
    private static Tensor norm(String op, Tensor x, double p, int[] dims, boolean keepdim, boolean shared) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected a floating point tensor, got " + x.dtype() + " "
                    + Shape.show(x.shape) + "; convert it with to(DType.FLOAT32)");
        }
        int[] from = x.shape;
        boolean[] reduced = Shape.dimSet(op, dims, from.length);
        if (Double.isInfinite(p) || p < 0) {
            Extrema.needsElements(op, x, dims);
        }
        int[] folded = dims.clone();
        Tensor y = length(x.detach(), p, folded, keepdim).op(op);
        return y.derivedFrom(
                x,
                g -> slope(
                        Reduction.restore(g, from, reduced), x, p, Reduction.restore(y, from, reduced), folded, shared),
                x,
                y);
    }

    private static Tensor length(Tensor x, double p, int[] dims, boolean keepdim) {
        if (p == 0) {
            return x.ne(0).to(x.dtype()).sum(dims, keepdim);
        }
        if (p == 2) {
            return x.square().sum(dims, keepdim).sqrt();
        }
        Tensor size = x.abs();
        if (p == 1) {
            return size.sum(dims, keepdim);
        }
        if (Double.isInfinite(p)) {
            return p > 0 ? size.amax(dims, keepdim) : size.amin(dims, keepdim);
        }
        return size.pow(p).sum(dims, keepdim).pow(1 / p);
    }

    private static Tensor slope(Tensor g, Tensor x, double p, Tensor y, int[] dims, boolean shared) {
        if (p == 0) {
            return Tensor.zeros(x.shape, g.dtype());
        }
        if (p == 1) {
            return x.sign().mul(g);
        }
        Tensor none = y.detach().eq(0);
        if (p == 2) {
            return g.mul(Where.zeroed(x.div(Where.replaced(y, none, 1)), none));
        }
        if (Double.isInfinite(p)) {
            Tensor same = x.detach().abs().eq(y.detach()).logicalOr(x.detach().isnan());
            return x.sign().mul(shared ? g.div(same.sum(dims, true)).mul(same) : g.mul(same));
        }
        Tensor zero = x.detach().eq(0);
        Tensor size = Where.replaced(x.abs(), zero, 1);
        if (p < 1) {
            return x.sign().mul(Where.zeroed(size.pow(p - 1), zero)).mul(g).mul(y.pow(1 - p));
        }
        Tensor scale = Where.zeroed(g.div(Where.replaced(y, none, 1).pow(p - 1)), none);
        return p < 2
                ? x.sign().mul(Where.zeroed(size.pow(p - 1), zero)).mul(scale)
                : x.mul(Where.zeroed(size.pow(p - 2), zero)).mul(scale);
    }

    /** ‖a − b‖ₚ of all elements, broadcast. Derivatives of the difference and the norm. */
    static Tensor dist(Tensor a, Tensor b, double p) {
        return norm("dist", a.sub(b), p, new int[0], false, true);
    }

    /**
     * x, with the slices of {@code dim} longer than {@code maxnorm} scaled to that length. Derivatives of norm and
     * product.
     */
    static Tensor renorm(Tensor x, double p, int dim, double maxnorm) {
        if (p <= 0) {
            throw new IllegalArgumentException("renorm: non-positive-norm not supported, got p = " + p);
        }
        if (maxnorm < 0) {
            throw new IllegalArgumentException("renorm: expected maxnorm to be >= 0 but got " + maxnorm);
        }
        int rank = x.shape.length;
        if (rank < 2) {
            throw new IllegalArgumentException(
                    "renorm: input needs at least 2 dimensions, got shape " + Shape.show(x.shape));
        }
        int d = Shape.dim("renorm", dim, rank);
        int[] others = new int[rank - 1];
        for (int i = 0; i < rank - 1; i++) {
            others[i] = i < d ? i : i + 1;
        }
        Tensor length = norm("renorm", x, p, others, true, true);
        Tensor longer = length.detach().gt(maxnorm);
        return x.mul(Where.where(longer, length.add(1e-7).reciprocal().mul(maxnorm), Tensor.onesLike(length)));
    }

    /**
     * ‖aᵢ − bⱼ‖ₚ of all pairs of rows: (…, P, M) and (…, R, M), the dimensions in front broadcast, to (…, P, R).
     * Composed of the difference and the norm, whose derivatives it has; for p = ∞ each of several equal maxima gets
     * all of G.
     */
    static Tensor cdist(Tensor a, Tensor b, double p) {
        if (!a.isFloatingPoint() || !b.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "cdist: only supports floating-point dtypes, got " + a.dtype() + " and " + b.dtype());
        }
        int m = a.shape.length;
        int n = b.shape.length;
        if (m < 2 || n < 2 || a.shape[m - 1] != b.shape[n - 1]) {
            throw new IllegalArgumentException(
                    "cdist: expected two stacks of rows (…, P, M) and (…, R, M) with the same number of"
                            + " columns M, got " + Shape.show(a.shape) + " and " + Shape.show(b.shape));
        }
        if (p < 0) {
            throw new IllegalArgumentException("cdist: only supports non-negative p values, got " + p);
        }
        Tensor differences = a.unsqueeze(-2).sub(b.unsqueeze(-3));
        if (a.shape[m - 1] == 0) {
            return differences.sum(-1);
        }
        return norm("cdist", differences, p, new int[] {-1}, false, false);
    }
}
