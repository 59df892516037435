package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's brackets: {@code x[1, ..., None, 2:5, mask, index]}.
 *
 * <p>What selects or slices makes a view, one index after the other; what are tensors is collected on the way and then
 * picks elements of that view. The dimensions that the tensors index are replaced by the shape the tensors broadcast
 * to, in their place if they are neighbours, else in front.
 */
final class Indexing {

    private Indexing() {}

    /**
     * An index taken apart.
     *
     * @param view what selecting and slicing made of the tensor
     * @param tensors one per dimension of the view (fewer at its end), null where a dimension is taken whole
     */
    private record Parsed(Tensor view, List<@Nullable Tensor> tensors) {

        boolean basic() {
            return tensors.stream().allMatch(t -> t == null);
        }
    }

    /** The elements at the index. dx = zeros with G added there. */
    static Tensor get(Tensor x, @Nullable Object @Nullable [] indices) {
        Parsed parsed = parse("get", x, indices);
        if (parsed.basic()) {
            return parsed.view == x ? Views.alias(x) : parsed.view;
        }
        return index(parsed.view, parsed.tensors);
    }

    /** Writes {@code value}, broadcast and converted, to the elements at the index, in place. */
    static Tensor set(Tensor x, Tensor value, @Nullable Object @Nullable [] indices) {
        Parsed parsed = parse("set", x, indices);
        Tensor view = parsed.view;
        Tensor source = value.isNumber() ? value.compact(x.dtype()) : value.to(x.dtype());
        if (parsed.basic()) {
            Tensor fitting = withoutLeadingOnes(source, view.shape.length);
            expand("set", fitting, view.shape);
            InPlace.replace("set", view, source.requiresGrad(), old -> InPlace.copied("set", old, fitting));
        } else {
            InPlace.replace(
                    "set", view, source.requiresGrad(), old -> indexPut("set", old, parsed.tensors, source, false));
        }
        return x;
    }

    /** A value may have more dimensions than its place if the first ones are of size 1. */
    private static Tensor withoutLeadingOnes(Tensor value, int rank) {
        int ones = 0;
        while (value.shape.length - ones > rank && value.shape[ones] == 1) {
            ones++;
        }
        return ones == 0 ? value : value.reshape(Arrays.copyOfRange(value.shape, ones, value.shape.length));
    }

    private static Tensor expand(String op, Tensor value, int[] shape) {
        int missing = shape.length - value.shape.length;
        boolean fits = missing >= 0;
        for (int d = 0; fits && d < value.shape.length; d++) {
            fits = value.shape[d] == 1 || value.shape[d] == shape[missing + d];
        }
        if (!fits) {
            throw new IllegalArgumentException(op + ": shape mismatch: value tensor of shape " + Shape.show(value.shape)
                    + " cannot be broadcast to indexing result of shape " + Shape.show(shape));
        }
        return value.expand(shape);
    }

    // ---- taking the index apart ----

    private static Parsed parse(String op, Tensor x, @Nullable Object @Nullable [] given) {
        // get(null) reaches a varargs method as no array at all.
        @Nullable Object[] indices = given == null ? new Object[] {null} : given;
        @Nullable Object[] plain = new Object[indices.length];
        int used = 0;
        int ellipses = 0;
        for (int i = 0; i < indices.length; i++) {
            plain[i] = plain(op, indices[i], i);
            if (plain[i] == Indices.ELLIPSIS) {
                ellipses++;
            } else if (plain[i] instanceof Tensor t && t.dtype() == DType.BOOL) {
                used += t.shape.length;
            } else if (plain[i] != Indices.NEW_AXIS) {
                used++;
            }
        }
        if (ellipses > 1) {
            throw new IllegalArgumentException(op + ": an index can only have a single ellipsis, got " + ellipses);
        }
        if (used > x.shape.length) {
            throw new IndexOutOfBoundsException(op + ": too many indices for tensor of dimension " + x.shape.length
                    + " (shape " + Shape.show(x.shape) + "): " + used);
        }
        Tensor view = x;
        List<@Nullable Tensor> tensors = new ArrayList<>();
        boolean select = false;
        int dim = 0;
        for (Object index : plain) {
            switch (index) {
                case Long i -> view = select(op, view, dim, i);
                case Slice s -> {
                    view = slice(view, dim, s);
                    dim++;
                }
                case Indices word when word == Indices.NEW_AXIS -> view = view.unsqueeze(dim++);
                case Indices _ -> dim += x.shape.length - used;
                case Tensor t
                when t.shape.length == 0 && t.dtype() == DType.BOOL -> {
                    view = view.unsqueeze(dim);
                    long[] once = t.itemBoolean() ? new long[] {0} : new long[0];
                    record(tensors, dim++, Tensor.wrap(Storage.of(once), once.length));
                }
                case Tensor t
                when t.dtype() == DType.BOOL -> {
                    checkMask(op, view, dim, t);
                    List<Tensor> columns = nonzeroColumns(t);
                    for (Tensor column : columns) {
                        record(tensors, dim++, column);
                    }
                }
                case Tensor t -> record(tensors, dim++, t);
                case null, default -> throw new IllegalStateException(op + ": unexpected index " + index);
            }
        }
        return new Parsed(view, tensors);
    }

