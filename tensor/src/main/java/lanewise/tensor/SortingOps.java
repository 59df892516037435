package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Elements in order, the k-th of them, each of them once, and where others would be inserted.
 *
 * <p>NaN counts as the largest number. Of a zero-dim tensor dimension 0 (or -1) has one element.
 */
public sealed interface SortingOps permits Tensor {

    // ---- in order
    // ------------------------------------------------------------------------------------------------------------

    /** Returns the elements in ascending order along the last dimension, and where they stood. */
    default Selection sort() {
        return sort(-1, false);
    }

    /** Returns the elements in ascending order along {@code dim}, and where they stood. */
    default Selection sort(int dim) {
        return sort(dim, false);
    }

    /**
     * Returns the elements in order along {@code dim}, and where they stood; equal ones keep theirs: the sort is
     * stable.
     */
    default Selection sort(int dim, boolean descending) {
        return Sorting.sort((Tensor) this, dim, descending);
    }

    /** Returns where the elements in ascending order along the last dimension stand. */
    default Tensor argsort() {
        return argsort(-1, false);
    }

    /** Returns where the elements in ascending order along {@code dim} stand. */
    default Tensor argsort(int dim) {
        return argsort(dim, false);
    }

    /** Returns where the elements in order along {@code dim} stand; the sort is stable. */
    default Tensor argsort(int dim, boolean descending) {
        return Sorting.argsort((Tensor) this, dim, descending);
    }

    /** Returns the elements in ascending order along dimension 0. */
    default Tensor msort() {
        return sort(0, false).values();
    }

    /** Returns the {@code k} largest elements along the last dimension, the largest first, and where they stood. */
    default Selection topk(int k) {
        return topk(k, -1, true, true);
    }

    /** Returns the {@code k} largest elements along {@code dim}, the largest first, and where they stood. */
    default Selection topk(int k, int dim) {
        return topk(k, dim, true, true);
    }

    /**
     * Returns {@code k} elements along {@code dim}, and where they stood.
     *
     * @param largest whether the largest or the smallest
     * @param sorted whether they come in order
     * @throws IndexOutOfBoundsException if there are fewer
     */
    default Selection topk(int k, int dim, boolean largest, boolean sorted) {
        return Sorting.topk((Tensor) this, k, dim, largest, sorted);
    }

    /** Returns the {@code k}-th smallest element (from 1) along the last dimension, and where it stood. */
    default Selection kthvalue(int k) {
        return kthvalue(k, -1, false);
    }

    /** Returns the {@code k}-th smallest element (from 1) along {@code dim}, and where it stood. */
    default Selection kthvalue(int k, int dim, boolean keepdim) {
        return Sorting.kthvalue((Tensor) this, k, dim, keepdim);
    }

    /** Returns the median of all elements, the lower of two, NaN if one is; equal ones share the gradient. */
    default Tensor median() {
        return Sorting.median((Tensor) this);
    }

    /** Returns the medians along {@code dim}, the lower of two, NaN if one is, and where they stood. */
    default Selection median(int dim) {
        return median(dim, false);
    }

    /** Returns the medians along {@code dim}, the lower of two, NaN if one is, and where they stood. */
    default Selection median(int dim, boolean keepdim) {
        return Sorting.median((Tensor) this, dim, keepdim);
    }

    /** Returns the median of all elements that are not NaN, the lower of two. */
    default Tensor nanmedian() {
        return Sorting.nanmedian((Tensor) this);
    }

    /**
     * Returns the medians along {@code dim} of the elements that are not NaN, the lower of two, and where they stood.
     */
    default Selection nanmedian(int dim, boolean keepdim) {
        return Sorting.nanmedian((Tensor) this, dim, keepdim);
    }

    /** Returns the most frequent elements along the last dimension, the smallest of several, and where one stood. */
    default Selection mode() {
        return mode(-1, false);
    }

    /** Returns the most frequent elements along {@code dim}, the smallest of several, and where one stood. */
    default Selection mode(int dim, boolean keepdim) {
        return Sorting.mode((Tensor) this, dim, keepdim);
    }

    // ---- where to insert
    // -----------------------------------------------------------------------------------------------------

    /**
     * Returns for each of {@code values} the place in this ascending sequence before which it keeps the order, int64.
     *
     * <p>This tensor is a vector, or has as many dimensions as {@code values}, equal but for the last.
     */
    default Tensor searchsorted(Tensor values) {
        return searchsorted(values, false, null);
    }

    /**
     * Returns for each of {@code values} the place in this sequence before which it keeps the order, int64.
     *
     * @param right whether to go behind equal elements
     * @param sorter the places of this tensor's elements in ascending order, if they are not so, as {@code argsort}
     *     gives
     */
    default Tensor searchsorted(Tensor values, boolean right, @Nullable Tensor sorter) {
        return Sorting.searchsorted("searchsorted", (Tensor) this, values, right, sorter);
    }

    /** Returns for each element the number of ascending {@code boundaries} (a vector) below it, int64. */
    default Tensor bucketize(Tensor boundaries) {
        return bucketize(boundaries, false);
    }

    /**
     * Returns for each element the number of ascending {@code boundaries} below it, or, if {@code right}, not above it.
     */
    default Tensor bucketize(Tensor boundaries, boolean right) {
        if (boundaries.shape.length != 1) {
            throw new IllegalArgumentException(
                    "bucketize: boundaries tensor must be 1 dimension, but got shape " + Shape.show(boundaries.shape));
        }
        return Sorting.searchsorted("bucketize", boundaries, (Tensor) this, right, null);
    }

    // ---- each once
    // -----------------------------------------------------------------------------------------------------------

    /**
     * Each element once.
     *
     * @param output the distinct elements or slices
     * @param inverse for each element (slice) of the input, its place in the output
     * @param counts for each element (slice) of the output, how often it is in the input
     */
    record Unique(Tensor output, Tensor inverse, Tensor counts) {}

    /** Returns the distinct elements in ascending order. */
    default Unique unique() {
        return unique(true);
    }

    /** Returns the distinct elements; in an order that is not specified, unless {@code sorted}. */
    default Unique unique(boolean sorted) {
        return Sorting.unique((Tensor) this, sorted);
    }

    /** Returns the distinct slices of {@code dim} in lexicographic order. */
    default Unique unique(int dim) {
        return Sorting.unique((Tensor) this, dim);
    }

    /** Returns the elements without those that equal the one before. */
    default Unique uniqueConsecutive() {
        return Sorting.uniqueConsecutive((Tensor) this);
    }

    /** Returns the slices of {@code dim} without those that equal the one before. */
    default Unique uniqueConsecutive(int dim) {
        return Sorting.uniqueConsecutive((Tensor) this, dim);
    }
}
