package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.Tensor;

/** Norms, distances and angles of vectors along one dimension. */
final class Distances {

    private Distances() {}

    /** (Σ |x|^p)^(1/p); the derivative at 0 is 0. */
    static Tensor norm(Tensor x, double p, int dim, boolean keepdim) {
        int[] dims = {dim};
        if (p == 1) {
            return x.abs().sum(dims, keepdim);
        } else if (p == Double.POSITIVE_INFINITY) {
            return x.abs().amax(dims, keepdim);
        } else if (p == Double.NEGATIVE_INFINITY) {
            return x.abs().amin(dims, keepdim);
        } else if (p == 0) {
            // Counted; the added zeros, of infinite elements too, only keep the derivative, which is 0.
            return x.sign().mul(0).add(x.ne(0).to(x.dtype())).sum(dims, keepdim);
        } else if (p == 2) {
            return root(x.square().sum(dims, keepdim), 0.5);
        }
        Tensor powers;
        if (p > 0 && p < 2) {
            // The slope of |x|^p at 0 is infinite or undefined for these.
            Tensor zero = x.eq(0);
            powers = x.abs().maskedFill(zero, 1).pow(p).maskedFill(zero, 0);
        } else {
            powers = x.abs().pow(p);
        }
        Tensor sums = powers.sum(dims, keepdim);
        return p > 0 ? root(sums, 1 / p) : sums.pow(1 / p);
    }

    private static Tensor root(Tensor sums, double power) {
        Tensor zero = sums.eq(0);
        Tensor safe = zero.sum().itemLong() > 0 ? sums.maskedFill(zero, 1) : sums;
        Tensor root = power == 0.5 ? safe.sqrt() : safe.pow(power);
        return safe == sums ? root : root.maskedFill(zero, 0);
    }

    static Tensor pairwise(Tensor a, Tensor b, double p, double eps, boolean keepdim) {
        return norm(a.sub(b).add(eps), p, -1, keepdim);
    }

    static Tensor pdist(Tensor x, double p) {
        if (x.dim() != 2) {
            throw new IllegalArgumentException(
                    "pdist: only supports 2D tensors (N, M), got " + Arrays.toString(x.shape()));
        }
        if (!(p >= 0)) {
            throw new IllegalArgumentException("pdist: only supports non-negative p values, got " + p);
        }
        int n = x.size(0);
        long[] first = new long[n * (n - 1) / 2];
        long[] second = new long[first.length];
        for (int i = 0, at = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++, at++) {
                first[at] = i;
                second[at] = j;
            }
        }
        Tensor difference = x.indexSelect(0, Tensor.fromArray(first)).sub(x.indexSelect(0, Tensor.fromArray(second)));
        return first.length == 0 ? difference.sum(1) : norm(difference, p, 1, false);
    }

    static Tensor cosine(Tensor a, Tensor b, int dim, double eps) {
        if (!a.isFloatingPoint() && !b.isFloatingPoint()) {
            throw new IllegalArgumentException("cosineSimilarity: expected common dtype to be floating point, got "
                    + a.dtype() + " and " + b.dtype() + "; convert with toFloat()");
        }
        Tensor product = a.mul(b);
        // All sums along the dimension of what is broadcast, as the dimension may count from either end.
        int d = dim < 0 ? dim + Math.max(product.dim(), 1) : dim;
        Tensor x = a.expand(product.shape());
        Tensor y = b.expand(product.shape());
        Tensor norms =
                norm(x, 2, d, false).clampMin(eps).mul(norm(y, 2, d, false).clampMin(eps));
        return product.sum(d).div(norms);
    }

    static Tensor normalize(Tensor x, double p, int dim, double eps) {
        return x.div(norm(x, p, dim, true).clampMin(eps));
    }
}
