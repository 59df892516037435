package lanewise.tensor;

import java.util.Arrays;
import lanewise.tensor.kernels.Pools;
import lanewise.tensor.kernels.Windows;
import org.jspecify.annotations.Nullable;

/**
 * Largest elements and means of windows in one to three dimensions: what {@code lanewise.nn.Functional} builds on.
 *
 * <p>Inputs are {@code (N, C, *)} or {@code (C, *)}. Sizes come one per dimension or one for all. Indices count in the
 * plane of one channel, row-major, as PyTorch's do.
 */
public final class Pooling {

    private Pooling() {}

    // ---- sliding windows
    // ------------------------------------------------------------------------------------------------

    /**
     * The largest element of each window and where it stands. A NaN counts as largest.
     *
     * @param op the name in messages, as {@code maxPool2d}
     * @param dims 1, 2 or 3
     * @param x floating {@code (N, C, *)} or {@code (C, *)}
     * @param stride null for the kernel's size
     * @param ceilMode whether a last window that is cut off counts
     * @throws IllegalArgumentException if sizes or options do not fit
     */
    public static Selection max(
            String op,
            int dims,
            Tensor x,
            int[] kernelSize,
            int @Nullable [] stride,
            int[] padding,
            int[] dilation,
            boolean ceilMode) {
        int[] kernel = kernel(op, kernelSize, dims);
        int[] steps = stride(op, stride, kernel, dims);
        int[] pad = padding(op, padding, kernel, dims);
        int[] inner = Convolution.spread(op, "dilation", dilation, dims);
        for (int value : inner) {
            if (value <= 0) {
                throw new IllegalArgumentException(op + ": dilation must be greater than zero, but got " + value);
            }
        }
        checkInput(op, x, dims);
        Convolution.floating(op, x);
        Windows windows = sliding(op, x, kernel, steps, pad, inner, ceilMode, true, 0);
        return largest(op, x, windows, shape(x, windows, dims));
    }

    /**
     * The mean of each window.
     *
     * @param op the name in messages, as {@code avgPool2d}
     * @param dims 1, 2 or 3
     * @param x {@code (N, C, *)} or {@code (C, *)}
     * @param stride null for the kernel's size
     * @param ceilMode whether a last window that is cut off counts
     * @param countIncludePad whether zeros of the padding count
     * @param divisorOverride what sums are divided by instead of the windows' sizes; null for these
     * @throws IllegalArgumentException if sizes or options do not fit
     */
    public static Tensor average(
            String op,
            int dims,
            Tensor x,
            int[] kernelSize,
            int @Nullable [] stride,
            int[] padding,
            boolean ceilMode,
            boolean countIncludePad,
            @Nullable Integer divisorOverride) {
        int[] kernel = kernel(op, kernelSize, dims);
        int[] steps = stride(op, stride, kernel, dims);
        int[] pad = padding(op, padding, kernel, dims);
        if (divisorOverride != null && divisorOverride == 0) {
            throw new IllegalArgumentException(op + ": divisor must be not zero");
        }
        checkInput(op, x, dims);
        int[] ones = new int[dims];
        Arrays.fill(ones, 1);
        Windows windows = sliding(
                op,
                x,
                kernel,
                steps,
                pad,
                ones,
                ceilMode,
                countIncludePad,
                divisorOverride == null ? 0 : divisorOverride);
        return mean(op, x, windows, shape(x, windows, dims));
    }

    /**
     * The p-norm of each window, (Σ xᵖ)^(1/p), with its sign as PyTorch has it.
     *
     * @param op the name in messages, as {@code lpPool2d}
     * @param dims 1, 2 or 3
     * @param x floating {@code (N, C, *)} or {@code (C, *)}
     * @param stride null for the kernel's size
     * @throws IllegalArgumentException if sizes or options do not fit
     */
    public static Tensor power(
            String op,
            int dims,
            Tensor x,
            double normType,
            int[] kernelSize,
            int @Nullable [] stride,
            boolean ceilMode) {
        int[] kernel = kernel(op, kernelSize, dims);
        Convolution.floating(op, x);
        Tensor mean = average(op, dims, x.pow(normType), kernel, stride, new int[] {0}, ceilMode, true, null);
        return mean.sign().mul(mean.abs().relu()).mul(Shape.numel(kernel)).pow(1 / normType);
    }

