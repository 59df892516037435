package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Mean 0 and variance 1 for each channel over the batch, then a learned scale and shift, as
 * {@code torch.nn.BatchNorm1d} (Ioffe and Szegedy, 2015); inputs are {@code (N, C)} or {@code (N, C, L)}.
 *
 * <p>In training the statistics are those of the batch, in evaluation the running ones.
 */
public sealed class BatchNorm1d extends Module permits LazyBatchNorm1d {

    /**
     * PyTorch's arguments.
     *
     * @param eps added to the variance (1e-5)
     * @param momentum how far running statistics move towards those of a batch; null for a plain mean (0.1)
     * @param affine whether a scale and a shift are learned (true)
     * @param trackRunningStats whether running statistics are kept for evaluation (true)
     */
    public record Options(double eps, @Nullable Double momentum, boolean affine, boolean trackRunningStats) {

        /** With this added to the variance. */
        public Options eps(double eps) {
            return new Options(eps, momentum, affine, trackRunningStats);
        }

        /** With running statistics that move so far; null for their plain mean. */
        public Options momentum(@Nullable Double momentum) {
            return new Options(eps, momentum, affine, trackRunningStats);
        }

        /** With a learned scale and shift, or without. */
        public Options affine(boolean affine) {
            return new Options(eps, momentum, affine, trackRunningStats);
        }

        /** With running statistics, or without. */
        public Options trackRunningStats(boolean trackRunningStats) {
            return new Options(eps, momentum, affine, trackRunningStats);
        }
    }

    private int numFeatures;
    private final Options options;
    /** The scale {@code (numFeatures)}, or null. */
    public final @Nullable Parameter weight;
    /** The shift {@code (numFeatures)}, or null. */
    public final @Nullable Parameter bias;
    /** The running mean {@code (numFeatures)}, or null. */
    public final @Nullable Buffer runningMean;
    /** The running variance {@code (numFeatures)}, or null. */
    public final @Nullable Buffer runningVar;
    /** How many batches the running statistics have seen, or null. */
    public final @Nullable Buffer numBatchesTracked;

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
        Sizes.notNegative("BatchNorm1d", "numFeatures", numFeatures);
        this.numFeatures = numFeatures;
        this.options = options;
        weight = options.affine() ? Norms.scale(numFeatures) : null;
        bias = options.affine() ? Norms.shift(numFeatures) : null;
        runningMean = options.trackRunningStats() ? Norms.mean(numFeatures) : null;
        runningVar = options.trackRunningStats() ? Norms.variance(numFeatures) : null;
        numBatchesTracked = options.trackRunningStats() ? Norms.count() : null;
    }

    void setNumFeatures(int size) {
        numFeatures = size;
        Norms.resize(size, weight, bias, runningMean, runningVar);
    }

    /** Forgets the running statistics. */
    public void resetRunningStats() {
        Norms.reset(runningMean, runningVar, numBatchesTracked);
    }

    @Override
    public Tensor forward(Tensor x) {
        Norms.check("BatchNorm1d", x, 2, 3);
        return Norms.batch(
                x,
                runningMean,
                runningVar,
                numBatchesTracked,
                weight,
                bias,
                options.momentum(),
                options.eps(),
                isTraining());
    }

    @Override
    protected String extraRepr() {
        return Norms.repr(
                numFeatures, options.eps(), options.momentum(), options.affine(), options.trackRunningStats());
    }
}
