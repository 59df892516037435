package lanewise.nn;

import lanewise.tensor.Tensor;

/** The orthogonal factor of a QR decomposition by Householder reflections, enough for an initialiser. */
final class Orthogonal {

    private Orthogonal() {}

    /**
     * The Q of A = Q R with a positive diagonal of R.
     *
     * @param a {@code (m, n)} with m ≥ n
     * @return {@code (m, n)}, its columns orthonormal
     */
    static Tensor columns(Tensor a) {
        int m = a.size(0);
        int n = a.size(1);
        double[] work = a.toDoubleArray();
        double[] scale = new double[n];
        double[] sign = new double[n];
        for (int k = 0; k < n; k++) {
            double norm = 0;
            for (int i = k; i < m; i++) {
                norm = Math.hypot(norm, work[i * n + k]);
            }
            double head = work[k * n + k];
            double r = head > 0 ? -norm : norm;
            sign[k] = Math.signum(r);
            // The reflection I − s v vᵀ with v = x − r e; s = 1 / (r (r − head)) keeps it orthogonal.
            work[k * n + k] = head - r;
            scale[k] = r == 0 ? 0 : 1 / (r * (r - head));
            for (int j = k + 1; j < n; j++) {
                reflect(work, n, k, scale[k], work, n, j, m);
            }
        }
        double[] q = new double[m * n];
        for (int k = n - 1; k >= 0; k--) {
            q[k * n + k] = 1;
            for (int j = k; j < n; j++) {
                reflect(work, n, k, scale[k], q, n, j, m);
            }
        }
        for (int i = 0; i < m * n; i++) {
            q[i] *= sign[i % n];
        }
        return Tensor.fromArray(q, m, n).to(a.dtype());
    }

    /** Applies the reflection stored in column k of {@code v} to column j of {@code y}. */
    private static void reflect(double[] v, int vn, int k, double scale, double[] y, int yn, int j, int m) {
        double dot = 0;
        for (int i = k; i < m; i++) {
            dot += v[i * vn + k] * y[i * yn + j];
        }
        dot *= scale;
        for (int i = k; i < m; i++) {
            y[i * yn + j] -= dot * v[i * vn + k];
        }
    }
}
