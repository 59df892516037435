package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import lanewise.tensor.kernels.Strided;
import org.jspecify.annotations.Nullable;

/** The same elements turned, repeated, padded or cut out: copies, unlike views. */
final class Rearranging {

    private Rearranging() {}

    /** Dimensions read backwards. dx = G flipped. */
    static Tensor flip(Tensor x, int... dims) {
        int rank = x.shape.length;
        boolean[] chosen = dims.length == 0 ? new boolean[rank] : Shape.dimSet("flip", dims, rank);
        int[] strides = x.strides.clone();
        int offset = x.offset;
        for (int d = 0; d < rank; d++) {
            if (chosen[d]) {
                offset += Math.max(x.shape[d] - 1, 0) * strides[d];
                strides[d] = -strides[d];
            }
        }
        Tensor y = Tensor.unfilled(x.dtype(), x.shape);
        if (y.numel() > 0) {
            Strided.gather(x.storage.array, offset, x.shape, strides, y.storage.array, 0);
        }
        int[] turned = dims.clone();
        return y.op("flip").derivedFrom(x, g -> flip(g, turned));
    }

    /** One of the first two dimensions read backwards. */
    static Tensor flipMatrix(String op, Tensor x, int dim) {
        if (x.shape.length <= dim) {
            throw new IllegalArgumentException(
                    op + ": input must be >= " + (dim + 1) + "-d, got shape " + Shape.show(x.shape));
        }
        return flip(x, dim);
    }

    /** Shifts each dimension cyclically; without dimensions, the elements row-major. dx = G shifted back. */
    static Tensor roll(Tensor x, int[] shifts, int[] dims) {
        if (shifts.length == 0) {
            throw new IllegalArgumentException("roll: `shifts` required");
        }
        if (dims.length == 0 && shifts.length == 1) {
            return Views.reshape(roll(Views.reshape(x, -1), shifts, new int[] {0}), x.shape);
        }
        if (shifts.length != dims.length) {
            throw new IllegalArgumentException(
                    "roll: shifts and dimensions must align. shifts: " + shifts.length + ", dims: " + dims.length);
        }
        Tensor y = x.detach();
        int[] back = new int[shifts.length];
        for (int i = 0; i < shifts.length; i++) {
            back[i] = -shifts[i];
            int d = Shape.dim("roll", dims[i], x.shape.length);
            int size = x.shape.length == 0 ? 0 : x.shape[d];
            int shift = size == 0 ? 0 : Math.floorMod(shifts[i], size);
            if (shift != 0) {
                y = Joining.cat(List.of(y.narrow(d, size - shift, shift), y.narrow(d, 0, size - shift)), d);
            }
        }
        y = y.storage == x.storage ? Conversion.copy(x, x.dtype()) : y;
        int[] moved = dims.clone();
        return y.op("roll").derivedFrom(x, g -> roll(g, back, moved));
    }

    /** Turns by {@code k} right angles in the plane of two dimensions, from the first towards the second. */
    static Tensor rot90(Tensor x, int k, int... dims) {
        if (dims.length != 2) {
            throw new IllegalArgumentException(
                    "rot90: expected total rotation dims == 2, but got dims = " + Arrays.toString(dims));
        }
        int rank = x.shape.length;
        if (rank < 2) {
            throw new IllegalArgumentException(
                    "rot90: expected total dims >= 2, but got a tensor of shape " + Shape.show(x.shape));
        }
        int i = Shape.dim("rot90", dims[0], rank);
        int j = Shape.dim("rot90", dims[1], rank);
        if (i == j) {
            throw new IllegalArgumentException(
                    "rot90: expected rotation dims to be different, but got " + Arrays.toString(dims));
        }
        return switch (Math.floorMod(k, 4)) {
            case 1 -> flip(x, j).transpose(i, j);
            case 2 -> flip(x, i, j);
            case 3 -> flip(x, i).transpose(i, j);
            default -> Conversion.clone(x);
        };
    }

    /** Copies side by side, so many along each dimension. dx = Σ G over the copies. */
    static Tensor repeat(Tensor x, int... repeats) {
        int rank = repeats.length;
        int missing = rank - x.shape.length;
        if (missing < 0) {
            throw new IllegalArgumentException("repeat: number of dimensions of repeat dims " + Arrays.toString(repeats)
                    + " can not be smaller than number of dimensions of tensor " + Shape.show(x.shape));
        }
        int[] single = new int[2 * rank];
        int[] split = new int[2 * rank];
        int[] shape = new int[rank];
        int[] copies = new int[rank];
        for (int d = 0; d < rank; d++) {
            if (repeats[d] < 0) {
                throw new IllegalArgumentException(
                        "repeat: repeats must not be negative, got " + Arrays.toString(repeats));
            }
            int size = d < missing ? 1 : x.shape[d - missing];
            single[2 * d] = 1;
            split[2 * d] = repeats[d];
            single[2 * d + 1] = size;
            split[2 * d + 1] = size;
            shape[d] = Shape.numel(repeats[d], size);
            copies[d] = 2 * d;
        }
        Tensor y = Conversion.copy(x.detach().reshape(single).expand(split), x.dtype())
                .view(shape)
                .detach();
        return y.op("repeat")
                .derivedFrom(x, g -> rank == 0 ? g : g.reshape(split).sum(copies, false));
    }

