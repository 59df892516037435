package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean of each of as many windows as the result shall have elements, from {@code (N, C, L)} or {@code (C, L)}, as
 * {@code torch.nn.AdaptiveAvgPool1d}.
 */
public final class AdaptiveAvgPool1d extends Module {

    private final @Nullable Integer[] outputSize;

    /** Results of this size. */
    public AdaptiveAvgPool1d(int outputSize) {
        this(new @Nullable Integer[] {outputSize});
    }

    /** Results of these sizes, one number or the length; null for the size of the input. */
    public AdaptiveAvgPool1d(@Nullable Integer[] outputSize) {
        this.outputSize = outputSize.clone();
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.adaptiveAvgPool1d(x, Filters.outputSize(outputSize)));
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + Filters.text(outputSize);
    }
}
