package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Factorizations.Lu;
import org.jspecify.annotations.Nullable;

/**
 * Linear algebra on stacks of matrices, with the names of <a
 * href="https://pytorch.org/docs/stable/linalg.html">torch.linalg</a>.
 *
 * <p>Matrices are the last two dimensions, {@code (…, m, n)}; the dimensions in front are batches, which broadcast
 * where two stacks meet. All inputs are float32 or float64; float32 is decomposed in double precision. Everything is
 * differentiable as often as one likes, unless its text says otherwise. What needs a decomposition throws
 * {@link UnsupportedOperationException} where the artifact {@code org.lanewise:lanewise-linalg} is missing.
 *
 * <p>Wrong shapes and dtypes throw {@link IllegalArgumentException}; singular or not positive-definite matrices, and
 * iterations that fail on non-finite elements, {@link ArithmeticException}.
 */
public final class Linalg {

    private Linalg() {}

    /** Q {@code (…, m, k)} and R {@code (…, k, n)}. */
    public record Qr(Tensor q, Tensor r) {}

    /** U {@code (…, m, k)}, descending singular values {@code (…, min(m, n))} and Vᵀ {@code (…, k, n)}. */
    public record Svd(Tensor u, Tensor s, Tensor vh) {}

    /** Ascending eigenvalues {@code (…, n)} and eigenvectors {@code (…, n, n)} as columns. */
    public record Eigh(Tensor eigenvalues, Tensor eigenvectors) {}

    /** The sign of a determinant and the logarithm of its size, both {@code (…)}. */
    public record SlogDet(Tensor sign, Tensor logabsdet) {}

    /** L below U in one matrix {@code (…, m, n)}, and the row swaps, counted from 1, int32 {@code (…, min(m, n))}. */
    public record LuFactor(Tensor lu, Tensor pivots) {}

    /** P {@code (…, m, m)}, L {@code (…, m, k)} and U {@code (…, k, n)} with k = min(m, n) and A = P L U. */
    public record PLU(Tensor p, Tensor l, Tensor u) {}

    /**
     * The solution {@code (…, n, k)}; squared residuals {@code (…, k)} of overdetermined systems of full rank, else
     * empty; ranks {@code (…)}, empty for driver "gels"; singular values {@code (…, min(m, n))} for drivers "gelss" and
     * "gelsd", else empty. Only the solution is differentiable.
     */
    public record Lstsq(Tensor solution, Tensor residuals, Tensor rank, Tensor singularValues) {}

    /**
     * Which singular values count as zero: those not above {@code max(atol, rtol · largest)}.
     *
     * @param atol absolute, 0 if null; one for all or one for each matrix
     * @param rtol relative; if null, the precision times max(m, n), or 0 where {@code atol} is positive
     * @param hermitian whether the matrices are symmetric, which allows eigenvalues instead; only lower triangles are
     *     read
     */
    public record RankOptions(
            @Nullable Tensor atol, @Nullable Tensor rtol, boolean hermitian) {

        /** These with another absolute tolerance. */
        public RankOptions atol(double value) {
            return new RankOptions(number(value), rtol, hermitian);
        }

        /** These with an absolute tolerance for each matrix. */
        public RankOptions atol(@Nullable Tensor values) {
            return new RankOptions(values, rtol, hermitian);
        }

        /** These with another relative tolerance. */
        public RankOptions rtol(double value) {
            return new RankOptions(atol, number(value), hermitian);
        }

        /** These with a relative tolerance for each matrix. */
        public RankOptions rtol(@Nullable Tensor values) {
            return new RankOptions(atol, values, hermitian);
        }

        /** These for symmetric matrices, or not. */
        public RankOptions hermitian(boolean value) {
            return new RankOptions(atol, rtol, value);
        }

        private static Tensor number(double value) {
            return Tensor.full(new int[0], value, DType.FLOAT64);
        }
    }

    /** The usual tolerances. */
    public static RankOptions rankOptions() {
        return new RankOptions(null, null, false);
    }

    // ---- decompositions
    // ---------------------------------------------------------------------------------------------------

    /** Returns the lower triangular L {@code (…, n, n)} of A = L Lᵀ; only A's lower triangle is read. */
    public static Tensor cholesky(Tensor a) {
        return cholesky(a, false);
    }

