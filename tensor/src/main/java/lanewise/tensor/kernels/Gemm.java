package lanewise.tensor.kernels;

import org.jspecify.annotations.Nullable;

/**
 * Matrix products over strided matrices in primitive arrays.
 *
 * <p>All methods compute {@code C = beta·C + A·B} with {@code A} (m, k) at {@code a[ao + i·ars + p·acs]}, {@code B}
 * (k, n) at {@code b[bo + p·brs + j·bcs]} and {@code C} (m, n) row-major at {@code c[co + i·ldc + j]}. So a transpose
 * is a swap of two strides, and a stride of 0 repeats a row or column. {@code beta} is 0 (C is only written; what was
 * in it, even NaN, does not matter) or 1. {@code C} must not overlap {@code A} or {@code B}.
 *
 * <p>The bits of a result depend on the shape and on which matrices lie with unit strides, never on the number of
 * threads, the vector width or whether there are vectors at all: every element of C is summed in one fixed order (see
 * {@link FloatGemm}).
 */
public final class Gemm {
    private Gemm() {}

    /** {@code C = beta·C + A·B} in {@code float}. */
    public static void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            int bcs,
            float beta,
            float[] c,
            int co,
            int ldc) {
        multiply(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, beta, c, co, ldc, null, 0);
    }

    /** {@code C = beta·C + A·B} in {@code double}. */
    public static void multiply(
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
            double beta,
            double[] c,
            int co,
            int ldc) {
        multiply(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, beta, c, co, ldc, null, 0);
    }

    /**
     * {@code C = beta·C + A·B + bias} in {@code float}, where the row {@code bias[biasOff … biasOff + n)} is
     * added to every row of C.
     *
     * @param bias the row to add, or null
     */
    public static void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            int bcs,
            float beta,
            float[] c,
            int co,
            int ldc,
            float @Nullable [] bias,
            int biasOff) {
        check(m, n, k, a.length, ao, ars, acs, b.length, bo, brs, bcs, beta, c.length, co, ldc);
        checkBias(n, bias == null ? -1 : bias.length, biasOff);
        FloatGemm.multiply(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, beta, c, co, ldc, bias, biasOff);
    }

    /** {@code C = beta·C + A·B + bias} in {@code double}; see the {@code float} form. */
    public static void multiply(
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
            double beta,
            double[] c,
            int co,
            int ldc,
            double @Nullable [] bias,
            int biasOff) {
        check(m, n, k, a.length, ao, ars, acs, b.length, bo, brs, bcs, beta, c.length, co, ldc);
        checkBias(n, bias == null ? -1 : bias.length, biasOff);
        DoubleGemm.multiply(m, n, k, a, ao, ars, acs, b, bo, brs, bcs, beta, c, co, ldc, bias, biasOff);
    }

    /**
     * {@code C = beta·C + A·B + bias} of arrays of one kind: {@code float[]}, {@code double[]}, or {@code long[]}
     * without a bias.
     *
     * @param bias the row to add, or null
     */
    public static void multiply(
            int m,
            int n,
            int k,
            Object a,
            int ao,
            int ars,
            int acs,
            Object b,
            int bo,
            int brs,
            int bcs,
            double beta,
            Object c,
            int co,
            int ldc,
            @Nullable Object bias,
            int biasOff) {
        if (a instanceof float[] x) {
            float[] y = (float[]) b;
            float[] z = (float[]) c;
            multiply(m, n, k, x, ao, ars, acs, y, bo, brs, bcs, (float) beta, z, co, ldc, (float[]) bias, biasOff);
        } else if (a instanceof double[] x) {
            double[] y = (double[]) b;
            double[] z = (double[]) c;
            multiply(m, n, k, x, ao, ars, acs, y, bo, brs, bcs, beta, z, co, ldc, (double[]) bias, biasOff);
        } else if (bias == null) {
            multiply(m, n, k, (long[]) a, ao, ars, acs, (long[]) b, bo, brs, bcs, (long) beta, (long[]) c, co, ldc);
        } else {
            throw new IllegalArgumentException("matmul: products of integers take no bias");
        }
    }

    /** {@code C = beta·C + A·B} in int64, wrapping around; for the integer and bool types, where speed matters less. */
    public static void multiply(
            int m,
            int n,
            int k,
            long[] a,
            int ao,
            int ars,
            int acs,
            long[] b,
            int bo,
            int brs,
            int bcs,
            long beta,
            long[] c,
            int co,
            int ldc) {
        check(m, n, k, a.length, ao, ars, acs, b.length, bo, brs, bcs, beta, c.length, co, ldc);
        for (int i = 0; i < m; i++) {
            int row = co + i * ldc;
            for (int j = 0; j < n && beta == 0; j++) {
                c[row + j] = 0;
            }
            for (int p = 0; p < k; p++) {
                long s = a[ao + i * ars + p * acs];
                int at = bo + p * brs;
                for (int j = 0; j < n; j++) {
                    c[row + j] += s * b[at + j * bcs];
                }
            }
        }
    }

    /**
     * {@code batch} products of one shape in {@code float}: matrix number t of A, B and C starts {@code t·aStep},
     * {@code t·bStep}, {@code t·cStep} elements after the first; a step of 0 uses one A or B for all.
     */
    public static void batched(
            int batch,
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            int bcs,
            float beta,
            float[] c,
            int co,
            int ldc,
            int aStep,
            int bStep,
            int cStep) {
        if (batch <= 0) {
            return;
        }
        check(m, n, k, a.length, ao, ars, acs, b.length, bo, brs, bcs, beta, c.length, co, ldc);
        checkLast(
                batch, m, n, k, a.length, ao, ars, acs, aStep, b.length, bo, brs, bcs, bStep, beta, c.length, co, ldc,
                cStep);
        FloatGemm.batched(batch, m, n, k, a, ao, ars, acs, aStep, b, bo, brs, bcs, bStep, beta, c, co, ldc, cStep);
    }

    /** {@code batch} products of one shape in {@code double}; see the {@code float} form. */
    public static void batched(
            int batch,
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
            double beta,
            double[] c,
            int co,
            int ldc,
            int aStep,
            int bStep,
            int cStep) {
        if (batch <= 0) {
            return;
        }
        check(m, n, k, a.length, ao, ars, acs, b.length, bo, brs, bcs, beta, c.length, co, ldc);
        checkLast(
                batch, m, n, k, a.length, ao, ars, acs, aStep, b.length, bo, brs, bcs, bStep, beta, c.length, co, ldc,
                cStep);
        DoubleGemm.batched(batch, m, n, k, a, ao, ars, acs, aStep, b, bo, brs, bcs, bStep, beta, c, co, ldc, cStep);
    }

    /** {@code batch} products of one shape in int64; see the {@code float} form. */
    public static void batched(
            int batch,
            int m,
            int n,
            int k,
            long[] a,
            int ao,
            int ars,
            int acs,
            long[] b,
            int bo,
            int brs,
            int bcs,
            long beta,
            long[] c,
            int co,
            int ldc,
            int aStep,
            int bStep,
            int cStep) {
        for (int t = 0; t < batch; t++) {
            multiply(m, n, k, a, ao + t * aStep, ars, acs, b, bo + t * bStep, brs, bcs, beta, c, co + t * cStep, ldc);
        }
    }

    /** {@code batch} products of one shape of arrays of one kind; see the {@code float} form. */
    public static void batched(
            int batch,
            int m,
            int n,
            int k,
            Object a,
            int ao,
            int ars,
            int acs,
            Object b,
            int bo,
            int brs,
            int bcs,
            double beta,
            Object c,
            int co,
            int ldc,
            int aStep,
            int bStep,
            int cStep) {
        if (a instanceof float[] x) {
            float[] y = (float[]) b;
            float[] z = (float[]) c;
            batched(batch, m, n, k, x, ao, ars, acs, y, bo, brs, bcs, (float) beta, z, co, ldc, aStep, bStep, cStep);
        } else if (a instanceof double[] x) {
            double[] y = (double[]) b;
            double[] z = (double[]) c;
            batched(batch, m, n, k, x, ao, ars, acs, y, bo, brs, bcs, beta, z, co, ldc, aStep, bStep, cStep);
        } else {
            long[] x = (long[]) a;
            long[] y = (long[]) b;
            long[] z = (long[]) c;
            batched(batch, m, n, k, x, ao, ars, acs, y, bo, brs, bcs, (long) beta, z, co, ldc, aStep, bStep, cStep);
        }
    }

    private static void checkLast(
            int batch,
            int m,
            int n,
            int k,
            int aLength,
            int ao,
            int ars,
            int acs,
            int aStep,
            int bLength,
            int bo,
            int brs,
            int bcs,
            int bStep,
            double beta,
            int cLength,
            int co,
            int ldc,
            int cStep) {
        int last = batch - 1;
        check(
                m,
                n,
                k,
                aLength,
                Math.addExact(ao, Math.multiplyExact(last, aStep)),
                ars,
                acs,
                bLength,
                Math.addExact(bo, Math.multiplyExact(last, bStep)),
                brs,
                bcs,
                beta,
                cLength,
                Math.addExact(co, Math.multiplyExact(last, cStep)),
                ldc);
    }

    private static void check(
            int m,
            int n,
            int k,
            int aLength,
            int ao,
            int ars,
            int acs,
            int bLength,
            int bo,
            int brs,
            int bcs,
            double beta,
            int cLength,
            int co,
            int ldc) {
        if (m < 0 || n < 0 || k < 0) {
            throw new IllegalArgumentException(
                    "matmul: expected sizes of at least 0; got m=" + m + ", n=" + n + ", k=" + k);
        }
        if (beta != 0 && beta != 1) {
            throw new IllegalArgumentException("matmul: expected beta 0 or 1; got " + beta);
        }
        if (m > 0 && n > 0) {
            if (m > 1 && ldc < n) {
                throw new IllegalArgumentException(
                        "matmul: expected rows of the result at least n=" + n + " apart; got ldc=" + ldc);
            }
            checkExtent("result", cLength, co, m, ldc, n, 1);
            if (k > 0) {
                checkExtent("first factor", aLength, ao, m, ars, k, acs);
                checkExtent("second factor", bLength, bo, k, brs, n, bcs);
            }
        }
    }

    private static void checkExtent(
            String what, int length, int offset, int rows, int rowStride, int cols, int colStride) {
        long last = offset + (long) (rows - 1) * rowStride + (long) (cols - 1) * colStride;
        if (offset < 0 || rowStride < 0 || colStride < 0 || last >= length) {
            throw new IllegalArgumentException("matmul: the " + what + " (" + rows + ", " + cols + ") with strides ("
                    + rowStride + ", " + colStride + ") from offset " + offset + " does not lie in an array of "
                    + length);
        }
    }

    private static void checkBias(int n, int biasLength, int biasOff) {
        if (biasLength >= 0 && (biasOff < 0 || biasOff + (long) n > biasLength)) {
            throw new IllegalArgumentException("matmul: expected a bias of n=" + n + " elements; got "
                    + (biasLength - biasOff) + " from offset " + biasOff);
        }
    }
}
