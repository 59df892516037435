package lanewise.tensor;

import java.util.Arrays;
import lanewise.tensor.kernels.Convolutions;
import lanewise.tensor.kernels.Lattice;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions in one to three dimensions, their transposes, and patches as matrices: what
 * {@code lanewise.nn.Functional} builds on.
 *
 * <p>A convolution maps a large grid x to a small one y with weights w, linear in both: ⟨y, w ∗ x⟩ is trilinear. Its
 * derivative by each of the three is the product of the other two, so the three products here are each other's
 * derivatives, of any order.
 */
public final class Convolution {

    private Convolution() {}

    /**
     * The geometry that the three products share.
     *
     * @param op for messages and the graph
     * @param groups groups of channels
     * @param in sizes of the large grid (3, leading ones)
     * @param stride steps (3)
     * @param pad zeros before the large grid (3)
     * @param dilation steps inside the filter (3)
     * @param out sizes of the small grid (3)
     */
    private record Setting(String op, int groups, int[] in, int[] stride, int[] pad, int[] dilation, int[] out) {

        Lattice lattice(int batch, int[] weight) {
            int[] kernel = three(Arrays.copyOfRange(weight, 2, weight.length), 1);
            return new Lattice(batch, groups, weight[1], weight[0] / groups, in, kernel, stride, pad, dilation, out);
        }
    }

    // ---- convolution
    // ----------------------------------------------------------------------------------------------------

    /**
     * The convolution (cross-correlation) of x with filters: y_f = Σ_c w_fc ∗ x_c + b_f.
     *
     * @param op the name in messages, as {@code conv2d}
     * @param dims 1, 2 or 3
     * @param x {@code (N, C, *)} or {@code (C, *)}
     * @param weight {@code (F, C / groups, *)}
     * @param bias {@code (F)}, or null
     * @param stride one step per dimension, or one for all
     * @param padding zeros on both sides per dimension, or one for all; null for an output of the input's size
     *     ({@code "same"})
     * @param dilation steps inside the filter per dimension, or one for all
     * @param groups groups of channels that do not see each other
     * @return {@code (N, F, *)} or {@code (F, *)}
     * @throws IllegalArgumentException if sizes, options or element types do not fit
     */
    public static Tensor convolution(
            String op,
            int dims,
            Tensor x,
            Tensor weight,
            @Nullable Tensor bias,
            int[] stride,
            int @Nullable [] padding,
            int[] dilation,
            int groups) {
        int[] steps = positive(op, "stride", spread(op, "stride", stride, dims));
        int[] inner = positive(op, "dilation", spread(op, "dilation", dilation, dims));
        int[] kernel = check(op, dims, x, weight, groups);
        int channels = x.shape[x.dim() - dims - 1];
        if (channels != weight.shape[1] * groups) {
            throw new IllegalArgumentException(
                    op + ": given groups=" + groups + ", weight of size " + Shape.show(weight.shape)
                            + ", expected input " + Shape.show(x.shape) + " to have " + weight.shape[1] * groups
                            + " channels, but got " + channels + " channels instead; inputs are " + layout("C", dims));
        }
        if (weight.shape[0] % groups != 0 || weight.shape[0] < groups) {
            throw new IllegalArgumentException(
                    op + ": given groups=" + groups + ", expected weight to be divisible by it at"
                            + " dimension 0, but got weight of size " + Shape.show(weight.shape));
        }
        checkBias(op, bias, weight, weight.shape[0]);
        int[] in = Arrays.copyOfRange(x.shape, x.dim() - dims, x.dim());
        int[] out = new int[dims];
        int[] pad = new int[dims];
        if (padding == null) {
            for (int d = 0; d < dims; d++) {
                if (steps[d] != 1) {
                    throw new IllegalArgumentException(
                            op + ": padding='same' is not supported for strided convolutions, got" + " stride "
                                    + Shape.show(steps));
                }
                // Where it does not come out even, the far side gets the zero more.
                pad[d] = inner[d] * (kernel[d] - 1) / 2;
                out[d] = in[d];
            }
        } else {
            pad = spread(op, "padding", padding, dims);
            for (int d = 0; d < dims; d++) {
                if (pad[d] < 0) {
                    throw new IllegalArgumentException(
                            op + ": negative padding is not supported, got padding " + Shape.show(pad));
                }
                long room = in[d] + 2L * pad[d] - (long) inner[d] * (kernel[d] - 1) - 1;
                if (room < 0) {
                    throw new IllegalArgumentException(op
                            + ": kernel size can't be greater than actual input size: the input "
                            + Shape.show(x.shape) + " with padding " + Shape.show(pad) + " is smaller than the kernel "
                            + Shape.show(kernel) + " with dilation " + Shape.show(inner));
                }
                size(op, in[d] + 2L * pad[d]);
                out[d] = size(op, room / steps[d] + 1);
            }
        }
        if (x.dim() == dims + 1) {
            return convolution(op, dims, x.unsqueeze(0), weight, bias, stride, padding, dilation, groups)
                    .squeeze(0);
        }
        if (!x.isFloatingPoint()) {
            return convolution(
                            op,
                            dims,
                            wide(x),
                            wide(weight),
                            bias == null ? null : wide(bias),
                            stride,
                            padding,
                            dilation,
                            groups)
                    .to(x.dtype());
        }
        Setting s =
                new Setting(op, groups, three(in, 1), three(steps, 1), three(pad, 0), three(inner, 1), three(out, 1));
        return forward(s, x, weight, bias, joined(x.shape[0], weight.shape[0], out));
    }

