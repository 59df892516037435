package lanewise.tensor;

import java.util.Arrays;
import lanewise.tensor.kernels.ReduceOp;

/** Many elements to one: sums, means, products, extremes. */
final class Reduction {

    private Reduction() {}

    /** Σ x over {@code dims} (all, if none is named). dx = G, repeated. */
    static Tensor sum(Tensor x, int[] dims, boolean keepdim) {
        Tensor y = reduce(ReduceOp.SUM, "sum", x.isFloatingPoint() ? x : x.to(DType.INT64), dims, keepdim);
        int[] from = x.shape;
        boolean[] reduced = Shape.dimSet("sum", dims, from.length);
        return y.derivedFrom(x, g -> restore(g, from, reduced).expand(from));
    }

    /** Σ x over the dimensions that broadcasting would repeat. dx = G, repeated. */
    static Tensor sumToSize(Tensor x, int... sizes) {
        int extra = x.shape.length - sizes.length;
        int[] dims = new int[x.shape.length];
        int count = 0;
        for (int d = 0; d < x.shape.length; d++) {
            boolean gone = d < extra;
            if (extra < 0 || !gone && sizes[d - extra] != x.shape[d] && sizes[d - extra] != 1) {
                throw new IllegalArgumentException("sumToSize: size " + Shape.show(sizes) + " is not expandable to size "
                        + Shape.show(x.shape));
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
        boolean[] reduced = Shape.dimSet(name, dims, x.shape.length);
        DType compute = x.dtype().arithmetic();
        Lines lines = Lines.along(x.compact(compute), reduced);
        Tensor y = Tensor.allocate(compute, lines.outer() * lines.inner());
        compute.kernels().reduce(op, lines.x().storage.array, lines.x().offset, lines.outer(), lines.count(), lines.inner(),
                y.storage.array, 0);
        return Tensor.wrap(y.storage, reducedShape(x.shape, reduced, keepdim)).op(name);
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
