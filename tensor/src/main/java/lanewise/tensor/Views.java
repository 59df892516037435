package lanewise.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Other shapes over the same memory: no element is copied. */
final class Views {

    private Views() {}

    /**
     * A view by explicit geometry; {@code offset} counts from the start of the storage. dx = G scattered back to where
     * its elements came from, added up where several share one place.
     */
    static Tensor asStrided(Tensor x, int[] shape, int[] strides, int offset) {
        if (shape.length != strides.length) {
            throw new IllegalArgumentException("asStrided: mismatch in length of strides and shape: "
                    + Shape.show(shape) + " and " + Shape.show(strides));
        }
        long last = offset;
        boolean empty = Shape.numel(shape) == 0;
        for (int d = 0; d < shape.length; d++) {
            if (strides[d] < 0) {
                throw new IllegalArgumentException(
                        "asStrided: negative strides are not supported, got " + Shape.show(strides));
            }
            last += (long) Math.max(shape[d] - 1, 0) * strides[d];
        }
        if (offset < 0 || !empty && last >= x.storage.length) {
            throw new IllegalArgumentException("asStrided: shape " + Shape.show(shape) + ", strides "
                    + Shape.show(strides) + " and storage offset " + offset + " reach element " + last
                    + " of a storage of " + x.storage.length);
        }
        int[] from = x.shape;
        int[] fromStrides = x.strides;
        int fromOffset = x.offset;
        int length = x.storage.length;
        DType dtype = x.dtype();
        // Copies, for the caller may use his arrays again before backward.
        int[] sizes = shape.clone();
        int[] steps = strides.clone();
        return x.viewed("asStrided", offset, sizes, steps).derivedFrom(x, g -> {
            Tensor dx = ViewGradients.throughStorage(g, sizes, steps, offset, from, fromStrides, fromOffset, length);
            Tensor shares = ViewGradients.shares(from, fromStrides, dtype);
            return shares == null ? dx : dx.mul(shares);
        });
    }

    /** Repeats dimensions of size 1, and new leading ones, without copying. dx = G, summed back by the engine. */
    static Tensor expand(Tensor x, int... sizes) {
        int rank = sizes.length;
        int missing = rank - x.shape.length;
        if (missing < 0) {
            throw new IllegalArgumentException(
                    "expand: the number of sizes provided (" + rank + ") must be greater or equal to"
                            + " the number of dimensions in the tensor (" + x.shape.length + ")");
        }
        int[] shape = new int[rank];
        int[] strides = new int[rank];
        boolean same = missing == 0;
        for (int d = 0; d < rank; d++) {
            int from = d < missing ? 1 : x.shape[d - missing];
            int size = sizes[d] == -1 && d >= missing ? from : sizes[d];
            if (size < 0 || from != 1 && from != size) {
                throw new IllegalArgumentException("expand: the expanded size of the tensor (" + size
                        + ") must match the existing size (" + from + ") at non-singleton dimension " + d
                        + "; tried to expand " + Shape.show(x.shape) + " to " + Shape.show(sizes));
            }
            shape[d] = size;
            strides[d] = d < missing || from == 1 && size != 1 ? 0 : x.strides[d - missing];
            same = same && from == size;
        }
        if (same) {
            return x;
        }
        // Repeating costs no memory, but what counts elements must be able to.
        Shape.numel(shape);
        return x.viewed("expand", x.offset, shape, strides).derivedFrom(x, g -> g);
    }

    /** A view in another shape, for tensors whose memory allows it. dx = G in x's shape. */
    static Tensor view(Tensor x, int... sizes) {
        int[] shape = Shape.infer("view", sizes, x.shape);
        int[] strides = viewStrides(x, shape);
        if (strides == null) {
            throw new IllegalArgumentException(
                    "view: view size is not compatible with input tensor's size and stride (shape "
                            + Shape.show(x.shape) + ", strides " + Shape.show(x.strides) + ", wanted "
                            + Shape.show(shape)
                            + "): at least one dimension spans across two contiguous subspaces. Use reshape(...)"
                            + " instead");
        }
        int[] from = x.shape;
        return x.viewed("view", x.offset, shape, strides).derivedFrom(x, g -> g.reshape(from));
    }

    /** A view in another shape if memory allows it, else a copy. dx = G in x's shape. */
    static Tensor reshape(Tensor x, int... sizes) {
        int[] shape = Shape.infer("reshape", sizes, x.shape);
        if (Shape.same(shape, x.shape)) {
            return alias(x);
        }
        int[] strides = viewStrides(x, shape);
        if (strides == null) {
            return view(x.contiguous(), shape);
        }
        int[] from = x.shape;
        return x.viewed("view", x.offset, shape, strides).derivedFrom(x, g -> g.reshape(from));
    }