    /**
     * The transposed convolution: what takes the gradient of a {@link #convolution} with these options from outputs to
     * inputs.
     *
     * @param op the name in messages, as {@code convTranspose2d}
     * @param dims 1, 2 or 3
     * @param x {@code (N, C, *)} or {@code (C, *)}
     * @param weight {@code (C, F / groups, *)}
     * @param bias {@code (F)}, or null
     * @param stride one step per dimension, or one for all
     * @param padding what is cut off on both sides, per dimension or one for all
     * @param outputPadding what is added on the far side, smaller than stride or dilation
     * @param groups groups of channels that do not see each other
     * @param dilation steps inside the filter per dimension, or one for all
     * @return {@code (N, F, *)} or {@code (F, *)}
     * @throws IllegalArgumentException if sizes, options or element types do not fit
     */
    public static Tensor transposed(
            String op,
            int dims,
            Tensor x,
            Tensor weight,
            @Nullable Tensor bias,
            int[] stride,
            int[] padding,
            int[] outputPadding,
            int groups,
            int[] dilation) {
        int[] steps = positive(op, "stride", spread(op, "stride", stride, dims));
        int[] pad = spread(op, "padding", padding, dims);
        int[] more = spread(op, "output_padding", outputPadding, dims);
        int[] inner = positive(op, "dilation", spread(op, "dilation", dilation, dims));
        int[] kernel = check(op, dims, x, weight, groups);
        int channels = x.shape[x.dim() - dims - 1];
        if (channels != weight.shape[0]) {
            throw new IllegalArgumentException(
                    op + ": given weight of size " + Shape.show(weight.shape) + ", expected input "
                            + Shape.show(x.shape) + " to have " + weight.shape[0] + " channels, but got " + channels
                            + " channels instead; inputs are " + layout("C", dims));
        }
        if (channels % groups != 0) {
            throw new IllegalArgumentException(op + ": given groups=" + groups
                    + ", expected input channels to be divisible by it," + " but got input " + Shape.show(x.shape));
        }
        checkBias(op, bias, weight, weight.shape[1] * groups);
        int[] in = Arrays.copyOfRange(x.shape, x.dim() - dims, x.dim());
        int[] out = new int[dims];
        for (int d = 0; d < dims; d++) {
            if (pad[d] < 0) {
                throw new IllegalArgumentException(
                        op + ": negative padding is not supported, got padding " + Shape.show(pad));
            }
            if (more[d] < 0 || more[d] >= steps[d] && more[d] >= inner[d]) {
                throw new IllegalArgumentException(op
                        + ": output padding must be smaller than either stride or dilation, but got"
                        + " output_padding " + Shape.show(more) + ", stride " + Shape.show(steps) + ", dilation "
                        + Shape.show(inner));
            }
            long length = (in[d] - 1L) * steps[d] - 2L * pad[d] + (long) inner[d] * (kernel[d] - 1) + more[d] + 1;
            if (length < 1) {
                throw new IllegalArgumentException(
                        op + ": given input " + Shape.show(x.shape) + ", kernel " + Shape.show(kernel)
                                + ", padding " + Shape.show(pad) + " the calculated output size is too small: " + length
                                + " in dimension " + d);
            }
            size(op, length + 2L * pad[d]);
            out[d] = size(op, length);
        }
        if (x.dim() == dims + 1) {
            return transposed(op, dims, x.unsqueeze(0), weight, bias, stride, padding, outputPadding, groups, dilation)
                    .squeeze(0);
        }
        if (!x.isFloatingPoint()) {
            return transposed(
                            op,
                            dims,
                            wide(x),
                            wide(weight),
                            bias == null ? null : wide(bias),
                            stride,
                            padding,
                            outputPadding,
                            groups,
                            dilation)
                    .to(x.dtype());
        }
        Setting s =
                new Setting(op, groups, three(out, 1), three(steps, 1), three(pad, 0), three(inner, 1), three(in, 1));
        Tensor y = input(s, x, weight, joined(x.shape[0], weight.shape[1] * groups, out));
        if (bias == null) {
            return y;
        }
        int[] column = new int[dims + 1];
        Arrays.fill(column, 1);
        column[0] = bias.shape[0];
        return y.add(bias.reshape(column));
    }

