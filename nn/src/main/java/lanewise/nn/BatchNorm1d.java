package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Mean 0 and variance 1 for each channel over the batch, then a learned scale and shift, as
 * {@code torch.nn.BatchNorm1d} (Ioffe and Szegedy, 2015); inputs are {@code (N, C)} or {@code (N, C, L)}.
 *
 * <p>In training the statistics are those of the batch, in evaluation the running ones.
 */
public sealed class BatchNorm1d extends NormNd permits LazyBatchNorm1d {

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-5, 0.1, true, true);
    }

    /** For inputs of so many channels. */
    public BatchNorm1d(int numFeatures) {
        this(numFeatures, options());
    }

    /** For inputs of so many channels. @throws IllegalArgumentException if the number is negative */
    public BatchNorm1d(int numFeatures, Options options) {
        super("BatchNorm1d", numFeatures, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        Norms.check("BatchNorm1d", x, 2, 3);
        return seen(x, batch(x));
    }
}
