package lanewise.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import lanewise.tensor.Decompositions;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.jspecify.annotations.Nullable;

/** The decompositions of EJML (Efficient Java Matrix Library), made for every call: they keep their work space. */
public final class EjmlDecompositions implements Decompositions {

    /** Called by the service loader. */
    public EjmlDecompositions() {}

    @Override
    public boolean cholesky(double[] a, int n) {
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
        if (!cholesky.decompose(matrix(a, n, n))) {
            return false;
        }
        System.arraycopy(cholesky.getT(null).data, 0, a, 0, n * n);
        return true;
    }

    @Override
    public void lu(double[] a, int m, int n, int[] rows) {
        LUDecompositionAlt_DDRM lu = new LUDecompositionAlt_DDRM();
        lu.decompose(matrix(a, m, n));
        System.arraycopy(lu.getLU().data, 0, a, 0, m * n);
        System.arraycopy(lu.getPivot(), 0, rows, 0, m);
    }

    @Override
    public void qr(double[] a, int m, int n, int columns, double[] q, double[] r) {
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(m, n);
        // It reports columns that are zero, which are no failure here: R has a zero on its diagonal.
        qr.decompose(matrix(a, m, n));
        boolean compact = columns < m;
        copy(qr.getQ(null, compact), q, columns);
        DMatrixRMaj upper = qr.getR(null, compact);
        System.arraycopy(upper.data, 0, r, 0, columns * n);
    }

    @Override
    public boolean svd(double[] a, int m, int n, double[] u, int uColumns, double[] s, double[] v, int vColumns) {
        int rank = Math.min(m, n);
        boolean compact = uColumns == rank && vColumns == rank;
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(m, n, true, true, compact);
        if (!svd.decompose(matrix(a, m, n))) {
            return false;
        }
        double[] values = svd.getSingularValues();
        int[] order = order(rank, Comparator.comparingDouble(i -> -values[i]));
        for (int i = 0; i < rank; i++) {
            s[i] = values[order[i]];
        }
        copyColumns(svd.getU(null, false), u, uColumns, order);
        copyColumns(svd.getV(null, false), v, vColumns, order);
        return true;
    }

    @Override
    public boolean eigh(double[] a, int n, double[] w, double[] v) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(matrix(a, n, n))) {
            return false;
        }
        int[] order =
                order(n, Comparator.comparingDouble(i -> eigen.getEigenvalue(i).getReal()));
        for (int i = 0; i < n; i++) {
            w[i] = eigen.getEigenvalue(order[i]).getReal();
            @Nullable DMatrixRMaj vector = eigen.getEigenVector(order[i]);
            if (vector == null) {
                return false;
            }
            for (int row = 0; row < n; row++) {
                v[row * n + i] = vector.data[row];
            }
        }
        return true;
    }

    /** A copy, since decompositions may work in place. */
    private static DMatrixRMaj matrix(double[] a, int rows, int columns) {
        return DMatrixRMaj.wrap(rows, columns, Arrays.copyOf(a, rows * columns));
    }

    /** The indices from 0 in that order; equal ones stay as they stand. */
    private static int[] order(int count, Comparator<Integer> by) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(by)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void copy(DMatrixRMaj from, double[] to, int columns) {
        for (int row = 0; row < from.numRows; row++) {
            System.arraycopy(from.data, row * from.numCols, to, row * columns, columns);
        }
    }

    /** The columns in that order, those beyond it where they are. */
    private static void copyColumns(DMatrixRMaj from, double[] to, int columns, int[] order) {
        for (int column = 0; column < columns; column++) {
            int source = column < order.length ? order[column] : column;
            for (int row = 0; row < from.numRows; row++) {
                to[row * columns + column] = from.data[row * from.numCols + source];
            }
        }
    }
}