    /** y = w ∗ x + b. dx = wᵀ ∗ G, dw = G xᵀ, db = Σ G. */
    private static Tensor forward(Setting s, Tensor x, Tensor w, @Nullable Tensor bias, int[] shape) {
        boolean empty = x.numel() == 0 || w.numel() == 0;
        Tensor y = empty ? Tensor.allocate(x.dtype(), shape) : Tensor.unfilled(x.dtype(), shape);
        Tensor in = x.compact(x.dtype());
        Tensor filters = w.compact(x.dtype());
        Tensor add = bias == null ? null : bias.compact(x.dtype());
        if (!empty && y.numel() > 0) {
            Convolutions.forward(
                    s.lattice(x.shape[0], w.shape),
                    in.storage.array,
                    in.offset,
                    filters.storage.array,
                    filters.offset,
                    add == null ? null : add.storage.array,
                    add == null ? 0 : add.offset,
                    y.storage.array);
        } else if (bias != null && y.numel() > 0) {
            int[] column = new int[shape.length - 1];
            Arrays.fill(column, 1);
            column[0] = shape[1];
            y.add_(bias.detach().reshape(column));
        }
        int[] from = x.shape;
        int[] weights = w.shape;
        y.op(s.op).derivedFrom(x, g -> input(s, g, w, from), w).derivedFrom(w, g -> weight(s, x, g, weights), x);
        return bias == null ? y : y.derivedFrom(bias, Convolution::channelSums);
    }

    /** Σ over images and pixels, the pixels first: in one go the channels would have to be copied to the front. */
    private static Tensor channelSums(Tensor g) {
        return g.reshape(g.shape[0], g.shape[1], Shape.product(g.shape, 2, g.dim()))
                .sum(2)
                .sum(0);
    }

