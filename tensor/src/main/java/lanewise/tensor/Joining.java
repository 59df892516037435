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
        Tensor y = Tensor.unfilled(dtype, shape).op("cat");
        int start = 0;
        for (Tensor t : tensors) {
            if (skipped(t.shape)) {
                y.derivedFrom(t, g -> Tensor.zeros(new int[] {0}, g.dtype()));
                continue;
            }
            Tensor in = t.dtype() == dtype ? t : Conversion.copy(t, dtype);
            Strided.copy(
                    in.storage.array,
                    in.offset,
                    in.strides,
                    y.storage.array,
                    start * y.strides[d],
                    y.strides,
                    in.shape);
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
            throw new IllegalArgumentException("cat: tensors must have same number of dimensions: got " + first.length
                    + " and " + each.length + " (tensor " + position + " of shape " + Shape.show(each) + ")");
        }
        for (int d = 0; d < each.length; d++) {
            if (d != dim && each[d] != first[d]) {
                throw new IllegalArgumentException("cat: sizes of tensors must match except in dimension " + dim
                        + ": expected size " + first[d] + " but got size " + each[d] + " in dimension " + d
                        + " for tensor "
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
            if (!Shape.same(tensors.get(i).shape, shape)) {
                throw new IllegalArgumentException("stack: expects each tensor to be equal size, but got "
                        + Shape.show(shape) + " at entry 0 and " + Shape.show(tensors.get(i).shape) + " at entry " + i);
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
            throw new IllegalArgumentException(
                    op + ": expects the sizes to sum exactly to " + x.shape[d] + " (the size of dimension " + d + " of "
                            + Shape.show(x.shape) + "), but got " + Arrays.toString(sizes));
        }
        List<Tensor> parts = new ArrayList<>(sizes.length);
        int start = 0;
        for (int size : sizes) {
            int offset = size == 0 ? x.offset : x.offset + start * x.strides[d];
            parts.add(x.viewed(op, offset, Shape.with(x.shape, d, size), x.strides.clone()));
            start += size;
        }
        List<int[]> shapes = parts.stream().map(part -> part.shape).toList();
        DType dtype = x.dtype();
        Tensor.derivedJointly(op, parts, List.of(x), gradients -> {
            List<Tensor> all = new ArrayList<>(shapes.size());
            for (int i = 0; i < shapes.size(); i++) {
                Tensor g = gradients.get(i);
                all.add(g != null ? g : Tensor.zeros(shapes.get(i), dtype));
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

    // ---- stacks of any rank ----

    /** Side by side: along dimension 0 for vectors, along 1 for all others. */
    static Tensor hstack(List<Tensor> tensors) {
        check("hstack", tensors);
        List<Tensor> all = tensors.stream().map(Joining::atleast1d).toList();
        return cat(all, all.getFirst().shape.length == 1 ? 0 : 1);
    }

    /** One under the other: vectors become rows. */
    static Tensor vstack(List<Tensor> tensors) {
        check("vstack", tensors);
        return cat(tensors.stream().map(Joining::atleast2d).toList(), 0);
    }

    /** One behind the other, along dimension 2. */
    static Tensor dstack(List<Tensor> tensors) {
        check("dstack", tensors);
        return cat(tensors.stream().map(Joining::atleast3d).toList(), 2);
    }

    /** Side by side: numbers and vectors become columns. */
    static Tensor columnStack(List<Tensor> tensors) {
        check("columnStack", tensors);
        return cat(
                tensors.stream()
                        .map(t -> t.dim() <= 1 ? t.reshape(t.numel(), 1) : t)
                        .toList(),
                1);
    }

    static Tensor atleast1d(Tensor x) {
        return x.shape.length >= 1 ? Views.alias(x) : x.reshape(1);
    }

    static Tensor atleast2d(Tensor x) {
        return switch (x.shape.length) {
            case 0 -> x.reshape(1, 1);
            case 1 -> x.unsqueeze(0);
            default -> Views.alias(x);
        };
    }

    static Tensor atleast3d(Tensor x) {
        return switch (x.shape.length) {
            case 0 -> x.reshape(1, 1, 1);
            case 1 -> x.unsqueeze(0).unsqueeze(-1);
            case 2 -> x.unsqueeze(-1);
            default -> Views.alias(x);
        };
    }

    /** Matrices on the diagonal of zeros; vectors are rows. Each gets its block of G. */
    static Tensor blockDiag(List<Tensor> tensors) {
        check("blockDiag", tensors);
        int rows = 0;
        int columns = 0;
        for (int i = 0; i < tensors.size(); i++) {
            int[] shape = tensors.get(i).shape;
            if (shape.length > 2) {
                throw new IllegalArgumentException("blockDiag: input tensors must have 2 or fewer dimensions, input "
                        + i + " has shape " + Shape.show(shape));
            }
            rows += shape.length == 2 ? shape[0] : 1;
            columns += shape.length == 0 ? 1 : shape[shape.length - 1];
        }
        DType dtype = DType.result(tensors.toArray(Tensor[]::new));
        Tensor y = Tensor.allocate(dtype, rows, columns).op("blockDiag");
        int row = 0;
        int column = 0;
        for (Tensor t : tensors) {
            int[] shape = t.shape;
            int height = shape.length == 2 ? shape[0] : 1;
            int width = shape.length == 0 ? 1 : shape[shape.length - 1];
            int top = row;
            int left = column;
            Tensor block = y.detach().narrow(0, top, height).narrow(1, left, width);
            InPlace.write("blockDiag", block, t.detach().reshape(height, width));
            y.derivedFrom(
                    t, g -> g.narrow(0, top, height).narrow(1, left, width).reshape(shape));
            row += height;
            column += width;
        }
        return y;
    }

    // ---- splits at places ----

    /** {@code sections} parts whose sizes differ by at most one. */
    static List<Tensor> tensorSplit(Tensor x, int sections, int dim) {
        needsDimension("tensorSplit", x);
        if (sections <= 0) {
            throw new IllegalArgumentException(
                    "tensorSplit: number of sections must be larger than 0, got " + sections);
        }
        int d = Shape.dim("tensorSplit", dim, x.shape.length);
        int[] sizes = new int[sections];
        for (int i = 0; i < sections; i++) {
            sizes[i] = x.shape[d] / sections + (i < x.shape[d] % sections ? 1 : 0);
        }
        return split("tensorSplit", x, sizes, d);
    }

    /** Cut before each of {@code indices}, as Python slices. */
    static List<Tensor> tensorSplit(Tensor x, int[] indices, int dim) {
        needsDimension("tensorSplit", x);
        int d = Shape.dim("tensorSplit", dim, x.shape.length);
        List<Tensor> parts = new ArrayList<>(indices.length + 1);
        int start = 0;
        for (int end : indices) {
            parts.add(x.slice(d, start, end, 1));
            start = end;
        }
        parts.add(x.slice(d, start, x.shape[d], 1));
        return parts;
    }

    /** As the others, by a tensor: a zero-dim one is a number of sections, a vector holds indices. */
    static List<Tensor> tensorSplit(Tensor x, Tensor indicesOrSections, int dim) {
        if (indicesOrSections.dtype() != DType.INT64 || indicesOrSections.shape.length > 1) {
            throw new IllegalArgumentException(
                    "tensorSplit: expected tensor_indices_or_sections to be a zero-dimensional or"
                            + " one-dimensional int64 tensor, but got " + indicesOrSections.dtype() + " "
                            + Shape.show(indicesOrSections.shape));
        }
        int[] values = indicesOrSections.toIntArray();
        return indicesOrSections.shape.length == 0 ? tensorSplit(x, values[0], dim) : tensorSplit(x, values, dim);
    }

    /** The dimension that hsplit, vsplit and dsplit cut, with the checks of rank. */
    static int splitDim(String op, Tensor x) {
        int rank = switch (op) {
            case "hsplit" -> 1;
            case "vsplit" -> 2;
            default -> 3;
        };
        if (x.shape.length < rank) {
            throw new IllegalArgumentException(op + ": requires a tensor with at least " + rank
                    + " dimension(s), but got shape " + Shape.show(x.shape));
        }
        return op.equals("hsplit") ? Math.min(x.shape.length - 1, 1) : op.equals("vsplit") ? 0 : 2;
    }

    static List<Tensor> evenSplit(String op, Tensor x, int sections) {
        int d = splitDim(op, x);
        if (sections <= 0 || x.shape[d] % sections != 0) {
            throw new IllegalArgumentException(
                    op + ": attempted to split along dimension " + d + ", but the size of the dimension " + x.shape[d]
                            + " is not divisible by the split_size " + sections);
        }
        return tensorSplit(x, sections, d);
    }
}