    /** Returns L of A = L Lᵀ, or the upper Lᵀ, for which only A's upper triangle is read. */
    public static Tensor cholesky(Tensor a, boolean upper) {
        Checks.square("cholesky", a);
        return Spectral.cholesky(a, upper);
    }

    /** Returns Q {@code (…, m, k)} and R {@code (…, k, n)} of A = Q R, k = min(m, n). */
    public static Qr qr(Tensor a) {
        return qr(a, "reduced");
    }

    /**
     * Returns Q and R of A = Q R.
     *
     * @param mode "reduced"; "complete" for a square Q, differentiable if m ≤ n; "r" for R alone with an empty Q, not
     *     differentiable
     */
    public static Qr qr(Tensor a, String mode) {
        Checks.matrices("qr", a);
        return switch (mode) {
            case "reduced" -> Spectral.qr(a, false, true);
            case "complete" -> Spectral.qr(a, true, true);
            case "r" ->
                new Qr(
                        Tensor.empty(new int[] {0}, a.dtype()),
                        Spectral.qr(a, false, false).r());
            default ->
                throw new IllegalArgumentException(
                        "qr: mode must be \"reduced\", \"complete\" or \"r\", got \"" + mode + "\"");
        };
    }

    /** Returns A = U diag(S) Vᵀ with square U and V, as PyTorch's default; see {@link #svd(Tensor, boolean)}. */
    public static Svd svd(Tensor a) {
        return svd(a, true);
    }

    /**
     * Returns A = U diag(S) Vᵀ. The gradient is finite only where all singular values differ and, for m ≠ n, none is
     * zero; that of the columns beyond min(m, n) counts as zero.
     *
     * @param fullMatrices whether U is {@code (…, m, m)} and Vᵀ {@code (…, n, n)}, or their k = min(m, n) is the
     *     smaller size
     */
    public static Svd svd(Tensor a, boolean fullMatrices) {
        Checks.matrices("svd", a);
        return Spectral.svd("svd", a, fullMatrices);
    }

    /** Returns the singular values {@code (…, min(m, n))}, descending. */
    public static Tensor svdvals(Tensor a) {
        Checks.matrices("svdvals", a);
        return Spectral.svd("svdvals", a, false).s();
    }

    /** Returns the eigenvalues and eigenvectors of symmetric matrices, of which the lower triangle is read. */
    public static Eigh eigh(Tensor a) {
        return eigh(a, "L");
    }

    /**
     * Returns the eigenvalues and eigenvectors of symmetric matrices. The gradient of the vectors is finite only where
     * all values differ.
     *
     * @param uplo the triangle that is read: "L" or "U"
     */
    public static Eigh eigh(Tensor a, String uplo) {
        Checks.square("eigh", a);
        return Spectral.eigh(a, upper("eigh", uplo));
    }

    /** Returns the eigenvalues {@code (…, n)} of symmetric matrices, ascending; the lower triangle is read. */
    public static Tensor eigvalsh(Tensor a) {
        return eigvalsh(a, "L");
    }

    /** Returns the eigenvalues {@code (…, n)} of symmetric matrices, ascending, from the triangle "L" or "U". */
    public static Tensor eigvalsh(Tensor a, String uplo) {
        Checks.square("eigvalsh", a);
        return Spectral.eigh(a, upper("eigvalsh", uplo)).eigenvalues();
    }

    private static boolean upper(String op, String uplo) {
        return switch (uplo) {
            case "L", "l" -> false;
            case "U", "u" -> true;
            default ->
                throw new IllegalArgumentException(op + ": expected UPLO to be \"L\" or \"U\", got \"" + uplo + "\"");
        };
    }

    /** Returns the packed factors and row swaps of A = P L U, with partial pivoting. */
    public static LuFactor luFactor(Tensor a) {
        Checks.matrices("luFactor", a);
        return Solving.factor(a);
    }

    /** Returns P, L and U of A = P L U. */
    public static PLU lu(Tensor a) {
        LuFactor factor = luFactor(a);
        return luUnpack(factor.lu(), factor.pivots());
    }

