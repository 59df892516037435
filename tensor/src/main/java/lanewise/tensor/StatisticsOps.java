package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/** Spread, order statistics and counts, over all dimensions or some. */
public sealed interface StatisticsOps permits Tensor {

    /** Returns the variance of all elements, by n − 1. */
    default Tensor var() {
        return var(true);
    }

    /** Returns the variance of all elements, by n − 1 if {@code unbiased}, else by n. */
    default Tensor var(boolean unbiased) {
        return var(new int[0], unbiased ? 1 : 0, false);
    }

    /** Returns the variances along {@code dim}, by n − 1. */
    default Tensor var(int dim) {
        return var(dim, true, false);
    }

    /** Returns the variances along {@code dim}, by n − 1 if {@code unbiased}, else by n. */
    default Tensor var(int dim, boolean unbiased, boolean keepdim) {
        return var(new int[] {dim}, unbiased ? 1 : 0, keepdim);
    }

    /** Returns the variances over {@code dims} (all, if none is named), by n − {@code correction}. */
    default Tensor var(int[] dims, int correction, boolean keepdim) {
        return Statistics.var((Tensor) this, dims, correction, keepdim);
    }

    /** Returns the standard deviation of all elements, by n − 1. */
    default Tensor std() {
        return std(true);
    }

    /** Returns the standard deviation of all elements, by n − 1 if {@code unbiased}, else by n. */
    default Tensor std(boolean unbiased) {
        return std(new int[0], unbiased ? 1 : 0, false);
    }

    /** Returns the standard deviations along {@code dim}, by n − 1. */
    default Tensor std(int dim) {
        return std(dim, true, false);
    }

    /** Returns the standard deviations along {@code dim}, by n − 1 if {@code unbiased}, else by n. */
    default Tensor std(int dim, boolean unbiased, boolean keepdim) {
        return std(new int[] {dim}, unbiased ? 1 : 0, keepdim);
    }

    /** Returns the standard deviations over {@code dims} (all, if none is named), by n − {@code correction}. */
    default Tensor std(int[] dims, int correction, boolean keepdim) {
        return Statistics.std((Tensor) this, dims, correction, keepdim);
    }

    /**
     * A variance and the mean beside it.
     *
     * @param var the variance
     * @param mean the mean
     */
    record VarMean(Tensor var, Tensor mean) {}

    /** Returns the variances and means over {@code dims} (all, if none is named), by n − {@code correction}. */
    default VarMean varMean(int[] dims, int correction, boolean keepdim) {
        return new VarMean(var(dims, correction, keepdim), ((Tensor) this).mean(dims, keepdim));
    }

    /** Returns the variance, by n − 1, and the mean of all elements. */
    default VarMean varMean() {
        return varMean(new int[0], 1, false);
    }

    /**
     * A standard deviation and the mean beside it.
     *
     * @param std the standard deviation
     * @param mean the mean
     */
    record StdMean(Tensor std, Tensor mean) {}

    /**
     * Returns the standard deviations and means over {@code dims} (all, if none is named), by n − {@code correction}.
     */
    default StdMean stdMean(int[] dims, int correction, boolean keepdim) {
        return new StdMean(std(dims, correction, keepdim), ((Tensor) this).mean(dims, keepdim));
    }

    /** Returns the standard deviation, by n − 1, and the mean of all elements. */
    default StdMean stdMean() {
        return stdMean(new int[0], 1, false);
    }

    /** Returns the element at the fraction {@code q} of the order of all elements, interpolated between neighbours. */
    default Tensor quantile(double q) {
        return quantile(fraction(q), null, false, "linear");
    }

    /**
     * Returns the elements at the fraction {@code q} of the order along {@code dim}, interpolated between neighbours.
     */
    default Tensor quantile(double q, int dim) {
        return quantile(fraction(q), dim, false, "linear");
    }

    /**
     * Returns the elements at fractions of the order; NaN where there is one.
     *
     * @param q fractions from 0 to 1 of this element type: zero-dim, or a vector, whose dimension comes first in the
     *     result
     * @param dim the dimension to order, or null for all elements
     * @param interpolation between neighbours: "linear", "lower", "higher", "midpoint" or "nearest"
     */
    default Tensor quantile(Tensor q, @Nullable Integer dim, boolean keepdim, String interpolation) {
        return Statistics.quantile((Tensor) this, q, dim, keepdim, interpolation, false);
    }

    /** Returns the element at the fraction {@code q} of the order of all elements that are not NaN. */
    default Tensor nanquantile(double q) {
        return nanquantile(fraction(q), null, false, "linear");
    }

    /** Returns {@link #quantile(Tensor, Integer, boolean, String)} of the elements that are not NaN. */
    default Tensor nanquantile(Tensor q, @Nullable Integer dim, boolean keepdim, String interpolation) {
        return Statistics.quantile((Tensor) this, q, dim, keepdim, interpolation, true);
    }

    private Tensor fraction(double q) {
        return Tensor.full(new int[0], q, ((Tensor) this).dtype().floating());
    }

    /** Returns how many elements lie in each of 100 equal parts of their range. */
    default Tensor histc() {
        return histc(100, 0, 0);
    }

    /**
     * Returns how many elements lie in each of {@code bins} equal parts of [min, max]; of their range, if both are
     * equal.
     */
    default Tensor histc(int bins, double min, double max) {
        return Statistics.histc((Tensor) this, bins, min, max);
    }

    /** Returns how often each number from 0 on stands in this vector of integers, int64. */
    default Tensor bincount() {
        return bincount(null, 0);
    }

    /**
     * Returns how often each number from 0 on stands in this vector of integers, or the sums of its weights there.
     *
     * @param weights of this vector's length, or null; sums are float64 unless the weights are float32
     * @param minlength the least length of the result
     */
    default Tensor bincount(@Nullable Tensor weights, int minlength) {
        return Statistics.bincount((Tensor) this, weights, minlength);
    }

    /** Returns the covariances (V, V) of V variables, from their observations (V, N), by N − 1. */
    default Tensor cov() {
        return cov(1, null, null);
    }

    /**
     * Returns the covariances (V, V) of V variables, from their observations (V, N); zero-dim for one variable.
     *
     * @param correction what is taken off the number of observations
     * @param fweights how often each observation was made, integers (N), or null
     * @param aweights the importance of each observation, floating-point (N), or null
     */
    default Tensor cov(int correction, @Nullable Tensor fweights, @Nullable Tensor aweights) {
        return Statistics.cov((Tensor) this, correction, fweights, aweights);
    }

    /** Returns the correlation coefficients (V, V) of V variables, from their observations (V, N). */
    default Tensor corrcoef() {
        return Statistics.corrcoef((Tensor) this);
    }
}
