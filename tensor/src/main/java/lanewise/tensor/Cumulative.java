package lanewise.tensor;

import java.util.List;
import lanewise.tensor.kernels.Scan;
import lanewise.tensor.kernels.ScanOp;

/** Running sums, products and extremes along a dimension; differences, integrals and slopes. */
final class Cumulative {

    private Cumulative() {}

    // ---- running results ---------------------------------------------------------------------------------------------------

    /** yᵢ = Σ xⱼ, j ≤ i. dxⱼ = Σ Gᵢ, i ≥ j. */
    static Tensor cumsum(Tensor x, int dim) {
        return sum("cumsum", x, Shape.dim("cumsum", dim, x.shape.length), false);
    }

    /** The running sum from either end; its derivative is that from the other. */
    private static Tensor sum(String op, Tensor x, int d, boolean backwards) {
        return scan(ScanOp.SUM, op, x, d, backwards).derivedFrom(x, g -> sum(op, g, d, !backwards));
    }

    /** yᵢ = Π xⱼ, j ≤ i. dxⱼ = Π xₖ, k < j, times sⱼ = Gⱼ + xⱼ₊₁ sⱼ₊₁; no division, so zeros do no harm. */
    static Tensor cumprod(Tensor x, int dim) {
        return product("cumprod", x, Shape.dim("cumprod", dim, x.shape.length), false);
    }

    /** The running product from either end. */
    private static Tensor product(String op, Tensor x, int d, boolean backwards) {
        Tensor y = scan(ScanOp.PROD, op, x, d, backwards);
        return y.derivedFrom(x, g -> shifted(y, d, backwards, 1)
                .mul(recurrence(shifted(x, d, !backwards, 0), g, d, !backwards)), x, y);
    }

    private static Tensor scan(ScanOp op, String name, Tensor x, int d, boolean backwards) {
        DType dtype = x.isFloatingPoint() ? x.dtype() : DType.INT64;
        Reduction.Lines lines = Reduction.Lines.along(x.compact(dtype), d);
        Tensor y = Tensor.allocate(dtype, x.shape);
        Scan.run(op, backwards, lines.x().storage.array, lines.x().offset, lines.outer(), lines.count(), lines.inner(),
                y.storage.array, 0);
        return y.op(name);
    }

    /** For each element the product of all others of its line along {@code dim}, without a division. */
    static Tensor productOfOthers(Tensor x, int d) {
        Tensor before = shifted(product("cumprod", x, d, false), d, false, 1);
        Tensor behind = shifted(product("cumprod", x, d, true), d, true, 1);
        return before.mul(behind);
    }

    /** Each element moved one place on (back, if {@code backwards}) along {@code dim}; {@code first} fills the gap. */
    private static Tensor shifted(Tensor x, int d, boolean backwards, Number first) {
        if (x.shape.length == 0) {
            return Tensor.fullLike(x, first);
        }
        int n = x.shape[d];
        if (n == 0) {
            return x;
        }
        Tensor gap = Tensor.full(Shape.with(x.shape, d, 1), first, x.dtype());
        return Tensor.cat(backwards
                ? List.of(x.narrow(d, 1, n - 1), gap)
                : List.of(gap, x.narrow(d, 0, n - 1)), d);
    }

    /**
     * yᵢ = bᵢ + aᵢ yᵢ₋₁, from the other end if {@code backwards}. db = t with tᵢ = Gᵢ + aᵢ₊₁ tᵢ₊₁, daᵢ = tᵢ yᵢ₋₁: of the
     * same kind, so that it can be differentiated any number of times.
     */
    private static Tensor recurrence(Tensor a, Tensor b, int d, boolean backwards) {
        DType dtype = a.dtype();
        Tensor p = a.compact(dtype);
        Reduction.Lines lines = Reduction.Lines.along(b.compact(dtype), d);
        Tensor y = Tensor.allocate(dtype, b.shape);
        Scan.recurrence(backwards, p.storage.array, p.offset, lines.x().storage.array, lines.x().offset, lines.outer(),
                lines.count(), lines.inner(), y.storage.array, 0);
        y.op("recurrence");
        return y.derivedFrom(b, g -> recurrence(shifted(a, d, !backwards, 0), g, d, !backwards), a)
                .derivedFrom(a, g -> recurrence(shifted(a, d, !backwards, 0), g, d, !backwards)
                        .mul(shifted(y, d, backwards, 0)), a, y);
    }
}