    /** Returns P, L and U from what {@link #luFactor} returned. */
    public static PLU luUnpack(Tensor lu, Tensor pivots) {
        Checks.matrices("luUnpack", lu);
        int m = lu.size(-2);
        int n = lu.size(-1);
        int k = Math.min(m, n);
        checkPivots("luUnpack", lu, pivots, k);
        Tensor order = Solving.order("luUnpack", pivots, m);
        int[] shape = Factorizations.matrix(lu, m, m);
        // Row i of the sorted matrix is row order[i] of A, so column i of P has its one there.
        Tensor p = Tensor.zeros(shape, lu.dtype()).scatter(-2, order.unsqueeze(-2), 1);
        return new PLU(
                p, Solving.unitLower(lu.narrow(-1, 0, k)), lu.narrow(-2, 0, k).triu());
    }

    private static void checkPivots(String op, Tensor lu, Tensor pivots, int k) {
        if (pivots.dtype() != DType.INT32) {
            throw new IllegalArgumentException(
                    op + ": expected pivots of dtype int32, as luFactor returns them, got " + pivots.dtype());
        }
        int[] expected = Shape.with(Shape.remove(lu.shape, lu.dim() - 1), lu.dim() - 2, k);
        if (!Shape.same(expected, pivots.shape)) {
            throw new IllegalArgumentException(op + ": expected pivots of shape " + Shape.show(expected)
                    + " for LU of shape " + Shape.show(lu.shape) + ", got " + Shape.show(pivots.shape));
        }
    }

    // ---- solving
    // ----------------------------------------------------------------------------------------------------------

    /** Returns X of A X = B; see {@link #solve(Tensor, Tensor, boolean)}. */
    public static Tensor solve(Tensor a, Tensor b) {
        return solve(a, b, true);
    }

    /**
     * Returns X of A X = B, or of X A = B.
     *
     * @param a {@code (…, n, n)}
     * @param b {@code (…, n, k)}, or {@code (…, n)} with exactly A's batches for one vector each
     * @param left whether A stands left of X
     * @throws ArithmeticException if a matrix is singular
     */
    public static Tensor solve(Tensor a, Tensor b, boolean left) {
        Checks.square("solve", a);
        Checks.sameDtype("solve", a, b);
        boolean vector =
                b.dim() == 1 || b.dim() == a.dim() - 1 && Shape.same(b.shape, Arrays.copyOf(a.shape, a.dim() - 1));
        Tensor right = vector ? b.unsqueeze(-1) : b;
        needsRows("solve", a, right, vector || left);
        int[] batch = Checks.batch("solve", a, right);
        Lu lu = Factorizations.lu("solve", a.detach());
        Solving.needsInverse("solve", lu);
        Tensor in = Checks.expanded(a, batch);
        Lu factors = expanded(lu, batch);
        if (vector || left) {
            Tensor y = Solving.solve("solve", in, factors, Checks.expanded(right, batch), false);
            return vector ? y.squeeze(-1) : y;
        }
        return Solving.solve("solve", in, factors, Checks.expanded(right, batch).mT(), true)
                .mT();
    }

    private static Lu expanded(Lu lu, int[] batch) {
        Tensor packed = Checks.expanded(lu.packed(), batch);
        Tensor rows = lu.rows();
        return new Lu(packed, rows.expand(Shape.insert(batch, batch.length, rows.size(-1))));
    }

    private static void needsRows(String op, Tensor a, Tensor b, boolean left) {
        if (b.dim() < 2) {
            throw new IllegalArgumentException(
                    op + ": B must have at least 2 dimensions (…, n, k) or be one vector for each matrix"
                            + " of A, got shapes " + Shape.show(a.shape) + " and " + Shape.show(b.shape));
        }
        int size = b.size(left ? -2 : -1);
        if (size != a.size(-1)) {
            throw new IllegalArgumentException(op + ": incompatible shapes of A and B for the equation "
                    + (left ? "AX = B" : "XA = B")
                    + " (" + a.size(-2) + "x" + a.size(-1) + " and " + b.size(-2) + "x" + b.size(-1) + "), from "
                    + Shape.show(a.shape) + " and " + Shape.show(b.shape));
        }
    }

    /**
     * Returns X of A X = B with triangular A; see {@link #solveTriangular(Tensor, Tensor, boolean, boolean, boolean)}.
     */
    public static Tensor solveTriangular(Tensor a, Tensor b, boolean upper) {
        return solveTriangular(a, b, upper, true, false);
    }

