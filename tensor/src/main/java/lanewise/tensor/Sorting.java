package lanewise.tensor;

import java.util.Arrays;
import lanewise.tensor.kernels.HashOrder;
import lanewise.tensor.kernels.Introsort;
import lanewise.tensor.kernels.Order;
import org.jspecify.annotations.Nullable;

/**
 * Elements in order, the k-th of them, each of them once, and where others would be inserted. NaN is the largest
 * number.
 */
final class Sorting {

    private Sorting() {}

    // ---- lines in order
    // ------------------------------------------------------------------------------------------------------

    /** Rearranges the places of one line by their keys; returns where among them the wanted ones begin. */
    @FunctionalInterface
    private interface Arrangement {
        int arrange(long[] keys, int[] places, int[] scratch);
    }

    /**
     * The {@code wanted} elements of each line along {@code d} that an arrangement brings to one place, and where they
     * stood.
     */
    private static Selection arranged(
            String op, Tensor x, int d, int wanted, boolean descending, boolean drop, Arrangement arrangement) {
        Reduction.Lines lines = Reduction.Lines.along(x.compact(x.dtype().arithmetic()), d);
        int n = lines.count();
        int[] shape = x.shape.length == 0 ? x.shape : Shape.with(x.shape, d, wanted);
        Tensor indices = Tensor.allocate(DType.INT64, shape);
        long[] keys = new long[n];
        int[] places = new int[n];
        int[] scratch = new int[n];
        for (int o = 0; o < lines.outer(); o++) {
            for (int i = 0; i < lines.inner(); i++) {
                int from = lines.x().offset + o * n * lines.inner() + i;
                Order.keys(lines.x().storage.array, from, lines.inner(), n, descending, keys);
                for (int p = 0; p < n; p++) {
                    places[p] = p;
                }
                int start = arrangement.arrange(keys, places, scratch);
                Order.store(
                        places, start, wanted, indices.storage.longs(), o * wanted * lines.inner() + i, lines.inner());
            }
        }
        Tensor values = x.detach().gather(d, indices);
        if (drop && x.shape.length > 0) {
            values = values.squeeze(d).contiguous().detach();
            indices = indices.squeeze(d).detach();
        }
        return Selection.of(op, x, d, values, indices.op(op));
    }

    /**
     * All elements in order along {@code dim}; equal ones stay in theirs. dx = G put back to where its elements stood.
     */
    static Selection sort(Tensor x, int dim, boolean descending) {
        return sort("sort", x, dim, descending);
    }

    private static Selection sort(String op, Tensor x, int dim, boolean descending) {
        int d = Shape.dim(op, dim, x.shape.length);
        int n = length(x, d);
        return arranged(op, x, d, n, descending, false, (keys, places, scratch) -> {
            Order.sort(keys, n, places, scratch);
            return 0;
        });
    }

    /** Where the elements stand, in their order along {@code dim}. No derivative. */
    static Tensor argsort(Tensor x, int dim, boolean descending) {
        return sort("argsort", x.detach(), dim, descending).indices();
    }

    /** The {@code k} largest (smallest) along {@code dim}. dx = zeros with G where they stood. */
    static Selection topk(Tensor x, int k, int dim, boolean largest, boolean sorted) {
        int d = Shape.dim("topk", dim, x.shape.length);
        int n = length(x, d);
        if (k < 0 || k > n) {
            throw new IndexOutOfBoundsException("topk: selected index k out of range: k = " + k + ", but dimension " + d
                    + " of " + Shape.show(x.shape) + " has " + n + " elements");
        }
        if (x.shape.length == 0 && k == 0) {
            throw new IndexOutOfBoundsException("topk: selected index k out of range: k = 0 for a zero-dim tensor");
        }
        return arranged("topk", x, d, k, largest, false, (keys, places, scratch) -> {
            if (k > 0 && k * 64L <= n) {
                Introsort.partialSort(keys, places, 0, k, n);
            } else if (k > 0) {
                Introsort.select(keys, places, 0, k - 1, n);
                if (sorted) {
                    Introsort.sort(keys, places, 0, k - 1);
                }
            }
            return 0;
        });
    }

