package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Mean 0 and variance 1 for each channel over the batch, then a learned scale and shift, as
 * {@code torch.nn.BatchNorm2d} (Ioffe and Szegedy, 2015); inputs are {@code (N, C, H, W)}.
 *
 * <p>In training the statistics are those of the batch, in evaluation the running ones.
 */
public sealed class BatchNorm2d extends NormNd permits LazyBatchNorm2d {

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-5, 0.1, true, true);
    }

    /** For inputs of so many channels. */
    public BatchNorm2d(int numFeatures) {
        this(numFeatures, options());
    }

    /** For inputs of so many channels. @throws IllegalArgumentException if the number is negative */
    public BatchNorm2d(int numFeatures, Options options) {
        super("BatchNorm2d", numFeatures, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Norms.check("BatchNorm2d", x, 4);
        return seen(x, batch(x));
    }
}