    /**
     * Returns X of A X = B, or of X A = B, with triangular A. A zero on the diagonal gives infinities or NaN, no error.
     * Needs no library.
     *
     * @param a {@code (…, n, n)}, of which one triangle is read
     * @param b {@code (…, n, k)}, or {@code (…, k, n)} if not {@code left}
     * @param upper the triangle that is read
     * @param left whether A stands left of X
     * @param unitriangular whether the diagonal of A counts as ones and is not read
     */
    public static Tensor solveTriangular(Tensor a, Tensor b, boolean upper, boolean left, boolean unitriangular) {
        Checks.square("solveTriangular", a);
        Checks.sameDtype("solveTriangular", a, b);
        needsRows("solveTriangular", a, b, left);
        int[] batch = Checks.batch("solveTriangular", a, b);
        Tensor in = Checks.expanded(a, batch);
        Tensor right = Checks.expanded(b, batch);
        return left
                ? Solving.triangular(in, right, upper, unitriangular)
                : Solving.triangular(in.mT(), right.mT(), !upper, unitriangular).mT();
    }

    /** Returns A⁻¹ {@code (…, n, n)}. */
    public static Tensor inv(Tensor a) {
        Checks.square("inv", a);
        Lu lu = Factorizations.lu("inv", a.detach());
        Solving.needsInverse("inv", lu);
        return Solving.solve(
                "inv", a, lu, Factories.eye(a.size(-1), a.size(-1), a.dtype()).expand(a.shape), false);
    }

    /** Returns X of A X = B from the factors of A; see {@link #luSolve(Tensor, Tensor, Tensor, boolean, boolean)}. */
    public static Tensor luSolve(Tensor lu, Tensor pivots, Tensor b) {
        return luSolve(lu, pivots, b, true, false);
    }

    /**
     * Returns X of A X = B from what {@link #luFactor} returned for A. Differentiable by the factors and B. Needs no
     * library.
     *
     * @param left whether A stands left of X
     * @param adjoint whether Aᵀ stands for A
     */
    public static Tensor luSolve(Tensor lu, Tensor pivots, Tensor b, boolean left, boolean adjoint) {
        Checks.square("luSolve", lu);
        Checks.sameDtype("luSolve", lu, b);
        checkPivots("luSolve", lu, pivots, lu.size(-1));
        needsRows("luSolve", lu, b, left);
        int[] batch = Checks.batch("luSolve", lu, b);
        Lu factors = expanded(new Lu(lu, Solving.order("luSolve", pivots, lu.size(-1))), batch);
        Tensor right = Checks.expanded(b, batch);
        return left
                ? Solving.byFactors(factors, right, adjoint)
                : Solving.byFactors(factors, right.mT(), !adjoint).mT();
    }

    /**
     * Returns X of A X = B with A = L Lᵀ {@code (…, n, n)}, B {@code (…, n, k)}; L is upper, of A = Lᵀ L, if
     * {@code upper}.
     */
    public static Tensor choleskySolve(Tensor b, Tensor l, boolean upper) {
        Checks.square("choleskySolve", l);
        Checks.sameDtype("choleskySolve", l, b);
        needsRows("choleskySolve", l, b, true);
        int[] batch = Checks.batch("choleskySolve", l, b);
        return Products.choleskySolve(Checks.expanded(b, batch), Checks.expanded(l, batch), upper);
    }

    /** Returns A⁻¹ from L of A = L Lᵀ, or the upper factor of A = Lᵀ L. */
    public static Tensor choleskyInverse(Tensor l, boolean upper) {
        Checks.square("choleskyInverse", l);
        return Products.choleskySolve(
                Factories.eye(l.size(-1), l.size(-1), l.dtype()).expand(l.shape), l, upper);
    }

    /** Returns the least-squares solution; see {@link #lstsq(Tensor, Tensor, Double, String)}. */
    public static Lstsq lstsq(Tensor a, Tensor b) {
        return lstsq(a, b, null, null);
    }

