package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/**
 * How tensors print: PyTorch's {@code torch.set_printoptions}.
 *
 * <pre>{@code
 * PrintOptions.set(PrintOptions.get().precision(2));   // tensor([1.12]) instead of tensor([1.1234])
 * PrintOptions.set(PrintOptions.FULL);                 // every element, however many
 * PrintOptions.set(PrintOptions.DEFAULT);
 * }</pre>
 *
 * @param precision digits after the point (4)
 * @param threshold a tensor of more elements than this prints in summary (1000)
 * @param edgeitems how many items a summary shows at either end of each dimension (3)
 * @param linewidth columns after which a line of elements breaks (80)
 * @param sciMode scientific notation always or never; null: where the values ask for it (null)
 * @see <a href="https://pytorch.org/docs/stable/generated/torch.set_printoptions.html">torch.set_printoptions</a>
 */
public record PrintOptions(
        int precision,
        int threshold,
        int edgeitems,
        int linewidth,
        @Nullable Boolean sciMode) {
    /** PyTorch's profile {@code default}. */
    public static final PrintOptions DEFAULT = new PrintOptions(4, 1000, 3, 80, null);

    /** PyTorch's profile {@code short}: two digits, two items at either end. */
    public static final PrintOptions SHORT = new PrintOptions(2, 1000, 2, 80, null);

    /** PyTorch's profile {@code full}: no summary. */
    public static final PrintOptions FULL = new PrintOptions(4, Integer.MAX_VALUE, 3, 80, null);

    private static volatile PrintOptions current = DEFAULT;

    /**
     * Options of one's own; the withers on {@link #DEFAULT} are easier to read.
     *
     * @throws IllegalArgumentException if a number is negative, or linewidth is not positive
     */
    public PrintOptions {
        if (precision < 0 || threshold < 0 || edgeitems < 0 || linewidth < 1) {
            throw new IllegalArgumentException("PrintOptions: expected precision, threshold, edgeitems >= 0 and"
                    + " linewidth >= 1; got precision = " + precision + ", threshold = " + threshold
                    + ", edgeitems = " + edgeitems + ", linewidth = " + linewidth);
        }
    }

    /** The options that {@code Tensor.toString} uses now, in all threads. */
    public static PrintOptions get() {
        return current;
    }

    /** Sets the options that {@code Tensor.toString} uses from now on, in all threads. */
    public static void set(PrintOptions options) {
        current = options;
    }

    /** These options with another number of digits after the point. */
    public PrintOptions precision(int digits) {
        return new PrintOptions(digits, threshold, edgeitems, linewidth, sciMode);
    }

    /** These options with another number of elements above which a tensor prints in summary. */
    public PrintOptions threshold(int elements) {
        return new PrintOptions(precision, elements, edgeitems, linewidth, sciMode);
    }

    /** These options with another number of items at either end of a summary. */
    public PrintOptions edgeitems(int items) {
        return new PrintOptions(precision, threshold, items, linewidth, sciMode);
    }

    /** These options with another width of line. */
    public PrintOptions linewidth(int columns) {
        return new PrintOptions(precision, threshold, edgeitems, columns, sciMode);
    }

    /** These options with scientific notation always (true), never (false) or by need (null). */
    public PrintOptions sciMode(@Nullable Boolean mode) {
        return new PrintOptions(precision, threshold, edgeitems, linewidth, mode);
    }
}