    /** As {@link #repeat}, with counts aligned at the last dimension. */
    static Tensor tile(Tensor x, int... repeats) {
        int missing = x.shape.length - repeats.length;
        if (missing <= 0) {
            return repeat(x, repeats);
        }
        int[] all = new int[x.shape.length];
        Arrays.fill(all, 0, missing, 1);
        System.arraycopy(repeats, 0, all, missing, repeats.length);
        return repeat(x, all);
    }

    /** Each slice of {@code dim} so many times in a row. dx = Σ G over the copies. */
    static Tensor repeatInterleave(Tensor x, Tensor repeats, int dim) {
        int d = Shape.dim("repeatInterleave", dim, x.shape.length);
        int size = x.shape.length == 0 ? 1 : x.shape[d];
        if (repeats.dtype() != DType.INT64 && repeats.dtype() != DType.INT32 || repeats.shape.length > 1) {
            throw new IllegalArgumentException(
                    "repeatInterleave: repeats must be a zero-dim or one-dim int64 or int32 tensor, got "
                            + repeats.dtype() + " " + Shape.show(repeats.shape));
        }
        long[] counts = repeats.toLongArray();
        if (counts.length != 1 && counts.length != size) {
            throw new IllegalArgumentException("repeatInterleave: repeats must have the same size as input along dim: "
                    + counts.length + " against " + size + " of " + Shape.show(x.shape));
        }
        long total = 0;
        for (int i = 0; i < size; i++) {
            long count = counts[counts.length == 1 ? 0 : i];
            if (count < 0) {
                throw new IllegalArgumentException("repeatInterleave: repeats can not be negative, got " + count);
            }
            total += count;
        }
        long[] index = new long[Shape.numel((int) Math.min(total, Integer.MAX_VALUE))];
        int at = 0;
        for (int i = 0; i < size; i++) {
            int count = (int) counts[counts.length == 1 ? 0 : i];
            Arrays.fill(index, at, at + count, i);
            at += count;
        }
        Tensor in = x.shape.length == 0 ? x.reshape(1) : x;
        return in.indexSelect(d, Tensor.wrap(Storage.of(index), index.length));
    }

    // ---- triangles and diagonals ----

    /**
     * The elements of the last two dimensions on and below the {@code k}-th diagonal, zeros elsewhere. dx = tril(G).
     */
    static Tensor tril(Tensor x, int k) {
        return band("tril", x, Long.MIN_VALUE, k).derivedFrom(x, g -> tril(g, k));
    }

    /**
     * The elements of the last two dimensions on and above the {@code k}-th diagonal, zeros elsewhere. dx = triu(G).
     */
    static Tensor triu(Tensor x, int k) {
        return band("triu", x, k, Long.MAX_VALUE).derivedFrom(x, g -> triu(g, k));
    }