    /** The {@code k}-th smallest along {@code dim}, from 1. dx = zeros with G where it stood. */
    static Selection kthvalue(Tensor x, int k, int dim, boolean keepdim) {
        int d = Shape.dim("kthvalue", dim, x.shape.length);
        Extrema.needsElements("kthvalue", x, new int[] {d});
        int n = length(x, d);
        if (k < 1 || k > n) {
            throw new IllegalArgumentException("kthvalue: selected number k out of range for dimension " + d + ": k = "
                    + k + ", but there are " + n + " elements");
        }
        return arranged("kthvalue", x, d, 1, false, !keepdim, (keys, places, scratch) -> {
            Introsort.quickSelect(keys, places, n, k - 1);
            return k - 1;
        });
    }

    /** The lower median along {@code dim}, the first NaN if there is one. dx = zeros with G where it stood. */
    static Selection median(Tensor x, int dim, boolean keepdim) {
        return median("median", x, dim, keepdim, false);
    }

    /** The lower median along {@code dim} of what is not NaN. dx = zeros with G where it stood. */
    static Selection nanmedian(Tensor x, int dim, boolean keepdim) {
        return median("nanmedian", x, dim, keepdim, true);
    }

    private static Selection median(String op, Tensor x, int dim, boolean keepdim, boolean ignoreNan) {
        int d = Shape.dim(op, dim, x.shape.length);
        Extrema.needsElements(op, x, new int[] {d});
        int n = length(x, d);
        boolean floating = x.isFloatingPoint();
        long nanKey = Order.nan(x.storage.array);
        return arranged(op, x, d, 1, false, !keepdim, (keys, places, scratch) -> {
            int nan = 0;
            for (int i = 0; floating && i < n; i++) {
                if (keys[i] == nanKey) {
                    nan++;
                    if (!ignoreNan) {
                        return i;
                    }
                }
            }
            int middle = Math.max(n - nan - 1, 0) / 2;
            Introsort.select(keys, places, 0, middle, n);
            places[0] = inOrder(keys, n, keys[places[middle]], middle);
            return 0;
        });
    }

    /** Where what comes at {@code rank} in a stable order stands, {@code key} being its key. */
    private static int inOrder(long[] keys, int n, long key, int rank) {
        int before = 0;
        for (int i = 0; i < n; i++) {
            before += keys[i] < key ? 1 : 0;
        }
        int at = -1;
        for (int left = rank - before; left >= 0; left--) {
            do {
                at++;
            } while (keys[at] != key);
        }
        return at;
    }

    /** The lower median of all elements, NaN if one is. dx = G, shared evenly by all that are equal to it. */
    static Tensor median(Tensor x) {
        return median("median", x, false);
    }

    /** The lower median of all elements that are not NaN. dx = G, shared evenly by all that are equal to it. */
    static Tensor nanmedian(Tensor x) {
        return median("nanmedian", x, true);
    }

    private static Tensor median(String op, Tensor x, boolean ignoreNan) {
        Tensor all = x.detach().reshape(-1);
        Tensor y = all.numel() == 0
                ? Tensor.full(new int[0], Double.NaN, x.dtype())
                : median(op, all, 0, false, ignoreNan).values();
        return Extrema.sharedEvenly(y.op(op), x);
    }

    /** The most frequent element along {@code dim}, the smallest of several. dx = zeros with G where it stood. */
    static Selection mode(Tensor x, int dim, boolean keepdim) {
        int d = Shape.dim("mode", dim, x.shape.length);
        Extrema.needsElements("mode", x, new int[] {d});
        int n = length(x, d);
        return arranged("mode", x, d, 1, false, !keepdim, (keys, places, scratch) -> {
            Introsort.sort(keys, places, 0, n);
            int best = 0;
            int longest = 0;
            int run = 0;
            for (int i = 0; i < n; i++) {
                run++;
                if (i == n - 1 || keys[places[i]] != keys[places[i + 1]]) {
                    if (run > longest) {
                        best = i;
                        longest = run;
                    }
                    run = 0;
                }
            }
            return best;
        });
    }

    private static int length(Tensor x, int d) {
        return x.shape.length == 0 ? 1 : x.shape[d];
    }

    // ---- where to insert
    // -------------------------------------------------------------------------------------------------------

