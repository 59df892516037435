package lanewise.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The derivatives of views: a gradient put back into zeros at the places its elements were taken from.
 *
 * <p>Each is an operation of its own, whose derivative is the view again; so views can be differentiated any number of
 * times.
 */
final class ViewGradients {

    private ViewGradients() {}

    /** Zeros of {@code shape} with {@code g} at one index of {@code dim}. dg = G.select. */
    static Tensor selectBackward(Tensor g, int[] shape, int dim, int index) {
        Tensor y = Tensor.allocate(g.dtype(), shape);
        put(y, g, y.offset + index * y.strides[dim], Shape.remove(y.strides, dim));
        return y.op("selectBackward").derivedFrom(g, h -> h.select(dim, index));
    }

    /** Zeros of {@code shape} with {@code g} at a slice of {@code dim}. dg = G.slice. */
    static Tensor sliceBackward(Tensor g, int[] shape, int dim, int from, int to, int step) {
        Tensor y = Tensor.allocate(g.dtype(), shape);
        put(y, g, y.offset + from * y.strides[dim], Shape.with(y.strides, dim, y.strides[dim] * step));
        return y.op("sliceBackward").derivedFrom(g, h -> h.slice(dim, from, to, step));
    }

    /** Zeros of {@code shape} with {@code g} on a diagonal. dg = G.diagonal. */
    static Tensor diagonalBackward(Tensor g, int[] shape, int shift, int dim1, int dim2) {
        Tensor y = Tensor.allocate(g.dtype(), shape);
        Tensor target = Views.diagonal(y.detach(), shift, dim1, dim2);
        put(y, g, target.offset, target.strides);
        return y.op("diagonalBackward").derivedFrom(g, h -> h.diagonal(shift, dim1, dim2));
    }

    private static void put(Tensor y, Tensor g, int offset, int[] strides) {
        if (g.numel() > 0) {
            InPlace.write("put", new Tensor(y.storage, offset, g.shape, strides), g);
        }
    }

    /**
     * The gradient of {@link Views#asStrided}: {@code g}, seen through one geometry, is added up in a storage of
     * {@code length} zeros and read back through the geometry of the input.
     */
    static Tensor throughStorage(
            Tensor g,
            int[] shape,
            int[] strides,
            int offset,
            int[] from,
            int[] fromStrides,
            int fromOffset,
            int length) {
        Places written = new Places(positions(shape, strides, offset), 1, shape);
        Places read = new Places(positions(from, fromStrides, fromOffset), 1, from);
        return Gathering.pick("asStridedBackward", Scattering.spread(g, written, new int[] {length}), read);
    }

    /**
     * Which elements of {@code base}, counted row-major, {@code view} shows of its memory.
     *
     * @throws IllegalStateException if it shows others, as {@code asStrided} can
     */
    static Places shown(String op, Tensor base, Tensor view) {
        int[] places = positions(view.shape, view.strides, view.offset - base.offset);
        int[] elements = base.isContiguous() ? null : elements(base);
        int count = elements == null ? base.numel() : elements.length;
        for (int i = 0; i < places.length; i++) {
            int at = places[i] < 0 || places[i] >= count ? -1 : elements == null ? places[i] : elements[places[i]];
            if (at < 0) {
                throw new IllegalStateException(op + ": the view that was written to, " + Shape.show(view.shape)
                        + ", shows memory outside of the tensor that it is a view of, " + Shape.show(base.shape)
                        + ": no gradient can follow it there; clone() the view before it is changed");
            }
            places[i] = at;
        }
        return new Places(places, 1, view.shape);
    }

    /** For each place behind the first element of {@code x} which element, counted row-major, is there; -1 for none. */
    private static int[] elements(Tensor x) {
        int[] places = positions(x.shape, x.strides, 0);
        int[] elements = new int[Arrays.stream(places).max().orElse(-1) + 1];
        Arrays.fill(elements, -1);
        for (int i = 0; i < places.length; i++) {
            elements[places[i]] = i;
        }
        return elements;
    }

    /** The place in the storage of each element, row-major. */
    static int[] positions(int[] shape, int[] strides, int offset) {
        int[] places = new int[Shape.numel(shape)];
        int[] at = new int[shape.length];
        int place = offset;
        for (int i = 0; i < places.length; i++) {
            places[i] = place;
            for (int d = shape.length - 1; d >= 0; d--) {
                place += strides[d];
                if (++at[d] < shape[d]) {
                    break;
                }
                place -= strides[d] * shape[d];
                at[d] = 0;
            }
        }
        return places;
    }

    /**
     * For each element of that geometry, one over the number of elements at its place in memory; null if no place is
     * shared. The gradient of a place that several elements show is divided among them.
     */
    static @Nullable Tensor shares(int[] shape, int[] strides, DType dtype) {
        int[] places = positions(shape, strides, 0);
        int[] sorted = places.clone();
        Arrays.sort(sorted);
        Tensor shares = Tensor.allocate(dtype, shape);
        boolean any = false;
        for (int i = 0; i < places.length; i++) {
            int first = Arrays.binarySearch(sorted, places[i]);
            int last = first;
            while (first > 0 && sorted[first - 1] == places[i]) {
                first--;
            }
            while (last + 1 < sorted.length && sorted[last + 1] == places[i]) {
                last++;
            }
            any |= first != last;
            shares.storage.set(i, 1.0 / (last - first + 1));
        }
        return any ? shares : null;
    }
}