    private static Windows sliding(
            String op,
            Tensor x,
            int[] kernel,
            int[] stride,
            int[] pad,
            int[] dilation,
            boolean ceilMode,
            boolean includePad,
            int divisor) {
        int dims = kernel.length;
        Windows.Side[] sides = sides();
        for (int d = 0; d < dims; d++) {
            int in = x.shape[x.dim() - dims + d];
            long reach = in + 2L * pad[d] - (long) dilation[d] * (kernel[d] - 1) - 1;
            long out = Math.floorDiv(reach + (ceilMode ? stride[d] - 1 : 0), (long) stride[d]) + 1;
            if (ceilMode && (out - 1) * stride[d] >= (long) in + pad[d]) {
                // The last window would see nothing but padding behind.
                out--;
            }
            if (out < 1) {
                throw new IllegalArgumentException(op + ": given input size " + Shape.show(x.shape) + ", kernel "
                        + Shape.show(kernel) + ", padding " + Shape.show(pad) + ", dilation " + Shape.show(dilation)
                        + ": calculated output size " + out + " in dimension " + (x.dim() - dims + d)
                        + " is too small");
            }
            sides[3 - dims + d] = Windows.Side.sliding(
                    in, Convolution.size(op, out), kernel[d], stride[d], pad[d], dilation[d], includePad);
        }
        return new Windows(sides[0], sides[1], sides[2], divisor);
    }

    // ---- adaptive windows
    // -----------------------------------------------------------------------------------------------

    /**
     * The largest element of each of {@code outputSize} windows that cover the input.
     *
     * @param op the name in messages, as {@code adaptiveMaxPool2d}
     * @param outputSize −1 for the input's size
     * @throws IllegalArgumentException if sizes do not fit
     */
    public static Selection adaptiveMax(String op, int dims, Tensor x, int[] outputSize) {
        Convolution.floating(op, x);
        int[] shape = adaptiveShape(op, x, outputSize, dims);
        return largest(op, x, adaptive(x, shape, dims), shape);
    }

    /**
     * The mean of each of {@code outputSize} windows that cover the input.
     *
     * @param op the name in messages, as {@code adaptiveAvgPool2d}
     * @param outputSize −1 for the input's size
     * @throws IllegalArgumentException if sizes do not fit
     */
    public static Tensor adaptiveAverage(String op, int dims, Tensor x, int[] outputSize) {
        Convolution.floating(op, x);
        int[] shape = adaptiveShape(op, x, outputSize, dims);
        return mean(op, x, adaptive(x, shape, dims), shape);
    }

    private static int[] adaptiveShape(String op, Tensor x, int[] outputSize, int dims) {
        int[] sizes = Convolution.spread(op, "output_size", outputSize, dims);
        checkInput(op, x, dims);
        int[] shape = x.shape.clone();
        for (int d = 0; d < dims; d++) {
            if (sizes[d] < -1) {
                throw new IllegalArgumentException(
                        op + ": elements of output_size must be greater than or equal to 0, got " + Shape.show(sizes));
            }
            int at = x.dim() - dims + d;
            shape[at] = sizes[d] == -1 ? shape[at] : sizes[d];
        }
        return shape;
    }

    private static Windows adaptive(Tensor x, int[] shape, int dims) {
        boolean none = Shape.numel(shape) == 0;
        Windows.Side[] sides = sides();
        for (int d = 0; d < dims; d++) {
            int at = x.dim() - dims + d;
            sides[3 - dims + d] = Windows.Side.adaptive(x.shape[at], none ? 0 : shape[at]);
        }
        return new Windows(sides[0], sides[1], sides[2], 0);
    }

    /** The mean over a window of {@code size} neighbours along one dimension; what lies outside counts as 0. */
    static Tensor movingAverage(String op, Tensor x, int dim, int size) {
        int count = x.shape[dim];
        Windows windows = new Windows(
                Windows.Side.adaptive(1, 1),
                Windows.Side.sliding(count, count, size, 1, size / 2, 1, true),
                Windows.Side.adaptive(
                        Shape.product(x.shape, dim + 1, x.dim()), Shape.product(x.shape, dim + 1, x.dim())),
                size);
        return mean(op, x, windows, x.shape);
    }

    // ---- the operations
    // -------------------------------------------------------------------------------------------------

    /** Means of windows. dx = G / n spread over the window. */
    private static Tensor mean(String op, Tensor x, Windows s, int[] shape) {
        if (!x.isFloatingPoint()) {
            // Exact up to 2⁵³, then cut toward zero as a division of integers.
            return mean(op, x.to(DType.FLOAT64), s, shape).to(x.dtype());
        }
        Tensor y = Tensor.unfilled(x.dtype(), shape);
        Tensor in = x.compact(x.dtype());
        if (y.numel() > 0) {
            Pools.mean(s, y.numel() / s.outputs(), in.storage.array, in.offset, y.storage.array);
        }
        int[] from = x.shape;
        return y.op(op).derivedFrom(x, g -> spread(op, g, s, from));
    }