    /**
     * Returns X that minimises ‖A X − B‖, the shortest one if there are several.
     *
     * @param a {@code (…, m, n)}
     * @param b {@code (…, m, k)}, or {@code (…, m)} with exactly A's batches
     * @param rcond singular values up to this times the largest count as zero; null for the precision times max(m, n)
     * @param driver "gelsy" (also null), "gelsd" or "gelss" for any matrix, "gels" for matrices of full rank, which is
     *     faster
     */
    public static Lstsq lstsq(Tensor a, Tensor b, @Nullable Double rcond, @Nullable String driver) {
        Checks.matrices("lstsq", a);
        Checks.sameDtype("lstsq", a, b);
        if (b.dim() < 1) {
            throw new IllegalArgumentException("lstsq: other must have at least 1 dimension, got shape []");
        }
        boolean vector = b.dim() == a.dim() - 1 && Shape.same(b.shape, Arrays.copyOf(a.shape, a.dim() - 1));
        Tensor right = vector ? b.unsqueeze(-1) : b;
        if (right.dim() < 2 || right.size(-2) != a.size(-2)) {
            throw new IllegalArgumentException(
                    "lstsq: input and other must have the same number of rows m in (…, m, n) and"
                            + " (…, m, k), got shapes " + Shape.show(a.shape) + " and " + Shape.show(b.shape));
        }
        int[] batch = Checks.batch("lstsq", a, right);
        return LeastSquares.solve(Checks.expanded(a, batch), Checks.expanded(right, batch), vector, rcond, driver);
    }

    /** Returns the pseudo-inverse {@code (…, n, m)} of {@code (…, m, n)}. */
    public static Tensor pinv(Tensor a) {
        return pinv(a, rankOptions());
    }

    /** Returns the pseudo-inverse; differentiable where the rank does not change nearby. */
    public static Tensor pinv(Tensor a, RankOptions options) {
        Checks.matrices("pinv", a);
        if (options.hermitian()) {
            Checks.square("pinv", a);
        }
        return Spectral.pinv("pinv", a, options);
    }

    // ---- functions of matrices
    // --------------------------------------------------------------------------------------------

    /** Returns the determinants {@code (…)}. Differentiable at singular matrices too. */
    public static Tensor det(Tensor a) {
        Checks.square("det", a);
        return MatrixFunctions.det(a);
    }

    /** Returns sign and logarithm of the size of the determinants; 0 and −∞ for singular matrices. */
    public static SlogDet slogdet(Tensor a) {
        Checks.square("slogdet", a);
        return MatrixFunctions.slogdet(a);
    }

    /** Returns the logarithms of the determinants {@code (…)}: NaN for negative ones. */
    public static Tensor logdet(Tensor a) {
        Checks.square("logdet", a);
        SlogDet parts = MatrixFunctions.slogdet(a);
        return Where.replaced(parts.logabsdet(), parts.sign().eq(-1), Double.NaN);
    }

    /** Returns Aⁿ; the inverse is raised for negative n. */
    public static Tensor matrixPower(Tensor a, int n) {
        if (a.isFloatingPoint() || n < 0) {
            Checks.square("matrixPower", a);
        } else if (a.dim() < 2 || a.size(-1) != a.size(-2)) {
            throw new IllegalArgumentException(
                    "matrixPower: A must be batches of square matrices, got shape " + Shape.show(a.shape));
        }
        return MatrixFunctions.power(a, n);
    }

    /** Returns the matrix exponential. Needs no library. */
    public static Tensor matrixExp(Tensor a) {
        Checks.square("matrixExp", a);
        return MatrixFunctions.exp(a);
    }

    /** Returns the ranks {@code (…)}, int64. Not differentiable. */
    public static Tensor matrixRank(Tensor a) {
        return matrixRank(a, rankOptions());
    }

    /** Returns the ranks {@code (…)}, int64, by these tolerances. */
    public static Tensor matrixRank(Tensor a, RankOptions options) {
        Checks.matrices("matrixRank", a);
        if (options.hermitian()) {
            Checks.square("matrixRank", a);
        }
        return Spectral.rank(a, options);
    }

    /** Returns the condition numbers {@code (…)} in the 2-norm: largest over smallest singular value. */
    public static Tensor cond(Tensor a) {
        return MatrixNorms.cond(a, null);
    }

    /** Returns the condition numbers in the norm of order ±1, ±2 or ±∞. */
    public static Tensor cond(Tensor a, Number ord) {
        return MatrixNorms.cond(a, ord);
    }

    /** Returns the condition numbers in the norm "fro" or "nuc". */
    public static Tensor cond(Tensor a, String ord) {
        return MatrixNorms.cond(a, ord);
    }

    // ---- norms
    // ------------------------------------------------------------------------------------------------------------

    /** Returns the 2-norm of all elements. */
    public static Tensor norm(Tensor x) {
        return MatrixNorms.norm(x, null, null, false);
    }

