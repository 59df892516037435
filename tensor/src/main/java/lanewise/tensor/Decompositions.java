package lanewise.tensor;

/**
 * Decompositions of one dense matrix: what {@link Linalg} asks of a library, found as a service so that this module
 * needs none.
 *
 * <p>Matrices are row-major {@code double} arrays without gaps; float32 tensors are widened before and rounded after.
 * No matrix is empty and every element that is read is finite, except for {@link #lu}. Implementations keep no state
 * and are called from several threads at once. The artifact {@code org.lanewise:lanewise-linalg} brings one.
 */
public interface Decompositions {

    /**
     * A = L Lᵀ.
     *
     * @param a (n, n), of which only the lower triangle is read; becomes L, zeros above its diagonal
     * @return whether A is positive definite; if not, {@code a} is left undefined
     */
    boolean cholesky(double[] a, int n);

    /**
     * A = P L U with partial pivoting: in every column the first of the largest elements is the pivot. Goes on over
     * zero pivots.
     *
     * @param a (m, n), becomes L (unit diagonal, not stored) below U
     * @param rows (m), becomes the order of A's rows in L U: row i of L U is row {@code rows[i]} of A
     */
    void lu(double[] a, int m, int n, int[] rows);

    /**
     * A = Q R by Householder reflections.
     *
     * @param a (m, n), left as it is
     * @param columns the number of columns of Q: min(m, n), or m for a square Q
     * @param q (m, columns), filled with orthonormal columns
     * @param r (columns, n), filled with an upper triangle
     */
    void qr(double[] a, int m, int n, int columns, double[] q, double[] r);

    /**
     * A = U diag(s) Vᵀ with descending s ≥ 0.
     *
     * @param a (m, n), left as it is
     * @param u (m, uColumns), filled; uColumns is min(m, n) or m
     * @param s (min(m, n)), filled
     * @param v (n, vColumns), filled; vColumns is min(m, n) or n
     * @return whether the iteration converged
     */
    boolean svd(double[] a, int m, int n, double[] u, int uColumns, double[] s, double[] v, int vColumns);

    /**
     * A = V diag(w) Vᵀ of a symmetric matrix, with ascending w.
     *
     * @param a (n, n), left as it is
     * @param w (n), filled with eigenvalues
     * @param v (n, n), filled with orthonormal eigenvectors as columns
     * @return whether the iteration converged
     */
    boolean eigh(double[] a, int n, double[] w, double[] v);
}
