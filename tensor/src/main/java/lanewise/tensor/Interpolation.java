package lanewise.tensor;

import java.util.Arrays;
import lanewise.tensor.kernels.Taps;
import org.jspecify.annotations.Nullable;

/**
 * Images in another size: what {@code lanewise.nn.Functional} builds on.
 *
 * <p>All modes work on one dimension after the other: each is a product with a sparse matrix, whose transpose is the
 * derivative.
 */
public final class Interpolation {

    private Interpolation() {}

    /**
     * Resizes the last dimensions.
     *
     * @param x {@code (N, C, *)} with one to three dimensions behind; floating, or bytes for {@code "nearest"}
     * @param size the new sizes, or one for all; null if {@code scaleFactor} is given
     * @param scaleFactor factors of the sizes, or one for all; null if {@code size} is given
     * @param mode {@code "nearest"}, {@code "nearest-exact"}, {@code "linear"}, {@code "bilinear"}, {@code "bicubic"},
     *     {@code "trilinear"} or {@code "area"}
     * @param alignCorners whether the centres of the corner pixels stay where they are; null for modes without this
     *     choice
     * @param recomputeScaleFactor whether positions follow the ratio of the sizes instead of the given factor
     * @throws IllegalArgumentException if sizes or options do not fit
     */
    public static Tensor interpolate(
            Tensor x,
            int @Nullable [] size,
            double @Nullable [] scaleFactor,
            String mode,
            @Nullable Boolean alignCorners,
            @Nullable Boolean recomputeScaleFactor) {
        int dims = x.dim() - 2;
        boolean choice = !mode.startsWith("nearest") && !mode.equals("area");
        if (!choice && alignCorners != null) {
            throw new IllegalArgumentException(
                    "interpolate: align_corners option can only be set with the interpolating modes:"
                            + " linear | bilinear | bicubic | trilinear, not " + mode);
        }
        if (dims < 1 || dims > 3 || !fits(mode, dims)) {
            throw new IllegalArgumentException(
                    "interpolate: input " + Shape.show(x.shape) + " does not go with mode \"" + mode
                            + "\": expected 3D (N, C, L) for linear, 4D (N, C, H, W) for bilinear and bicubic, 5D (N,"
                            + " C, D, H, W) for trilinear, any of them for nearest, nearest-exact and area");
        }
        if ((size == null) == (scaleFactor == null)) {
            throw new IllegalArgumentException("interpolate: " + (size == null ? "either" : "only one of")
                    + " size or scale_factor should be defined");
        }
        if (size != null && Boolean.TRUE.equals(recomputeScaleFactor)) {
            throw new IllegalArgumentException(
                    "interpolate: recompute_scale_factor is not meaningful with an explicit size");
        }
        int[] in = Arrays.copyOfRange(x.shape, 2, x.dim());
        int[] out;
        double[] factors = null;
        if (size != null) {
            out = Convolution.spread("interpolate", "size", size, dims);
        } else {
            factors = spread(scaleFactor, dims);
            out = new int[dims];
            for (int d = 0; d < dims; d++) {
                out[d] = Convolution.size("interpolate", (long) Math.floor(in[d] * factors[d]));
            }
            if (Boolean.TRUE.equals(recomputeScaleFactor)) {
                factors = null;
            }
        }
        for (int d = 0; d < dims; d++) {
            if (in[d] < 1 || out[d] < 1) {
                throw new IllegalArgumentException(
                        "interpolate: input and output sizes should be greater than 0, but got input " + Shape.show(in)
                                + " output " + Shape.show(out));
            }
        }
        int[] shape = x.shape.clone();
        System.arraycopy(out, 0, shape, 2, dims);
        if (Shape.numel(shape) == 0) {
            return x.reshape(shape);
        }
        if (mode.equals("area")) {
            return Pooling.adaptiveAverage("interpolate", dims, x, out);
        }
        if (!x.isFloatingPoint()) {
            if (x.dtype() != DType.UINT8 || choice) {
                Convolution.floating("interpolate", x);
            }
            return interpolate(x.toDouble(), size, scaleFactor, mode, alignCorners, recomputeScaleFactor)
                    .to(x.dtype());
        }
        boolean single = x.dtype() == DType.FLOAT32;
        Tensor y = x;
        for (int d = dims - 1; d >= 0; d--) {
            double factor = factors == null ? 0 : factors[d];
            y = resample(y, 2 + d, taps(mode, in[d], out[d], Boolean.TRUE.equals(alignCorners), factor, single));
        }
        return y;
    }

