package lanewise.nn;

import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The largest element of each of as many windows as the result shall have elements, from {@code (N, C, L)} or
 * {@code (C, L)}, as {@code torch.nn.AdaptiveMaxPool1d}.
 */
public final class AdaptiveMaxPool1d extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param returnIndices what {@link #returnsIndices} tells; the indices themselves come from
     *     {@link #forwardWithIndices} (false)
     */
    public record Options(boolean returnIndices) {

        /** Telling callers to ask for indices too, or not. */
        public Options returnIndices(boolean returnIndices) {
            return new Options(returnIndices);
        }
    }

    private final @Nullable Integer[] outputSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(false);
    }

    /** Results of this size. */
    public AdaptiveMaxPool1d(int outputSize, Options options) {
        this(new @Nullable Integer[] {outputSize}, options);
    }

    /** Results of these sizes, one number or the length; null for the size of the input. */
    public AdaptiveMaxPool1d(@Nullable Integer[] outputSize) {
        this(outputSize, options());
    }

    /** Results of this size. */
    public AdaptiveMaxPool1d(int outputSize) {
        this(new @Nullable Integer[] {outputSize});
    }

    /** Results of these sizes, one number or the length; null for the size of the input. */
    public AdaptiveMaxPool1d(@Nullable Integer[] outputSize, Options options) {
        this.outputSize = outputSize.clone();
        this.options = options;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.adaptiveMaxPool1d(x, Filters.outputSize(outputSize)));
    }

    /** Returns the largest elements, and where in the plane of their channel they stand. */
    public Selection forwardWithIndices(Tensor x) {
        return Functional.adaptiveMaxPool1dWithIndices(x, Filters.outputSize(outputSize));
    }

    /** Whether callers that know no more than this layer shall ask for indices too. */
    public boolean returnsIndices() {
        return options.returnIndices();
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + Filters.text(outputSize);
    }
}
