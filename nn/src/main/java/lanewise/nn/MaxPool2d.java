package lanewise.nn;

import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;

/** The largest element of each window of {@code (N, C, H, W)} or {@code (C, H, W)}, as {@code torch.nn.MaxPool2d}. */
public final class MaxPool2d extends MaxPoolNd {

    /** Windows of one size in all directions, side by side. */
    public MaxPool2d(int kernelSize) {
        this(new int[] {kernelSize}, options());
    }

    /** Windows of one size in all directions. */
    public MaxPool2d(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Windows (height, width), side by side. */
    public MaxPool2d(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Windows (height, width). */
    public MaxPool2d(int[] kernelSize, Options options) {
        super(kernelSize, options);
    }

    @Override
    public Selection forwardWithIndices(Tensor x) {
        return Functional.maxPool2dWithIndices(x, kernelSize, options);
    }
}