    /** For each value the number of boundaries below it, or not above it if {@code right}. No derivative. */
    static Tensor searchsorted(String op, Tensor boundaries, Tensor values, boolean right, @Nullable Tensor sorter) {
        int rank = boundaries.shape.length;
        if (rank == 0) {
            throw new IllegalArgumentException(
                    op + ": boundaries tensor should have positive dimension, but got a zero-dim one");
        }
        if (values.shape.length == 0 && rank != 1) {
            throw new IllegalArgumentException(
                    op + ": input value can be a scalar only when boundaries tensor dimension is 1, but"
                            + " we got boundaries " + Shape.show(boundaries.shape));
        }
        boolean matched = values.shape.length == rank;
        for (int d = 0; d < rank - 1; d++) {
            matched = matched && values.shape[d] == boundaries.shape[d];
        }
        if (rank != 1 && !matched) {
            throw new IllegalArgumentException(
                    op + ": boundaries tensor should be 1 dimension or the first N-1 dimensions of"
                            + " boundaries tensor and input value tensor must match, but we got boundaries "
                            + Shape.show(boundaries.shape)
                            + " and values " + Shape.show(values.shape));
        }
        int count = boundaries.shape[rank - 1];
        long[] order = null;
        int orderOffset = 0;
        if (sorter != null) {
            if (sorter.dtype() != DType.INT64 || !Shape.same(sorter.shape, boundaries.shape)) {
                throw new IllegalArgumentException(op + ": sorter must be int64 and have the shape of the boundaries "
                        + Shape.show(boundaries.shape) + ", got " + sorter.dtype() + " " + Shape.show(sorter.shape));
            }
            Tensor in = sorter.compact(DType.INT64);
            order = in.storage.longs();
            orderOffset = in.offset;
            for (int i = 0; i < in.numel(); i++) {
                if (order[orderOffset + i] < 0 || order[orderOffset + i] >= count) {
                    throw new IndexOutOfBoundsException(op + ": sorter index " + order[orderOffset + i]
                            + " out of range for " + count + " boundaries");
                }
            }
        }
        DType compute = DType.promote(boundaries.dtype(), values.dtype()).arithmetic();
        Tensor sorted = boundaries.compact(compute);
        Tensor wanted = values.compact(compute);
        Tensor y = Tensor.allocate(DType.INT64, values.shape).op(op);
        int lines = rank == 1 ? 1 : Shape.product(boundaries.shape, 0, rank - 1);
        int each = lines == 0 ? 0 : values.numel() / lines;
        for (int line = 0; line < lines; line++) {
            Order.search(
                    sorted.storage.array,
                    sorted.offset + line * count,
                    order,
                    orderOffset + line * count,
                    count,
                    wanted.storage.array,
                    wanted.offset + line * each,
                    each,
                    right,
                    y.storage.longs(),
                    line * each);
        }
        return y;
    }

    // ---- each once
    // -------------------------------------------------------------------------------------------------------------

    /** The distinct elements; sorted, or in the order of PyTorch's hash table. Not differentiable. */
    static SortingOps.Unique unique(Tensor x, boolean sorted) {
        Tensor in = x.compact(x.dtype().arithmetic());
        int n = in.numel();
        long[] keys = new long[n];
        Order.keys(in.storage.array, in.offset, 1, n, false, keys);
        int[] places = new int[n];
        Order.sort(keys, n, places, new int[n]);
        // The groups of equal elements in ascending order; each NaN is one of its own.
        int[] group = new int[n];
        int[] first = new int[n];
        int groups = 0;
        long nan = Order.nan(in.storage.array);
        for (int i = 0; i < n; i++) {
            boolean starts =
                    i == 0 || keys[places[i]] != keys[places[i - 1]] || keys[places[i]] == nan && x.isFloatingPoint();
            if (starts) {
                first[groups++] = places[i];
            }
            group[places[i]] = groups - 1;
        }
        first = Arrays.copyOf(first, groups);
        if (!sorted && x.dtype() != DType.BOOL) {
            int[] number = new int[groups];
            int[] appearing = appearing(group, groups);
            int[] distinct = new int[groups];
            for (int i = 0; i < groups; i++) {
                distinct[i] = in.offset + first[appearing[i]];
            }
            int[] order = HashOrder.of(in.storage.array, distinct);
            for (int i = 0; i < groups; i++) {
                number[appearing[order[i]]] = i;
                distinct[i] = first[appearing[order[i]]];
            }
            first = distinct;
            for (int i = 0; i < n; i++) {
                group[i] = number[group[i]];
            }
        }
        return grouped("unique", x, x.reshape(-1), 0, first, group, x.shape);
    }

