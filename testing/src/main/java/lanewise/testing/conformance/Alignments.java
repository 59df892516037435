package lanewise.testing.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lanewise.tensor.Tensor;
import lanewise.testing.conformance.OpTable.Aligned;
import org.jspecify.annotations.Nullable;

/**
 * Results of which several are equally right. Singular vectors, eigenvectors and the factors of a QR decomposition are
 * defined up to a sign each: ours are multiplied by the constant signs that make them PyTorch's, and the gradients flow
 * through that product. Where only a basis is defined (columns beyond the rank of the matrix, equal or zero singular
 * values), the vectors must be orthonormal and rebuild the matrix.
 */
final class Alignments {
    private static final Tolerance LOOSE = Tolerance.both(1e-5);
    /** Singular values or eigenvalues nearer than this, relative to the largest, count as equal. */
    private static final double DEGENERATE = 1e-6;

    private Alignments() {}

    /** {@code (U, S, V)} with singular vectors as columns of both, as {@code torch.svd}. */
    static Aligned svd(List<@Nullable Object> expected, List<@Nullable Object> results, List<@Nullable Object> args) {
        return svd(expected, results, args, false);
    }

    /** {@code (U, S, Vh)} with right singular vectors as rows, as {@code torch.linalg.svd}. */
    static Aligned svdh(List<@Nullable Object> expected, List<@Nullable Object> results, List<@Nullable Object> args) {
        return svd(expected, results, args, true);
    }

    private static Aligned svd(
            List<@Nullable Object> expected,
            List<@Nullable Object> results,
            List<@Nullable Object> args,
            boolean rows) {
        if (!sameForm(expected, results, 3)) {
            return Aligned.unchanged(results);
        }
        Matrices ue = new Matrices((TensorValue) expected.get(0), false);
        Matrices ve = new Matrices((TensorValue) expected.get(2), rows);
        Matrices ug = new Matrices(Tensors.value(results.get(0)), false);
        Matrices vg = new Matrices(Tensors.value(results.get(2)), rows);
        TensorValue s = (TensorValue) expected.get(1);
        int rank = s.shape()[s.shape().length - 1];
        double[][] signs = new double[ue.count][rank];
        boolean distinct = true;
        for (int b = 0; b < ue.count; b++) {
            for (int i = 0; i < rank; i++) {
                signs[b][i] = ue.dot(b, i, ug, i) + ve.dot(b, i, vg, i) < 0 ? -1 : 1;
            }
            distinct &= distinct(s, b * rank, rank, true);
        }
        Set<Integer> judged = new TreeSet<>();
        String complaint = null;
        if (!distinct || ue.columns > rank) {
            judged.add(0);
            complaint = basisComplaint("output 0", ue, ug, signs, distinct ? rank : 0);
        }
        if (complaint == null && (!distinct || ve.columns > rank)) {
            judged.add(2);
            complaint = basisComplaint("output 2", ve, vg, signs, distinct ? rank : 0);
        }
        if (complaint == null && !distinct) {
            complaint = productComplaint(Tensors.value(args.getFirst()), ug, Tensors.value(results.get(1)), vg);
        }
        List<@Nullable Object> aligned = new ArrayList<>(results);
        aligned.set(0, flip(results.get(0), signs, false));
        aligned.set(2, flip(results.get(2), signs, rows));
        return new Aligned(aligned, judged, distinct, complaint);
    }

