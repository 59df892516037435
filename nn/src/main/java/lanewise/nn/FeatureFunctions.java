package lanewise.nn;

import lanewise.tensor.GridSampling;
import lanewise.tensor.Interpolation;
import lanewise.tensor.Normalization;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Functions that normalise features or read them at other places; called as
 * {@code Functional.groupNorm(x, 4, null, null, 1e-5)}.
 *
 * <p>What does not fit is refused with an {@link IllegalArgumentException} that names the sizes.
 */
public abstract sealed class FeatureFunctions permits WindowFunctions {

    FeatureFunctions() {}

    // ---- normalisation ---------------------------------------------------------------------------------------------

    /**
     * Returns x with mean 0 and variance 1 in each channel, times weight plus bias.
     *
     * @param x {@code (N, C)} or {@code (N, C, *)}
     * @param runningMean {@code (C)}, or null; moved in training, used otherwise
     * @param runningVar {@code (C)}, or null
     * @param weight {@code (C)}, or null
     * @param bias {@code (C)}, or null
     * @param training whether the statistics are those of x, else the running ones
     * @param momentum how far the running statistics move
     * @param eps added to the variance
     */
    public static Tensor batchNorm(
            Tensor x,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVar,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            boolean training,
            double momentum,
            double eps) {
        return Normalization.batchNorm(x, runningMean, runningVar, weight, bias, training, momentum, eps);
    }

    /**
     * Returns x with mean 0 and variance 1 in each channel of each example, times weight plus bias.
     *
     * @param x {@code (N, C, *)}
     * @param runningMean {@code (C)}, or null; moved with the statistics of x, used without
     * @param runningVar {@code (C)}, or null
     * @param weight {@code (C)}, or null
     * @param bias {@code (C)}, or null
     * @param useInputStats whether the statistics are those of x, else the running ones
     * @param momentum how far the running statistics move
     * @param eps added to the variance
     */
    public static Tensor instanceNorm(
            Tensor x,
            @Nullable Tensor runningMean,
            @Nullable Tensor runningVar,
            @Nullable Tensor weight,
            @Nullable Tensor bias,
            boolean useInputStats,
            double momentum,
            double eps) {
        return Normalization.instanceNorm(x, runningMean, runningVar, weight, bias, useInputStats, momentum, eps);
    }

    /** Returns x {@code (N, C, *)} with mean 0 and variance 1 in each channel of each example. */
    public static Tensor instanceNorm(Tensor x) {
        return instanceNorm(x, null, null, null, null, true, 0.1, 1e-5);
    }

    /**
     * Returns x with mean 0 and variance 1 in each group of channels of each example, times weight plus bias.
     *
     * @param x {@code (N, C, *)}
     * @param numGroups a divisor of C
     * @param weight {@code (C)}, or null
     * @param bias {@code (C)}, or null
     * @param eps added to the variance
     */
    public static Tensor groupNorm(
            Tensor x, int numGroups, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        return Normalization.groupNorm(x, numGroups, weight, bias, eps);
    }

    /** Returns x with mean 0 and variance 1 over its last dimensions, of the sizes {@code normalizedShape}. */
    public static Tensor layerNorm(Tensor x, int... normalizedShape) {
        return layerNorm(x, normalizedShape, null, null, 1e-5);
    }

    /**
     * Returns x with mean 0 and variance 1 over its last dimensions, times weight plus bias.
     *
     * @param x {@code (*, normalizedShape)}
     * @param normalizedShape the sizes of the last dimensions
     * @param weight in that shape, or null
     * @param bias in that shape, or null
     * @param eps added to the variance
     */
    public static Tensor layerNorm(
            Tensor x, int[] normalizedShape, @Nullable Tensor weight, @Nullable Tensor bias, double eps) {
        return Normalization.layerNorm(x, normalizedShape, weight, bias, eps);
    }

    /** Returns x over the root of its mean square (plus eps) over the last dimensions, times weight. */
    public static Tensor rmsNorm(Tensor x, int[] normalizedShape, @Nullable Tensor weight, @Nullable Double eps) {
        return Normalization.rmsNorm(x, normalizedShape, weight, eps);
    }

    /**
     * Returns x {@code (N, C, *)} with each element divided by a power of the mean square of its neighbouring channels.
     *
     * @param size the number of neighbours, itself included
     */
    public static Tensor localResponseNorm(Tensor x, int size, LocalResponseNorm.Options options) {
        return Normalization.localResponseNorm(x, size, options.alpha(), options.beta(), options.k());
    }

    // ---- reading at other places -----------------------------------------------------------------------------------

    /**
     * Returns x in another size, as {@code interpolate(x, Upsample.options().scaleFactor(2).mode("bilinear"))}.
     *
     * @param x {@code (N, C, L)}, {@code (N, C, H, W)} or {@code (N, C, D, H, W)}
     */
    public static Tensor interpolate(Tensor x, Upsample.Options options) {
        return Interpolation.interpolate(
                x,
                options.size(),
                options.scaleFactor(),
                options.mode(),
                options.alignCorners(),
                options.recomputeScaleFactor());
    }

    /**
     * Returns x read at the places of a grid, bilinearly; outside are zeros and −1 and 1 are the edges of the corner
     * pixels.
     */
    public static Tensor gridSample(Tensor x, Tensor grid) {
        return gridSample(x, grid, "bilinear", "zeros", false);
    }

    /**
     * Returns x read at the places of a grid.
     *
     * @param x {@code (N, C, H, W)} or {@code (N, C, D, H, W)}
     * @param grid {@code (N, H′, W′, 2)} or {@code (N, D′, H′, W′, 3)}: places (x, y) or (x, y, z) from −1 to 1
     * @param mode {@code "bilinear"}, {@code "nearest"} or {@code "bicubic"}
     * @param paddingMode {@code "zeros"}, {@code "border"} or {@code "reflection"}
     * @param alignCorners whether −1 and 1 are the centres of the corner pixels rather than their outer edges
     */
    public static Tensor gridSample(Tensor x, Tensor grid, String mode, String paddingMode, boolean alignCorners) {
        return GridSampling.gridSample(x, grid, mode, paddingMode, alignCorners);
    }

    /**
     * Returns the grid {@code (N, H, W, 2)} or {@code (N, D, H, W, 3)} of places that {@link #gridSample} reads to
     * transform images by the matrices {@code theta (N, 2, 3)} or {@code (N, 3, 4)}.
     *
     * @param size the result's size {@code (N, C, H, W)} or {@code (N, C, D, H, W)}
     */
    public static Tensor affineGrid(Tensor theta, int[] size, boolean alignCorners) {
        return GridSampling.affineGrid(theta, size, alignCorners);
    }
}
