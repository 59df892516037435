package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The mean of each of as many windows as the result shall have elements, from {@code (N, C, D, H, W)} or
 * {@code (C, D, H, W)}, as {@code torch.nn.AdaptiveAvgPool3d}.
 */
public final class AdaptiveAvgPool3d extends Module {

    private final @Nullable Integer[] outputSize;

    /** Results of this size in all directions. */
    public AdaptiveAvgPool3d(int outputSize) {
        this(new @Nullable Integer[] {outputSize});
    }

    /** Results of these sizes; null for the size of the input. */
    public AdaptiveAvgPool3d(@Nullable Integer depth, @Nullable Integer height, @Nullable Integer width) {
        this(new @Nullable Integer[] {depth, height, width});
    }

    /** Results of these sizes, one number or (depth, height, width); null for the size of the input. */
    public AdaptiveAvgPool3d(@Nullable Integer[] outputSize) {
        this.outputSize = outputSize.clone();
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.adaptiveAvgPool3d(x, Filters.outputSize(outputSize)));
    }

    @Override
    protected String extraRepr() {
        return "output_size=" + Filters.text(outputSize);
    }
}
