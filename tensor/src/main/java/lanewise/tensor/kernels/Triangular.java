package lanewise.tensor.kernels;

/** Substitution in triangular systems. The inner loops run along rows, which the JIT turns into vector code. */
public final class Triangular {

    private Triangular() {}

    /**
     * Replaces X by A⁻¹ X.
     *
     * @param a (n, n) row-major from {@code ao}, of which only the named triangle is read
     * @param x (n, k) row-major from {@code xo}
     * @param unit whether the diagonal counts as ones and is not read
     */
    public static void solve(float[] a, int ao, float[] x, int xo, int n, int k, boolean upper, boolean unit) {
        for (int step = 0; step < n; step++) {
            int i = upper ? n - 1 - step : step;
            int row = xo + i * k;
            int to = upper ? n : i;
            for (int j = upper ? i + 1 : 0; j < to; j++) {
                float factor = a[ao + i * n + j];
                int other = xo + j * k;
                for (int c = 0; c < k; c++) {
                    x[row + c] -= factor * x[other + c];
                }
            }
            if (!unit) {
                float pivot = a[ao + i * n + i];
                for (int c = 0; c < k; c++) {
                    x[row + c] /= pivot;
                }
            }
        }
    }

    /** As {@link #solve(float[], int, float[], int, int, int, boolean, boolean)}. */
    public static void solve(double[] a, int ao, double[] x, int xo, int n, int k, boolean upper, boolean unit) {
        for (int step = 0; step < n; step++) {
            int i = upper ? n - 1 - step : step;
            int row = xo + i * k;
            int to = upper ? n : i;
            for (int j = upper ? i + 1 : 0; j < to; j++) {
                double factor = a[ao + i * n + j];
                int other = xo + j * k;
                for (int c = 0; c < k; c++) {
                    x[row + c] -= factor * x[other + c];
                }
            }
            if (!unit) {
                double pivot = a[ao + i * n + i];
                for (int c = 0; c < k; c++) {
                    x[row + c] /= pivot;
                }
            }
        }
    }
}
