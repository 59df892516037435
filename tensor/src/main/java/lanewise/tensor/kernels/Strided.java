package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Copies between a view, given by offset, shape and strides, and a contiguous row-major array of the same element type.
 *
 * <p>Dimensions that lie one behind the other on both sides are merged first; what is left is walked two dimensions at
 * a time: runs are copied whole, a repeated value fills, a transposition goes in tiles.
 */
public final class Strided {
    private Strided() {}

    /** Copies a view of {@code src} into {@code dst}, contiguous from {@code dstOffset}. Strides may be 0. */
    public static void gather(Object src, int offset, int[] shape, int[] strides, Object dst, int dstOffset) {
        copy(src, offset, strides, dst, dstOffset, null, shape);
    }

    /** Copies {@code src}, contiguous from {@code srcOffset}, into a view of {@code dst} without repeated elements. */
    public static void scatter(Object src, int srcOffset, Object dst, int offset, int[] shape, int[] strides) {
        copy(src, srcOffset, null, dst, offset, strides, shape);
    }

    /**
     * Copies a view of {@code x} into a view of {@code y} of the same shape; null strides mean contiguous, row-major.
     * The arrays may be one and the same if the views do not overlap.
     *
     * @throws IllegalArgumentException if the arrays are of different types or of a type that no tensor has
     */
    public static void copy(
            Object x, int xo, int @Nullable [] xStrides, Object y, int yo, int @Nullable [] yStrides, int[] shape) {
        if (x.getClass() != y.getClass()) {
            throw new IllegalArgumentException("copy: expected arrays of one type; got "
                    + x.getClass().getSimpleName() + " and " + y.getClass().getSimpleName() + "; use Cast");
        }
        int rank = shape.length;
        int[] size = new int[rank];
        int[] xs = new int[rank];
        int[] ys = new int[rank];
        // Merged dimensions, innermost first.
        int r = 0;
        int packed = 1;
        for (int d = rank - 1; d >= 0; d--) {
            int n = shape[d];
            if (n == 0) {
                return;
            }
            int xStride = xStrides == null ? packed : xStrides[d];
            int yStride = yStrides == null ? packed : yStrides[d];
            packed *= n;
            if (n == 1) {
                continue;
            }
            if (r > 0 && xStride == xs[r - 1] * size[r - 1] && yStride == ys[r - 1] * size[r - 1]) {
                size[r - 1] *= n;
            } else {
                size[r] = n;
                xs[r] = xStride;
                ys[r] = yStride;
                r++;
            }
        }
        if (r < 2) {
            plane(x, xo, 0, r == 0 ? 1 : xs[0], y, yo, 0, r == 0 ? 1 : ys[0], 1, r == 0 ? 1 : size[0]);
            return;
        }
        int row = rowDimension(xs, ys, r);
        // Beside the innermost dimension and its partner, the others count like an odometer.
        int[] at = new int[r];
        while (true) {
            plane(x, xo, xs[row], xs[0], y, yo, ys[row], ys[0], size[row], size[0]);
            int d = 1;
            while (d < r) {
                if (d != row) {
                    xo += xs[d];
                    yo += ys[d];
                    if (++at[d] < size[d]) {
                        break;
                    }
                    xo -= xs[d] * size[d];
                    yo -= ys[d] * size[d];
                    at[d] = 0;
                }
                d++;
            }
            if (d == r) {
                return;
            }
        }
    }

    /** The dimension to walk together with the innermost: where one side runs elsewhere than the other, that one. */
    private static int rowDimension(int[] xs, int[] ys, int r) {
        if (xs[0] == 1 && ys[0] == 1) {
            return 1;
        }
        for (int d = 1; d < r; d++) {
            if (xs[d] == 1 || ys[d] == 1) {
                return d;
            }
        }
        return 1;
    }

    private static void plane(
            Object x, int xo, int xs0, int xs1, Object y, int yo, int ys0, int ys1, int rows, int columns) {
        if (ys0 == 1 && ys1 != 1) {
            plane(x, xo, xs1, xs0, y, yo, ys1, ys0, columns, rows);
            return;
        }
        if (x instanceof float[] a) {
            StridedPlane.copy(a, xo, xs0, xs1, (float[]) y, yo, ys0, ys1, rows, columns);
        } else if (x instanceof double[] a) {
            StridedPlane.copy(a, xo, xs0, xs1, (double[]) y, yo, ys0, ys1, rows, columns);
        } else if (x instanceof long[] a) {
            StridedPlane.copy(a, xo, xs0, xs1, (long[]) y, yo, ys0, ys1, rows, columns);
        } else if (x instanceof int[] a) {
            StridedPlane.copy(a, xo, xs0, xs1, (int[]) y, yo, ys0, ys1, rows, columns);
        } else if (x instanceof byte[] a) {
            StridedPlane.copy(a, xo, xs0, xs1, (byte[]) y, yo, ys0, ys1, rows, columns);
        } else if (x instanceof boolean[] a) {
            StridedPlane.copy(a, xo, xs0, xs1, (boolean[]) y, yo, ys0, ys1, rows, columns);
        } else {
            throw Cast.unknown(x);
        }
    }
}
