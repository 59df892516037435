package lanewise.tensor;

import java.util.Arrays;
import lanewise.autograd.GradMode;
import lanewise.tensor.kernels.ArgOp;
import lanewise.tensor.kernels.ReduceOp;
import org.jspecify.annotations.Nullable;

/** The largest and smallest elements, and where they stand. A NaN is both. */
final class Extrema {

    private Extrema() {}

    /** max x over all elements. dx = G, shared evenly by all that are equal to it. */
    static Tensor max(Tensor x) {
        return overAll(ReduceOp.MAX, "max", x);
    }

    /** min x over all elements. dx = G, shared evenly by all that are equal to it. */
    static Tensor min(Tensor x) {
        return overAll(ReduceOp.MIN, "min", x);
    }

    private static Tensor overAll(ReduceOp op, String name, Tensor x) {
        needsElements(name, x, new int[0]);
        Tensor y = Reduction.reduce(op, name, x, new int[0], false)
                .compact(x.dtype())
                .op(name);
        return sharedEvenly(y, x);
    }

    /** Records that {@code y} is one of the elements of {@code x}: dx = G, shared evenly by all that are equal to y. */
    static Tensor sharedEvenly(Tensor y, Tensor x) {
        if (!x.requiresGrad() || !GradMode.isEnabled()) {
            return y;
        }
        Tensor same = y.ne(y).item() != 0 ? x.detach().isnan() : x.detach().eq(y.detach());
        return y.derivedFrom(x, g -> g.mul(same).div(same.sum()), same);
    }

    /** max x over {@code dims}. dx = G, shared evenly by all that are equal to it in their line. */
    static Tensor amax(Tensor x, int[] dims, boolean keepdim) {
        return overDims(ReduceOp.MAX, "amax", x, dims, keepdim);
    }

    /** min x over {@code dims}. dx = G, shared evenly by all that are equal to it in their line. */
    static Tensor amin(Tensor x, int[] dims, boolean keepdim) {
        return overDims(ReduceOp.MIN, "amin", x, dims, keepdim);
    }

    private static Tensor overDims(ReduceOp op, String name, Tensor x, int[] dims, boolean keepdim) {
        int[] from = x.shape;
        boolean[] reduced = Shape.dimSet(name, dims, from.length);
        needsElements(name, x, dims);
        Tensor y =
                Reduction.reduce(op, name, x, dims, keepdim).compact(x.dtype()).op(name);
        if (!x.requiresGrad() || !GradMode.isEnabled()) {
            return y;
        }
        Tensor same = x.detach().eq(Reduction.restore(y.detach(), from, reduced));
        int[] folded = dims.clone();
        return y.derivedFrom(
                x, g -> Reduction.restore(g, from, reduced).mul(same).div(same.sum(folded, true)), same);
    }

    /**
     * min x and max x over {@code dims}. dx as of both. As in PyTorch, {@code keepdim} gives a zero-dim tensor its
     * dimension.
     */
    static ReductionOps.MinMax aminmax(Tensor x, int[] dims, boolean keepdim) {
        Shape.dimSet("aminmax", dims, x.shape.length);
        needsElements("aminmax", x, dims);
        Tensor min = amin(x, dims, keepdim);
        Tensor max = amax(x, dims, keepdim);
        boolean grown = x.shape.length == 0 && dims.length == 1 && keepdim;
        return grown ? new ReductionOps.MinMax(min.reshape(1), max.reshape(1)) : new ReductionOps.MinMax(min, max);
    }

    /** max x along {@code dim}, and where the first one stands. dx = zeros with G there. */
    static Selection max(Tensor x, int dim, boolean keepdim) {
        return along(ArgOp.MAX, "max", x, dim, keepdim);
    }

    /** min x along {@code dim}, and where the first one stands. dx = zeros with G there. */
    static Selection min(Tensor x, int dim, boolean keepdim) {
        return along(ArgOp.MIN, "min", x, dim, keepdim);
    }

    private static Selection along(ArgOp op, String name, Tensor x, int dim, boolean keepdim) {
        int d = Shape.dim(name, dim, x.shape.length);
        Tensor values = Tensor.allocate(x.dtype().arithmetic(), Reduction.without(x.shape, d, keepdim));
        Tensor indices = search(op, name, x, d, keepdim, values);
        return Selection.of(name, x, d, values.compact(x.dtype()), indices);
    }

    /** Where the first maximum (minimum) of each line stands; its values are left in {@code values}. */
    private static Tensor search(ArgOp op, String name, Tensor x, int d, boolean keepdim, @Nullable Tensor values) {
        needsElements(name, x, new int[] {d});
        DType compute = x.dtype().arithmetic();
        Tensor indices = Tensor.allocate(DType.INT64, Reduction.without(x.shape, d, keepdim))
                .op(name);
        Reduction.Lines lines = Reduction.Lines.along(x.compact(compute), d);
        compute.kernels()
                .argReduce(
                        op,
                        lines.x().storage.array,
                        lines.x().offset,
                        lines.outer(),
                        lines.count(),
                        lines.inner(),
                        values == null ? null : values.storage.array,
                        indices.storage.longs(),
                        0);
        return indices;
    }

    /** Where the first maximum stands, counted row-major. */
    static Tensor argmax(Tensor x, boolean keepdim) {
        return place(ArgOp.MAX, "argmax", x, keepdim);
    }

    /** Where the first minimum stands, counted row-major. */
    static Tensor argmin(Tensor x, boolean keepdim) {
        return place(ArgOp.MIN, "argmin", x, keepdim);
    }

    private static Tensor place(ArgOp op, String name, Tensor x, boolean keepdim) {
        needsElements(name, x, new int[0]);
        Tensor index = search(op, name, x.detach().reshape(-1), 0, false, null);
        int[] ones = new int[keepdim ? x.shape.length : 0];
        Arrays.fill(ones, 1);
        return keepdim ? index.reshape(ones) : index;
    }

    /** Where the first maximum of each line along {@code dim} stands. */
    static Tensor argmax(Tensor x, int dim, boolean keepdim) {
        return search(ArgOp.MAX, "argmax", x, Shape.dim("argmax", dim, x.shape.length), keepdim, null);
    }

    /** Where the first minimum of each line along {@code dim} stands. */
    static Tensor argmin(Tensor x, int dim, boolean keepdim) {
        return search(ArgOp.MIN, "argmin", x, Shape.dim("argmin", dim, x.shape.length), keepdim, null);
    }

    /** Refuses what has no extremum: a fold over no elements. Dimensions are checked by the caller. */
    static void needsElements(String op, Tensor x, int[] dims) {
        if (dims.length == 0 && x.numel() == 0) {
            throw new IllegalArgumentException(
                    op + ": cannot be computed over an empty tensor of shape " + Shape.show(x.shape)
                            + ", as the operation has no identity: expected the reduction dim to be specified for"
                            + " numel() == 0; name one of non-zero size");
        }
        if (x.shape.length == 0) {
            return;
        }
        for (int dim : dims) {
            int d = Shape.dim(op, dim, x.shape.length);
            if (x.shape[d] == 0) {
                throw new IndexOutOfBoundsException(op + ": expected reduction dim " + d
                        + " to have non-zero size; the tensor has" + " shape " + Shape.show(x.shape));
            }
        }
    }
}
