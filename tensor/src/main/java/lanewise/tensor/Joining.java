package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.kernels.Strided;
import org.jspecify.annotations.Nullable;

/** Tensors put together and taken apart. */
final class Joining {

    private Joining() {}

    /** One behind the other along {@code dim}. Each gets its part of G. */
    static Tensor cat(List<Tensor> tensors, int dim) {
        check("cat", tensors);
        int[] shape = null;
        for (int i = 0; i < tensors.size(); i++) {
            int[] each = tensors.get(i).shape;
            if (each.length == 0) {
                throw new IllegalArgumentException("cat: zero-dimensional tensor (at position " + i
                        + ") cannot be concatenated; stack puts numbers together");
            }
            shape = shape == null && !skipped(each) ? each.clone() : shape;
        }
        if (shape == null) {
            shape = new int[] {0};
        }
        int d = Shape.dim("cat", dim, shape.length);
        long size = 0;
        for (int i = 0; i < tensors.size(); i++) {
            int[] each = tensors.get(i).shape;
            if (!skipped(each)) {
                checkJoins(shape, each, d, i);
                size += each[d];
            }
        }
        shape[d] = Math.toIntExact(Math.min(size, Integer.MAX_VALUE));
        DType dtype = DType.result(tensors.toArray(Tensor[]::new));
        Tensor y = Tensor.allocate(dtype, shape).op("cat");
        int start = 0;
        for (Tensor t : tensors) {
            if (skipped(t.shape)) {
                y.derivedFrom(t, g -> Tensor.zeros(new int[] {0}, g.dtype()));
                continue;
            }
            Tensor in = t.dtype() == dtype ? t : Conversion.copy(t, dtype);
            Strided.copy(in.storage.array, in.offset, in.strides, y.storage.array, start * y.strides[d], y.strides, in.shape);
            int from = start;
            int length = t.shape[d];
            y.derivedFrom(t, g -> g.narrow(d, from, length));
            start += length;
        }
        return y;
    }

    /** A vector without elements joins with anything, as it always did in PyTorch. */
    private static boolean skipped(int[] shape) {
        return shape.length == 1 && shape[0] == 0;
    }

    private static void checkJoins(int[] first, int[] each, int dim, int position) {
        if (each.length != first.length) {
            throw new IllegalArgumentException("cat: tensors must have same number of dimensions: got " + first.length + " and "
                    + each.length + " (tensor " + position + " of shape " + Shape.show(each) + ")");
        }
        for (int d = 0; d < each.length; d++) {
            if (d != dim && each[d] != first[d]) {
                throw new IllegalArgumentException("cat: sizes of tensors must match except in dimension " + dim
                        + ": expected size " + first[d] + " but got size " + each[d] + " in dimension " + d + " for tensor "
                        + position + " of shape " + Shape.show(each));
            }
        }
    }