    /** The same tensor as a view of itself. dx = G. */
    static Tensor alias(Tensor x) {
        return x.viewed("alias", x.offset, x.shape, x.strides).derivedFrom(x, g -> g);
    }

    /** The strides under which {@code shape} shows the same elements in the same order, or null if there are none. */
    private static int @Nullable [] viewStrides(Tensor x, int[] shape) {
        if (x.isContiguous()) {
            return Shape.strides(shape);
        }
        if (x.numel() == 0) {
            return Shape.strides(shape);
        }
        int[] strides = new int[shape.length];
        int at = shape.length - 1;
        int chunk = x.strides[x.shape.length - 1];
        int seen = 1;
        int made = 1;
        for (int d = x.shape.length - 1; d >= 0; d--) {
            seen *= x.shape[d];
            boolean chunkEnds = d == 0 || x.shape[d - 1] != 1 && x.strides[d - 1] != seen * chunk;
            if (chunkEnds) {
                while (at >= 0 && (made < seen || shape[at] == 1)) {
                    strides[at] = made * chunk;
                    made *= shape[at];
                    at--;
                }
                if (made != seen) {
                    return null;
                }
                if (d > 0) {
                    chunk = x.strides[d - 1];
                    seen = 1;
                    made = 1;
                }
            }
        }
        return at == -1 ? strides : null;
    }

    /** Swaps two dimensions. dx = Gᵀ. */
    static Tensor transpose(Tensor x, int dim0, int dim1) {
        int i = Shape.dim("transpose", dim0, x.shape.length);
        int j = Shape.dim("transpose", dim1, x.shape.length);
        if (x.shape.length == 0) {
            return alias(x);
        }
        int[] shape = x.shape.clone();
        int[] strides = x.strides.clone();
        shape[i] = x.shape[j];
        shape[j] = x.shape[i];
        strides[i] = x.strides[j];
        strides[j] = x.strides[i];
        return x.viewed("transpose", x.offset, shape, strides).derivedFrom(x, g -> g.transpose(i, j));
    }

    /** Puts the dimensions in another order. dx = G in the inverse order. */
    static Tensor permute(Tensor x, int... dims) {
        int rank = x.shape.length;
        if (dims.length != rank) {
            throw new IllegalArgumentException("permute: the number of dimensions in the tensor input (" + rank
                    + ") does not match the length of the desired ordering " + Arrays.toString(dims));
        }
        int[] shape = new int[rank];
        int[] strides = new int[rank];
        int[] inverse = new int[rank];
        boolean[] seen = new boolean[rank];
        for (int d = 0; d < rank; d++) {
            int from = Shape.dim("permute", dims[d], rank);
            if (seen[from]) {
                throw new IllegalArgumentException(
                        "permute: dimension " + from + " stands twice in " + Arrays.toString(dims));
            }
            seen[from] = true;
            shape[d] = x.shape[from];
            strides[d] = x.strides[from];
            inverse[from] = d;
        }
        return x.viewed("permute", x.offset, shape, strides).derivedFrom(x, g -> g.permute(inverse));
    }

    /** Adds a dimension of size 1. dx = G without it. */
    static Tensor unsqueeze(Tensor x, int dim) {
        int d = Shape.dim("unsqueeze", dim, x.shape.length + 1);
        int stride = d < x.shape.length ? x.shape[d] * x.strides[d] : 1;
        int[] from = x.shape;
        return x.viewed("unsqueeze", x.offset, Shape.insert(x.shape, d, 1), Shape.insert(x.strides, d, stride))
                .derivedFrom(x, g -> g.reshape(from));
    }

    /** Drops the dimensions of size 1 among {@code dims} (all, if none is named). dx = G in x's shape. */
    static Tensor squeeze(Tensor x, int... dims) {
        boolean[] chosen = Shape.dimSet("squeeze", dims, x.shape.length);
        int[] shape = new int[x.shape.length];
        int[] strides = new int[x.shape.length];
        int rank = 0;
        for (int d = 0; d < x.shape.length; d++) {
            if (!(chosen[d] && x.shape[d] == 1)) {
                shape[rank] = x.shape[d];
                strides[rank++] = x.strides[d];
            }
        }
        int[] from = x.shape;
        return x.viewed("squeeze", x.offset, Arrays.copyOf(shape, rank), Arrays.copyOf(strides, rank))
                .derivedFrom(x, g -> g.reshape(from));
    }

    /** The slice at {@code index} of one dimension, which disappears. dx = zeros with G there. */
    static Tensor select(Tensor x, int dim, int index) {
        if (x.shape.length == 0) {
            throw new IllegalArgumentException("select: cannot be applied to a 0-dim tensor");
        }
        int d = Shape.dim("select", dim, x.shape.length);
        int i = index < 0 ? index + x.shape[d] : index;
        if (i < 0 || i >= x.shape[d]) {
            throw new IndexOutOfBoundsException("select: index " + index + " is out of bounds for dimension " + d
                    + " with size " + x.shape[d] + " of a tensor of shape " + Shape.show(x.shape));
        }
        int[] from = x.shape;
        return x.viewed("select", x.offset + i * x.strides[d], Shape.remove(x.shape, d), Shape.remove(x.strides, d))
                .derivedFrom(x, g -> ViewGradients.selectBackward(g, from, d, i));
    }

