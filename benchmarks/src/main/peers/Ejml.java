package lanewise.benchmarks;

import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

/** EJML's matrix product. */
final class Ejml implements Peer {
    private int threads;

    public static void main(String[] args) {
        Serve.main(new Ejml(), args);
    }

    @Override
    public void threads(int threads) {
        this.threads = threads;
        EjmlConcurrency.setMaxThreads(threads);
    }

    @Override
    public Work work(Row row) {
        if (!row.op().equals("matmul")) {
            return null;
        }
        int m = row.size(0);
        int n = row.size(1);
        int k = row.size(2);
        boolean left = row.variant().equals("tn");
        boolean right = row.variant().equals("nt");
        FMatrixRMaj a = left ? fill(0, k, m) : fill(0, m, k);
        FMatrixRMaj b = right ? fill(1, n, k) : fill(1, k, n);
        FMatrixRMaj c = new FMatrixRMaj(m, n);
        boolean alone = threads == 1;
        return check -> {
            if (left) {
                var _ = alone ? CommonOps_FDRM.multTransA(a, b, c) : CommonOps_MT_FDRM.multTransA(a, b, c);
            } else if (right) {
                var _ = alone ? CommonOps_FDRM.multTransB(a, b, c) : CommonOps_MT_FDRM.multTransB(a, b, c);
            } else {
                var _ = alone ? CommonOps_FDRM.mult(a, b, c) : CommonOps_MT_FDRM.mult(a, b, c);
            }
            double sum = 0;
            for (int i = 0; check && i < m * n; i++) {
                sum += c.get(i);
            }
            return sum;
        };
    }

    private static FMatrixRMaj fill(int seed, int rows, int columns) {
        FMatrixRMaj x = new FMatrixRMaj(rows, columns);
        x.setData(Fill.values(rows * columns, seed, 1));
        return x;
    }
}
