package lanewise.tensor;

/** Many elements to one, over all dimensions or some. */
public sealed interface ReductionOps permits Tensor {

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
}