    /** g / n spread over windows. dg = means of G. */
    private static Tensor spread(String op, Tensor g, Windows s, int[] shape) {
        Tensor x = g.numel() == 0 ? Tensor.allocate(g.dtype(), shape) : Tensor.unfilled(g.dtype(), shape);
        Tensor in = g.compact(g.dtype());
        if (g.numel() > 0) {
            Pools.spread(s, g.numel() / s.outputs(), in.storage.array, in.offset, x.storage.array);
        }
        int[] from = g.shape;
        return x.op(op).derivedFrom(g, h -> mean(op, h, s, from));
    }

    /** Largest elements of windows. dx = zeros with G added where they stood. */
    private static Selection largest(String op, Tensor x, Windows s, int[] shape) {
        Tensor y = Tensor.unfilled(x.dtype(), shape);
        Tensor indices = Tensor.unfilled(DType.INT64, shape);
        Tensor in = x.compact(x.dtype());
        if (y.numel() > 0) {
            Pools.max(
                    s, y.numel() / s.outputs(), in.storage.array, in.offset, y.storage.array, indices.storage.longs());
        }
        int[] from = x.shape;
        int inputs = s.inputs();
        int outputs = s.outputs();
        y.op(op).derivedFrom(x, g -> put(op, g, indices, from, inputs, outputs, true), indices);
        return new Selection(y, indices);
    }

    /** Elements of planes at {@code indices}. dx = zeros with G added there. */
    private static Tensor take(String op, Tensor x, Tensor indices, int[] shape, int inputs, int outputs) {
        Tensor y = Tensor.unfilled(x.dtype(), shape);
        Tensor in = x.compact(x.dtype());
        Tensor at = indices.compact(DType.INT64);
        if (y.numel() > 0 && x.numel() > 0) {
            Pools.take(
                    y.numel() / outputs,
                    inputs,
                    outputs,
                    in.storage.array,
                    in.offset,
                    at.storage.longs(),
                    at.offset,
                    y.storage.array);
        }
        int[] from = x.shape;
        return y.op(op).derivedFrom(x, g -> put(op, g, indices, from, inputs, outputs, true), indices);
    }

    /** Zeros with {@code y} added, or written, at {@code indices}. dy = G there. */
    private static Tensor put(String op, Tensor y, Tensor indices, int[] shape, int inputs, int outputs, boolean add) {
        Tensor x = y.numel() == 0 ? Tensor.allocate(y.dtype(), shape) : Tensor.unfilled(y.dtype(), shape);
        Tensor in = y.compact(y.dtype());
        Tensor at = indices.compact(DType.INT64);
        if (y.numel() > 0 && x.numel() > 0) {
            Pools.put(
                    y.numel() / outputs,
                    inputs,
                    outputs,
                    in.storage.array,
                    in.offset,
                    at.storage.longs(),
                    at.offset,
                    add,
                    x.storage.array);
        }
        int[] from = y.shape;
        return x.op(op).derivedFrom(y, g -> take(op, g, indices, from, inputs, outputs), indices);
    }

    // ---- unpooling
    // ------------------------------------------------------------------------------------------------------