    /**
     * Every {@code step}-th slice from {@code start} to before {@code end}, as Python slices. dx = zeros with G there.
     */
    static Tensor slice(Tensor x, int dim, long start, long end, long step) {
        if (x.shape.length == 0) {
            throw new IllegalArgumentException("slice: cannot be applied to a 0-dim tensor");
        }
        if (step <= 0) {
            throw new IllegalArgumentException(
                    "slice: step must be greater than zero, got " + step + "; flip() reverses");
        }
        int d = Shape.dim("slice", dim, x.shape.length);
        int size = x.shape[d];
        int from = Math.clamp(start < 0 ? start + size : start, 0, size);
        int to = Math.clamp(end < 0 ? end + size : end, from, size);
        int by = (int) Math.min(step, Math.max(size, 1));
        int length = (to - from + by - 1) / by;
        int[] before = x.shape;
        return x.viewed(
                        "slice",
                        x.offset + (length == 0 ? 0 : from * x.strides[d]),
                        Shape.with(x.shape, d, length),
                        Shape.with(x.strides, d, x.strides[d] * by))
                .derivedFrom(x, g -> ViewGradients.sliceBackward(g, before, d, from, to, by));
    }

    /** {@code length} slices from {@code start} on. dx = zeros with G there. */
    static Tensor narrow(Tensor x, int dim, int start, int length) {
        if (x.shape.length == 0) {
            throw new IllegalArgumentException("narrow: cannot be applied to a 0-dim tensor");
        }
        int d = Shape.dim("narrow", dim, x.shape.length);
        int from = start < 0 ? start + x.shape[d] : start;
        if (length < 0 || from < 0 || from > x.shape[d] || from + (long) length > x.shape[d]) {
            throw new IndexOutOfBoundsException("narrow: start (" + start + ") + length (" + length
                    + ") exceeds dimension size (" + x.shape[d] + ") of dimension " + d);
        }
        return slice(x, d, from, from + length, 1);
    }

    /** The diagonal of two dimensions, as the last dimension. dx = zeros with G on the diagonal. */
    static Tensor diagonal(Tensor x, int shift, int dim1, int dim2) {
        int i = Shape.dim("diagonal", dim1, x.shape.length);
        int j = Shape.dim("diagonal", dim2, x.shape.length);
        if (i == j || x.shape.length < 2) {
            throw new IllegalArgumentException("diagonal: diagonal dimensions cannot be identical " + dim1 + ", " + dim2
                    + " (input of shape " + Shape.show(x.shape) + ")");
        }
        int rows = shift < 0 ? x.shape[i] + shift : x.shape[i];
        int columns = shift > 0 ? x.shape[j] - shift : x.shape[j];
        int length = Math.max(Math.min(rows, columns), 0);
        int skip = length == 0 ? 0 : shift > 0 ? shift * x.strides[j] : -shift * x.strides[i];
        int high = Math.max(i, j);
        int low = Math.min(i, j);
        int[] shape = Shape.remove(Shape.remove(x.shape, high), low);
        int[] strides = Shape.remove(Shape.remove(x.strides, high), low);
        int[] from = x.shape;
        return x.viewed(
                        "diagonal",
                        x.offset + skip,
                        Shape.insert(shape, shape.length, length),
                        Shape.insert(strides, strides.length, x.strides[i] + x.strides[j]))
                .derivedFrom(x, g -> ViewGradients.diagonalBackward(g, from, shift, i, j));
    }

    /** The dimensions from {@code startDim} to {@code endDim} as one. dx = G in x's shape. */
    static Tensor flatten(Tensor x, int startDim, int endDim) {
        int from = Shape.dim("flatten", startDim, x.shape.length);
        int to = Shape.dim("flatten", endDim, x.shape.length);
        if (from > to) {
            throw new IllegalArgumentException("flatten: startDim (" + startDim + ") must not come after endDim ("
                    + endDim + ") in a tensor of shape " + Shape.show(x.shape));
        }
        if (x.shape.length == 0) {
            return reshape(x, 1);
        }
        int[] shape = Arrays.copyOf(x.shape, x.shape.length - (to - from));
        shape[from] = Shape.product(x.shape, from, to + 1);
        System.arraycopy(x.shape, to + 1, shape, from + 1, x.shape.length - to - 1);
        return reshape(x, shape);
    }