    /** x = wᵀ ∗ y. dy = w ∗ G, dw = y Gᵀ. */
    private static Tensor input(Setting s, Tensor y, Tensor w, int[] shape) {
        boolean empty = y.numel() == 0 || w.numel() == 0;
        Tensor x = empty ? Tensor.allocate(y.dtype(), shape) : Tensor.unfilled(y.dtype(), shape);
        Tensor in = y.compact(y.dtype());
        Tensor filters = w.compact(y.dtype());
        if (!empty && x.numel() > 0) {
            Convolutions.input(
                    s.lattice(y.shape[0], w.shape),
                    in.storage.array,
                    in.offset,
                    filters.storage.array,
                    filters.offset,
                    x.storage.array);
        }
        int[] from = y.shape;
        int[] weights = w.shape;
        return x.op(s.op)
                .derivedFrom(y, g -> forward(s, g, w, null, from), w)
                .derivedFrom(w, g -> weight(s, g, y, weights), y);
    }

    /** w = y xᵀ. dx = Gᵀ ∗ y, dy = G ∗ x. */
    private static Tensor weight(Setting s, Tensor x, Tensor y, int[] shape) {
        Tensor w = Tensor.allocate(x.dtype(), shape);
        Tensor in = x.compact(x.dtype());
        Tensor out = y.compact(x.dtype());
        if (x.numel() > 0 && w.numel() > 0 && y.numel() > 0) {
            Convolutions.weight(
                    s.lattice(x.shape[0], shape),
                    in.storage.array,
                    in.offset,
                    out.storage.array,
                    out.offset,
                    w.storage.array);
        }
        int[] from = x.shape;
        int[] to = y.shape;
        return w.op(s.op)
                .derivedFrom(x, g -> input(s, y, g, from), y)
                .derivedFrom(y, g -> forward(s, x, g, null, to), x);
    }

    // ---- patches
    // --------------------------------------------------------------------------------------------------------

    /**
     * The patches of images that a convolution would see, as the columns of a matrix (im2col).
     *
     * @param x {@code (N, C, H, W)} or {@code (C, H, W)}
     * @return {@code (N, C · kernel, L)} or {@code (C · kernel, L)} with a column for each of the L places of the
     *     filter
     * @throws IllegalArgumentException if sizes or options do not fit
     */
    public static Tensor unfold(Tensor x, int[] kernelSize, int[] dilation, int[] padding, int[] stride) {
        floating("unfold", x);
        boolean batched = x.dim() == 4;
        if (x.dim() != 3 && !batched || Shape.product(x.shape, batched ? 1 : 0, x.dim()) == 0) {
            throw new IllegalArgumentException(
                    "unfold: expected 3D (C, H, W) or 4D (N, C, H, W) images with non-zero dimensions"
                            + " (only N may be 0), but got " + Shape.show(x.shape));
        }
        if (!batched) {
            return unfold(x.unsqueeze(0), kernelSize, dilation, padding, stride).squeeze(0);
        }
        int[] size = Arrays.copyOfRange(x.shape, 2, 4);
        Patches p = Patches.of("unfold", size, kernelSize, dilation, padding, stride);
        int rows = size("unfold", (long) x.shape[1] * p.taps());
        return p.unfold(x, new int[] {x.shape[0], rows, p.places()});
    }

