package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tensor as PyTorch's {@code repr} does, character for character:
 *
 * <pre>{@code
 * tensor([[0.3566, 0.4831, 0.6752],
 *         [0.4479, 0.7825, 0.9937]], dtype=torch.float64, requires_grad=True)
 * }</pre>
 *
 * <p>All elements share one format, found from those that will be shown ({@link ElementFormat}). A vector breaks into
 * lines of as many elements as fit; matrices put each row on its own line, and each further dimension adds one blank
 * line between blocks. Above {@link PrintOptions#threshold} elements, each dimension shows only its ends.
 *
 * <p>Source: the behaviour of {@code torch/_tensor_str.py} (1.13; for {@code edgeitems = 0}, where that release
 * fails, 2.x).
 */
final class TensorPrinter {
    private static final String PREFIX = "tensor(";

    /** Element types as far as printing tells them apart. */
    enum Kind {
        FLOATING,
        INTEGER,
        BOOL
    }

    /** What there is to print: shape and elements, the latter by their row-major number. */
    interface Values {
        int[] shape();

        Kind kind();

        /** Element {@code i} of a {@link Kind#FLOATING} tensor. */
        double doubleAt(int i);

        /** Element {@code i} of an {@link Kind#INTEGER} or (0 or 1) {@link Kind#BOOL} tensor. */
        long longAt(int i);
    }

    private final int[] shape;
    private final int[] strides;
    private final PrintOptions options;
    private final boolean summarize;
    private final ElementFormat format;
    private final StringBuilder out = new StringBuilder(PREFIX);

    private TensorPrinter(Values x, int numel, PrintOptions options) {
        this.shape = x.shape();
        this.strides = new int[shape.length];
        for (int dim = shape.length - 1, stride = 1; dim >= 0; dim--) {
            strides[dim] = stride;
            stride *= shape[dim];
        }
        this.options = options;
        this.summarize = numel > options.threshold();
        List<Integer> shown = new ArrayList<>();
        forEachShown(0, 0, shown::add);
        this.format = ElementFormat.of(x, shown, options);
    }

    /**
     * The text of a tensor.
     *
     * @param dtype PyTorch's name of the dtype ({@code float64})
     * @param defaultDtype the name of the default float dtype, which goes unsaid as do int64 and bool
     * @param requiresGrad whether the tensor is a leaf that records (said only if there is no {@code gradFn})
     * @param gradFn the name of the node that made it, or null
     */
    static String print(
            Values x,
            String dtype,
            String defaultDtype,
            boolean requiresGrad,
            @Nullable String gradFn,
            PrintOptions options) {
        int[] shape = x.shape();
        int numel = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        List<String> suffixes = new ArrayList<>();
        StringBuilder text;
        if (numel == 0) {
            text = new StringBuilder(PREFIX).append("[]");
            if (shape.length != 1) {
                suffixes.add(size(shape));
            }
            // No element tells that it is an integer, so every other dtype is said.
            if (!dtype.equals(defaultDtype)) {
                suffixes.add("dtype=torch." + dtype);
            }
        } else {
            TensorPrinter printer = new TensorPrinter(x, numel, options);
            printer.write(0, 0, PREFIX.length());
            text = printer.out;
            if (options.edgeitems() == 0) {
                suffixes.add(size(shape));
            }
            if (!dtype.equals(defaultDtype) && !dtype.equals("int64") && !dtype.equals("bool")) {
                suffixes.add("dtype=torch." + dtype);
            }
        }
        if (gradFn != null) {
            suffixes.add("grad_fn=<" + gradFn + ">");
        } else if (requiresGrad) {
            suffixes.add("requires_grad=True");
        }
        append(text, suffixes, options);
        return text.append(')').toString();
    }

    private static String size(int[] shape) {
        String sizes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        return "size=(" + sizes + (shape.length == 1 ? ",)" : ")");
    }

    /** Each suffix goes behind the last, or on a line of its own where it would pass the line's width. */
    private static void append(StringBuilder text, List<String> suffixes, PrintOptions options) {
        int column = text.length() - text.lastIndexOf("\n") + 1;
        for (String suffix : suffixes) {
            if (column + suffix.length() + 2 > options.linewidth()) {
                text.append(",\n").repeat(' ', PREFIX.length()).append(suffix);
                column = PREFIX.length() + suffix.length();
            } else {
                text.append(", ").append(suffix);
                column += suffix.length() + 2;
            }
        }
    }

    private boolean elides(int dim) {
        return summarize && shape[dim] > 2 * options.edgeitems();
    }

    private void forEachShown(int dim, int offset, IntConsumer action) {
        if (dim == shape.length) {
            action.accept(offset);
            return;
        }
        int head = elides(dim) ? options.edgeitems() : shape[dim];
        for (int i = 0; i < shape[dim]; i++) {
            if (i < head || i >= shape[dim] - head) {
                forEachShown(dim + 1, offset + i * strides[dim], action);
            }
        }
    }

    private void write(int dim, int offset, int indent) {
        if (dim == shape.length) {
            out.append(format.padded(offset));
        } else if (dim == shape.length - 1) {
            writeVector(offset, indent);
        } else {
            String between = "," + "\n".repeat(shape.length - dim - 1) + " ".repeat(indent + 1);
            boolean elides = elides(dim);
            int head = elides ? options.edgeitems() : shape[dim];
            out.append('[');
            for (int i = 0; i < head; i++) {
                out.append(i == 0 ? "" : between);
                write(dim + 1, offset + i * strides[dim], indent + 1);
            }
            if (elides) {
                out.append(head == 0 ? "" : between).append("...");
                for (int i = shape[dim] - head; i < shape[dim]; i++) {
                    out.append(between);
                    write(dim + 1, offset + i * strides[dim], indent + 1);
                }
            }
            out.append(']');
        }
    }

    private void writeVector(int offset, int indent) {
        int size = shape[shape.length - 1];
        List<String> items = new ArrayList<>();
        if (elides(shape.length - 1)) {
            int edge = options.edgeitems();
            for (int i = 0; i < edge; i++) {
                items.add(format.padded(offset + i));
            }
            items.add(edge == 0 ? "..." : " ...");
            for (int i = size - edge; i < size; i++) {
                items.add(format.padded(offset + i));
            }
        } else {
            for (int i = 0; i < size; i++) {
                items.add(format.padded(offset + i));
            }
        }
        // An element takes its width, a comma and a blank.
        int perLine = Math.max(1, (options.linewidth() - indent) / (format.width() + 2));
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                if (i % perLine == 0) {
                    out.append(",\n").repeat(' ', indent + 1);
                } else {
                    out.append(", ");
                }
            }
            out.append(items.get(i));
        }
        out.append(']');
    }
}