    private static Tensor band(String op, Tensor x, long from, long to) {
        int rank = x.shape.length;
        if (rank < 2) {
            throw new IllegalArgumentException(
                    op + ": input tensor must have at least 2 dimensions, got shape " + Shape.show(x.shape));
        }
        int rows = x.shape[rank - 2];
        int columns = x.shape[rank - 1];
        boolean[] inside = new boolean[Shape.numel(rows, columns)];
        for (int i = 0, at = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                inside[at++] = j - i >= from && j - i <= to;
            }
        }
        Tensor kept = Tensor.wrap(Storage.of(inside), rows, columns);
        return Pointwise.where(kept, x, Tensor.allocate(x.dtype())).op(op);
    }

    /** A vector on the diagonal of zeros, or the diagonal of a matrix. */
    static Tensor diag(Tensor x, int shift) {
        return switch (x.shape.length) {
            case 1 -> diagEmbed(x, shift, 0, 1);
            case 2 -> Conversion.clone(Views.diagonal(x, shift, 0, 1));
            default ->
                throw new IllegalArgumentException("diag: matrix or a vector expected, got shape " + Shape.show(x.shape)
                        + "; see diagonal and diagEmbed");
        };
    }

    /** The last dimension on a diagonal of two new ones, zeros elsewhere. dx = the diagonal of G. */
    static Tensor diagEmbed(Tensor x, int shift, int dim1, int dim2) {
        Joining.needsDimension("diagEmbed", x);
        int rank = x.shape.length + 1;
        int i = Shape.dim("diagEmbed", dim1, rank);
        int j = Shape.dim("diagEmbed", dim2, rank);
        if (i == j) {
            throw new IllegalArgumentException(
                    "diagEmbed: diagonal dimensions cannot be identical " + dim1 + ", " + dim2);
        }
        int size = (int) Math.min(Math.abs((long) shift) + x.shape[rank - 2], Integer.MAX_VALUE);
        int[] shape = Arrays.copyOf(x.shape, rank - 2);
        shape = Shape.insert(Shape.insert(shape, Math.min(i, j), size), Math.max(i, j), size);
        return ViewGradients.diagonalBackward(x, shape, shift, i, j).op("diagEmbed");
    }

    // ---- parts replaced, borders added ----

    /**
     * x with {@code source} in place of the part that {@code view} shows. dx = G with zeros there, dsource = G there.
     */
    static Tensor replaced(String op, Tensor x, Tensor source, UnaryOperator<Tensor> view) {
        Tensor y = Conversion.copy(x, x.dtype());
        Tensor part = view.apply(y);
        if (!Shape.same(part.shape, source.shape)) {
            throw new IllegalArgumentException(
                    op + ": expected src to have a size equal to the slice of self. src size = "
                            + Shape.show(source.shape) + ", slice size = " + Shape.show(part.shape));
        }
        InPlace.write(op, part, source.detach());
        int[] shape = source.shape;
        return y.op(op)
                .derivedFrom(x, g -> replaced(op, g, Tensor.zeros(shape, g.dtype()), view))
                .derivedFrom(source, view::apply);
    }

    /**
     * x inside a border of {@code value}; {@code pad} gives the width before and behind, last dimension first; negative
     * widths cut off. dx = G without the border.
     */
    static Tensor constantPad(Tensor x, int[] pad, Number value) {
        int rank = x.shape.length;
        if (pad.length % 2 != 0 || pad.length > 2 * rank) {
            throw new IllegalArgumentException("constantPad: pad must hold two widths for each of at most " + rank
                    + " dimensions of a tensor of shape " + Shape.show(x.shape) + ", got " + Arrays.toString(pad));
        }
        int[] shape = x.shape.clone();
        int[] back = new int[pad.length];
        Tensor inner = x.detach();
        for (int i = 0; i < pad.length / 2; i++) {
            int d = rank - 1 - i;
            long size = (long) x.shape[d] + pad[2 * i] + pad[2 * i + 1];
            int from = Math.max(-pad[2 * i], 0);
            int to = x.shape[d] - Math.max(-pad[2 * i + 1], 0);
            if (size < 0 || size > Integer.MAX_VALUE || to < from) {
                throw new IllegalArgumentException("constantPad: the input size " + x.shape[d] + ", plus padding "
                        + pad[2 * i] + " and " + pad[2 * i + 1] + ", resulted in an invalid output size " + size
                        + " in dimension " + d);
            }
            shape[d] = (int) size;
            inner = inner.narrow(d, from, to - from);
            back[2 * i] = -pad[2 * i];
            back[2 * i + 1] = -pad[2 * i + 1];
        }
        Tensor y = Tensor.full(shape, value, x.dtype());
        Tensor target = y;
        for (int i = 0; i < pad.length / 2; i++) {
            int d = rank - 1 - i;
            target = target.narrow(d, Math.max(pad[2 * i], 0), inner.shape[d]);
        }
        InPlace.write("constantPad", target, inner);
        return y.op("constantPad").derivedFrom(x, g -> constantPad(g, back, 0));
    }

    // ---- grids ----

    /** All tensors expanded to the shape that they broadcast to. */
    static List<Tensor> broadcastTensors(List<? extends @Nullable Tensor> tensors) {
        int[] shape = Shape.SCALAR;
        List<Tensor> all = new ArrayList<>(tensors.size());
        for (Tensor t : tensors) {
            if (t == null) {
                throw new IllegalArgumentException("broadcastTensors: expected tensors, but got null");
            }
            shape = Shape.broadcast("broadcastTensors", shape, t.shape);
            all.add(t);
        }
        for (int i = 0; i < all.size(); i++) {
            all.set(i, all.get(i).expand(shape));
        }
        return all;
    }

    /** The coordinates of the grid that vectors span, one tensor per vector, as views. */
    static List<Tensor> meshgrid(List<Tensor> tensors, String indexing) {
        Joining.check("meshgrid", tensors);
        if (!indexing.equals("ij") && !indexing.equals("xy")) {
            throw new IllegalArgumentException(
                    "meshgrid: indexing must be one of \"xy\" or \"ij\", but received: " + indexing);
        }
        List<Tensor> axes = new ArrayList<>(tensors);
        boolean swap = indexing.equals("xy") && axes.size() > 1;
        if (swap) {
            axes.set(0, tensors.get(1));
            axes.set(1, tensors.get(0));
        }
        int rank = axes.size();
        int[] shape = new int[rank];
        for (int d = 0; d < rank; d++) {
            Tensor t = axes.get(d);
            if (t.shape.length > 1) {
                throw new IllegalArgumentException(
                        "meshgrid: expected 0D or 1D tensors, but got one of shape " + Shape.show(t.shape));
            }
            if (t.dtype() != axes.getFirst().dtype()) {
                throw new IllegalArgumentException("meshgrid: expects all tensors to have the same dtype, got "
                        + axes.getFirst().dtype() + " and " + t.dtype());
            }
            shape[d] = t.numel();
        }
        List<Tensor> grids = new ArrayList<>(rank);
        for (int d = 0; d < rank; d++) {
            int[] own = new int[rank];
            Arrays.fill(own, 1);
            own[d] = shape[d];
            grids.add(axes.get(d).reshape(own).expand(shape));
        }
        if (swap) {
            grids.add(0, grids.remove(1));
        }
        return grids;
    }

    /** All tuples of one element from each vector, one a row. */
    static Tensor cartesianProd(List<Tensor> tensors) {
        Joining.check("cartesianProd", tensors);
        for (Tensor t : tensors) {
            if (t.shape.length != 1) {
                throw new IllegalArgumentException(
                        "cartesianProd: expect a 1D vector, but got shape " + Shape.show(t.shape));
            }
        }
        if (tensors.size() == 1) {
            return Views.alias(tensors.getFirst());
        }
        List<Tensor> columns = new ArrayList<>(tensors.size());
        for (Tensor grid : meshgrid(tensors, "ij")) {
            columns.add(grid.reshape(-1));
        }
        return Joining.stack(columns, 1);
    }

    /** All choices of {@code r} elements of a vector in its order, one a row. */
    static Tensor combinations(Tensor x, int r, boolean withReplacement) {
        if (x.shape.length != 1) {
            throw new IllegalArgumentException(
                    "combinations: expect a 1D vector, but got shape " + Shape.show(x.shape));
        }
        if (r < 0) {
            throw new IllegalArgumentException("combinations: expect a non-negative number, but got r = " + r);
        }
        if (r == 0) {
            return Tensor.zeros(new int[] {0}, x.dtype());
        }
        int n = x.shape[0];
        int[] chosen = new int[r];
        for (int i = 0; i < r && !withReplacement; i++) {
            chosen[i] = i;
        }
        long[] all = new long[Math.max(16, r)];
        int count = 0;
        while (chosen[r - 1] < n) {
            if (all.length < count + r) {
                all = Arrays.copyOf(all, Math.max(2 * all.length, count + r));
            }
            for (int each : chosen) {
                all[count++] = each;
            }
            int i = r - 1;
            while (i > 0 && chosen[i] == (withReplacement ? n - 1 : n - r + i)) {
                i--;
            }
            chosen[i]++;
            for (int j = i + 1; j < r; j++) {
                chosen[j] = withReplacement ? chosen[i] : chosen[j - 1] + 1;
            }
        }
        Tensor index = Tensor.wrap(Storage.of(Arrays.copyOf(all, count)), count);
        return x.indexSelect(0, index).reshape(count / r, r);
    }

    /** The coordinates of the triangle on and below ({@code lower}) or above the diagonal, as two rows. */
    static Tensor triangle(String op, boolean lower, int rows, int columns, int shift, DType dtype) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    op + ": row and col must be non-negative, got " + rows + " and " + columns);
        }
        long total = 0;
        for (int i = 0; i < rows; i++) {
            total += to(lower, i, columns, shift) - from(lower, i, columns, shift);
        }
        int n = Shape.numel((int) Math.min(total, Integer.MAX_VALUE));
        long[] places = new long[Shape.numel(2, n)];
        int at = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = from(lower, i, columns, shift); j < to(lower, i, columns, shift); j++) {
                places[at] = i;
                places[n + at++] = j;
            }
        }
        return Tensor.wrap(Storage.of(places), 2, n).compact(dtype);
    }

    private static int from(boolean lower, int row, int columns, int shift) {
        return lower ? 0 : Math.clamp((long) row + shift, 0, columns);
    }

    private static int to(boolean lower, int row, int columns, int shift) {
        return lower ? Math.clamp((long) row + shift + 1, 0, columns) : columns;
    }
}