    static void check(String op, List<? extends @Nullable Tensor> tensors) {
        if (tensors.isEmpty()) {
            throw new IllegalArgumentException(op + ": expected a non-empty list of tensors");
        }
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i) == null) {
                throw new IllegalArgumentException(op + ": expected a tensor as element " + i + ", but got null");
            }
        }
    }

    /** Equal shapes put side by side along a new dimension. Each gets its slice of G. */
    static Tensor stack(List<Tensor> tensors, int dim) {
        check("stack", tensors);
        int[] shape = tensors.getFirst().shape;
        int d = Shape.dim("stack", dim, shape.length + 1);
        List<Tensor> parts = new ArrayList<>(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            if (!Arrays.equals(tensors.get(i).shape, shape)) {
                throw new IllegalArgumentException("stack: expects each tensor to be equal size, but got " + Shape.show(shape)
                        + " at entry 0 and " + Shape.show(tensors.get(i).shape) + " at entry " + i);
            }
            parts.add(tensors.get(i).unsqueeze(d));
        }
        return cat(parts, d);
    }

    /** Parts of the given sizes along {@code dim}, as views. dx = all parts' G, one behind the other. */
    static List<Tensor> split(String op, Tensor x, int[] sizes, int dim) {
        needsDimension(op, x);
        int d = Shape.dim(op, dim, x.shape.length);
        long sum = 0;
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException(op + ": sizes must not be negative, got " + Arrays.toString(sizes));
            }
            sum += size;
        }
        if (sum != x.shape[d]) {
            throw new IllegalArgumentException(op + ": expects the sizes to sum exactly to " + x.shape[d]
                    + " (the size of dimension " + d + " of " + Shape.show(x.shape) + "), but got " + Arrays.toString(sizes));
        }
        List<Tensor> parts = new ArrayList<>(sizes.length);
        int start = 0;
        for (int size : sizes) {
            int offset = size == 0 ? x.offset : x.offset + start * x.strides[d];
            parts.add(x.viewed(op, offset, Shape.with(x.shape, d, size), x.strides.clone()));
            start += size;
        }
        int[] shape = x.shape;
        DType dtype = x.dtype();
        Tensor.derivedJointly(op, parts, List.of(x), gradients -> {
            List<Tensor> all = new ArrayList<>(sizes.length);
            for (int i = 0; i < sizes.length; i++) {
                Tensor g = gradients.get(i);
                all.add(g != null ? g : Tensor.zeros(Shape.with(shape, d, sizes[i]), dtype));
            }
            return List.of(cat(all, d));
        });
        return parts;
    }

    /** Parts of one size, the last one smaller if need be. */
    static List<Tensor> split(Tensor x, int size, int dim) {
        needsDimension("split", x);
        int d = Shape.dim("split", dim, x.shape.length);
        int all = x.shape[d];
        if (size < 0 || size == 0 && all != 0) {
            throw new IllegalArgumentException("split: expects split_size to be positive, but got split_size " + size
                    + " for dimension " + d + " of " + Shape.show(x.shape));
        }
        int count = size == 0 ? 1 : Math.max((all - 1) / size + 1, 1);
        int[] sizes = new int[count];
        Arrays.fill(sizes, size);
        sizes[count - 1] = all - (count - 1) * size;
        return split("split", x, sizes, d);
    }

    /** About that many parts of equal size; fewer, if the size does not allow it. */
    static List<Tensor> chunk(Tensor x, int chunks, int dim) {
        needsDimension("chunk", x);
        if (chunks <= 0) {
            throw new IllegalArgumentException("chunk: expects chunks to be greater than 0, got " + chunks);
        }
        int d = Shape.dim("chunk", dim, x.shape.length);
        int all = x.shape[d];
        if (all == 0) {
            return split("chunk", x, new int[chunks], d);
        }
        return split(x, (all - 1) / chunks + 1, d);
    }

    /** The slices of {@code dim}, as views. dx = all slices' G, side by side. */
    static List<Tensor> unbind(Tensor x, int dim) {
        int d = Shape.dim("unbind", dim, x.shape.length);
        needsDimension("unbind", x);
        int count = x.shape[d];
        int[] shape = Shape.remove(x.shape, d);
        int[] strides = Shape.remove(x.strides, d);
        List<Tensor> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(x.viewed("unbind", x.offset + i * x.strides[d], shape, strides));
        }
        DType dtype = x.dtype();
        Tensor.derivedJointly("unbind", parts, List.of(x), gradients -> {
            List<Tensor> all = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Tensor g = gradients.get(i);
                all.add(g != null ? g : Tensor.zeros(shape, dtype));
            }
            return List.of(stack(all, d));
        });
        return parts;
    }

    static void needsDimension(String op, Tensor x) {
        if (x.shape.length == 0) {
            throw new IllegalArgumentException(op + ": expects at least a 1-dimensional tensor, got a zero-dim one");
        }
    }
}
