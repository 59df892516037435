package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Mean 0 and variance 1 for each channel of each example by itself, then a learned (if wanted) scale and shift, as
 * {@code torch.nn.InstanceNorm3d} (Ulyanov et al., 2016); inputs are {@code (N, C, D, H, W)} or {@code (C, D, H, W)}.
 *
 * <p>The statistics are those of the input; with running statistics, these in evaluation.
 */
public sealed class InstanceNorm3d extends NormNd permits LazyInstanceNorm3d {

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-5, 0.1, false, false);
    }

    /** For inputs of so many channels. */
    public InstanceNorm3d(int numFeatures) {
        this(numFeatures, options());
    }

    /** For inputs of so many channels. @throws IllegalArgumentException if the number is negative */
    public InstanceNorm3d(int numFeatures, Options options) {
        super("InstanceNorm3d", numFeatures, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Norms.check("InstanceNorm3d", x, 4, 5);
        return seen(x, instance(x, 3));
    }
}