    /** An index as one of Long, Slice, Indices and Tensor (int64, int32 or bool). */
    private static Object plain(String op, @Nullable Object index, int position) {
        return switch (index) {
            case null -> Indices.NEW_AXIS;
            case Integer i -> i.longValue();
            case Short i -> i.longValue();
            case Byte i -> i.longValue();
            case Long i -> i;
            case Slice s -> s;
            case Indices word -> word;
            case Boolean truth -> Tensor.wrap(Storage.of(new boolean[] {truth}));
            case Tensor t -> plain(op, t);
            case Object array when array.getClass().isArray() -> plain(op, Factories.tensor(array, null));
            default ->
                throw new IllegalArgumentException(
                        op + ": only integers, Slice, Indices.ELLIPSIS, Indices.NEW_AXIS (null), long, int or bool"
                                + " arrays and long, int, byte or bool tensors are valid indices, got "
                                + index.getClass().getSimpleName() + " at position " + position);
        };
    }

    private static Object plain(String op, Tensor t) {
        if (t.dtype() == DType.UINT8) {
            return t.detach().toBool();
        }
        if (!t.isFloatingPoint()) {
            return t.dtype() == DType.BOOL || t.shape.length > 0 ? t : (Object) t.itemLong();
        }
        if (t.numel() > 0) {
            throw new IllegalArgumentException(
                    op + ": tensors used as indices must be int64, int32, uint8 or bool, got " + t.dtype()
                            + "; convert it with toLong()");
        }
        // An empty array of anything picks nothing.
        return t.detach().toLong();
    }

    private static void record(List<@Nullable Tensor> tensors, int dim, Tensor index) {
        while (tensors.size() <= dim) {
            tensors.add(null);
        }
        tensors.set(dim, index);
    }

    private static Tensor select(String op, Tensor view, int dim, long index) {
        int size = view.shape[dim];
        if (index < -size || index >= size) {
            throw new IndexOutOfBoundsException(op + ": index " + index + " is out of bounds for dimension " + dim
                    + " with size " + size + " of shape " + Shape.show(view.shape));
        }
        return view.select(dim, (int) index);
    }

    private static Tensor slice(Tensor view, int dim, Slice s) {
        long start = s.start() == null ? 0 : s.start();
        long end = s.end() == null ? Long.MAX_VALUE : s.end();
        long step = s.step() == null ? 1 : s.step();
        boolean all = start == 0 && end >= view.shape[dim] && step == 1;
        return all ? view : view.slice(dim, start, end, step);
    }

    private static void checkMask(String op, Tensor view, int dim, Tensor mask) {
        for (int d = 0; d < mask.shape.length; d++) {
            if (mask.shape[d] != view.shape[dim + d]) {
                throw new IndexOutOfBoundsException(op + ": the shape of the mask " + Shape.show(mask.shape)
                        + " at index " + d
                        + " does not match the shape of the indexed tensor " + Shape.show(view.shape) + " at index "
                        + (dim + d));
            }
        }
    }

    private static List<Tensor> nonzeroColumns(Tensor mask) {
        Tensor rows = Gathering.nonzero(mask);
        List<Tensor> columns = new ArrayList<>(mask.shape.length);
        for (int d = 0; d < mask.shape.length; d++) {
            columns.add(rows.select(1, d));
        }
        return columns;
    }

    // ---- picking and putting ----

    /**
     * Index tensors with the tensor that they pick from, turned so that the indexed dimensions are neighbours.
     *
     * @param x the tensor, permuted if the indexed dimensions were apart
     * @param order the permutation, or null
     * @param places what is picked
     */
    private record Plan(Tensor x, int @Nullable [] order, Places places) {}

    private static Plan plan(String op, Tensor x, List<? extends @Nullable Tensor> tensors) {
        if (tensors.size() > x.shape.length) {
            throw new IndexOutOfBoundsException(op + ": too many indices for tensor of dimension " + x.shape.length
                    + " (got " + tensors.size() + ")");
        }
        List<Integer> dims = new ArrayList<>();
        List<Tensor> indices = new ArrayList<>();
        int[] shape = null;
        for (int d = 0; d < tensors.size(); d++) {
            Tensor t = tensors.get(d);
            if (t != null) {
                dims.add(d);
                indices.add(t);
                shape = shape == null ? t.shape : broadcast(op, shape, t.shape);
            }
        }
        if (shape == null) {
            throw new IllegalArgumentException(op + ": expected at least one index tensor");
        }
        int first = dims.getFirst();
        int count = dims.size();
        if (dims.getLast() - first + 1 == count) {
            return new Plan(x, null, places(op, x.shape, first, indices, shape));
        }
        int[] order = new int[x.shape.length];
        int at = 0;
        for (int d : dims) {
            order[at++] = d;
        }
        for (int d = 0; d < order.length; d++) {
            if (!dims.contains(d)) {
                order[at++] = d;
            }
        }
        Tensor turned = x.permute(order);
        return new Plan(turned, order, places(op, turned.shape, 0, indices, shape));
    }

