package lanewise.tensor;

/** Products of vectors, matrices and stacks of matrices; operands have one element type. */
public sealed interface LinearAlgebraOps permits Tensor {

    /**
     * Returns the product by rank, as {@code torch.matmul}: (k)·(k) is a number, (n, k)·(k, m) a matrix, and leading dimensions
     * are batches that broadcast.
     */
    default Tensor matmul(Tensor b) {
        return LinearAlgebra.matmul((Tensor) this, b);
    }

    /** Returns the product of two matrices (n, k) and (k, m). */
    default Tensor mm(Tensor b) {
        return LinearAlgebra.mm((Tensor) this, b);
    }

    /** Returns the products of two stacks of matrices (B, n, k) and (B, k, m). */
    default Tensor bmm(Tensor b) {
        return LinearAlgebra.bmm((Tensor) this, b);
    }
}
