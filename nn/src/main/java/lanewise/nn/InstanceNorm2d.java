package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Mean 0 and variance 1 for each channel of each example by itself, then a learned (if wanted) scale and shift, as
 * {@code torch.nn.InstanceNorm2d} (Ulyanov et al., 2016); inputs are {@code (N, C, H, W)} or {@code (C, H, W)}.
 *
 * <p>The statistics are those of the input; with running statistics, these in evaluation.
 */
public sealed class InstanceNorm2d extends NormNd permits LazyInstanceNorm2d {

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-5, 0.1, false, false);
    }

    /** For inputs of so many channels. */
    public InstanceNorm2d(int numFeatures) {
        this(numFeatures, options());
    }

    /** For inputs of so many channels. @throws IllegalArgumentException if the number is negative */
    public InstanceNorm2d(int numFeatures, Options options) {
        super("InstanceNorm2d", numFeatures, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Norms.check("InstanceNorm2d", x, 3, 4);
        return seen(x, instance(x, 2));
    }
}