    /** {@code (eigenvalues, eigenvectors)} with eigenvectors as columns, as {@code torch.linalg.eigh}. */
    static Aligned eigh(List<@Nullable Object> expected, List<@Nullable Object> results, List<@Nullable Object> args) {
        if (!sameForm(expected, results, 2)) {
            return Aligned.unchanged(results);
        }
        TensorValue values = (TensorValue) expected.get(0);
        Matrices ve = new Matrices((TensorValue) expected.get(1), false);
        Matrices vg = new Matrices(Tensors.value(results.get(1)), false);
        double[][] signs = new double[ve.count][ve.columns];
        boolean distinct = true;
        for (int b = 0; b < ve.count; b++) {
            for (int i = 0; i < ve.columns; i++) {
                signs[b][i] = ve.dot(b, i, vg, i) < 0 ? -1 : 1;
            }
            distinct &= distinct(values, b * ve.columns, ve.columns, false);
        }
        String complaint = null;
        Set<Integer> judged = Set.of();
        if (!distinct) {
            judged = Set.of(1);
            complaint = basisComplaint("output 1", ve, vg, signs, 0);
            if (complaint == null) {
                // PyTorch's own product is the matrix of which only one triangle was read.
                complaint = productsComplaint(ve, values, ve, vg, Tensors.value(results.get(0)), vg);
            }
        }
        List<@Nullable Object> aligned = new ArrayList<>(results);
        aligned.set(1, flip(results.get(1), signs, false));
        return new Aligned(aligned, judged, distinct, complaint);
    }

    /** {@code (Q, R)}: columns of Q and rows of R change sign together. */
    static Aligned qr(List<@Nullable Object> expected, List<@Nullable Object> results, List<@Nullable Object> args) {
        if (!sameForm(expected, results, 2)) {
            return Aligned.unchanged(results);
        }
        Matrices qe = new Matrices((TensorValue) expected.get(0), false);
        Matrices re = new Matrices((TensorValue) expected.get(1), true);
        Matrices qg = new Matrices(Tensors.value(results.get(0)), false);
        Matrices rg = new Matrices(Tensors.value(results.get(1)), true);
        int rank = Math.min(re.rows, re.columns);
        double[][] signs = new double[re.count][re.columns];
        boolean full = true;
        for (int b = 0; b < re.count; b++) {
            double largest = 0;
            for (int i = 0; i < rank; i++) {
                largest = Math.max(largest, Math.abs(re.at(b, i, i)));
            }
            for (int i = 0; i < re.columns; i++) {
                double q = i < qe.columns && qe.count == re.count ? qe.dot(b, i, qg, i) : 0;
                signs[b][i] = q + re.dot(b, i, rg, i) < 0 ? -1 : 1;
                full &= i >= rank || Math.abs(re.at(b, i, i)) > DEGENERATE * largest;
            }
        }
        Set<Integer> judged = new TreeSet<>();
        String complaint = null;
        if (qe.columns > rank || !full && qe.columns > 0) {
            judged.add(0);
            complaint = basisComplaint("output 0", qe, qg, signs, full ? rank : 0);
        }
        if (complaint == null && !full) {
            judged.add(1);
            complaint = productsComplaint(qe, null, re, qg, null, rg);
        }
        List<@Nullable Object> aligned = new ArrayList<>(results);
        aligned.set(0, flip(results.get(0), signs, false));
        aligned.set(1, flip(results.get(1), signs, true));
        return new Aligned(aligned, judged, full, complaint);
    }

