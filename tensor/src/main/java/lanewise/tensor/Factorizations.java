package lanewise.tensor;

import java.util.Arrays;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The decompositions of stacks of matrices: every matrix goes through the {@link Decompositions} that was found, as
 * double. Nothing here is recorded; empty matrices and those with NaN or infinite elements never reach the library.
 */
final class Factorizations {

    private Factorizations() {}

    /** Found once, by the loader of this class, so no other loader is held on to. */
    private static final class Found {
        static final @Nullable Decompositions LIBRARY = ServiceLoader.load(
                        Decompositions.class, Decompositions.class.getClassLoader())
                .findFirst()
                .orElse(null);
    }

    /** The library, or the word which artifact brings it. */
    static Decompositions library(String op) {
        Decompositions library = Found.LIBRARY;
        if (library == null) {
            throw new UnsupportedOperationException(
                    op + ": needs a library of matrix decompositions, and none was found; add the"
                            + " artifact org.lanewise:lanewise-linalg to the class path or the module path");
        }
        return library;
    }

    /** The factors of A with the order of its rows: A[rows[i]] = (L U)[i]. Both without history. */
    record Lu(Tensor packed, Tensor rows) {}

    static Tensor cholesky(String op, Tensor a) {
        int n = a.size(-1);
        double[] values = widened(a);
        for (int b = 0, count = matrices(a); b < count; b++) {
            double[] one = Arrays.copyOfRange(values, b * n * n, (b + 1) * n * n);
            boolean finite = true;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    finite &= Double.isFinite(one[i * n + j]);
                }
            }
            if (!finite || !library(op).cholesky(one, n)) {
                throw new ArithmeticException(
                        op + ": " + which(a, b) + "the factorization could not be completed because the"
                                + " input is not positive-definite; got shape " + Shape.show(a.shape)
                                + ". Add a small multiple of the identity, or use eigh or lu");
            }
            System.arraycopy(one, 0, values, b * n * n, n * n);
        }
        return narrowed(values, a.dtype(), a.shape);
    }

    static Lu lu(String op, Tensor a) {
        int m = a.size(-2);
        int n = a.size(-1);
        int count = matrices(a);
        double[] values = widened(a);
        long[] order = new long[Shape.numel(Shape.remove(a.shape, a.dim() - 1))];
        int[] rows = new int[m];
        for (int b = 0; b < count; b++) {
            double[] one = Arrays.copyOfRange(values, b * m * n, (b + 1) * m * n);
            library(op).lu(one, m, n, rows);
            System.arraycopy(one, 0, values, b * m * n, m * n);
            for (int i = 0; i < m; i++) {
                order[b * m + i] = rows[i];
            }
        }
        if (n == 0) {
            for (int i = 0; i < order.length; i++) {
                order[i] = i % m;
            }
        }
        return new Lu(
                narrowed(values, a.dtype(), a.shape),
                Tensor.wrap(Storage.of(order), Shape.remove(a.shape, a.dim() - 1)));
    }

    /** Q with {@code complete ? m : min(m, n)} columns, and R. */
    static Tensor[] qr(String op, Tensor a, boolean complete) {
        int m = a.size(-2);
        int n = a.size(-1);
        int k = complete ? m : Math.min(m, n);
        int[] qShape = matrix(a, m, k);
        int[] rShape = matrix(a, k, n);
        double[] q = new double[Shape.numel(qShape)];
        double[] r = new double[Shape.numel(rShape)];
        double[] values = widened(a);
        double[] oneQ = new double[m * k];
        double[] oneR = new double[k * n];
        for (int b = 0, count = matrices(a); b < count; b++) {
            double[] one = Arrays.copyOfRange(values, b * m * n, (b + 1) * m * n);
            if (finite(one)) {
                library(op).qr(one, m, n, k, oneQ, oneR);
            } else {
                Arrays.fill(oneQ, Double.NaN);
                Arrays.fill(oneR, Double.NaN);
            }
            System.arraycopy(oneQ, 0, q, b * m * k, m * k);
            System.arraycopy(oneR, 0, r, b * k * n, k * n);
        }
        if (n == 0) {
            identities(q, m, k);
        }
        return new Tensor[] {narrowed(q, a.dtype(), qShape), narrowed(r, a.dtype(), rShape)};
    }

    /** U, s and Vᵀ, with square U and V if {@code full}. */
    static Tensor[] svd(String op, Tensor a, boolean full) {
        int m = a.size(-2);
        int n = a.size(-1);
        int k = Math.min(m, n);
        int p = full ? m : k;
        int q = full ? n : k;
        int[] sShape = Shape.with(Shape.remove(a.shape, a.dim() - 1), a.dim() - 2, k);
        double[] u = new double[Shape.numel(matrix(a, m, p))];
        double[] s = new double[Shape.numel(sShape)];
        double[] v = new double[Shape.numel(matrix(a, n, q))];
        double[] values = widened(a);
        double[] oneU = new double[m * p];
        double[] oneS = new double[k];
        double[] oneV = new double[n * q];
        for (int b = 0, count = matrices(a); b < count; b++) {
            double[] one = Arrays.copyOfRange(values, b * m * n, (b + 1) * m * n);
            converged(op, a, b, finite(one) && library(op).svd(one, m, n, oneU, p, oneS, oneV, q));
            System.arraycopy(oneU, 0, u, b * m * p, m * p);
            System.arraycopy(oneS, 0, s, b * k, k);
            System.arraycopy(oneV, 0, v, b * n * q, n * q);
        }
        if (k == 0) {
            identities(u, m, p);
            identities(v, n, q);
        }
        return new Tensor[] {
            narrowed(u, a.dtype(), matrix(a, m, p)),
            narrowed(s, a.dtype(), sShape),
            narrowed(v, a.dtype(), matrix(a, n, q)).mT()
        };
    }

    /** Eigenvalues and eigenvectors of the matrix whose lower (upper) triangle A holds. */
    static Tensor[] eigh(String op, Tensor a, boolean upper) {
        int n = a.size(-1);
        double[] values = widened(a);
        double[] w = new double[values.length == 0 ? 0 : values.length / n];
        double[] oneW = new double[n];
        double[] oneV = new double[n * n];
        for (int b = 0, count = matrices(a); b < count; b++) {
            double[] one = Arrays.copyOfRange(values, b * n * n, (b + 1) * n * n);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    if (upper) {
                        one[i * n + j] = one[j * n + i];
                    } else {
                        one[j * n + i] = one[i * n + j];
                    }
                }
            }
            converged(op, a, b, finite(one) && library(op).eigh(one, n, oneW, oneV));
            System.arraycopy(oneW, 0, w, b * n, n);
            System.arraycopy(oneV, 0, values, b * n * n, n * n);
        }
        return new Tensor[] {
            narrowed(w, a.dtype(), Shape.remove(a.shape, a.dim() - 1)), narrowed(values, a.dtype(), a.shape)
        };
    }

    private static void converged(String op, Tensor a, int b, boolean converged) {
        if (!converged) {
            throw new ArithmeticException(
                    op + ": " + which(a, b) + "the algorithm failed to converge: the input contains"
                            + " non-finite values or is ill-conditioned; got shape " + Shape.show(a.shape));
        }
    }

    /** Names a matrix of a stack. */
    static String which(Tensor a, int b) {
        return a.dim() > 2 ? "(batch element " + b + ") " : "";
    }

    /** How many matrices there are that have elements. */
    private static int matrices(Tensor a) {
        return a.numel() == 0 ? 0 : Shape.product(a.shape, 0, a.dim() - 2);
    }

    /** The shape of a stack of other matrices, one for each of A's. */
    static int[] matrix(Tensor a, int rows, int columns) {
        int[] shape = a.shape.clone();
        shape[shape.length - 2] = rows;
        shape[shape.length - 1] = columns;
        return shape;
    }

    private static boolean finite(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static void identities(double[] values, int rows, int columns) {
        for (int at = 0; columns > 0 && at < values.length; at += rows * columns) {
            for (int i = 0; i < Math.min(rows, columns); i++) {
                values[at + i * columns + i] = 1;
            }
        }
    }

    private static double[] widened(Tensor a) {
        return Conversion.copy(a, DType.FLOAT64).storage.doubles();
    }

    private static Tensor narrowed(double[] values, DType dtype, int... shape) {
        return Tensor.wrap(Storage.of(values), shape).compact(dtype);
    }
}
