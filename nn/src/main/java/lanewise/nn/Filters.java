package lanewise.nn;

import java.util.Arrays;
import java.util.stream.Collectors;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What layers that slide a window over their input have in common. */
final class Filters {

    private Filters() {}

    /** One size per dimension. */
    static int[] kernel(String layer, int dims, int[] kernelSize) {
        for (int size : kernelSize) {
            Sizes.positive(layer, "kernelSize", size);
        }
        return spread(layer, "kernelSize", dims, kernelSize);
    }

    static int[] spread(String layer, String name, int dims, int[] values) {
        if (values.length == dims) {
            return values.clone();
        }
        if (values.length != 1) {
            throw new IllegalArgumentException(
                    layer + ": " + name + " is one number or " + dims + ", got " + Arrays.toString(values));
        }
        int[] all = new int[dims];
        Arrays.fill(all, values[0]);
        return all;
    }

    /** Refuses options for another number of dimensions. */
    static void check(String layer, int dims, int[] stride, int @Nullable [] padding, int[] dilation) {
        spread(layer, "stride", dims, stride);
        spread(layer, "dilation", dims, dilation);
        if (padding != null) {
            spread(layer, "padding", dims, padding);
        }
    }

    static Parameter weight(
            String layer, int inChannels, int outChannels, int[] kernelSize, int groups, boolean transposed) {
        Sizes.notNegative(layer, "inChannels", inChannels);
        Sizes.notNegative(layer, "outChannels", outChannels);
        Sizes.positive(layer, "groups", groups);
        if (inChannels % groups != 0 || outChannels % groups != 0) {
            throw new IllegalArgumentException(layer + ": inChannels and outChannels must be divisible by groups, got "
                    + inChannels + ", " + outChannels + " and " + groups);
        }
        int[] shape = new int[kernelSize.length + 2];
        shape[0] = transposed ? inChannels : outChannels;
        shape[1] = (transposed ? outChannels : inChannels) / groups;
        System.arraycopy(kernelSize, 0, shape, 2, kernelSize.length);
        return new Parameter(Tensor.empty(shape, DType.getDefault()));
    }

    static Parameter bias(int outChannels) {
        return new Parameter(Tensor.empty(new int[] {outChannels}, DType.getDefault()));
    }

    static void reset(Tensor weight, @Nullable Tensor bias) {
        Init.kaimingUniform_(weight, Math.sqrt(5));
        int fan = weight.size(0) == 0 ? 0 : weight.numel() / weight.size(0);
        if (bias != null && fan > 0) {
            double bound = 1 / Math.sqrt(fan);
            Init.uniform_(bias, -bound, bound);
        }
    }

    /** What must be padded so that a transposed convolution has a result of that size. */
    static int[] outputPadding(
            String layer, Tensor x, int[] outputSize, int[] kernel, int[] stride, int[] padding, int[] dilation) {
        int dims = kernel.length;
        if (outputSize.length != dims && outputSize.length != x.dim() || x.dim() < dims) {
            throw new IllegalArgumentException(layer + ": outputSize must have " + dims + " or " + (dims + 2)
                    + " elements (got " + outputSize.length + ")");
        }
        int[] steps = spread(layer, "stride", dims, stride);
        int[] pad = spread(layer, "padding", dims, padding);
        int[] inner = spread(layer, "dilation", dims, dilation);
        int[] more = new int[dims];
        for (int d = 0; d < dims; d++) {
            int least = (x.size(x.dim() - dims + d) - 1) * steps[d] - 2 * pad[d] + inner[d] * (kernel[d] - 1) + 1;
            int wanted = outputSize[outputSize.length - dims + d];
            if (wanted < least || wanted > least + steps[d] - 1) {
                throw new IllegalArgumentException(
                        layer + ": requested an output size of " + Arrays.toString(outputSize)
                                + ", but valid sizes of dimension " + d + " range from " + least + " to "
                                + (least + steps[d] - 1)
                                + " for an input of " + Arrays.toString(x.shape()));
            }
            more[d] = wanted - least;
        }
        return more;
    }

    /** The input with what the mode says around it; null pads so that the result keeps the size of the input. */
    static Tensor padded(
            String op, int dims, Tensor x, Tensor weight, int @Nullable [] padding, int[] dilation, PaddingMode mode) {
        int[] inner = spread(op, "dilation", dims, dilation);
        int[] pairs = new int[2 * dims];
        for (int d = 0; d < dims; d++) {
            int all = inner[d] * (weight.size(weight.dim() - dims + d) - 1);
            int before = padding == null ? all / 2 : spread(op, "padding", dims, padding)[d];
            pairs[2 * (dims - 1 - d)] = before;
            pairs[2 * (dims - 1 - d) + 1] = padding == null ? all - before : before;
        }
        return Functional.pad(x, pairs, mode, 0);
    }

    static String repr(
            int inChannels,
            int outChannels,
            int[] kernel,
            int[] stride,
            int @Nullable [] padding,
            int[] dilation,
            int @Nullable [] outputPadding,
            int groups,
            boolean bias,
            PaddingMode mode) {
        int dims = kernel.length;
        StringBuilder text = new StringBuilder();
        text.append(inChannels)
                .append(", ")
                .append(outChannels)
                .append(", kernel_size=")
                .append(PyText.tuple(kernel));
        text.append(", stride=").append(tuple(dims, stride));
        if (padding == null) {
            text.append(", padding=same");
        } else if (Arrays.stream(padding).anyMatch(p -> p != 0)) {
            text.append(", padding=").append(tuple(dims, padding));
        }
        if (Arrays.stream(dilation).anyMatch(p -> p != 1)) {
            text.append(", dilation=").append(tuple(dims, dilation));
        }
        if (outputPadding != null && Arrays.stream(outputPadding).anyMatch(p -> p != 0)) {
            text.append(", output_padding=").append(tuple(dims, outputPadding));
        }
        if (groups != 1) {
            text.append(", groups=").append(groups);
        }
        if (!bias) {
            text.append(", bias=False");
        }
        if (mode != PaddingMode.CONSTANT) {
            text.append(", padding_mode=").append(mode.name().toLowerCase(java.util.Locale.ROOT));
        }
        return text.toString();
    }

    /** The values of all dimensions as Python prints a tuple. */
    static String tuple(int dims, int[] values) {
        return PyText.tuple(spread("repr", "values", dims, values));
    }

    /** Output sizes with −1 for null: the size of the input. */
    static int[] outputSize(@Nullable Integer[] sizes) {
        return Arrays.stream(sizes).mapToInt(size -> size == null ? -1 : size).toArray();
    }

    /** One number, or a tuple; null is None. */
    static String text(@Nullable Integer[] sizes) {
        if (sizes.length == 1) {
            return String.valueOf(sizes[0]);
        }
        return Arrays.stream(sizes)
                .map(size -> size == null ? "None" : size.toString())
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