    /**
     * Images of overlapping patches added up (col2im): the transpose of {@link #unfold}.
     *
     * @param x {@code (N, C · kernel, L)} or {@code (C · kernel, L)}
     * @param outputSize height and width of the images
     * @return {@code (N, C, H, W)} or {@code (C, H, W)}
     * @throws IllegalArgumentException if sizes or options do not fit
     */
    public static Tensor fold(
            Tensor x, int[] outputSize, int[] kernelSize, int[] dilation, int[] padding, int[] stride) {
        floating("fold", x);
        boolean batched = x.dim() == 3;
        if (x.dim() != 2 && !batched || Shape.product(x.shape, batched ? 1 : 0, x.dim()) == 0) {
            throw new IllegalArgumentException(
                    "fold: expected 2D (C k, L) or 3D (N, C k, L) patches with non-zero dimensions"
                            + " (only N may be 0), but got " + Shape.show(x.shape));
        }
        if (!batched) {
            return fold(x.unsqueeze(0), outputSize, kernelSize, dilation, padding, stride)
                    .squeeze(0);
        }
        Patches p = Patches.of(
                "fold",
                positive("fold", "output_size", spread("fold", "output_size", outputSize, 2)),
                kernelSize,
                dilation,
                padding,
                stride);
        if (x.shape[1] % p.taps() != 0 || x.shape[2] != p.places()) {
            throw new IllegalArgumentException("fold: expected patches (N, C · " + p.taps() + ", " + p.places()
                    + ") for images " + Shape.show(outputSize) + " and kernel " + Shape.show(kernelSize) + ", but got "
                    + Shape.show(x.shape));
        }
        return p.fold(x, new int[] {x.shape[0], x.shape[1] / p.taps(), p.setting.in[1], p.setting.in[2]});
    }

    /**
     * The geometry of a patch matrix.
     *
     * @param setting as of a convolution
     * @param kernel sizes of the filter (3)
     */
    private record Patches(Setting setting, int[] kernel) {

        static Patches of(String op, int[] size, int[] kernelSize, int[] dilation, int[] padding, int[] stride) {
            int[] kernel = positive(op, "kernel_size", spread(op, "kernel_size", kernelSize, 2));
            int[] inner = positive(op, "dilation", spread(op, "dilation", dilation, 2));
            int[] steps = positive(op, "stride", spread(op, "stride", stride, 2));
            int[] pad = spread(op, "padding", padding, 2);
            int[] out = new int[2];
            for (int d = 0; d < 2; d++) {
                if (pad[d] < 0) {
                    throw new IllegalArgumentException(op + ": padding must not be negative, got " + Shape.show(pad));
                }
                long room = size[d] + 2L * pad[d] - (long) inner[d] * (kernel[d] - 1) - 1;
                if (room < 0) {
                    throw new IllegalArgumentException(op + ": given images of " + Shape.show(size) + ", kernel "
                            + Shape.show(kernel) + ", dilation " + Shape.show(inner) + ", padding " + Shape.show(pad)
                            + ", stride " + Shape.show(steps)
                            + " there is no place for the filter; the smaller of the two must"
                            + " be the kernel");
                }
                size(op, size[d] + 2L * pad[d]);
                out[d] = size(op, room / steps[d] + 1);
            }
            return new Patches(
                    new Setting(op, 1, three(size, 1), three(steps, 1), three(pad, 0), three(inner, 1), three(out, 1)),
                    three(kernel, 1));
        }

        int taps() {
            return Shape.numel(kernel);
        }

        int places() {
            return Shape.numel(setting.out);
        }

        private Lattice lattice(int batch, int channels) {
            return setting.lattice(batch, new int[] {1, channels, kernel[0], kernel[1], kernel[2]});
        }

        /** Patches of x. dx = fold G. */
        Tensor unfold(Tensor x, int[] shape) {
            Tensor y = Tensor.unfilled(x.dtype(), shape);
            Tensor in = x.compact(x.dtype());
            Convolutions.unfold(lattice(x.shape[0], x.shape[1]), in.storage.array, in.offset, y.storage.array);
            int[] from = x.shape;
            return y.op("unfold").derivedFrom(x, g -> fold(g, from));
        }

        /** Patches x added up. dx = unfold G. */
        Tensor fold(Tensor x, int[] shape) {
            Tensor y = Tensor.allocate(x.dtype(), shape);
            Tensor in = x.compact(x.dtype());
            Convolutions.fold(lattice(shape[0], shape[1]), in.storage.array, in.offset, y.storage.array);
            int[] from = x.shape;
            return y.op("fold").derivedFrom(x, g -> unfold(g, from));
        }
    }

    // ---- checks: shared with the other spatial families
    // --------------------------------------------------------------------

