package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products ({@code float}) of a single row, or of a column with a row, on vectors: bound by the reading or writing of
 * the matrix, so nothing is packed.
 */
final class VectorFloatRow {
    private static final VectorSpecies<Float> S = VectorFloatGemm.SPECIES;
    private static final int L = S.length();
    /** Columns up to which a row by itself is too short a loop. */
    private static final int SHORT = 256;

    private VectorFloatRow() {}

    /** {@code c[co + j] = (add ? c[co + j] : 0) + Σ a(p)·b(p, j)} over contiguous rows of B. */
    static void row(
            int n, int k, float[] a, int ao, int acs, float[] b, int bo, int brs, boolean add, float[] c, int co) {
        int j = 0;
        for (; j <= n - 4 * L; j += 4 * L) {
            four(k, a, ao, acs, b, bo + j, brs, add, c, co + j);
        }
        for (; j <= n - L; j += L) {
            one(k, a, ao, acs, b, bo + j, brs, add, c, co + j);
        }
        if (j < n) {
            ScalarFloatGemm.block(1, n - j, k, a, ao, 0, acs, b, bo + j, brs, 1, add, c, co + j, 0);
        }
    }

    /** {@code c[co + i·ldc + j] = (add ? the same : 0) + a(i)·b(j)}: products of one column with one row. */
    static void outer(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            float[] b,
            int bo,
            boolean add,
            float[] c,
            int co,
            int ldc) {
        int j = 0;
        for (; j <= n - 4 * L && n <= SHORT; j += 4 * L) {
            fourColumns(m, k, a, ao, ars, b, bo + j, add, c, co + j, ldc);
        }
        for (; j <= n - L && n <= SHORT; j += L) {
            oneColumn(m, k, a, ao, ars, b, bo + j, add, c, co + j, ldc);
        }
        for (int i = 0; i < m && j < n; i++) {
            multiple(n - j, k, a[ao + i * ars], b, bo + j, add, c, co + i * ldc + j);
        }
    }

    /** {@link #outer} for four vectors of each row of C, those of B's row in registers. */
    private static void fourColumns(
            int m, int k, float[] a, int ao, int ars, float[] b, int bo, boolean add, float[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector zero = FloatVector.zero(S);
        FloatVector b0 = FloatVector.fromArray(S, b, bo);
        FloatVector b1 = FloatVector.fromArray(S, b, bo + L);
        FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
        FloatVector b3 = FloatVector.fromArray(S, b, bo + 3 * L);
        for (int i = 0; i < m; i++) {
            FloatVector x = FloatVector.broadcast(S, a[ao + i * ars]);
            int at = co + i * ldc;
            FloatVector c0 = x.fma(b0, zero);
            FloatVector c1 = x.fma(b1, zero);
            FloatVector c2 = x.fma(b2, zero);
            FloatVector c3 = x.fma(b3, zero);
            if (add) {
                c0 = c0.add(FloatVector.fromArray(S, c, at));
                c1 = c1.add(FloatVector.fromArray(S, c, at + L));
                c2 = c2.add(FloatVector.fromArray(S, c, at + 2 * L));
                c3 = c3.add(FloatVector.fromArray(S, c, at + 3 * L));
            }
            c0.intoArray(c, at);
            c1.intoArray(c, at + L);
            c2.intoArray(c, at + 2 * L);
            c3.intoArray(c, at + 3 * L);
        }
    }

    /** The same for one vector of each row. */
    private static void oneColumn(
            int m, int k, float[] a, int ao, int ars, float[] b, int bo, boolean add, float[] c, int co, int ldc) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector zero = FloatVector.zero(S);
        FloatVector b0 = FloatVector.fromArray(S, b, bo);
        for (int i = 0; i < m; i++) {
            int at = co + i * ldc;
            FloatVector sum = FloatVector.broadcast(S, a[ao + i * ars]).fma(b0, zero);
            if (add) {
                sum = sum.add(FloatVector.fromArray(S, c, at));
            }
            sum.intoArray(c, at);
        }
    }

    /** One row of {@link #outer}, where rows are long, or what whole vectors leave of them. */
    private static void multiple(int n, int k, float a, float[] b, int bo, boolean add, float[] c, int co) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector x = FloatVector.broadcast(S, a);
        FloatVector zero = FloatVector.zero(S);
        int j = 0;
        if (add) {
            for (; j <= n - L; j += L) {
                FloatVector sum = x.fma(FloatVector.fromArray(S, b, bo + j), zero);
                sum.add(FloatVector.fromArray(S, c, co + j)).intoArray(c, co + j);
            }
        } else {
            for (; j <= n - L; j += L) {
                x.fma(FloatVector.fromArray(S, b, bo + j), zero).intoArray(c, co + j);
            }
        }
        for (; j < n; j++) {
            float sum = Math.fma(a, b[bo + j], 0f);
            c[co + j] = add ? c[co + j] + sum : sum;
        }
    }

    private static void four(
            int k, float[] a, int ao, int acs, float[] b, int bo, int brs, boolean add, float[] c, int co) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector c0 = FloatVector.zero(S);
        FloatVector c1 = FloatVector.zero(S);
        FloatVector c2 = FloatVector.zero(S);
        FloatVector c3 = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.broadcast(S, a[ao + p * acs]);
            int at = bo + p * brs;
            c0 = x.fma(FloatVector.fromArray(S, b, at), c0);
            c1 = x.fma(FloatVector.fromArray(S, b, at + L), c1);
            c2 = x.fma(FloatVector.fromArray(S, b, at + 2 * L), c2);
            c3 = x.fma(FloatVector.fromArray(S, b, at + 3 * L), c3);
        }
        if (add) {
            c0.add(FloatVector.fromArray(S, c, co)).intoArray(c, co);
            c1.add(FloatVector.fromArray(S, c, co + L)).intoArray(c, co + L);
            c2.add(FloatVector.fromArray(S, c, co + 2 * L)).intoArray(c, co + 2 * L);
            c3.add(FloatVector.fromArray(S, c, co + 3 * L)).intoArray(c, co + 3 * L);
        } else {
            c0.intoArray(c, co);
            c1.intoArray(c, co + L);
            c2.intoArray(c, co + 2 * L);
            c3.intoArray(c, co + 3 * L);
        }
    }

    private static void one(
            int k, float[] a, int ao, int acs, float[] b, int bo, int brs, boolean add, float[] c, int co) {
        if (k == 0) {
            return; // see VectorFloatGemm.exercise
        }
        FloatVector sum = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector x = FloatVector.broadcast(S, a[ao + p * acs]);
            sum = x.fma(FloatVector.fromArray(S, b, bo + p * brs), sum);
        }
        if (add) {
            sum = sum.add(FloatVector.fromArray(S, c, co));
        }
        sum.intoArray(c, co);
    }

    /** As {@link VectorFloatGemm#exercise}. */
    static void exercise(int k) {
        float[] x = new float[1024];
        float[] c = new float[1024];
        for (int i = 0; i < 4; i++) {
            boolean add = i % 2 > 0;
            row(6 * L, k, x, 0, 1, x, 0, 1, add, c, 0);
            outer(3, 6 * L + 1, k, x, 0, 1, x, 0, add, c, 0, 7 * L);
            outer(2, SHORT + 2 * L + 1, k, x, 0, 1, x, 0, add, c, 0, SHORT + 3 * L);
        }
    }
}