    /** One dimension as several. dx = G in x's shape. */
    static Tensor unflatten(Tensor x, int dim, int... sizes) {
        if (x.shape.length == 0) {
            throw new IllegalArgumentException("unflatten: cannot be applied to a 0-dim tensor");
        }
        int d = Shape.dim("unflatten", dim, x.shape.length);
        if (sizes.length == 0) {
            throw new IllegalArgumentException("unflatten: sizes must be non-empty");
        }
        int[] inner = Shape.infer("unflatten", sizes, new int[] {x.shape[d]});
        int[] shape = new int[x.shape.length - 1 + inner.length];
        System.arraycopy(x.shape, 0, shape, 0, d);
        System.arraycopy(inner, 0, shape, d, inner.length);
        System.arraycopy(x.shape, d + 1, shape, d + inner.length, x.shape.length - d - 1);
        return reshape(x, shape);
    }

    /** Moves dimensions to other places; the rest keep their order. dx = G moved back. */
    static Tensor movedim(Tensor x, int[] source, int[] destination) {
        int rank = x.shape.length;
        if (source.length != destination.length) {
            throw new IllegalArgumentException("movedim: source and destination must name as many dimensions, got "
                    + Arrays.toString(source) + " and " + Arrays.toString(destination));
        }
        if (rank == 0 || source.length == 0) {
            for (int i = 0; i < source.length; i++) {
                Shape.dim("movedim", source[i], rank);
                Shape.dim("movedim", destination[i], rank);
            }
            return alias(x);
        }
        boolean[] moved = Shape.dimSet("movedim", source, rank);
        boolean[] taken = Shape.dimSet("movedim", destination, rank);
        int[] order = new int[rank];
        for (int i = 0; i < source.length; i++) {
            order[Shape.dim("movedim", destination[i], rank)] = Shape.dim("movedim", source[i], rank);
        }
        int next = 0;
        for (int d = 0; d < rank; d++) {
            if (!taken[d]) {
                while (moved[next]) {
                    next++;
                }
                order[d] = next++;
            }
        }
        return permute(x, order);
    }

    /** All dimensions in reverse order. dx = G reversed. */
    static Tensor reversed(Tensor x) {
        int[] order = new int[x.shape.length];
        for (int d = 0; d < order.length; d++) {
            order[d] = order.length - 1 - d;
        }
        return permute(x, order);
    }

    /** The transpose of a matrix; vectors and numbers stay. dx = Gᵀ. */
    static Tensor matrixTranspose(String op, Tensor x) {
        if (x.shape.length > 2) {
            throw new IllegalArgumentException(op + ": expects a tensor with <= 2 dimensions, but this one has shape "
                    + Shape.show(x.shape) + "; mT() transposes batches of matrices, permute(...) any dimensions");
        }
        return x.shape.length < 2 ? alias(x) : transpose(x, 0, 1);
    }

    /** The last two dimensions swapped. dx = Gᵀ. */
    static Tensor batchTranspose(String op, Tensor x) {
        if (x.shape.length == 1) {
            throw new IllegalArgumentException(
                    op + ": is only supported on matrices or batches of matrices, this tensor has shape "
                            + Shape.show(x.shape) + "; add a dimension with unsqueeze");
        }
        return x.shape.length == 0 ? alias(x) : transpose(x, -2, -1);
    }

    /**
     * Windows of {@code size} slices, {@code step} apart, with the place inside a window last. dx = G added up per
     * slice.
     */
    static Tensor unfold(Tensor x, int dim, int size, int step) {
        int rank = x.shape.length;
        int d = Shape.dim("unfold", dim, rank);
        int length = rank == 0 ? 1 : x.shape[d];
        if (size < 0 || size > length) {
            throw new IllegalArgumentException("unfold: maximum size for tensor " + Shape.show(x.shape)
                    + " at dimension " + d + " is " + length + " but size is " + size);
        }
        if (step <= 0) {
            throw new IllegalArgumentException("unfold: step is " + step + " but must be > 0");
        }
        int[] from = x.shape;
        if (rank == 0) {
            return x.viewed("unfold", x.offset, new int[] {size}, new int[] {1})
                    .derivedFrom(x, g -> g.sum().reshape(from));
        }
        int count = (length - size) / step + 1;
        int[] shape = Shape.insert(Shape.with(x.shape, d, count), rank, size);
        int[] strides = windowStrides(x.strides, d, step);
        int[] plain = windowStrides(Shape.strides(from), d, step);
        return x.viewed("unfold", x.offset, shape, strides)
                .derivedFrom(
                        x,
                        g -> Scattering.spread(
                                g, new Places(ViewGradients.positions(shape, plain, 0), 1, shape), from));
    }

    private static int[] windowStrides(int[] strides, int dim, int step) {
        return Shape.insert(Shape.with(strides, dim, strides[dim] * step), strides.length, strides[dim]);
    }
}
