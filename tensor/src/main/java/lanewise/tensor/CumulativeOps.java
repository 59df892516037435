package lanewise.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Running results along a dimension: sums, products, extremes; differences, integrals and slopes. */
public sealed interface CumulativeOps permits Tensor {

    /** Returns the sums so far along {@code dim}; integers and booleans are summed as int64. */
    default Tensor cumsum(int dim) {
        return Cumulative.cumsum((Tensor) this, dim);
    }

    /** Returns the products so far along {@code dim}; integers and booleans are multiplied as int64. */
    default Tensor cumprod(int dim) {
        return Cumulative.cumprod((Tensor) this, dim);
    }

    /** Returns the logarithms of the sums of exponentials so far along {@code dim}, without overflow. */
    default Tensor logcumsumexp(int dim) {
        return Cumulative.logcumsumexp((Tensor) this, dim);
    }

    /**
     * Returns the largest elements so far along {@code dim}, and where the last of equals stands; NaN is the largest.
     */
    default Selection cummax(int dim) {
        return Cumulative.cummax((Tensor) this, dim);
    }

    /**
     * Returns the smallest elements so far along {@code dim}, and where the last of equals stands; NaN is the smallest.
     */
    default Selection cummin(int dim) {
        return Cumulative.cummin((Tensor) this, dim);
    }

    /** Returns the differences of neighbours along the last dimension. */
    default Tensor diff() {
        return diff(1, -1, null, null);
    }

    /** Returns the {@code n}-th differences of neighbours along {@code dim}. */
    default Tensor diff(int n, int dim) {
        return diff(n, dim, null, null);
    }

    /**
     * Returns the {@code n}-th differences of neighbours along {@code dim}, of this tensor with others joined on there.
     */
    default Tensor diff(int n, int dim, @Nullable Tensor prepend, @Nullable Tensor append) {
        return Cumulative.diff((Tensor) this, n, dim, prepend, append);
    }

    /** Returns the integral along the last dimension by the trapezoidal rule, for samples 1 apart. */
    default Tensor trapezoid() {
        return trapezoid(1, -1);
    }

    /** Returns the integrals along {@code dim} by the trapezoidal rule, for samples {@code dx} apart. */
    default Tensor trapezoid(double dx, int dim) {
        return Cumulative.trapezoid((Tensor) this, dx, dim);
    }

    /**
     * Returns the integrals along {@code dim} by the trapezoidal rule, for samples at {@code x}: a vector, or
     * broadcast.
     */
    default Tensor trapezoid(Tensor x, int dim) {
        return Cumulative.trapezoid((Tensor) this, x, dim);
    }

    /** Returns the integrals so far along {@code dim} by the trapezoidal rule, for samples {@code dx} apart. */
    default Tensor cumulativeTrapezoid(double dx, int dim) {
        return Cumulative.cumulativeTrapezoid((Tensor) this, dx, dim);
    }

    /** Returns the integrals so far along {@code dim} by the trapezoidal rule, for samples at {@code x}. */
    default Tensor cumulativeTrapezoid(Tensor x, int dim) {
        return Cumulative.cumulativeTrapezoid((Tensor) this, x, dim);
    }

    /** Returns the slope along each dimension, for samples 1 apart. */
    default List<Tensor> gradient() {
        return gradient(1, null, 1);
    }

    /**
     * Returns the slope along each of {@code dims} (all, if null), by central differences, one-sided at the ends.
     *
     * @param spacing the distance of samples
     * @param edgeOrder 1 or 2: the order of accuracy at the ends
     * @throws IllegalArgumentException if a dimension has fewer than {@code edgeOrder + 1} samples
     */
    default List<Tensor> gradient(double spacing, int @Nullable [] dims, int edgeOrder) {
        return Cumulative.gradient((Tensor) this, spacing, dims, edgeOrder);
    }

    /**
     * Returns the slope along each of {@code dims} (all, if null), for samples {@code spacing[i]} apart along each of
     * them.
     */
    default List<Tensor> gradient(double[] spacing, int @Nullable [] dims, int edgeOrder) {
        return Cumulative.gradient((Tensor) this, spacing, dims, edgeOrder);
    }

    /**
     * Returns the slope along each of {@code dims} (all, if null), for samples at the given places along each of them.
     */
    default List<Tensor> gradient(List<Tensor> spacing, int @Nullable [] dims, int edgeOrder) {
        return Cumulative.gradient((Tensor) this, spacing, dims, edgeOrder);
    }
}
