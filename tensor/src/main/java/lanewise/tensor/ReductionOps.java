package lanewise.tensor;

/**
 * Many elements to one, over all dimensions or some.
 *
 * <p>Negative dimensions count from the end; {@code keepdim} leaves the folded ones with size 1. Of a zero-dim tensor
 * dimension 0 (or -1) may be folded. Where the result is an element, NaN is both the largest and the smallest.
 */
public sealed interface ReductionOps permits Tensor {

    // ---- sums and products
    // -------------------------------------------------------------------------------------------------

    /** Returns the sum of all elements; integers and booleans are summed as int64. */
    default Tensor sum() {
        return Reduction.sum((Tensor) this, new int[0], false);
    }

    /** Returns the sums over {@code dim}. */
    default Tensor sum(int dim) {
        return sum(new int[] {dim}, false);
    }

    /** Returns the sums over {@code dims}; {@code keepdim} leaves them with size 1. */
    default Tensor sum(int[] dims, boolean keepdim) {
        return Reduction.sum((Tensor) this, dims, keepdim);
    }

    /** Returns the mean of all elements. @throws IllegalArgumentException if they are not floating-point */
    default Tensor mean() {
        return mean(new int[0], false);
    }

    /** Returns the means over {@code dim}. */
    default Tensor mean(int dim) {
        return mean(new int[] {dim}, false);
    }

    /** Returns the means over {@code dims}, all if none is named. */
    default Tensor mean(int[] dims, boolean keepdim) {
        return Reduction.mean((Tensor) this, dims, keepdim);
    }

    /** Returns the sum of the elements over {@code dims} (all, if none is named) that are not NaN. */
    default Tensor nansum(int[] dims, boolean keepdim) {
        return Reduction.nansum((Tensor) this, dims, keepdim);
    }

    /** Returns the sum of all elements that are not NaN. */
    default Tensor nansum() {
        return nansum(new int[0], false);
    }

    /**
     * Returns the mean of the elements over {@code dims} (all, if none is named) that are not NaN; NaN if there are
     * none.
     */
    default Tensor nanmean(int[] dims, boolean keepdim) {
        return Reduction.nanmean((Tensor) this, dims, keepdim);
    }

    /** Returns the mean of all elements that are not NaN. */
    default Tensor nanmean() {
        return nanmean(new int[0], false);
    }

    /** Returns the product of all elements; integers and booleans are multiplied as int64. */
    default Tensor prod() {
        return Reduction.prod((Tensor) this);
    }

    /** Returns the products over {@code dim}. */
    default Tensor prod(int dim) {
        return prod(dim, false);
    }

    /** Returns the products over {@code dim}. */
    default Tensor prod(int dim, boolean keepdim) {
        return Reduction.prod((Tensor) this, dim, keepdim);
    }

    /** Returns the logarithm of the sum of exponentials over {@code dim}, without overflow. */
    default Tensor logsumexp(int dim) {
        return logsumexp(new int[] {dim}, false);
    }

    /** Returns the logarithm of the sum of exponentials over {@code dims}, without overflow; integers become floats. */
    default Tensor logsumexp(int[] dims, boolean keepdim) {
        return Reduction.logsumexp((Tensor) this, dims, keepdim);
    }

    // ---- extremes
    // ----------------------------------------------------------------------------------------------------------

    /** Returns the largest element; equal ones share the gradient. @throws IllegalArgumentException if there is none */
    default Tensor max() {
        return Extrema.max((Tensor) this);
    }

    /** Returns the largest elements along {@code dim}, and where the first of each stands. */
    default Selection max(int dim) {
        return max(dim, false);
    }

    /** Returns the largest elements along {@code dim}, and where the first of each stands. */
    default Selection max(int dim, boolean keepdim) {
        return Extrema.max((Tensor) this, dim, keepdim);
    }

    /** Returns the larger of both, element by element: {@link BoundsOps#maximum}. */
    default Tensor max(Tensor other) {
        return Bounds.maximum((Tensor) this, other);
    }

    /** Returns the smaller of both, element by element: {@link BoundsOps#minimum}. */
    default Tensor min(Tensor other) {
        return Bounds.minimum((Tensor) this, other);
    }

    /**
     * Returns the smallest element; equal ones share the gradient. @throws IllegalArgumentException if there is none
     */
    default Tensor min() {
        return Extrema.min((Tensor) this);
    }

    /** Returns the smallest elements along {@code dim}, and where the first of each stands. */
    default Selection min(int dim) {
        return min(dim, false);
    }

    /** Returns the smallest elements along {@code dim}, and where the first of each stands. */
    default Selection min(int dim, boolean keepdim) {
        return Extrema.min((Tensor) this, dim, keepdim);
    }

    /** Returns the largest element; equal ones share the gradient. */
    default Tensor amax() {
        return amax(new int[0], false);
    }

    /** Returns the largest elements along {@code dim}; equal ones share the gradient. */
    default Tensor amax(int dim) {
        return amax(new int[] {dim}, false);
    }

    /** Returns the largest elements over {@code dims}, all if none is named; equal ones share the gradient. */
    default Tensor amax(int[] dims, boolean keepdim) {
        return Extrema.amax((Tensor) this, dims, keepdim);
    }

    /** Returns the smallest element; equal ones share the gradient. */
    default Tensor amin() {
        return amin(new int[0], false);
    }

    /** Returns the smallest elements along {@code dim}; equal ones share the gradient. */
    default Tensor amin(int dim) {
        return amin(new int[] {dim}, false);
    }

