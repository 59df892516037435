package lanewise.nn;

import lanewise.tensor.Tensor;

/** The mean of each window of {@code (N, C, D, H, W)} or {@code (C, D, H, W)}, as {@code torch.nn.AvgPool3d}. */
public final class AvgPool3d extends AvgPoolNd {

    /** Windows of one size in all directions, side by side. */
    public AvgPool3d(int kernelSize) {
        this(new int[] {kernelSize}, options());
    }

    /** Windows of one size in all directions. */
    public AvgPool3d(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Windows (depth, height, width), side by side. */
    public AvgPool3d(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Windows (depth, height, width). */
    public AvgPool3d(int[] kernelSize, Options options) {
        super(kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.avgPool3d(x, kernelSize, options));
    }
}
