package lanewise.tensor.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products ({@code float}) of a single row on vectors: bound by the reading of the matrix, so nothing is packed. */
final class VectorFloatRow {
    private static final VectorSpecies<Float> S = VectorFloatGemm.SPECIES;
    private static final int L = S.length();

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
}
