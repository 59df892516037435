// Generated from ScalarFloatGemm.java by DoubleTwins; do not edit.
package lanewise.tensor.kernels;

/**
 * The loops of the {@code double} matrix product without vectors: the specification of the vector ones, whose bits they
 * give, and what runs in their place where there are none and until they are compiled.
 *
 * <p>The inner loops are such that C2 vectorises them itself: it does so only if all arrays are read and written at the
 * same index. So each row of B is copied to an array of its own first, which makes the product four times as fast.
 */
final class ScalarDoubleGemm {
    /** Columns of B packed at a time. */
    static final int PACKED_COLS = 256;
    /** Below so many rows, packing a B whose rows are not contiguous would not pay. */
    private static final int PACK_FROM_ROWS = 8;

    private ScalarDoubleGemm() {}

    /** {@code C = A·B} or, with {@code add}, {@code C += A·B}; one block of the sum, see {@link DoubleGemm}. */
    static void block(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int ars,
            int acs,
            double[] b,
            int bo,
            int brs,
            int bcs,
            boolean add,
            double[] c,
            int co,
            int ldc) {
        DoubleScratch s = DoubleScratch.take();
        double[] sum = s.a(PACKED_COLS);
        boolean packed = bcs == 1 || m >= PACK_FROM_ROWS;
        double[][] rows = s.rows(packed ? k : 0);
        for (int jc = 0; jc < n; jc += PACKED_COLS) {
            int nc = Math.min(n - jc, PACKED_COLS);
            int from = bo + jc * bcs;
            if (packed) {
                pack(nc, k, b, from, brs, bcs, rows);
            }
            for (int i = 0; i < m; i++) {
                int ai = ao + i * ars;
                int ci = co + i * ldc + jc;
                if (packed) {
                    row(nc, k, a, ai, acs, rows, sum);
                } else {
                    stridedRow(nc, k, a, ai, acs, b, from, brs, bcs, sum);
                }
                if (add) {
                    for (int j = 0; j < nc; j++) {
                        c[ci + j] += sum[j];
                    }
                } else {
                    System.arraycopy(sum, 0, c, ci, nc);
                }
            }
        }
        s.give();
    }

    /** Copies each of k rows of B to the start of an array. */
    private static void pack(int n, int k, double[] b, int from, int brs, int bcs, double[][] rows) {
        if (bcs == 1) {
            for (int p = 0; p < k; p++) {
                System.arraycopy(b, from + p * brs, rows[p], 0, n);
            }
        } else {
            for (int j = 0; j < n; j++) {
                int column = from + j * bcs;
                for (int p = 0; p < k; p++) {
                    rows[p][j] = b[column + p * brs];
                }
            }
        }
    }

    /** {@code sum[j] = Σ a(p)·b[p][j]}, four rows of B in each pass over the sums. */
    private static void row(int n, int k, double[] a, int ao, int acs, double[][] b, double[] sum) {
        for (int j = 0; j < n; j++) {
            sum[j] = 0f;
        }
        int p = 0;
        for (; p < k - 3; p += 4) {
            double a0 = a[ao + p * acs];
            double a1 = a[ao + (p + 1) * acs];
            double a2 = a[ao + (p + 2) * acs];
            double a3 = a[ao + (p + 3) * acs];
            double[] b0 = b[p];
            double[] b1 = b[p + 1];
            double[] b2 = b[p + 2];
            double[] b3 = b[p + 3];
            for (int j = 0; j < n; j++) {
                double s = Math.fma(a0, b0[j], sum[j]);
                s = Math.fma(a1, b1[j], s);
                s = Math.fma(a2, b2[j], s);
                sum[j] = Math.fma(a3, b3[j], s);
            }
        }
        for (; p < k; p++) {
            double a0 = a[ao + p * acs];
            double[] b0 = b[p];
            for (int j = 0; j < n; j++) {
                sum[j] = Math.fma(a0, b0[j], sum[j]);
            }
        }
    }

    /** The same for any strides, four columns at a time. */
    private static void stridedRow(
            int n, int k, double[] a, int ao, int acs, double[] b, int bo, int brs, int bcs, double[] sum) {
        int j = 0;
        for (; j < n - 3; j += 4) {
            double s0 = 0f;
            double s1 = 0f;
            double s2 = 0f;
            double s3 = 0f;
            int at = bo + j * bcs;
            for (int p = 0; p < k; p++) {
                double x = a[ao + p * acs];
                s0 = Math.fma(x, b[at], s0);
                s1 = Math.fma(x, b[at + bcs], s1);
                s2 = Math.fma(x, b[at + 2 * bcs], s2);
                s3 = Math.fma(x, b[at + 3 * bcs], s3);
                at += brs;
            }
            sum[j] = s0;
            sum[j + 1] = s1;
            sum[j + 2] = s2;
            sum[j + 3] = s3;
        }
        for (; j < n; j++) {
            double s = 0f;
            for (int p = 0; p < k; p++) {
                s = Math.fma(a[ao + p * acs], b[bo + p * brs + j * bcs], s);
            }
            sum[j] = s;
        }
    }

