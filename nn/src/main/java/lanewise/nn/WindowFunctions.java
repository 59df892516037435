package lanewise.nn;

import lanewise.tensor.Convolution;
import lanewise.tensor.Pooling;
import lanewise.tensor.Selection;
import lanewise.tensor.SpareMemory;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Functions that slide a window over their input: convolutions and pooling; called as
 * {@code Functional.conv2d(x, weight, bias)}.
 *
 * <p>Inputs are {@code (N, C, *)} or, for a single example, {@code (C, *)}. Sizes in options are one number for all
 * dimensions or one per dimension. What does not fit is refused with an {@link IllegalArgumentException} that names the
 * sizes.
 */
public abstract sealed class WindowFunctions extends FeatureFunctions permits LossFunctions {

    WindowFunctions() {}

    // ---- convolution -----------------------------------------------------------------------------------------------

    /** As {@link #conv1d(Tensor, Tensor, Tensor, Conv1d.Options)}: filters move by 1, without padding. */
    public static Tensor conv1d(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return conv1d(x, weight, bias, Conv1d.options());
    }

    /**
     * Returns the convolution (cross-correlation) of x with filters.
     *
     * @param x {@code (N, C, L)} or {@code (C, L)}
     * @param weight {@code (F, C / groups, k)}
     * @param bias {@code (F)}, or null
     * @param options stride, padding, dilation, groups and padding mode; whether there is a bias says the argument
     *     before
     * @return {@code (N, F, L′)} or {@code (F, L′)}
     */
    public static Tensor conv1d(Tensor x, Tensor weight, @Nullable Tensor bias, Conv1d.Options options) {
        return convolution("conv1d", 1, x, weight, bias, options);
    }