    /**
     * Returns the norm of vectors (one dim) or matrices (two dims).
     *
     * @param ord the order of {@link #vectorNorm} or {@link #matrixNorm(Tensor, Number, int[], boolean)}; null for the
     *     2-norm of all elements in {@code dims}
     * @param dims the dims to reduce; null for all, which must be one or two if {@code ord} is given
     */
    public static Tensor norm(Tensor x, @Nullable Number ord, int @Nullable [] dims, boolean keepdim) {
        return MatrixNorms.norm(x, ord, dims, keepdim);
    }

    /** Returns the norm "fro" or "nuc" of matrices. */
    public static Tensor norm(Tensor x, String ord, int @Nullable [] dims, boolean keepdim) {
        return MatrixNorms.norm(x, ord, dims, keepdim);
    }

    /** Returns the 2-norm of all elements. */
    public static Tensor vectorNorm(Tensor x) {
        return MatrixNorms.vector(x, 2, new int[0], false);
    }

    /**
     * Returns (Σ |x|ᵖ)^(1/p) over {@code dims}, all if none is named; the largest or smallest size for infinite orders.
     */
    public static Tensor vectorNorm(Tensor x, Number ord, int[] dims, boolean keepdim) {
        return MatrixNorms.vector(x, ord.doubleValue(), dims, keepdim);
    }

    /** Returns the Frobenius norms {@code (…)}. */
    public static Tensor matrixNorm(Tensor a) {
        return MatrixNorms.matrix("matrixNorm", a, "fro", new int[] {-2, -1}, false);
    }

    /** Returns the norms "fro" or "nuc" (sum of singular values) of the matrices in two dims. */
    public static Tensor matrixNorm(Tensor a, String ord, int[] dims, boolean keepdim) {
        return MatrixNorms.matrix("matrixNorm", a, ord, dims, keepdim);
    }

    /**
     * Returns the norms of the matrices in two dims.
     *
     * @param ord 1 (−1): largest (smallest) sum of a column; ±∞: of a row; ±2: largest (smallest) singular value
     */
    public static Tensor matrixNorm(Tensor a, Number ord, int[] dims, boolean keepdim) {
        return MatrixNorms.matrix("matrixNorm", a, ord, dims, keepdim);
    }

    // ---- products and tensors
    // ---------------------------------------------------------------------------------------------

    /** Returns the product of a chain of matrices in the cheapest order; first and last may be vectors. */
    public static Tensor multiDot(List<Tensor> tensors) {
        return Products.multiDot(tensors);
    }

    /** Returns the cross products of vectors of three elements in the last dimension; batches broadcast. */
    public static Tensor cross(Tensor a, Tensor b) {
        return cross(a, b, -1);
    }

    /** Returns the cross products of vectors of three elements in {@code dim}; batches broadcast. */
    public static Tensor cross(Tensor a, Tensor b, int dim) {
        return Products.cross(a, b, dim);
    }

    /** Returns the dot products along the last dimension. */
    public static Tensor vecdot(Tensor a, Tensor b) {
        return vecdot(a, b, -1);
    }

    /** Returns the dot products along {@code dim}; the other dimensions broadcast. */
    public static Tensor vecdot(Tensor a, Tensor b, int dim) {
        return Products.vecdot(a, b, dim);
    }

    /** Returns the Vandermonde matrices {@code (…, n, n)} of vectors {@code (…, n)}: powers 0, 1, … of each element. */
    public static Tensor vander(Tensor x) {
        return Products.vander(x, null);
    }

    /** Returns the Vandermonde matrices {@code (…, n, columns)} of vectors {@code (…, n)}. */
    public static Tensor vander(Tensor x, int columns) {
        return Products.vander(x, columns);
    }

    /**
     * Returns the inverse of {@code tensordot(a, ·)} over the dims from {@code ind} on; their sizes multiply to the
     * others'.
     */
    public static Tensor tensorinv(Tensor a, int ind) {
        return Products.tensorinv(a, ind);
    }

    /** Returns X of {@code tensordot(a, x, x.dim()) = b}. */
    public static Tensor tensorsolve(Tensor a, Tensor b) {
        return Products.tensorsolve(a, b, null);
    }

    /** Returns X of {@code tensordot(a, x, x.dim()) = b} after moving {@code dims} of A to its end. */
    public static Tensor tensorsolve(Tensor a, Tensor b, int @Nullable [] dims) {
        return Products.tensorsolve(a, b, dims);
    }
}