    /** The groups in the order in which the first of each appears. */
    private static int[] appearing(int[] group, int groups) {
        int[] order = new int[groups];
        boolean[] seen = new boolean[groups];
        int at = 0;
        for (int each : group) {
            if (!seen[each]) {
                seen[each] = true;
                order[at++] = each;
            }
        }
        return order;
    }

    /** The distinct slices of {@code dim} in lexicographic order. Not differentiable. */
    static SortingOps.Unique unique(Tensor x, int dim) {
        Slices slices = Slices.of("unique", x, dim);
        int[] places = Order.rows(slices.rows.storage.array, slices.rows.offset, slices.count, slices.width);
        int[] group = new int[places.length];
        int[] first = new int[places.length];
        int groups = 0;
        for (int i = 0; i < places.length; i++) {
            if (i == 0 || !slices.same(places[i - 1], places[i])) {
                first[groups++] = places[i];
            }
            group[places[i]] = groups - 1;
        }
        return grouped("unique", x, x, slices.dim, Arrays.copyOf(first, groups), group, new int[] {places.length});
    }

    /** One of each run of equal elements. Not differentiable. */
    static SortingOps.Unique uniqueConsecutive(Tensor x) {
        SortingOps.Unique runs = uniqueConsecutive(x, x.reshape(-1), 0);
        return new SortingOps.Unique(runs.output(), runs.inverse().reshape(x.shape), runs.counts());
    }

    /** One of each run of equal slices of {@code dim}. Not differentiable. */
    static SortingOps.Unique uniqueConsecutive(Tensor x, int dim) {
        return uniqueConsecutive(x, x, dim);
    }

    private static SortingOps.Unique uniqueConsecutive(Tensor x, Tensor of, int dim) {
        Slices slices = Slices.of("uniqueConsecutive", of, dim);
        int n = slices.count;
        int[] group = new int[n];
        int[] first = new int[n];
        int groups = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || !slices.same(i - 1, i)) {
                first[groups++] = i;
            }
            group[i] = groups - 1;
        }
        return grouped("uniqueConsecutive", x, of, slices.dim, Arrays.copyOf(first, groups), group, new int[] {n});
    }

    /** The slices of a dimension as rows of numbers. */
    private record Slices(Tensor rows, int dim, int count, int width) {

        static Slices of(String op, Tensor x, int dim) {
            int d = Shape.dim(op, dim, x.shape.length);
            Tensor front =
                    x.shape.length == 0 ? x.detach().reshape(1) : x.detach().transpose(0, d);
            int count = front.shape[0];
            int width = Shape.product(front.shape, 1, front.shape.length);
            if (width == 0 && count > 0) {
                throw new IllegalArgumentException(op + ": there are 0 sized dimensions in " + Shape.show(x.shape)
                        + ", and they aren't selected, so " + op + " cannot be applied");
            }
            return new Slices(front.compact(x.dtype().arithmetic()), d, count, width);
        }

        /** Whether two rows are equal, number by number; NaN equals nothing. */
        boolean same(int i, int j) {
            Storage numbers = rows.storage;
            for (int k = 0; k < width; k++) {
                int a = rows.offset + i * width + k;
                int b = rows.offset + j * width + k;
                boolean equal = rows.isFloatingPoint()
                        ? numbers.getDouble(a) == numbers.getDouble(b)
                        : numbers.getLong(a) == numbers.getLong(b);
                if (!equal) {
                    return false;
                }
            }
            return true;
        }
    }

    private static SortingOps.Unique grouped(
            String op, Tensor x, Tensor of, int dim, int[] first, int[] group, int[] inverseShape) {
        long[] counts = new long[first.length];
        long[] inverse = new long[group.length];
        for (int i = 0; i < group.length; i++) {
            inverse[i] = group[i];
            counts[group[i]]++;
        }
        Tensor chosen = Tensor.fromArray(Arrays.stream(first).asLongStream().toArray());
        Tensor source = of.shape.length == 0 ? of.detach().reshape(1) : of.detach();
        Tensor output = source.indexSelect(dim, chosen).op(op).derivedFrom(x, Derivatives.none(op));
        return new SortingOps.Unique(
                output,
                Tensor.wrap(Storage.of(inverse), inverseShape).op(op),
                Tensor.wrap(Storage.of(counts), counts.length).op(op));
    }
}
