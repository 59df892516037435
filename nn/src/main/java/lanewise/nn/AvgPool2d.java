package lanewise.nn;

import lanewise.tensor.Tensor;

/** The mean of each window of {@code (N, C, H, W)} or {@code (C, H, W)}, as {@code torch.nn.AvgPool2d}. */
public final class AvgPool2d extends AvgPoolNd {

    /** Windows of one size in all directions, side by side. */
    public AvgPool2d(int kernelSize) {
        this(new int[] {kernelSize}, options());
    }

    /** Windows of one size in all directions. */
    public AvgPool2d(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Windows (height, width), side by side. */
    public AvgPool2d(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Windows (height, width). */
    public AvgPool2d(int[] kernelSize, Options options) {
        super(kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.avgPool2d(x, kernelSize, options));
    }
}
