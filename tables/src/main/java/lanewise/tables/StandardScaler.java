package lanewise.tables;

import java.util.Arrays;
import lanewise.datasets.Transform;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;

/**
 * Brings each feature to mean 0 and standard deviation 1 by the statistics of the data it was fitted to, the training
 * part: {@code sklearn.preprocessing.StandardScaler}. A feature that is always the same becomes 0.
 */
public final class StandardScaler implements Transform {
    private final Tensor mean;
    private final Tensor std;

    private StandardScaler(Tensor mean, Tensor std) {
        this.mean = mean;
        this.std = std;
    }

    /**
     * Learns the statistics as scikit-learn does, dividing by N.
     *
     * @param x the training part, floating-point {@code (N, ...)}, N at least 1
     * @return the transform
     * @throws IllegalArgumentException if x is empty, has no dimension or is not floating-point
     */
    public static StandardScaler fit(Tensor x) {
        return fit(x, 0);
    }

    /**
     * Learns the statistics.
     *
     * @param x the training part, floating-point {@code (N, ...)}, N above {@code correction}
     * @param correction what is taken off N in the variance: 0 as scikit-learn and NumPy, 1 as pandas
     * @return the transform
     * @throws IllegalArgumentException if x has not so many samples, no dimension or is not floating-point
     */
    public static StandardScaler fit(Tensor x, int correction) {
        if (!x.isFloatingPoint() || x.dim() == 0 || x.size(0) <= correction) {
            throw new IllegalArgumentException("StandardScaler: expected more than " + correction
                    + " samples (N, ...) of floating-point numbers, got " + x.dtype() + " "
                    + Arrays.toString(x.shape()));
        }
        Tensor fixed = x.detach();
        Tensor mean = fixed.mean(0);
        Tensor centred = fixed.sub(mean);
        Tensor std = centred.mul(centred).sum(0).div(x.size(0) - correction).sqrt();
        return new StandardScaler(mean, Tensor.where(std.eq(0), Tensor.onesLike(std), std));
    }

    /** {@return what is subtracted, one number per feature} */
    public Tensor mean() {
        return mean;
    }

    /** {@return what is divided by, one number per feature; 1 where all samples are the same} */
    public Tensor std() {
        return std;
    }

    /**
     * {@inheritDoc}
     *
     * @param x one sample {@code (...)} or many {@code (N, ...)}
     */
    @Override
    public Tensor apply(Tensor x) {
        return x.sub(mean).div(std);
    }

    /** {@return the numbers that {@link #apply} made y of} */
    public Tensor inverse(Tensor y) {
        return y.mul(std).add(mean);
    }

    @Override
    public boolean deterministic() {
        return true;
    }

    @Override
    public String toString() {
        return "StandardScaler(mean=" + Arrays.toString(mean.to(DType.FLOAT64).toDoubleArray()) + ", std="
                + Arrays.toString(std.to(DType.FLOAT64).toDoubleArray()) + ")";
    }
}