    /** Returns the smallest elements over {@code dims}, all if none is named; equal ones share the gradient. */
    default Tensor amin(int[] dims, boolean keepdim) {
        return Extrema.amin((Tensor) this, dims, keepdim);
    }

    /**
     * The smallest and the largest elements.
     *
     * @param min the smallest
     * @param max the largest
     */
    record MinMax(Tensor min, Tensor max) {}

    /** Returns the smallest and the largest element. */
    default MinMax aminmax() {
        return Extrema.aminmax((Tensor) this, new int[0], false);
    }

    /** Returns the smallest and the largest elements along {@code dim}. */
    default MinMax aminmax(int dim, boolean keepdim) {
        return Extrema.aminmax((Tensor) this, new int[] {dim}, keepdim);
    }

    /** Returns where the first largest element stands, counted row-major, int64. */
    default Tensor argmax() {
        return argmax(false);
    }

    /** Returns where the first largest element stands, counted row-major; {@code keepdim} leaves all sizes as 1. */
    default Tensor argmax(boolean keepdim) {
        return Extrema.argmax((Tensor) this, keepdim);
    }

    /** Returns where the first largest element of each line along {@code dim} stands, int64. */
    default Tensor argmax(int dim) {
        return argmax(dim, false);
    }

    /** Returns where the first largest element of each line along {@code dim} stands, int64. */
    default Tensor argmax(int dim, boolean keepdim) {
        return Extrema.argmax((Tensor) this, dim, keepdim);
    }

    /** Returns where the first smallest element stands, counted row-major, int64. */
    default Tensor argmin() {
        return argmin(false);
    }

    /** Returns where the first smallest element stands, counted row-major; {@code keepdim} leaves all sizes as 1. */
    default Tensor argmin(boolean keepdim) {
        return Extrema.argmin((Tensor) this, keepdim);
    }

    /** Returns where the first smallest element of each line along {@code dim} stands, int64. */
    default Tensor argmin(int dim) {
        return argmin(dim, false);
    }

    /** Returns where the first smallest element of each line along {@code dim} stands, int64. */
    default Tensor argmin(int dim, boolean keepdim) {
        return Extrema.argmin((Tensor) this, dim, keepdim);
    }

    // ---- truth
    // -------------------------------------------------------------------------------------------------------------

    /** Returns whether any element is not 0, as bool (uint8 of uint8); NaN is not 0. */
    default Tensor any() {
        return Reduction.any((Tensor) this, new int[0], false);
    }

    /** Returns whether any element along {@code dim} is not 0. */
    default Tensor any(int dim) {
        return any(dim, false);
    }

    /** Returns whether any element along {@code dim} is not 0. */
    default Tensor any(int dim, boolean keepdim) {
        return Reduction.any((Tensor) this, new int[] {dim}, keepdim);
    }

    /** Returns whether no element is 0, as bool (uint8 of uint8). */
    default Tensor all() {
        return Reduction.all((Tensor) this, new int[0], false);
    }

    /** Returns whether no element along {@code dim} is 0. */
    default Tensor all(int dim) {
        return all(dim, false);
    }

    /** Returns whether no element along {@code dim} is 0. */
    default Tensor all(int dim, boolean keepdim) {
        return Reduction.all((Tensor) this, new int[] {dim}, keepdim);
    }

    /** Returns the number of elements that are not 0, int64. */
    default Tensor countNonzero() {
        return countNonzero(new int[0]);
    }

    /** Returns the numbers of elements over {@code dims} that are not 0, int64. */
    default Tensor countNonzero(int[] dims) {
        return Reduction.countNonzero((Tensor) this, dims);
    }

    // ---- norms
    // ---------------------------------------------------------------------------------------------------------------

    /** Returns the Euclidean norm of all elements. */
    default Tensor norm() {
        return norm(2);
    }

    /** Returns the {@code p}-norm of all elements: {@code sum(|x|^p)^(1/p)}; infinite p and 0 are limits of it. */
    default Tensor norm(Number p) {
        return norm(p, new int[0], false);
    }

    /** Returns the {@code p}-norms along {@code dim}. */
    default Tensor norm(Number p, int dim) {
        return norm(p, new int[] {dim}, false);
    }

    /** Returns the {@code p}-norms over {@code dims} (all, if none is named). */
    default Tensor norm(Number p, int[] dims, boolean keepdim) {
        return Norms.norm((Tensor) this, p.doubleValue(), dims, keepdim);
    }

    /** Returns {@code norm(this - other, p)}. */
    default Tensor dist(Tensor other, double p) {
        return Norms.dist((Tensor) this, other, p);
    }

    /** Returns the Euclidean norm of {@code this - other}. */
    default Tensor dist(Tensor other) {
        return dist(other, 2);
    }

    /** Returns the {@code p}-norms of the differences of all rows (…, P, M) and {@code other} (…, R, M), (…, P, R). */
    default Tensor cdist(Tensor other, double p) {
        return Norms.cdist((Tensor) this, other, p);
    }

    /** Returns the Euclidean distances of all rows (…, P, M) from {@code other} (…, R, M), (…, P, R). */
    default Tensor cdist(Tensor other) {
        return cdist(other, 2);
    }

    /**
     * Returns this tensor with each slice of {@code dim} whose {@code p}-norm exceeds {@code maxnorm} scaled down to
     * it.
     */
    default Tensor renorm(double p, int dim, double maxnorm) {
        return Norms.renorm((Tensor) this, p, dim, maxnorm);
    }
}