    /**
     * The distinct elements of an unsorted {@code unique} come in no particular order: values, inverse and counts are
     * reordered together into PyTorch's order. Where PyTorch's values are sorted, as they are whenever {@code sorted}
     * or {@code dim} is given, ours must be so too.
     */
    static Aligned anyOrder(
            List<@Nullable Object> expected, List<@Nullable Object> results, List<@Nullable Object> args) {
        if (!sameForm(expected, results, expected.size())) {
            return Aligned.unchanged(results);
        }
        TensorValue wanted = (TensorValue) expected.getFirst();
        TensorValue values = Tensors.value(results.getFirst());
        if (wanted.shape().length != 1 || isSorted(wanted)) {
            return Aligned.unchanged(results);
        }
        int n = wanted.size();
        int[] place = new int[n];
        for (int i = 0; i < n; i++) {
            place[i] = -1;
            for (int j = 0; j < n; j++) {
                if (Tolerance.EXACT.accepts(wanted.at(j), values.at(i))) {
                    place[i] = j;
                }
            }
            if (place[i] < 0) {
                return Aligned.unchanged(results);
            }
        }
        List<@Nullable Object> aligned = new ArrayList<>();
        aligned.add(reorder(values, place));
        for (int k = 1; k < results.size(); k++) {
            TensorValue other = Tensors.value(results.get(k));
            TensorValue recorded = (TensorValue) expected.get(k);
            // Counts are permuted like the values; the inverse holds places in them, zero among them.
            boolean counts = k == 2
                    || Arrays.equals(recorded.shape(), wanted.shape())
                            && Arrays.stream(recorded.integers()).allMatch(count -> count > 0);
            aligned.add(counts ? reorder(other, place) : map(other, place));
        }
        return new Aligned(aligned, Set.of(), true, null);
    }

    private static boolean isSorted(TensorValue values) {
        for (int i = 1; i < values.size(); i++) {
            if (!(values.at(i - 1) <= values.at(i))) {
                return false;
            }
        }
        return true;
    }

    private static TensorValue reorder(TensorValue value, int[] place) {
        double[] reals = value.floating() ? new double[place.length] : null;
        long[] integers = value.floating() ? null : new long[place.length];
        for (int i = 0; i < place.length; i++) {
            if (reals != null) {
                reals[place[i]] = value.at(i);
            } else {
                integers[place[i]] = value.integers()[i];
            }
        }
        return new TensorValue(value.dtype(), value.shape(), reals, integers, null, -1);
    }

    private static TensorValue map(TensorValue inverse, int[] place) {
        long[] mapped = Arrays.stream(inverse.integers())
                .map(i -> i >= 0 && i < place.length ? place[(int) i] : -1)
                .toArray();
        return new TensorValue(inverse.dtype(), inverse.shape(), null, mapped, null, -1);
    }

    /** Whether there are {@code count} tensors with the recorded shapes; otherwise the comparison says what differs. */
    private static boolean sameForm(List<@Nullable Object> expected, List<@Nullable Object> results, int count) {
        if (expected.size() != count || results.size() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (!(expected.get(i) instanceof TensorValue tensor)
                    || !(results.get(i) instanceof Tensor)
                    || Comparison.formComplaint(tensor, Tensors.value(results.get(i)), "") != null) {
                return false;
            }
        }
        return true;
    }

    private static Object flip(@Nullable Object result, double[][] signs, boolean rows) {
        Tensor tensor = (Tensor) result;
        int[] shape = tensor.shape();
        int vectors = shape[shape.length - (rows ? 2 : 1)];
        if (tensor.numel() == 0
                || Arrays.stream(signs).allMatch(row -> Arrays.stream(row).allMatch(sign -> sign > 0))) {
            return tensor;
        }
        double[] flat = new double[signs.length * vectors];
        Arrays.fill(flat, 1);
        for (int b = 0; b < signs.length; b++) {
            System.arraycopy(signs[b], 0, flat, b * vectors, Math.min(vectors, signs[b].length));
        }
        shape[shape.length - (rows ? 1 : 2)] = 1;
        return tensor.mul(Tensors.build(TensorValue.ofReals(tensor.dtype().torchName(), shape, flat)));
    }

