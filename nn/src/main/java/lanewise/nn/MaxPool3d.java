package lanewise.nn;

import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;

/**
 * The largest element of each window of {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as {@code torch.nn.MaxPool3d}.
 */
public final class MaxPool3d extends MaxPoolNd {

    /** Windows of one size in all directions, side by side. */
    public MaxPool3d(int kernelSize) {
        this(new int[] {kernelSize}, options());
    }

    /** Windows of one size in all directions. */
    public MaxPool3d(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Windows (depth, height, width), side by side. */
    public MaxPool3d(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Windows (depth, height, width). */
    public MaxPool3d(int[] kernelSize, Options options) {
        super(kernelSize, options);
    }

    @Override
    public Selection forwardWithIndices(Tensor x) {
        return Functional.maxPool3dWithIndices(x, kernelSize, options);
    }
}