    /** {@code c[co + j·step] = beta·c[co + j·step] + Σ a[ao + p]·b[bo + j·bcs + p]} in 16 chains each. */
    static void dots(
            int n, int k, double[] a, int ao, double[] b, int bo, int bcs, double beta, double[] c, int co, int step) {
        for (int j = 0; j < n; j++) {
            double dot = dot(k, a, ao, b, bo + j * bcs);
            int at = co + j * step;
            c[at] = beta == 0 ? dot : c[at] + dot;
        }
    }

    /** One such dot product; what is left when k is divided by 16 comes first. */
    static double dot(int k, double[] a, int ao, double[] b, int bo) {
        int whole = k - k % 16;
        int rest = k - whole;
        int x = ao + whole;
        int y = bo + whole;
        double s0 = rest > 0 ? Math.fma(a[x], b[y], 0f) : 0f;
        double s1 = rest > 1 ? Math.fma(a[x + 1], b[y + 1], 0f) : 0f;
        double s2 = rest > 2 ? Math.fma(a[x + 2], b[y + 2], 0f) : 0f;
        double s3 = rest > 3 ? Math.fma(a[x + 3], b[y + 3], 0f) : 0f;
        double s4 = rest > 4 ? Math.fma(a[x + 4], b[y + 4], 0f) : 0f;
        double s5 = rest > 5 ? Math.fma(a[x + 5], b[y + 5], 0f) : 0f;
        double s6 = rest > 6 ? Math.fma(a[x + 6], b[y + 6], 0f) : 0f;
        double s7 = rest > 7 ? Math.fma(a[x + 7], b[y + 7], 0f) : 0f;
        double s8 = rest > 8 ? Math.fma(a[x + 8], b[y + 8], 0f) : 0f;
        double s9 = rest > 9 ? Math.fma(a[x + 9], b[y + 9], 0f) : 0f;
        double s10 = rest > 10 ? Math.fma(a[x + 10], b[y + 10], 0f) : 0f;
        double s11 = rest > 11 ? Math.fma(a[x + 11], b[y + 11], 0f) : 0f;
        double s12 = rest > 12 ? Math.fma(a[x + 12], b[y + 12], 0f) : 0f;
        double s13 = rest > 13 ? Math.fma(a[x + 13], b[y + 13], 0f) : 0f;
        double s14 = rest > 14 ? Math.fma(a[x + 14], b[y + 14], 0f) : 0f;
        double s15 = 0f;
        for (int p = 0; p < whole; p += 16) {
            s0 = Math.fma(a[ao + p], b[bo + p], s0);
            s1 = Math.fma(a[ao + p + 1], b[bo + p + 1], s1);
            s2 = Math.fma(a[ao + p + 2], b[bo + p + 2], s2);
            s3 = Math.fma(a[ao + p + 3], b[bo + p + 3], s3);
            s4 = Math.fma(a[ao + p + 4], b[bo + p + 4], s4);
            s5 = Math.fma(a[ao + p + 5], b[bo + p + 5], s5);
            s6 = Math.fma(a[ao + p + 6], b[bo + p + 6], s6);
            s7 = Math.fma(a[ao + p + 7], b[bo + p + 7], s7);
            s8 = Math.fma(a[ao + p + 8], b[bo + p + 8], s8);
            s9 = Math.fma(a[ao + p + 9], b[bo + p + 9], s9);
            s10 = Math.fma(a[ao + p + 10], b[bo + p + 10], s10);
            s11 = Math.fma(a[ao + p + 11], b[bo + p + 11], s11);
            s12 = Math.fma(a[ao + p + 12], b[bo + p + 12], s12);
            s13 = Math.fma(a[ao + p + 13], b[bo + p + 13], s13);
            s14 = Math.fma(a[ao + p + 14], b[bo + p + 14], s14);
            s15 = Math.fma(a[ao + p + 15], b[bo + p + 15], s15);
        }
        s0 += s8;
        s1 += s9;
        s2 += s10;
        s3 += s11;
        s4 += s12;
        s5 += s13;
        s6 += s14;
        s7 += s15;
        s0 += s4;
        s1 += s5;
        s2 += s6;
        s3 += s7;
        s0 += s2;
        s1 += s3;
        return s0 + s1;
    }

    /** {@code to[at + i·ld + j] = x[from + j·ldx + i]} for i below m and j below n. */
    static void transpose(int m, int n, double[] x, int from, int ldx, double[] to, int at, int ld) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                to[at + i * ld + j] = x[from + j * ldx + i];
            }
        }
    }
}
