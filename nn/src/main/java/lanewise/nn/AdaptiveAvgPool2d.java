package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean of each of as many windows as the result shall have elements, from {@code (N, C, H, W)} or
 * {@code (C, H, W)}, as {@code torch.nn.AdaptiveAvgPool2d}.
 */
public final class AdaptiveAvgPool2d extends Module {

    private final @Nullable Integer[] outputSize;

    /** Results of this size in all directions. */
    public AdaptiveAvgPool2d(int outputSize) {
        this(new @Nullable Integer[] {outputSize});
    }

    /** Results of these sizes; null for the size of the input. */
    public AdaptiveAvgPool2d(@Nullable Integer height, @Nullable Integer width) {
        this(new @Nullable Integer[] {height, width});
    }

    /** Results of these sizes, one number or (height, width); null for the size of the input. */
    public AdaptiveAvgPool2d(@Nullable Integer[] outputSize) {
        this.outputSize = outputSize.clone();
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.adaptiveAvgPool2d(x, Filters.outputSize(outputSize)));
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + Filters.text(outputSize);
    }
}
