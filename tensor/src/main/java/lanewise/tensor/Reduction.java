package lanewise.tensor;

import java.util.Arrays;
import lanewise.tensor.kernels.BinaryOp;
import lanewise.tensor.kernels.ReduceOp;

/** Many elements to one: sums, means, products, extremes. */
final class Reduction {

    private Reduction() {}

    /** Σ x over {@code dims} (all, if none is named). dx = G, repeated. */
    static Tensor sum(Tensor x, int[] dims, boolean keepdim) {
        int[] from = x.shape;
        boolean[] reduced = Shape.dimSet("sum", dims, from.length);
        Tensor y = reduce(ReduceOp.SUM, "sum", x.isFloatingPoint() ? x : x.to(DType.INT64), reduced, keepdim);
        return y.derivedFrom(x, g -> restore(g, from, reduced).expand(from));
    }

    /** Σ x / n over {@code dims} (all, if none is named). dx = G / n, repeated. */
    static Tensor mean(Tensor x, int[] dims, boolean keepdim) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(
                    "mean: could not infer output dtype: the input must be floating point, got " + x.dtype() + " "
                            + Shape.show(x.shape) + "; convert it first, as in x.to(DType.FLOAT32).mean()");
        }
        int[] from = x.shape;
        boolean[] reduced = Shape.dimSet("mean", dims, from.length);
        int n = count(from, reduced);
        Tensor y = reduce(ReduceOp.SUM, "mean", x, reduced, keepdim);
        Pointwise.binaryInto(BinaryOp.DIV, y, Tensor.number(n));
        return y.derivedFrom(x, g -> restore(g, from, reduced).div(n).expand(from));
    }

    /** Σ of what is not NaN over {@code dims}. dx = G where x is not NaN, else 0. */
    static Tensor nansum(Tensor x, int[] dims, boolean keepdim) {
        return x.isFloatingPoint() ? Where.zeroed(x, x.detach().isnan()).sum(dims, keepdim) : sum(x, dims, keepdim);
    }

    /** The mean of what is not NaN over {@code dims}. dx = G / count where x is not NaN, else 0. */
    static Tensor nanmean(Tensor x, int[] dims, boolean keepdim) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException("nanmean: expected input to have floating point dtype but got "
                    + x.dtype() + " " + Shape.show(x.shape) + "; convert it first, as in x.to(DType.FLOAT32)");
        }
        return nansum(x, dims, keepdim).div(x.detach().isnan().logicalNot().sum(dims, keepdim));
    }

    /** Π x over all elements. dx = G y / x, or without the division where x has zeros. */
    static Tensor prod(Tensor x) {
        return prod(x.reshape(-1), 0, false);
    }

    /** Π x along {@code dim}. dx = G y / x, or without the division where x has zeros. */
    static Tensor prod(Tensor x, int dim, boolean keepdim) {
        int[] from = x.shape;
        int d = Shape.dim("prod", dim, from.length);
        Tensor y = reduce(ReduceOp.PROD, "prod", x.isFloatingPoint() ? x : x.to(DType.INT64), new int[] {d}, keepdim);
        return y.derivedFrom(
                x,
                g -> {
                    Tensor factor = restore(g, from, marked(from.length, d));
                    boolean zeros = x.detach().eq(0).any().item() != 0;
                    return zeros
                            ? factor.mul(Cumulative.productOfOthers(x, d))
                            : factor.mul(
                                    restore(y, from, marked(from.length, d)).div(x));
                },
                x,
                y);
    }

    /** log Σ exp x over {@code dims}, without overflow. dx = G exp(x − y). */
    static Tensor logsumexp(Tensor x, int[] dims, boolean keepdim) {
        int[] from = x.shape;
        boolean[] reduced = Shape.dimSet("logsumexp", dims, from.length);
        Tensor in = x.detach().to(x.dtype().floating());
        Tensor y;
        if (in.numel() == 0) {
            y = in.exp().sum(dims, keepdim).log();
        } else {
            // An infinite maximum would make inf - inf of itself; the exponentials are safe without a shift then.
            Tensor max = in.amax(dims, true);
            Tensor shift = max.maskedFill(max.isinf(), 0);
            y = in.sub(shift).exp().sum(dims, keepdim).log();
            y = y.add(shift.reshape(y.shape));
        }
        Tensor z = y.op("logsumexp");
        return z.derivedFrom(
                x,
                g -> restore(g, from, reduced)
                        .mul(x.sub(restore(z, from, reduced)).exp()),
                x,
                z);
    }

    /** The number of elements that are not 0 over {@code dims}. No derivative. */
    static Tensor countNonzero(Tensor x, int[] dims) {
        return sum(x.detach().to(DType.BOOL), dims, false).op("countNonzero");
    }

    /** Whether any element over {@code dims} is not 0. No derivative; bytes stay bytes. */
    static Tensor any(Tensor x, int[] dims, boolean keepdim) {
        Tensor found = sum(x.detach().to(DType.BOOL), dims, keepdim).ne(0);
        return (x.dtype() == DType.UINT8 ? found.to(DType.UINT8) : found).op("any");
    }

    /** Whether no element over {@code dims} is 0. No derivative; bytes stay bytes. */
    static Tensor all(Tensor x, int[] dims, boolean keepdim) {
        Tensor zeros = sum(x.detach().eq(0), dims, keepdim).eq(0);
        return (x.dtype() == DType.UINT8 ? zeros.to(DType.UINT8) : zeros).op("all");
    }

    /** Σ x over the dimensions that broadcasting would repeat. dx = G, repeated. */
    static Tensor sumToSize(Tensor x, int... sizes) {
        int extra = x.shape.length - sizes.length;
        int[] dims = new int[x.shape.length];
        int count = 0;
        for (int d = 0; d < x.shape.length; d++) {
            boolean gone = d < extra;
            if (extra < 0 || !gone && sizes[d - extra] != x.shape[d] && sizes[d - extra] != 1) {
                throw new IllegalArgumentException(
                        "sumToSize: size " + Shape.show(sizes) + " is not expandable to size " + Shape.show(x.shape));
            }
            if (gone || x.shape[d] != sizes[d - extra]) {
                dims[count++] = d;
            }
        }
        if (extra < 0) {
            throw new IllegalArgumentException(
                    "sumToSize: size " + Shape.show(sizes) + " is not expandable to size " + Shape.show(x.shape));
        }
        return count == 0 ? x : sum(x, Arrays.copyOf(dims, count), true).reshape(sizes);
    }

    /** Gives a gradient back the dimensions of size 1 that a reduction dropped. */
    static Tensor restore(Tensor g, int[] from, boolean[] reduced) {
        if (g.dim() == from.length) {
            return g;
        }
        int[] kept = from.clone();
        for (int d = 0; d < from.length; d++) {
            kept[d] = reduced[d] ? 1 : from[d];
        }
        return g.reshape(kept);
    }

    /** Folds {@code dims} of {@code x} in its arithmetic dtype; unrecorded. */
    static Tensor reduce(ReduceOp op, String name, Tensor x, int[] dims, boolean keepdim) {
        return reduce(op, name, x, Shape.dimSet(name, dims, x.shape.length), keepdim);
    }

    private static Tensor reduce(ReduceOp op, String name, Tensor x, boolean[] reduced, boolean keepdim) {
        DType compute = x.dtype().arithmetic();
        Lines lines = Lines.along(x.compact(compute), reduced);
        Storage y = SpareMemory.zeros(compute, lines.outer() * lines.inner());
        compute.kernels()
                .reduce(
                        op,
                        lines.x().storage.array,
                        lines.x().offset,
                        lines.outer(),
                        lines.count(),
                        lines.inner(),
                        y.array,
                        0);
        return Tensor.wrap(y, reducedShape(x.shape, reduced, keepdim)).op(name);
    }

    /** The number of elements that go into each result. */
    static int count(int[] shape, boolean[] reduced) {
        int n = 1;
        for (int d = 0; d < shape.length; d++) {
            n *= reduced[d] ? shape[d] : 1;
        }
        return n;
    }

    /** One dimension as a set; a zero-dim tensor is taken for one of one dimension. */
    static boolean[] marked(int rank, int dim) {
        boolean[] set = new boolean[Math.max(rank, 1)];
        set[dim] = true;
        return set;
    }

    /** The shape that remains when one dimension is folded. */
    static int[] without(int[] shape, int dim, boolean keepdim) {
        return reducedShape(shape, marked(shape.length, dim), keepdim);
    }

    /** The shape that remains when the marked dimensions are folded. */
    static int[] reducedShape(int[] shape, boolean[] reduced, boolean keepdim) {
        int[] result = new int[shape.length];
        int rank = 0;
        for (int d = 0; d < shape.length; d++) {
            if (!reduced[d]) {
                result[rank++] = shape[d];
            } else if (keepdim) {
                result[rank++] = 1;
            }
        }
        return Arrays.copyOf(result, rank);
    }

    /**
     * A compact tensor seen as {@code (outer, count, inner)}, whose middle is folded.
     *
     * @param x the elements, permuted if the folded dimensions were not neighbours
     * @param outer the product of the sizes before
     * @param count the product of the folded sizes
     * @param inner the product of the sizes behind
     */
    record Lines(Tensor x, int outer, int count, int inner) {

        static Lines along(Tensor x, int dim) {
            return along(x, marked(x.shape.length, dim));
        }

        static Lines along(Tensor x, boolean[] reduced) {
            int rank = x.shape.length;
            int first = 0;
            while (first < rank && !reduced[first]) {
                first++;
            }
            int last = rank;
            while (last > first && !reduced[last - 1]) {
                last--;
            }
            for (int d = first; d < last; d++) {
                if (!reduced[d]) {
                    return permuted(x, reduced);
                }
            }
            return new Lines(
                    x,
                    Shape.product(x.shape, 0, first),
                    Shape.product(x.shape, first, last),
                    Shape.product(x.shape, last, rank));
        }

        private static Lines permuted(Tensor x, boolean[] reduced) {
            int rank = x.shape.length;
            int[] order = new int[rank];
            int at = 0;
            int outer = 1;
            int count = 1;
            for (int d = 0; d < rank; d++) {
                if (!reduced[d]) {
                    order[at++] = d;
                    outer *= x.shape[d];
                }
            }
            for (int d = 0; d < rank; d++) {
                if (reduced[d]) {
                    order[at++] = d;
                    count *= x.shape[d];
                }
            }
            return new Lines(Views.permute(x.detach(), order).compact(x.dtype()), outer, count, 1);
        }
    }
}