    private static boolean distinct(TensorValue values, int from, int count, boolean zeroCounts) {
        double largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Math.abs(values.at(from + i)));
        }
        for (int i = 0; i < count; i++) {
            boolean zero = zeroCounts && Math.abs(values.at(from + i)) <= DEGENERATE * largest;
            boolean equal = i > 0 && Math.abs(values.at(from + i) - values.at(from + i - 1)) <= DEGENERATE * largest;
            if (zero || equal) {
                return false;
            }
        }
        return true;
    }

    /** The first {@code fixed} vectors equal up to sign, and all of them orthonormal. */
    private static @Nullable String basisComplaint(
            String what, Matrices expected, Matrices got, double[][] signs, int fixed) {
        for (int b = 0; b < got.count; b++) {
            for (int i = 0; i < got.columns; i++) {
                for (int j = 0; j <= i; j++) {
                    double dot = got.dot(b, i, got, j);
                    if (!LOOSE.accepts(i == j ? 1 : 0, dot)) {
                        return what + ": expected orthonormal vectors; got " + dot + " as the product of vectors " + i
                                + " and " + j + " of matrix " + b;
                    }
                }
                for (int r = 0; i < fixed && r < got.rows; r++) {
                    double value = signs[b][i] * got.at(b, r, i);
                    if (!LOOSE.accepts(expected.at(b, r, i), value)) {
                        return what + ": expected " + expected.at(b, r, i) + " (up to sign); got " + value
                                + " as element " + r + " of vector " + i + " of matrix " + b;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable String productComplaint(TensorValue matrix, Matrices u, TensorValue s, Matrices v) {
        Matrices whole = new Matrices(matrix, false);
        for (int b = 0; b < whole.count; b++) {
            for (int r = 0; r < whole.rows; r++) {
                for (int c = 0; c < whole.columns; c++) {
                    double product = product(b, r, c, u, s, v);
                    if (!LOOSE.accepts(whole.at(b, r, c), product)) {
                        return "the factors' product: expected " + whole.at(b, r, c) + "; got " + product + " at (" + r
                                + ", " + c + ") of matrix " + b;
                    }
                }
            }
        }
        return null;
    }

    private static @Nullable String productsComplaint(
            Matrices ue, @Nullable TensorValue se, Matrices ve, Matrices ug, @Nullable TensorValue sg, Matrices vg) {
        for (int b = 0; b < ue.count; b++) {
            for (int r = 0; r < ue.rows; r++) {
                for (int c = 0; c < ve.rows; c++) {
                    double wanted = product(b, r, c, ue, se, ve);
                    double got = product(b, r, c, ug, sg, vg);
                    if (!LOOSE.accepts(wanted, got)) {
                        return "the factors' product: expected " + wanted + "; got " + got + " at (" + r + ", " + c
                                + ") of matrix " + b;
                    }
                }
            }
        }
        return null;
    }

    private static double product(int b, int r, int c, Matrices u, @Nullable TensorValue s, Matrices v) {
        int rank = s == null ? Math.min(u.columns, v.columns) : s.shape()[s.shape().length - 1];
        double sum = 0;
        for (int k = 0; k < rank; k++) {
            sum += u.at(b, r, k) * (s == null ? 1 : s.at(b * rank + k)) * v.at(b, c, k);
        }
        return sum;
    }

    /** A batch of matrices whose vectors are read as columns, also when they are stored as rows. */
    private static final class Matrices {
        final TensorValue value;
        final boolean vectorsAreRows;
        final int count;
        final int rows;
        final int columns;
        private final int stored;

        Matrices(TensorValue value, boolean vectorsAreRows) {
            int[] shape = value.shape();
            this.value = value;
            this.vectorsAreRows = vectorsAreRows;
            int storedRows = shape[shape.length - 2];
            this.stored = shape[shape.length - 1];
            this.rows = vectorsAreRows ? stored : storedRows;
            this.columns = vectorsAreRows ? storedRows : stored;
            int matrices = 1;
            for (int d = 0; d < shape.length - 2; d++) {
                matrices *= shape[d];
            }
            this.count = matrices;
        }

        double at(int batch, int row, int column) {
            int base = batch * rows * columns;
            return value.at(base + (vectorsAreRows ? column * stored + row : row * stored + column));
        }

        double dot(int batch, int column, Matrices other, int otherColumn) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += at(batch, r, column) * other.at(batch, r, otherColumn);
            }
            return sum;
        }
    }
}
