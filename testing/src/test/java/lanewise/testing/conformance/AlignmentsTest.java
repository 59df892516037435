package lanewise.testing.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import lanewise.testing.conformance.OpTable.Aligned;
import org.junit.jupiter.api.Test;

class AlignmentsTest {
    private static final double C = 0.6;
    private static final double S = 0.8;

    private static TensorValue matrix(int rows, int columns, double... values) {
        return TensorValue.ofReals("float64", new int[] {rows, columns}, values);
    }

    private static TensorValue vector(double... values) {
        return TensorValue.ofReals("float64", new int[] {values.length}, values);
    }

    private static List<Object> tensors(TensorValue... values) {
        return List.of(
                (Object[]) java.util.Arrays.stream(values).map(Tensors::build).toArray());
    }

    /** What the ops runner would say about the aligned results. */
    private static String complaint(List<Object> expected, Aligned aligned) {
        if (aligned.complaint() != null) {
            return aligned.complaint();
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!aligned.judged().contains(i)) {
                String complaint = Comparison.complaint(
                        expected.get(i), Tensors.read(aligned.results().get(i)), Tolerance.both(1e-5), "output " + i);
                if (complaint != null) {
                    return complaint;
                }
            }
        }
        return null;
    }

    @Test
    void singularVectorsMayDifferBySignInPairs() {
        TensorValue u = matrix(2, 2, C, -S, S, C);
        TensorValue v = matrix(2, 2, S, C, -C, S);
        List<Object> expected = List.of(u, vector(3, 1), v);
        Aligned flipped = Alignments.svd(
                expected, tensors(matrix(2, 2, C, S, S, -C), vector(3, 1), matrix(2, 2, S, -C, -C, -S)), tensors());
        assertNull(complaint(expected, flipped));
        assertTrue(flipped.differentiable() && flipped.judged().isEmpty());
        // One vector of the pair alone must not change its sign.
        assertNotNull(complaint(
                expected, Alignments.svd(expected, tensors(matrix(2, 2, C, S, S, -C), vector(3, 1), v), tensors())));
        // Nor may vectors change places.
        assertNotNull(complaint(
                expected,
                Alignments.svd(
                        expected,
                        tensors(matrix(2, 2, -S, C, C, S), vector(3, 1), matrix(2, 2, C, S, S, -C)),
                        tensors())));
    }

    @Test
    void equalSingularValuesNeedTheProductOnly() {
        TensorValue identity = matrix(2, 2, 1, 0, 0, 1);
        List<Object> expected = List.of(identity, vector(1, 1), identity);
        TensorValue rotated = matrix(2, 2, C, -S, S, C);
        Aligned aligned = Alignments.svd(expected, tensors(rotated, vector(1, 1), rotated), tensors(identity));
        assertNull(complaint(expected, aligned));
        assertFalse(aligned.differentiable());
        // Orthonormal, but another matrix.
        assertNotNull(complaint(
                expected, Alignments.svd(expected, tensors(rotated, vector(1, 1), identity), tensors(identity))));
        // Not orthonormal.
        assertNotNull(complaint(
                expected,
                Alignments.svd(
                        expected,
                        tensors(matrix(2, 2, 2, 0, 0, 1), vector(1, 1), matrix(2, 2, 0.5, 0, 0, 1)),
                        tensors(identity))));
    }

    @Test
    void vectorsBeyondTheRankNeedBeABasisOnly() {
        TensorValue u = matrix(3, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1);
        List<Object> expected = List.of(u, vector(5), matrix(1, 1, 1));
        Aligned rotated = Alignments.svdh(
                expected, tensors(matrix(3, 3, -1, 0, 0, 0, C, -S, 0, S, C), vector(5), matrix(1, 1, -1)), tensors());
        assertNull(complaint(expected, rotated));
        assertTrue(rotated.differentiable());
        assertEquals(Set.of(0), rotated.judged());
        // The one vector that is defined is another.
        assertNotNull(complaint(
                expected,
                Alignments.svdh(
                        expected,
                        tensors(matrix(3, 3, 0, 1, 0, 1, 0, 0, 0, 0, 1), vector(5), matrix(1, 1, 1)),
                        tensors())));
    }

    @Test
    void eigenvectorsMayDifferBySign() {
        TensorValue v = matrix(2, 2, C, -S, S, C);
        List<Object> expected = List.of(vector(1, 2), v);
        assertNull(complaint(
                expected, Alignments.eigh(expected, tensors(vector(1, 2), matrix(2, 2, -C, -S, -S, C)), tensors())));
        assertNotNull(complaint(
                expected, Alignments.eigh(expected, tensors(vector(1, 2), matrix(2, 2, C, S, S, C)), tensors())));
    }

    @Test
    void equalEigenvaluesNeedTheProductOnly() {
        List<Object> expected = List.of(vector(2, 2), matrix(2, 2, 1, 0, 0, 1));
        assertNull(complaint(
                expected, Alignments.eigh(expected, tensors(vector(2, 2), matrix(2, 2, C, -S, S, C)), tensors())));
        assertNotNull(complaint(
                expected, Alignments.eigh(expected, tensors(vector(2, 2), matrix(2, 2, C, S, S, C)), tensors())));
    }

    @Test
    void columnsOfQAndRowsOfRChangeSignTogether() {
        List<Object> expected = List.of(matrix(2, 2, C, -S, S, C), matrix(2, 2, 2, 1, 0, 3));
        assertNull(complaint(
                expected,
                Alignments.qr(expected, tensors(matrix(2, 2, -C, -S, -S, C), matrix(2, 2, -2, -1, 0, 3)), tensors())));
        assertNotNull(complaint(
                expected,
                Alignments.qr(expected, tensors(matrix(2, 2, -C, -S, -S, C), matrix(2, 2, 2, 1, 0, 3)), tensors())));
    }

    @Test
    void unsortedUniqueMayComeInAnyOrder() {
        int[] two = {2};
        int[] four = {4};
        List<Object> expected = List.of(
                vector(1, 0),
                TensorValue.ofIntegers("int64", four, 0, 1, 1, 0),
                TensorValue.ofIntegers("int64", two, 2, 2));
        Aligned aligned = Alignments.anyOrder(
                expected,
                tensors(
                        vector(0, 1),
                        TensorValue.ofIntegers("int64", four, 1, 0, 0, 1),
                        TensorValue.ofIntegers("int64", two, 2, 2)),
                tensors());
        assertNull(complaint(expected, aligned));
        assertArrayEquals(new double[] {1, 0}, ((TensorValue) aligned.results().getFirst()).reals());
        // An inverse that does not belong to the values.
        assertNotNull(complaint(
                expected,
                Alignments.anyOrder(
                        expected,
                        tensors(
                                vector(0, 1),
                                TensorValue.ofIntegers("int64", four, 0, 1, 1, 0),
                                TensorValue.ofIntegers("int64", two, 2, 2)),
                        tensors())));
        // Another set of values.
        assertNotNull(complaint(
                expected,
                Alignments.anyOrder(
                        expected,
                        tensors(
                                vector(0, 2),
                                TensorValue.ofIntegers("int64", four, 1, 0, 0, 1),
                                TensorValue.ofIntegers("int64", two, 2, 2)),
                        tensors())));
        // Sorted values must come sorted.
        List<Object> sorted = List.of(vector(0, 1));
        assertNotNull(complaint(sorted, Alignments.anyOrder(sorted, tensors(vector(1, 0)), tensors())));
    }
}
