package lanewise.nn;

import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The largest element of each of as many windows as the result shall have elements, from {@code (N, C, L)} or
 * {@code (C, L)}, as {@code torch.nn.AdaptiveMaxPool1d}.
 */
public final class AdaptiveMaxPool1d extends AdaptiveMaxPoolNd {

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
        super(outputSize, options);
    }

    @Override
    public Selection forwardWithIndices(Tensor x) {
        return Functional.adaptiveMaxPool1dWithIndices(x, outputSize());
    }
}
