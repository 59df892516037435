package lanewise.tensor;

/**
 * The elements that an index names, as places in a row-major tensor: what all gathering and scattering runs on.
 *
 * <p>An index is turned into places once, with every check, when the operation runs; derivatives reuse the places, so
 * changing the index tensor later changes no gradient.
 *
 * @param at where each block starts
 * @param block how many neighbouring elements belong to each place
 * @param shape the shape of what is read there or written there
 */
record Places(int[] at, int block, int[] shape) {

    /** The same places read or written in another shape of as many elements. */
    Places shaped(int... other) {
        return new Places(at, block, other);
    }

    /**
     * Element {@code i} of {@code index} replaces the coordinate {@code dim} of its own position: gather and scatter.
     */
    static Places along(String op, int[] shape, int dim, Tensor index) {
        int rank = shape.length;
        int[] places = new int[index.numel()];
        if (places.length == 0) {
            return new Places(places, 1, index.shape);
        }
        checkLong(op, index);
        if (Math.max(index.shape.length, 1) != Math.max(rank, 1)) {
            throw new IllegalArgumentException(
                    op + ": index tensor must have the same number of dimensions as the input tensor;"
                            + " index has shape " + Shape.show(index.shape) + ", input " + Shape.show(shape));
        }
        int d = Shape.dim(op, dim, rank);
        for (int other = 0; other < Math.min(rank, index.shape.length); other++) {
            if (other != d && index.shape[other] > shape[other]) {
                throw new IllegalArgumentException(op + ": size of index " + Shape.show(index.shape)
                        + " must not exceed that of the input " + Shape.show(shape) + " apart from dimension " + d
                        + ", but does in dimension " + other);
            }
        }
        Tensor in = index.compact(DType.INT64);
        long[] chosen = in.storage.longs();
        if (rank == 0 || index.shape.length == 0) {
            for (int i = 0; i < places.length; i++) {
                places[i] = check(op, chosen[in.offset + i], d, rank == 0 ? 1 : shape[0]);
            }
            return new Places(places, 1, index.shape);
        }
        int[] strides = Shape.strides(shape);
        int step = strides[d];
        int size = shape[d];
        strides[d] = 0;
        int last = rank - 1;
        int length = index.shape[last];
        int[] at = new int[rank];
        int base = 0;
        for (int i = 0; i < places.length; i += length) {
            int inner = strides[last];
            for (int j = 0; j < length; j++) {
                places[i + j] = base + j * inner + check(op, chosen[in.offset + i + j], d, size) * step;
            }
            for (int k = last - 1; k >= 0; k--) {
                base += strides[k];
                if (++at[k] < index.shape[k]) {
                    break;
                }
                base -= strides[k] * index.shape[k];
                at[k] = 0;
            }
        }
        return new Places(places, 1, index.shape);
    }

    /** Whole slices of dimension {@code dim} in the order of the vector {@code index}: indexSelect and its kin. */
    static Places slices(String op, int[] shape, int dim, Tensor index, boolean negative) {
        int d = Shape.dim(op, dim, shape.length);
        if (index.shape.length > 1) {
            throw new IllegalArgumentException(
                    op + ": index is supposed to be a vector, got one of shape " + Shape.show(index.shape));
        }
        if (index.dtype() != DType.INT64 && index.dtype() != DType.INT32) {
            throw new IllegalArgumentException(op + ": expected dtype int32 or int64 for index, got " + index.dtype());
        }
        int size = shape.length == 0 ? 1 : shape[d];
        int outer = shape.length == 0 ? 1 : Shape.product(shape, 0, d);
        int block = shape.length == 0 ? 1 : Shape.product(shape, d + 1, shape.length);
        Tensor in = index.compact(DType.INT64);
        long[] chosen = in.storage.longs();
        int count = in.numel();
        if (shape.length == 0 && count != 1) {
            throw new IllegalArgumentException(op + ": index to a zero-dim tensor can have only 1 value, got " + count);
        }
        int[] places = new int[Shape.numel(outer, count)];
        for (int j = 0; j < count; j++) {
            long named = chosen[in.offset + j];
            int at = check(op, negative && named < 0 ? named + size : named, d, size);
            for (int o = 0; o < outer; o++) {
                places[o * count + j] = (o * size + at) * block;
            }
        }
        int[] picked = shape.length == 0 ? shape : Shape.with(shape, d, count);
        return block == 0 ? new Places(new int[0], 1, picked) : new Places(places, block, picked);
    }

    /** Elements counted row-major through the whole tensor, negative ones from its end: take and put. */
    static Places flat(String op, int[] shape, Tensor index) {
        checkLong(op, index);
        int numel = Shape.numel(shape);
        Tensor in = index.compact(DType.INT64);
        long[] chosen = in.storage.longs();
        int[] places = new int[in.numel()];
        if (places.length > 0 && numel == 0) {
            throw new IndexOutOfBoundsException(op + ": tried to take " + places.length
                    + " elements from an empty tensor of shape " + Shape.show(shape));
        }
        for (int i = 0; i < places.length; i++) {
            long named = chosen[in.offset + i];
            if (named < -(long) numel || named >= numel) {
                throw new IndexOutOfBoundsException(op + ": out of range: tried to access index " + named
                        + " on a tensor of " + numel + " elements " + Shape.show(shape));
            }
            places[i] = (int) (named < 0 ? named + numel : named);
        }
        return new Places(places, 1, index.shape);
    }

    /** The elements where {@code mask}, of exactly that shape, is true, row-major. */
    static Places where(Tensor mask) {
        Tensor in = mask.compact(DType.BOOL);
        boolean[] chosen = in.storage.booleans();
        int numel = in.numel();
        int count = 0;
        for (int i = 0; i < numel; i++) {
            count += chosen[in.offset + i] ? 1 : 0;
        }
        int[] places = new int[count];
        int at = 0;
        for (int i = 0; i < numel; i++) {
            if (chosen[in.offset + i]) {
                places[at++] = i;
            }
        }
        return new Places(places, 1, new int[] {count});
    }

    private static void checkLong(String op, Tensor index) {
        if (index.dtype() != DType.INT64) {
            throw new IllegalArgumentException(
                    op + ": expected dtype int64 for index, got " + index.dtype() + "; convert it with toLong()");
        }
    }

    private static int check(String op, long index, int dim, int size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(
                    op + ": index " + index + " is out of bounds for dimension " + dim + " with size " + size);
        }
        return (int) index;
    }
}