    /** One value per dimension; a single one stands for all. */
    static int[] spread(String op, String name, int[] values, int dims) {
        if (values.length == dims) {
            return values;
        }
        if (values.length != 1) {
            throw new IllegalArgumentException(op + ": expected " + name + " to be a single integer or a list of "
                    + dims + " values, got " + Shape.show(values));
        }
        int[] all = new int[dims];
        Arrays.fill(all, values[0]);
        return all;
    }

    static int[] positive(String op, String name, int[] values) {
        for (int value : values) {
            if (value <= 0) {
                throw new IllegalArgumentException(
                        op + ": non-positive " + name + " is not supported, got " + Shape.show(values));
            }
        }
        return values;
    }

    /** Depth, height and width: leading dimensions that are missing become {@code fill}. */
    static int[] three(int[] values, int fill) {
        int[] all = new int[3];
        Arrays.fill(all, fill);
        System.arraycopy(values, 0, all, 3 - values.length, values.length);
        return all;
    }

    static int size(String op, long size) {
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    op + ": a size of " + size + ", padding included, is more than a tensor can hold");
        }
        return (int) size;
    }

    static void floating(String op, Tensor x) {
        if (!x.isFloatingPoint()) {
            throw new IllegalArgumentException(op + ": expected a floating-point tensor, got " + x.dtype() + " "
                    + Shape.show(x.shape) + "; convert it, as in x.toFloat()");
        }
    }

    /** {@code (N, C, D, H, W)} for messages. */
    static String layout(String channels, int dims) {
        String sizes = switch (dims) {
            case 1 -> "L";
            case 2 -> "H, W";
            default -> "D, H, W";
        };
        return "(N, " + channels + ", " + sizes + ") or (" + channels + ", " + sizes + ")";
    }

    /** Integers are convolved exactly in double precision, up to 2⁵³. */
    static Tensor wide(Tensor x) {
        return x.to(DType.FLOAT64);
    }

    private static int[] check(String op, int dims, Tensor x, Tensor weight, int groups) {
        if (groups <= 0) {
            throw new IllegalArgumentException(op + ": non-positive groups is not supported, got " + groups);
        }
        if (weight.dim() != dims + 2) {
            throw new IllegalArgumentException(
                    op + ": expected a weight of " + (dims + 2) + " dimensions, got " + Shape.show(weight.shape));
        }
        if (x.dim() != dims + 1 && x.dim() != dims + 2) {
            throw new IllegalArgumentException(op + ": expected " + (dims + 1) + "D (unbatched) or " + (dims + 2)
                    + "D (batched) input " + layout("C", dims) + ", but got input of size " + Shape.show(x.shape));
        }
        if (x.dtype() != weight.dtype() || x.dtype() == DType.BOOL) {
            throw new IllegalArgumentException(op + ": expected input and weight of one number type, got " + x.dtype()
                    + " and " + weight.dtype() + "; convert one with to(...)");
        }
        for (int d = 1; d < weight.dim(); d++) {
            if (weight.shape[d] == 0) {
                throw new IllegalArgumentException(
                        op + ": weight should have at least one element per filter, got " + Shape.show(weight.shape));
            }
        }
        return Arrays.copyOfRange(weight.shape, 2, weight.dim());
    }

    private static void checkBias(String op, @Nullable Tensor bias, Tensor weight, int filters) {
        if (bias != null && (bias.dim() != 1 || bias.shape[0] != filters || bias.dtype() != weight.dtype())) {
            throw new IllegalArgumentException(
                    op + ": given weight of size " + Shape.show(weight.shape) + ", expected bias to be "
                            + weight.dtype() + " with " + filters + " elements, but got " + bias.dtype() + " "
                            + Shape.show(bias.shape));
        }
    }

    private static int[] joined(int batch, int channels, int[] sizes) {
        int[] shape = new int[sizes.length + 2];
        shape[0] = batch;
        shape[1] = channels;
        System.arraycopy(sizes, 0, shape, 2, sizes.length);
        return shape;
    }
}
