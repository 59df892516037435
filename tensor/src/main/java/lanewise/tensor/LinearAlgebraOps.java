package lanewise.tensor;

/** Products of vectors, matrices and stacks of matrices; operands have one element type. */
public sealed interface LinearAlgebraOps permits Tensor {

    /**
     * Returns the product by rank, as {@code torch.matmul}: (k)·(k) is a number, (n, k)·(k, m) a matrix, and leading
     * dimensions are batches that broadcast.
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

    /** Returns the product of this matrix (n, m) and a vector (m). */
    default Tensor mv(Tensor vector) {
        return Products.mv((Tensor) this, vector);
    }

    /** Returns the dot product of two vectors of one size. */
    default Tensor dot(Tensor b) {
        return Products.dot("dot", (Tensor) this, b);
    }

    /** The same as {@link #dot}, as there are no complex numbers. */
    default Tensor vdot(Tensor b) {
        return Products.dot("vdot", (Tensor) this, b);
    }

    /** Returns the dot products of the last dimensions, of every row of this with every row of {@code b}. */
    default Tensor inner(Tensor b) {
        return Products.inner((Tensor) this, b);
    }

    /** Returns the outer product (n, m) of two vectors (n) and (m). */
    default Tensor outer(Tensor b) {
        return Products.outer((Tensor) this, b);
    }

    /** The same as {@link #outer}. */
    default Tensor ger(Tensor b) {
        return Products.outer((Tensor) this, b);
    }

    /** Returns the Kronecker product: each element of this times all of {@code b}, of any ranks, sizes multiplied. */
    default Tensor kron(Tensor b) {
        return Products.kron((Tensor) this, b);
    }

    /** Returns this plus the product of two matrices; this broadcasts to its shape. */
    default Tensor addmm(Tensor a, Tensor b) {
        return addmm(a, b, 1, 1);
    }

    /** Returns {@code beta} times this plus {@code alpha} times the product of two matrices (n, k) and (k, m). */
    default Tensor addmm(Tensor a, Tensor b, Number beta, Number alpha) {
        return Products.addmm((Tensor) this, a, b, beta, alpha);
    }

    /** Returns this plus the product of a matrix and a vector. */
    default Tensor addmv(Tensor a, Tensor vector) {
        return addmv(a, vector, 1, 1);
    }

    /** Returns {@code beta} times this plus {@code alpha} times the product of a matrix (n, m) and a vector (m). */
    default Tensor addmv(Tensor a, Tensor vector, Number beta, Number alpha) {
        return Products.addmv((Tensor) this, a, vector, beta, alpha);
    }

    /** Returns this plus the outer product of two vectors. */
    default Tensor addr(Tensor a, Tensor b) {
        return addr(a, b, 1, 1);
    }

    /** Returns {@code beta} times this plus {@code alpha} times the outer product of two vectors (n) and (m). */
    default Tensor addr(Tensor a, Tensor b, Number beta, Number alpha) {
        return Products.addr((Tensor) this, a, b, beta, alpha);
    }

    /** Returns this plus the sum of the products of two stacks of matrices. */
    default Tensor addbmm(Tensor a, Tensor b) {
        return addbmm(a, b, 1, 1);
    }

    /** Returns {@code beta} times this plus {@code alpha} times the sum of the products of (B, n, k) and (B, k, m). */
    default Tensor addbmm(Tensor a, Tensor b, Number beta, Number alpha) {
        return Products.addbmm((Tensor) this, a, b, beta, alpha);
    }

    /** Returns this plus the products of two stacks of matrices. */
    default Tensor baddbmm(Tensor a, Tensor b) {
        return baddbmm(a, b, 1, 1);
    }

    /** Returns {@code beta} times this plus {@code alpha} times the products of (B, n, k) and (B, k, m). */
    default Tensor baddbmm(Tensor a, Tensor b, Number beta, Number alpha) {
        return Products.baddbmm((Tensor) this, a, b, beta, alpha);
    }

    /** Returns the sums of products over the last {@code dims} dimensions of this and the first of {@code b}. */
    default Tensor tensordot(Tensor b, int dims) {
        return Products.tensordot((Tensor) this, b, dims);
    }

    /** Returns the sums of products over pairs of dimensions; the others of this, then of {@code b}, remain. */
    default Tensor tensordot(Tensor b, int[] dims, int[] dimsOfB) {
        return Products.tensordot("tensordot", (Tensor) this, b, dims, dimsOfB);
    }

    /** Returns the sum of the diagonal of a matrix. */
    default Tensor trace() {
        return Products.trace((Tensor) this);
    }

    /** Returns the cross products along the first dimension of size 3; shapes broadcast. */
    default Tensor cross(Tensor b) {
        return Products.cross((Tensor) this, b);
    }

    /** Returns the cross products along {@code dim}, which has size 3. */
    default Tensor cross(Tensor b, int dim) {
        return Products.cross((Tensor) this, b, dim);
    }

    /** Returns the determinants; see {@link Linalg#det}. */
    default Tensor det() {
        return Linalg.det((Tensor) this);
    }

    /** Returns the logarithms of the determinants; see {@link Linalg#logdet}. */
    default Tensor logdet() {
        return Linalg.logdet((Tensor) this);
    }

    /** Returns the inverses; see {@link Linalg#inv}. */
    default Tensor inverse() {
        return Linalg.inv((Tensor) this);
    }

    /** Returns the pseudo-inverses; see {@link Linalg#pinv(Tensor)}. */
    default Tensor pinverse() {
        return Linalg.pinv((Tensor) this);
    }

    /** Returns a power; see {@link Linalg#matrixPower}. */
    default Tensor matrixPower(int n) {
        return Linalg.matrixPower((Tensor) this, n);
    }

    /** Returns the matrix exponential; see {@link Linalg#matrixExp}. */
    default Tensor matrixExp() {
        return Linalg.matrixExp((Tensor) this);
    }
}
