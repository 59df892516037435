package lanewise.nn;

import java.util.Map;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** What batch and instance normalization of one, two and three dimensions have in common. */
public abstract sealed class NormNd extends InputSized
        permits BatchNorm1d, BatchNorm2d, BatchNorm3d, InstanceNorm1d, InstanceNorm2d, InstanceNorm3d {

    /**
     * PyTorch's arguments.
     *
     * @param eps added to the variance (1e-5)
     * @param momentum how far running statistics move towards those of a batch; null for a plain mean (0.1)
     * @param affine whether a scale and a shift are learned (true; InstanceNorm: false)
     * @param trackRunningStats whether running statistics are kept for evaluation (true; InstanceNorm: false)
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
    /** Changed only by {@link AveragedModel#updateBn}, for a while. */
    Options options;

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

    NormNd(String layer, int numFeatures, Options options) {
        Sizes.notNegative(layer, "numFeatures", numFeatures);
        this.numFeatures = numFeatures;
        this.options = options;
        weight = options.affine() ? Norms.scale(numFeatures) : null;
        bias = options.affine() ? Norms.shift(numFeatures) : null;
        runningMean = options.trackRunningStats() ? Norms.mean(numFeatures) : null;
        runningVar = options.trackRunningStats() ? Norms.variance(numFeatures) : null;
        numBatchesTracked = options.trackRunningStats() ? Norms.count() : null;
    }

    @Override
    final void resize(int size) {
        numFeatures = size;
        Norms.resize(size, weight, bias, runningMean, runningVar);
    }

    @Override
    final int inputSize(Map<String, ? extends Tensor> state, String prefix) {
        return Math.max(Lazies.size(state, prefix + "weight", 0, 1), Lazies.size(state, prefix + "running_mean", 0, 1));
    }

    /** Forgets the running statistics. */
    public void resetRunningStats() {
        Norms.reset(runningMean, runningVar, numBatchesTracked);
    }

    final Tensor batch(Tensor x) {
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

    final Tensor instance(Tensor x, int dims) {
        return Norms.instance(
                x, dims, runningMean, runningVar, weight, bias, options.momentum(), options.eps(), isTraining());
    }

    @Override
    protected String extraRepr() {
        return Norms.repr(
                numFeatures, options.eps(), options.momentum(), options.affine(), options.trackRunningStats());
    }
}
