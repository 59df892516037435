package lanewise.nn;

import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The largest element of each of as many windows as the result shall have elements, from {@code (N, C, D, H, W)} or
 * {@code (C, D, H, W)}, as {@code torch.nn.AdaptiveMaxPool3d}.
 */
public final class AdaptiveMaxPool3d extends AdaptiveMaxPoolNd {

    /** Results of this size in all directions. */
    public AdaptiveMaxPool3d(int outputSize, Options options) {
        this(new @Nullable Integer[] {outputSize}, options);
    }

    /** Results of these sizes, one number or (depth, height, width); null for the size of the input. */
    public AdaptiveMaxPool3d(@Nullable Integer[] outputSize) {
        this(outputSize, options());
    }

    /** Results of this size in all directions. */
    public AdaptiveMaxPool3d(int outputSize) {
        this(new @Nullable Integer[] {outputSize});
    }

    /** Results of these sizes; null for the size of the input. */
    public AdaptiveMaxPool3d(@Nullable Integer depth, @Nullable Integer height, @Nullable Integer width) {
        this(new @Nullable Integer[] {depth, height, width});
    }

    /** Results of these sizes, one number or (depth, height, width); null for the size of the input. */
    public AdaptiveMaxPool3d(@Nullable Integer[] outputSize, Options options) {
        super(outputSize, options);
    }

    @Override
    public Selection forwardWithIndices(Tensor x) {
        return Functional.adaptiveMaxPool3dWithIndices(x, outputSize());
    }
}
