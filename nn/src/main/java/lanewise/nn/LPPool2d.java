package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * The p-norm of each window of {@code (N, C, H, W)} or {@code (C, H, W)}, (Σ xᵖ)^(1/p), as {@code torch.nn.LPPool2d}.
 */
public final class LPPool2d extends LPPoolNd {

    /** Windows of one size in all directions, side by side. */
    public LPPool2d(double normType, int kernelSize) {
        this(normType, new int[] {kernelSize}, options());
    }

    /** Windows of one size in all directions. */
    public LPPool2d(double normType, int kernelSize, Options options) {
        this(normType, new int[] {kernelSize}, options);
    }

    /** Windows (height, width), side by side. */
    public LPPool2d(double normType, int[] kernelSize) {
        this(normType, kernelSize, options());
    }

    /** Windows (height, width). */
    public LPPool2d(double normType, int[] kernelSize, Options options) {
        super(normType, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.lpPool2d(x, normType, kernelSize, options));
    }
}
