package lanewise.tensor;

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
}