    private static boolean fits(String mode, int dims) {
        return switch (mode) {
            case "nearest", "nearest-exact", "area" -> true;
            case "linear" -> dims == 1;
            case "bilinear", "bicubic" -> dims == 2;
            case "trilinear" -> dims == 3;
            default ->
                throw new IllegalArgumentException("interpolate: unknown mode \"" + mode + "\"; expected nearest,"
                        + " nearest-exact, linear, bilinear, bicubic, trilinear or area");
        };
    }

    private static double[] spread(double[] values, int dims) {
        if (values.length != dims && values.length != 1) {
            throw new IllegalArgumentException("interpolate: scale_factor shape must match input shape: expected "
                    + dims + " factors or one, got " + Arrays.toString(values));
        }
        double[] all = new double[dims];
        for (int d = 0; d < dims; d++) {
            all[d] = values[values.length == 1 ? 0 : d];
        }
        return all;
    }

    private static Taps taps(String mode, int in, int out, boolean alignCorners, double factor, boolean single) {
        int width = mode.startsWith("nearest") ? 1 : mode.equals("bicubic") ? 4 : 2;
        int[] start = new int[out + 1];
        int[] at = new int[out * width];
        double[] weight = new double[out * width];
        double scale =
                alignCorners ? out > 1 ? (in - 1.0) / (out - 1) : 0 : factor > 0 ? 1 / factor : (double) in / out;
        for (int o = 0; o < out; o++) {
            int t = o * width;
            start[o + 1] = t + width;
            if (width == 1) {
                at[t] = nearest(in, o + (mode.equals("nearest") ? 0 : 0.5), scale, single);
                weight[t] = 1;
                continue;
            }
            double place = alignCorners ? scale * o : scale * (o + 0.5) - 0.5;
            if (width == 2) {
                place = in == out ? o : Math.max(place, 0);
            }
            int low = Math.min((int) Math.floor(place), in - 1);
            double beyond = Math.clamp(place - low, 0, 1);
            if (width == 2) {
                at[t] = low;
                at[t + 1] = Math.min(low + 1, in - 1);
                weight[t] = 1 - beyond;
                weight[t + 1] = beyond;
            } else {
                for (int k = 0; k < 4; k++) {
                    at[t + k] = Math.clamp(low - 1 + k, 0, in - 1);
                    weight[t + k] = cubic(beyond, k);
                }
            }
        }
        return new Taps(in, start, at, weight);
    }

    /**
     * PyTorch computes places in the tensor's precision and cuts them in single precision, which decides at whole
     * numbers.
     */
    private static int nearest(int in, double o, double scale, boolean single) {
        float place = single ? (float) scale * (float) o : (float) (scale * o);
        return Math.min((int) Math.floor(place), in - 1);
    }

    /** The weight of tap k of 4 at distance t behind the second: Keys' cubic convolution with a = −0.75. */
    private static double cubic(double t, int k) {
        double a = -0.75;
        double x = Math.abs(t - (k - 1));
        return x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1 : ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
    }

    /** The product with a sparse matrix along one dimension. dx = the product of G with its transpose. */
    private static Tensor resample(Tensor x, int dim, Taps taps) {
        Tensor y = Tensor.allocate(x.dtype(), Shape.with(x.shape, dim, taps.out()));
        Tensor in = x.compact(x.dtype());
        taps.apply(
                Shape.product(x.shape, 0, dim),
                Shape.product(x.shape, dim + 1, x.dim()),
                in.storage.array,
                in.offset,
                y.storage.array);
        return y.op("interpolate").derivedFrom(x, g -> transposed(g, dim, taps));
    }

    /** The product with the transpose along one dimension. dg = the product of G with the matrix. */
    private static Tensor transposed(Tensor g, int dim, Taps taps) {
        Tensor x = Tensor.allocate(g.dtype(), Shape.with(g.shape, dim, taps.in()));
        Tensor in = g.compact(g.dtype());
        taps.transpose(
                Shape.product(g.shape, 0, dim),
                Shape.product(g.shape, dim + 1, g.dim()),
                in.storage.array,
                in.offset,
                x.storage.array);
        return x.op("interpolate").derivedFrom(g, h -> resample(h, dim, taps));
    }
}
