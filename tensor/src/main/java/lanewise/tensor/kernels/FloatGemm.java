package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/** The float32 matrix product behind {@link Gemm}. */
final class FloatGemm {
    private FloatGemm() {}

    static void multiply(int m, int n, int k, float[] a, int ao, int ars, int acs, float[] b, int bo, int brs, int bcs,
            float beta, float[] c, int co, int ldc, float @Nullable [] bias, int biasOff, int act) {
        for (int i = 0; i < m; i++) {
            int row = co + i * ldc;
            for (int j = 0; j < n && beta == 0; j++) {
                c[row + j] = 0;
            }
            if (bcs == 1) {
                for (int p = 0; p < k; p++) {
                    float s = a[ao + i * ars + p * acs];
                    int at = bo + p * brs;
                    for (int j = 0; j < n; j++) {
                        c[row + j] = Math.fma(s, b[at + j], c[row + j]);
                    }
                }
            } else {
                for (int j = 0; j < n; j++) {
                    float s = 0f;
                    for (int p = 0; p < k; p++) {
                        s = Math.fma(a[ao + i * ars + p * acs], b[bo + p * brs + j * bcs], s);
                    }
                    c[row + j] += s;
                }
            }
            for (int j = 0; j < n && bias != null; j++) {
                c[row + j] += bias[biasOff + j];
            }
            for (int j = 0; j < n && act == Gemm.RELU; j++) {
                c[row + j] = Math.max(c[row + j], 0f);
            }
        }
    }

    static void batched(int batch, int m, int n, int k, float[] a, int ao, int ars, int acs, int aStep, float[] b,
            int bo, int brs, int bcs, int bStep, float beta, float[] c, int co, int ldc, int cStep) {
        for (int t = 0; t < batch; t++) {
            multiply(m, n, k, a, ao + t * aStep, ars, acs, b, bo + t * bStep, brs, bcs, beta, c, co + t * cStep, ldc,
                    null, 0, Gemm.NONE);
        }
    }
}