    /**
     * Zeros with each element of x at its index in its plane, as a max pooling would have found it: dx = G there. Of
     * elements with the same index the last one stays.
     *
     * @param op the name in messages, as {@code maxUnpool2d}
     * @param dims 1, 2 or 3
     * @param x floating {@code (N, C, *)} or {@code (C, *)}
     * @param indices int64 of that shape
     * @param stride null for the kernel's size
     * @param outputSize the sizes of the result, with or without N and C; null for the smallest that fits
     * @throws IllegalArgumentException if sizes or options do not fit
     * @throws IndexOutOfBoundsException if an index is outside the plane
     */
    public static Tensor unpool(
            String op,
            int dims,
            Tensor x,
            Tensor indices,
            int[] kernelSize,
            int @Nullable [] stride,
            int[] padding,
            int @Nullable [] outputSize) {
        int[] kernel = kernel(op, kernelSize, dims);
        int[] steps = stride(op, stride, kernel, dims);
        int[] pad = Convolution.spread(op, "padding", padding, dims);
        checkInput(op, x, dims);
        Convolution.floating(op, x);
        if (indices.dtype() != DType.INT64 || !Shape.same(indices.shape, x.shape)) {
            throw new IllegalArgumentException(op + ": expected int64 indices in the shape of the input "
                    + Shape.show(x.shape) + ", as the pooling returned them, but got " + indices.dtype() + " "
                    + Shape.show(indices.shape));
        }
        int lead = x.dim() - dims;
        int[] sizes = outputSize;
        if (sizes != null && sizes.length > dims) {
            sizes = Arrays.copyOfRange(sizes, sizes.length - dims, sizes.length);
        }
        if (sizes != null && (sizes.length != dims || outputSize.length > dims + 2)) {
            throw new IllegalArgumentException(op + ": output_size should be a sequence containing " + dims + " or "
                    + (dims + 2) + " elements, but it is " + Shape.show(outputSize));
        }
        int[] shape = x.shape.clone();
        for (int d = 0; d < dims; d++) {
            long fitting = (x.shape[lead + d] - 1L) * steps[d] + kernel[d] - 2L * pad[d];
            if (sizes != null && !(sizes[d] > fitting - steps[d] && sizes[d] < fitting + steps[d])) {
                throw new IllegalArgumentException(op + ": invalid output_size " + Shape.show(sizes) + " (dim " + d
                        + " must be between " + (fitting - steps[d]) + " and " + (fitting + steps[d]) + ")");
            }
            if (sizes == null && fitting < 1) {
                throw new IllegalArgumentException(
                        op + ": given input " + Shape.show(x.shape) + ", kernel " + Shape.show(kernel) + ", stride "
                                + Shape.show(steps) + ", padding " + Shape.show(pad) + " the output would be empty");
            }
            shape[lead + d] = Convolution.size(op, sizes == null ? fitting : sizes[d]);
        }
        int inputs = Shape.product(shape, lead, shape.length);
        long[] at = indices.compact(DType.INT64).toLongArray();
        for (long index : at) {
            if (index < 0 || index >= inputs) {
                throw new IndexOutOfBoundsException(op + ": found an invalid max index " + index + ": output planes "
                        + Shape.show(Arrays.copyOfRange(shape, lead, shape.length)) + " have " + inputs
                        + " elements; pass the pooling's input size as output_size");
            }
        }
        return put(op, x, indices, shape, inputs, Shape.product(x.shape, lead, x.dim()), false);
    }

    // ---- checks
    // ---------------------------------------------------------------------------------------------------------

    private static Windows.Side[] sides() {
        Windows.Side one = Windows.Side.adaptive(1, 1);
        return new Windows.Side[] {one, one, one};
    }

    private static int[] shape(Tensor x, Windows s, int dims) {
        int[] shape = x.shape.clone();
        int[] out = s.outputSizes();
        System.arraycopy(out, 3 - dims, shape, shape.length - dims, dims);
        return shape;
    }

    private static int[] kernel(String op, int[] values, int dims) {
        int[] kernel = Convolution.spread(op, "kernel_size", values, dims);
        for (int value : kernel) {
            if (value <= 0) {
                throw new IllegalArgumentException(op + ": kernel_size must be greater than zero, but got " + value);
            }
        }
        return kernel;
    }

    private static int[] stride(String op, int @Nullable [] values, int[] kernel, int dims) {
        int[] stride = values == null || values.length == 0 ? kernel : Convolution.spread(op, "stride", values, dims);
        for (int value : stride) {
            if (value <= 0) {
                throw new IllegalArgumentException(op + ": stride must be greater than zero, but got " + value);
            }
        }
        return stride;
    }

    private static int[] padding(String op, int[] values, int[] kernel, int dims) {
        int[] pad = Convolution.spread(op, "padding", values, dims);
        for (int d = 0; d < dims; d++) {
            if (pad[d] < 0) {
                throw new IllegalArgumentException(op + ": pad must be non-negative, but got pad: " + pad[d]);
            }
            if (pad[d] > kernel[d] / 2) {
                throw new IllegalArgumentException(op + ": pad should be at most half of kernel size, but got pad="
                        + pad[d] + " and kernel_size=" + kernel[d]);
            }
        }
        return pad;
    }

    /** Only the number of images may be 0. */
    private static void checkInput(String op, Tensor x, int dims) {
        boolean fits = x.dim() == dims + 1 || x.dim() == dims + 2;
        for (int d = x.dim() == dims + 2 ? 1 : 0; d < x.dim() && fits; d++) {
            fits = x.shape[d] > 0;
        }
        if (!fits) {
            throw new IllegalArgumentException(op + ": expected " + (dims + 1) + "D or " + (dims + 2)
                    + "D (batch mode) tensor with optional 0 dim batch size for input, " + Convolution.layout("C", dims)
                    + ", but got: " + Shape.show(x.shape));
        }
    }
}
