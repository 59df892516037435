package lanewise.benchmarks;

import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R032Store;

/** ojAlgo's matrix product. */
final class OjAlgo implements Peer {

    public static void main(String[] args) {
        Serve.main(new OjAlgo(), args);
    }

    @Override
    public void threads(int threads) {
        OjAlgoUtils.limitThreadsTo(threads);
    }

    @Override
    public Work work(Row row) {
        if (!row.op().equals("matmul")) {
            return null;
        }
        int m = row.size(0);
        int n = row.size(1);
        int k = row.size(2);
        // Its stores are column-major: what is filled in rows is the transposed matrix.
        MatrixStore<Double> a =
                row.variant().equals("tn") ? fill(0, k, m) : fill(0, m, k).transpose();
        MatrixStore<Double> b =
                row.variant().equals("nt") ? fill(1, n, k) : fill(1, k, n).transpose();
        R032Store c = R032Store.FACTORY.make(m, n);
        return check -> {
            c.fillByMultiplying(a, b);
            double sum = 0;
            for (long i = 0; check && i < c.count(); i++) {
                sum += c.doubleValue(i);
            }
            return sum;
        };
    }

    private static R032Store fill(int seed, int rows, int columns) {
        return R032Store.wrap(Fill.values(rows * columns, seed, 1), columns);
    }
}
