package lanewise.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Tensor;

/** Elements put around a tensor, one dimension after the other, the last first. */
final class Padding {

    private Padding() {}

    static Tensor pad(Tensor x, int[] pad, PaddingMode mode, double value) {
        if (pad.length % 2 != 0 || pad.length > 2 * x.dim()) {
            throw new IllegalArgumentException(
                    "pad: expected pairs (before, after) for the last dimension, the one before it and"
                            + " so on, at most " + x.dim() + "; got " + Arrays.toString(pad) + " for "
                            + Arrays.toString(x.shape()));
        }
        if (mode != PaddingMode.CONSTANT
                && (x.dim() < pad.length / 2 + 1 || x.dim() > pad.length / 2 + 2 || pad.length > 6)) {
            throw new IllegalArgumentException(
                    "pad: mode " + mode + " pads the last one, two or three dimensions of (C, *) or"
                            + " (N, C, *); got " + Arrays.toString(pad) + " for " + Arrays.toString(x.shape()));
        }
        Tensor y = x;
        for (int i = 0; i < pad.length / 2; i++) {
            int before = pad[2 * i];
            int after = pad[2 * i + 1];
            if (before != 0 || after != 0) {
                int dim = x.dim() - 1 - i;
                y = mode == PaddingMode.CONSTANT
                        ? constant(y, dim, before, after, value)
                        : y.indexSelect(dim, Tensor.fromArray(places(mode, y.size(dim), before, after, x)));
            }
        }
        return y == x ? x.clone() : y;
    }

    private static Tensor constant(Tensor x, int dim, int before, int after, double value) {
        int size = x.size(dim);
        if (size + before + after < 0) {
            throw new IllegalArgumentException("pad: the padding (" + before + ", " + after
                    + ") resulted in a negative size of" + " dimension " + dim + " of " + Arrays.toString(x.shape()));
        }
        Tensor y = x;
        if (before < 0 || after < 0) {
            int start = Math.min(Math.max(-before, 0), size);
            int end = Math.max(size + Math.min(after, 0), start);
            y = x.narrow(dim, start, end - start);
        }
        List<Tensor> parts = new ArrayList<>(3);
        addFill(parts, y, dim, before, value);
        parts.add(y);
        addFill(parts, y, dim, after, value);
        return parts.size() == 1 ? y.clone() : Tensor.cat(parts, dim);
    }

    private static void addFill(List<Tensor> parts, Tensor x, int dim, int count, double value) {
        if (count > 0) {
            int[] shape = x.shape();
            shape[dim] = count;
            parts.add(Tensor.full(shape, value, x.dtype()));
        }
    }

    /** Which place of a dimension is shown at each place of the padded one. */
    private static long[] places(PaddingMode mode, int size, int before, int after, Tensor x) {
        int largest = Math.max(before, after);
        // What a negative padding cuts off does not come round again.
        int first = Math.max(-before, 0);
        int turn = size - first - Math.max(-after, 0);
        boolean fits = mode == PaddingMode.REFLECT
                ? largest < size
                : mode == PaddingMode.CIRCULAR ? largest <= size && (turn > 0 || size == 0) : size > 0;
        if (!fits || size + before + after < (size == 0 ? 0 : 1)) {
            throw new IllegalArgumentException("pad: mode " + mode + " can pad a dimension of size " + size + " by "
                    + (mode == PaddingMode.REFLECT
                            ? "less than its size"
                            : mode == PaddingMode.CIRCULAR ? "at most its size" : "any size if it is not empty")
                    + " at each end; got (" + before + ", " + after + ") for " + Arrays.toString(x.shape()));
        }
        long[] places = new long[size + before + after];
        for (int i = 0; i < places.length; i++) {
            int at = i - before;
            if (mode == PaddingMode.REFLECT) {
                places[i] = at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at;
            } else if (mode == PaddingMode.REPLICATE) {
                places[i] = Math.clamp(at, 0, size - 1);
            } else {
                places[i] = first + Math.floorMod(at - first, turn);
            }
        }
        return places;
    }

    /** One number for both ends of all {@code dims} dimensions, or a pair for each. */
    static int[] expand(String layer, int dims, int[] padding) {
        if (padding.length == 1) {
            int[] all = new int[2 * dims];
            Arrays.fill(all, padding[0]);
            return all;
        }
        if (padding.length != 2 * dims) {
            throw new IllegalArgumentException(layer + ": expected one padding or " + 2 * dims
                    + " (before and after, the last dimension first), got " + Arrays.toString(padding));
        }
        return padding.clone();
    }
}