    private static int[] broadcast(String op, int[] a, int[] b) {
        try {
            return Shape.broadcast(op, a, b);
        } catch (IllegalArgumentException e) {
            throw new IndexOutOfBoundsException(
                    op + ": shape mismatch: indexing tensors could not be broadcast together with" + " shapes "
                            + Shape.show(a) + " and " + Shape.show(b));
        }
    }

    /** The places that {@code indices}, broadcast to {@code picked}, name in the dimensions from {@code first} on. */
    private static Places places(String op, int[] shape, int first, List<Tensor> indices, int[] picked) {
        int behind = first + indices.size();
        int block = Shape.product(shape, behind, shape.length);
        int n = Shape.numel(picked);
        int[] inner = new int[n];
        int step = block;
        for (int k = indices.size() - 1; k >= 0; k--) {
            int size = shape[first + k];
            Tensor index = indices.get(k).detach().expand(picked).compact(DType.INT64);
            long[] named = index.storage.longs();
            for (int i = 0; i < n; i++) {
                long at = named[index.offset + i];
                if (at < -size || at >= size) {
                    throw new IndexOutOfBoundsException(op + ": index " + at + " is out of bounds for dimension "
                            + (first + k) + " with size " + size);
                }
                inner[i] += (int) (at < 0 ? at + size : at) * step;
            }
            step *= size;
        }
        int outer = Shape.product(shape, 0, first);
        int[] result = Arrays.copyOf(shape, first + picked.length + shape.length - behind);
        System.arraycopy(picked, 0, result, first, picked.length);
        System.arraycopy(shape, behind, result, first + picked.length, shape.length - behind);
        if (block == 0 || n == 0 || outer == 0) {
            return new Places(new int[0], 1, result);
        }
        int[] at = new int[Shape.numel(outer, n)];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < n; i++) {
                at[o * n + i] = o * step + inner[i];
            }
        }
        return new Places(at, block, result);
    }

    /** The elements that index tensors name, one per dimension from the first on, null for a whole dimension. */
    static Tensor index(Tensor x, List<? extends @Nullable Tensor> tensors) {
        Plan plan = plan("index", x, tensors);
        return Gathering.pick("index", plan.x, plan.places);
    }

    /** x with {@code values}, broadcast, at the elements that index tensors name; added there if {@code accumulate}. */
    static Tensor indexPut(
            String op, Tensor x, List<? extends @Nullable Tensor> tensors, Tensor values, boolean accumulate) {
        if (values.dtype() != x.dtype()) {
            throw new IllegalArgumentException(op + ": requires the source and destination dtypes match, got "
                    + x.dtype() + " for the destination and " + values.dtype() + " for the source");
        }
        Plan plan = plan(op, x, tensors);
        int[] shape = plan.places.shape();
        Tensor source = expand(op, withoutLeadingOnes(values, shape.length), shape);
        Tensor y = accumulate
                ? Scattering.add(op, plan.x, plan.places, source)
                : Scattering.write(op, plan.x, plan.places, source);
        if (plan.order == null) {
            return y;
        }
        int[] back = new int[plan.order.length];
        for (int d = 0; d < back.length; d++) {
            back[plan.order[d]] = d;
        }
        return y.permute(back);
    }

    /** Index tensors as {@code torch.index_put} takes them: masks become the coordinates of what is true. */
    static List<@Nullable Tensor> expandMasks(String op, Tensor x, List<? extends @Nullable Tensor> indices) {
        List<@Nullable Tensor> tensors = new ArrayList<>();
        for (Tensor t : indices) {
            if (t == null) {
                tensors.add(null);
                continue;
            }
            Tensor mask = t.dtype() == DType.UINT8 ? t.detach().toBool() : t;
            if (mask.dtype() == DType.BOOL) {
                if (tensors.size() + mask.shape.length > x.shape.length) {
                    throw new IndexOutOfBoundsException(
                            op + ": too many indices for tensor of dimension " + x.shape.length);
                }
                checkMask(op, x, tensors.size(), mask);
                tensors.addAll(nonzeroColumns(mask));
            } else if (t.dtype() == DType.INT64 || t.dtype() == DType.INT32) {
                tensors.add(t);
            } else {
                throw new IllegalArgumentException(
                        op + ": tensors used as indices must be int64, int32, uint8 or bool, got " + t.dtype());
            }
        }
        return tensors;
    }
}
