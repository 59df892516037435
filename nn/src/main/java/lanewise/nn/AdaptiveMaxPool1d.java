package lanewise.nn;

import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The largest element of each of as many windows as the result shall have elements, from {@code (N, C, L)} or
 * {@code (C, L)}, as {@code torch.nn.AdaptiveMaxPool1d}.
 */
public final class AdaptiveMaxPool1d extends Module {

    private final @Nullable Integer[] outputSize;

    /** Results of this size. */
    public AdaptiveMaxPool1d(int outputSize) {
        this(new @Nullable Integer[] {outputSize});
    }

    /** Results of these sizes, one number or the length; null for the size of the input. */
    public AdaptiveMaxPool1d(@Nullable Integer[] outputSize) {
        this.outputSize = outputSize.clone();
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.adaptiveMaxPool1d(x, Filters.outputSize(outputSize)));
    }

    /** Returns the largest elements, and where in the plane of their channel they stand. */
    public Selection forwardWithIndices(Tensor x) {
        return Functional.adaptiveMaxPool1dWithIndices(x, Filters.outputSize(outputSize));
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + Filters.text(outputSize);
    }
}