    /** As {@link #conv2d(Tensor, Tensor, Tensor, Conv2d.Options)}: filters move by 1, without padding. */
    public static Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return conv2d(x, weight, bias, Conv2d.options());
    }

    /**
     * Returns the convolution (cross-correlation) of x with filters.
     *
     * @param x {@code (N, C, H, W)} or {@code (C, H, W)}
     * @param weight {@code (F, C / groups, kh, kw)}
     * @param bias {@code (F)}, or null
     * @param options stride, padding, dilation, groups and padding mode; whether there is a bias says the argument
     *     before
     * @return {@code (N, F, H′, W′)} or {@code (F, H′, W′)}
     */
    public static Tensor conv2d(Tensor x, Tensor weight, @Nullable Tensor bias, Conv2d.Options options) {
        return convolution("conv2d", 2, x, weight, bias, options);
    }

    /** As {@link #conv3d(Tensor, Tensor, Tensor, Conv3d.Options)}: filters move by 1, without padding. */
    public static Tensor conv3d(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return conv3d(x, weight, bias, Conv3d.options());
    }

    /**
     * Returns the convolution (cross-correlation) of x with filters.
     *
     * @param x {@code (N, C, D, H, W)} or {@code (C, D, H, W)}
     * @param weight {@code (F, C / groups, kd, kh, kw)}
     * @param bias {@code (F)}, or null
     * @param options stride, padding, dilation, groups and padding mode; whether there is a bias says the argument
     *     before
     * @return {@code (N, F, D′, H′, W′)} or {@code (F, D′, H′, W′)}
     */
    public static Tensor conv3d(Tensor x, Tensor weight, @Nullable Tensor bias, Conv3d.Options options) {
        return convolution("conv3d", 3, x, weight, bias, options);
    }

    private static Tensor convolution(
            String op, int dims, Tensor x, Tensor weight, @Nullable Tensor bias, ConvNd.Options options) {
        int[] padding = options.padding();
        Tensor in = x;
        if (options.paddingMode() != PaddingMode.CONSTANT) {
            in = Filters.padded(op, dims, x, weight, padding, options.dilation(), options.paddingMode());
            padding = new int[] {0};
        }
        return Convolution.convolution(
                op, dims, in, weight, bias, options.stride(), padding, options.dilation(), options.groups());
    }

    /** As {@link #convTranspose1d(Tensor, Tensor, Tensor, ConvTranspose1d.Options)}: filters move by 1. */
    public static Tensor convTranspose1d(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return convTranspose1d(x, weight, bias, ConvTranspose1d.options());
    }

    /**
     * Returns the transposed convolution: what leads from the results of {@link #conv1d} back to sizes like its input.
     *
     * @param x {@code (N, C, L)} or {@code (C, L)}
     * @param weight {@code (C, F / groups, k)}
     * @param bias {@code (F)}, or null
     * @return {@code (N, F, L′)} or {@code (F, L′)}
     */
    public static Tensor convTranspose1d(
            Tensor x, Tensor weight, @Nullable Tensor bias, ConvTranspose1d.Options options) {
        return transposed("convTranspose1d", 1, x, weight, bias, options);
    }

    /** As {@link #convTranspose2d(Tensor, Tensor, Tensor, ConvTranspose2d.Options)}: filters move by 1. */
    public static Tensor convTranspose2d(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return convTranspose2d(x, weight, bias, ConvTranspose2d.options());
    }

    /**
     * Returns the transposed convolution: what leads from the results of {@link #conv2d} back to sizes like its input.
     *
     * @param x {@code (N, C, H, W)} or {@code (C, H, W)}
     * @param weight {@code (C, F / groups, kh, kw)}
     * @param bias {@code (F)}, or null
     * @return {@code (N, F, H′, W′)} or {@code (F, H′, W′)}
     */
    public static Tensor convTranspose2d(
            Tensor x, Tensor weight, @Nullable Tensor bias, ConvTranspose2d.Options options) {
        return transposed("convTranspose2d", 2, x, weight, bias, options);
    }

    /** As {@link #convTranspose3d(Tensor, Tensor, Tensor, ConvTranspose3d.Options)}: filters move by 1. */
    public static Tensor convTranspose3d(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return convTranspose3d(x, weight, bias, ConvTranspose3d.options());
    }

    /**
     * Returns the transposed convolution: what leads from the results of {@link #conv3d} back to sizes like its input.
     *
     * @param x {@code (N, C, D, H, W)} or {@code (C, D, H, W)}
     * @param weight {@code (C, F / groups, kd, kh, kw)}
     * @param bias {@code (F)}, or null
     * @return {@code (N, F, D′, H′, W′)} or {@code (F, D′, H′, W′)}
     */
    public static Tensor convTranspose3d(
            Tensor x, Tensor weight, @Nullable Tensor bias, ConvTranspose3d.Options options) {
        return transposed("convTranspose3d", 3, x, weight, bias, options);
    }

    private static Tensor transposed(
            String op, int dims, Tensor x, Tensor weight, @Nullable Tensor bias, ConvTransposeNd.Options options) {
        return Convolution.transposed(
                op,
                dims,
                x,
                weight,
                bias,
                options.stride(),
                options.padding(),
                options.outputPadding(),
                options.groups(),
                options.dilation());
    }

    // ---- pooling ---------------------------------------------------------------------------------------------------

    /** Returns the largest element of each window of {@code kernelSize}, windows side by side. */
    public static Tensor maxPool1d(Tensor x, int kernelSize) {
        return maxPool1d(x, new int[] {kernelSize}, MaxPool1d.options());
    }

    /** Returns the largest element of each window of {@code (N, C, L)} or {@code (C, L)}. */
    public static Tensor maxPool1d(Tensor x, int[] kernelSize, MaxPool1d.Options options) {
        return onlyValues(maxPool1dWithIndices(x, kernelSize, options));
    }

    /**
     * As {@link #maxPool1d(Tensor, int[], MaxPool1d.Options)}, with the places in the plane of the channel, counted row
     * by row.
     */
    public static Selection maxPool1dWithIndices(Tensor x, int[] kernelSize, MaxPool1d.Options options) {
        return largest("maxPool1d", 1, x, kernelSize, options);
    }

    /** Returns the largest element of each window of {@code kernelSize} in all directions, windows side by side. */
    public static Tensor maxPool2d(Tensor x, int kernelSize) {
        return maxPool2d(x, new int[] {kernelSize}, MaxPool2d.options());
    }

    /** Returns the largest element of each window of {@code (N, C, H, W)} or {@code (C, H, W)}. */
    public static Tensor maxPool2d(Tensor x, int[] kernelSize, MaxPool2d.Options options) {
        return onlyValues(maxPool2dWithIndices(x, kernelSize, options));
    }

    /**
     * As {@link #maxPool2d(Tensor, int[], MaxPool2d.Options)}, with the places in the plane of the channel, counted row
     * by row.
     */
    public static Selection maxPool2dWithIndices(Tensor x, int[] kernelSize, MaxPool2d.Options options) {
        return largest("maxPool2d", 2, x, kernelSize, options);
    }

    /** Returns the largest element of each window of {@code kernelSize} in all directions, windows side by side. */
    public static Tensor maxPool3d(Tensor x, int kernelSize) {
        return maxPool3d(x, new int[] {kernelSize}, MaxPool3d.options());
    }

    /** Returns the largest element of each window of {@code (N, C, D, H, W)} or {@code (C, D, H, W)}. */
    public static Tensor maxPool3d(Tensor x, int[] kernelSize, MaxPool3d.Options options) {
        return onlyValues(maxPool3dWithIndices(x, kernelSize, options));
    }

    /**
     * As {@link #maxPool3d(Tensor, int[], MaxPool3d.Options)}, with the places in the plane of the channel, counted row
     * by row.
     */
    public static Selection maxPool3dWithIndices(Tensor x, int[] kernelSize, MaxPool3d.Options options) {
        return largest("maxPool3d", 3, x, kernelSize, options);
    }

    /** The values, where nobody will ask for the places: their memory is free when the gradient is computed. */
    static Tensor onlyValues(Selection chosen) {
        SpareMemory.leave(chosen.indices());
        return chosen.values();
    }

    private static Selection largest(String op, int dims, Tensor x, int[] kernelSize, MaxPoolNd.Options options) {
        return Pooling.max(
                op, dims, x, kernelSize, options.stride(), options.padding(), options.dilation(), options.ceilMode());
    }

    /** Returns the mean of each window of {@code kernelSize}, windows side by side. */
    public static Tensor avgPool1d(Tensor x, int kernelSize) {
        return avgPool1d(x, new int[] {kernelSize}, AvgPool1d.options());
    }

    /** Returns the mean of each window of {@code (N, C, L)} or {@code (C, L)}. */
    public static Tensor avgPool1d(Tensor x, int[] kernelSize, AvgPool1d.Options options) {
        return Pooling.average(
                "avgPool1d",
                1,
                x,
                kernelSize,
                options.stride(),
                options.padding(),
                options.ceilMode(),
                options.countIncludePad(),
                null);
    }

    /** Returns the mean of each window of {@code kernelSize} in all directions, windows side by side. */
    public static Tensor avgPool2d(Tensor x, int kernelSize) {
        return avgPool2d(x, new int[] {kernelSize}, AvgPool2d.options());
    }

    /** Returns the mean of each window of {@code (N, C, H, W)} or {@code (C, H, W)}. */
    public static Tensor avgPool2d(Tensor x, int[] kernelSize, AvgPool2d.Options options) {
        return Pooling.average(
                "avgPool2d",
                2,
                x,
                kernelSize,
                options.stride(),
                options.padding(),
                options.ceilMode(),
                options.countIncludePad(),
                options.divisorOverride());
    }

    /** Returns the mean of each window of {@code kernelSize} in all directions, windows side by side. */
    public static Tensor avgPool3d(Tensor x, int kernelSize) {
        return avgPool3d(x, new int[] {kernelSize}, AvgPool3d.options());
    }

    /** Returns the mean of each window of {@code (N, C, D, H, W)} or {@code (C, D, H, W)}. */
    public static Tensor avgPool3d(Tensor x, int[] kernelSize, AvgPool3d.Options options) {
        return Pooling.average(
                "avgPool3d",
                3,
                x,
                kernelSize,
                options.stride(),
                options.padding(),
                options.ceilMode(),
                options.countIncludePad(),
                options.divisorOverride());
    }

    /** Returns the means of as many windows as {@code outputSize} says, −1 being the size of the input. */
    public static Tensor adaptiveAvgPool1d(Tensor x, int... outputSize) {
        return Pooling.adaptiveAverage("adaptiveAvgPool1d", 1, x, outputSize);
    }

    /** Returns the largest elements of as many windows as {@code outputSize} says, −1 being the size of the input. */
    public static Tensor adaptiveMaxPool1d(Tensor x, int... outputSize) {
        return onlyValues(adaptiveMaxPool1dWithIndices(x, outputSize));
    }

    /** As {@link #adaptiveMaxPool1d}, with the places in the plane of the channel, counted row by row. */
    public static Selection adaptiveMaxPool1dWithIndices(Tensor x, int... outputSize) {
        return Pooling.adaptiveMax("adaptiveMaxPool1d", 1, x, outputSize);
    }

    /** Returns the means of as many windows as {@code outputSize} says, −1 being the size of the input. */
    public static Tensor adaptiveAvgPool2d(Tensor x, int... outputSize) {
        return Pooling.adaptiveAverage("adaptiveAvgPool2d", 2, x, outputSize);
    }

    /** Returns the largest elements of as many windows as {@code outputSize} says, −1 being the size of the input. */
    public static Tensor adaptiveMaxPool2d(Tensor x, int... outputSize) {
        return onlyValues(adaptiveMaxPool2dWithIndices(x, outputSize));
    }

    /** As {@link #adaptiveMaxPool2d}, with the places in the plane of the channel, counted row by row. */
    public static Selection adaptiveMaxPool2dWithIndices(Tensor x, int... outputSize) {
        return Pooling.adaptiveMax("adaptiveMaxPool2d", 2, x, outputSize);
    }

    /** Returns the means of as many windows as {@code outputSize} says, −1 being the size of the input. */
    public static Tensor adaptiveAvgPool3d(Tensor x, int... outputSize) {
        return Pooling.adaptiveAverage("adaptiveAvgPool3d", 3, x, outputSize);
    }

    /** Returns the largest elements of as many windows as {@code outputSize} says, −1 being the size of the input. */
    public static Tensor adaptiveMaxPool3d(Tensor x, int... outputSize) {
        return onlyValues(adaptiveMaxPool3dWithIndices(x, outputSize));
    }

    /** As {@link #adaptiveMaxPool3d}, with the places in the plane of the channel, counted row by row. */
    public static Selection adaptiveMaxPool3dWithIndices(Tensor x, int... outputSize) {
        return Pooling.adaptiveMax("adaptiveMaxPool3d", 3, x, outputSize);
    }

    /** Returns the p-norm of each window of {@code (N, C, L)} or {@code (C, L)}. */
    public static Tensor lpPool1d(Tensor x, double normType, int[] kernelSize, LPPool1d.Options options) {
        return Pooling.power("lpPool1d", 1, x, normType, kernelSize, options.stride(), options.ceilMode());
    }

    /** Returns the p-norm of each window of {@code (N, C, H, W)} or {@code (C, H, W)}. */
    public static Tensor lpPool2d(Tensor x, double normType, int[] kernelSize, LPPool2d.Options options) {
        return Pooling.power("lpPool2d", 2, x, normType, kernelSize, options.stride(), options.ceilMode());
    }

    /**
     * Returns zeros with the elements of x where {@link #maxPool1dWithIndices} found them.
     *
     * @param x {@code (N, C, L)} or {@code (C, L)}
     * @param indices int64 of that shape
     * @param outputSize the sizes of the result, with or without N and C; null for the smallest that fits
     * @throws IndexOutOfBoundsException if an index is outside the plane
     */
    public static Tensor maxUnpool1d(
            Tensor x, Tensor indices, int[] kernelSize, MaxUnpool1d.Options options, int @Nullable [] outputSize) {
        return Pooling.unpool(
                "maxUnpool1d", 1, x, indices, kernelSize, options.stride(), options.padding(), outputSize);
    }

    /**
     * Returns zeros with the elements of x where {@link #maxPool2dWithIndices} found them.
     *
     * @param x {@code (N, C, H, W)} or {@code (C, H, W)}
     * @param indices int64 of that shape
     * @param outputSize the sizes of the result, with or without N and C; null for the smallest that fits
     * @throws IndexOutOfBoundsException if an index is outside the plane
     */
    public static Tensor maxUnpool2d(
            Tensor x, Tensor indices, int[] kernelSize, MaxUnpool2d.Options options, int @Nullable [] outputSize) {
        return Pooling.unpool(
                "maxUnpool2d", 2, x, indices, kernelSize, options.stride(), options.padding(), outputSize);
    }

    /**
     * Returns zeros with the elements of x where {@link #maxPool3dWithIndices} found them.
     *
     * @param x {@code (N, C, D, H, W)} or {@code (C, D, H, W)}
     * @param indices int64 of that shape
     * @param outputSize the sizes of the result, with or without N and C; null for the smallest that fits
     * @throws IndexOutOfBoundsException if an index is outside the plane
     */
    public static Tensor maxUnpool3d(
            Tensor x, Tensor indices, int[] kernelSize, MaxUnpool3d.Options options, int @Nullable [] outputSize) {
        return Pooling.unpool(
                "maxUnpool3d", 3, x, indices, kernelSize, options.stride(), options.padding(), outputSize);
    }

    // ---- patches
    // --------------------------------------------------------------------------------------------------------

    /**
     * Takes blocks out of images, as columns.
     *
     * @param x {@code (N, C, H, W)} or {@code (C, H, W)}
     * @return {@code (N, C·kh·kw, L)} or {@code (C·kh·kw, L)} with a column for each of the L places of the block
     */
    public static Tensor unfold(Tensor x, int[] kernelSize, Unfold.Options options) {
        return Convolution.unfold(x, kernelSize, options.dilation(), options.padding(), options.stride());
    }

    /**
     * Adds blocks up to images of {@code outputSize}.
     *
     * @param x {@code (N, C·kh·kw, L)} or {@code (C·kh·kw, L)}
     * @return {@code (N, C, H, W)} or {@code (C, H, W)}
     */
    public static Tensor fold(Tensor x, int[] outputSize, int[] kernelSize, Fold.Options options) {
        return Convolution.fold(x, outputSize, kernelSize, options.dilation(), options.padding(), options.stride());
    }
}
