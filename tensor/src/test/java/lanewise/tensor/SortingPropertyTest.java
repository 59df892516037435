package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Order against Java's own sorting. */
class SortingPropertyTest {

    @Property(tries = 200)
    void sortIsStableAndPutsNanLast(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = drawn(random, 200);
        boolean descending = random.nextBoolean();
        int[] expected = order(values, descending);
        for (DType dtype : new DType[] {DType.FLOAT64, DType.FLOAT32}) {
            Selection sorted = Tensor.fromArray(values).to(dtype).sort(0, descending);
            assertArrayEquals(
                    IntStream.of(expected).asLongStream().toArray(),
                    sorted.indices().toLongArray());
            assertArrayEquals(
                    IntStream.of(expected).mapToDouble(i -> values[i]).toArray(),
                    sorted.values().toDoubleArray());
        }
    }

    @Property(tries = 100)
    void linesAreSortedWhereverTheyLie(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] shape = {random.nextInt(1, 4), random.nextInt(1, 20), random.nextInt(1, 4)};
        Tensor x = Tensor.fromArray(drawn(random, 240))
                .narrow(0, 0, Shape.numel(shape))
                .reshape(shape)
                .transpose(0, 2);
        Selection sorted = x.sort(1);
        for (int i = 0; i < shape[2]; i++) {
            for (int j = 0; j < shape[0]; j++) {
                Selection line = x.select(2, j).select(0, i).sort();
                assertArrayEquals(
                        line.values().toDoubleArray(),
                        sorted.values().select(2, j).select(0, i).toDoubleArray());
                assertArrayEquals(
                        line.indices().toLongArray(),
                        sorted.indices().select(2, j).select(0, i).toLongArray());
            }
        }
    }

    @Property(tries = 300)
    void selectionsAreWhatASortWouldPutThere(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = drawn(random, random.nextBoolean() ? 30 : 500);
        int n = values.length;
        Tensor x = Tensor.fromArray(values).to(random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64);
        double[] ascending = x.sort().values().toDoubleArray();
        double[] descending = x.sort(0, true).values().toDoubleArray();

        int k = random.nextInt(1, n + 1);
        stands(x, x.kthvalue(k, 0, true), ascending[k - 1]);
        stands(x, x.topk(k), Arrays.copyOf(descending, k));
        stands(x, x.topk(k, 0, false, true), Arrays.copyOf(ascending, k));
        double[] unsorted = x.topk(k, 0, false, false).values().toDoubleArray();
        assertArrayEquals(
                plain(Arrays.copyOf(ascending, k)),
                plain(Tensor.fromArray(unsorted).sort().values().toDoubleArray()));

        int nan = (int) Arrays.stream(values).filter(Double::isNaN).count();
        stands(x, x.median(0, true), nan > 0 ? Double.NaN : ascending[(n - 1) / 2]);
        stands(x, x.nanmedian(0, true), nan == n ? Double.NaN : ascending[(n - nan - 1) / 2]);
        assertEquals(
                nan > 0 ? Double.NaN : ascending[(n - 1) / 2] + 0.0, x.median().item() + 0.0);

        Map<Double, Integer> counts = new HashMap<>();
        for (double value : values) {
            counts.merge(value + 0.0, 1, Integer::sum);
        }
        double most = counts.entrySet().stream()
                .max(Comparator.<Map.Entry<Double, Integer>>comparingInt(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .orElseThrow()
                .getKey();
        stands(x, x.mode(0, true), most);
    }

    @Property(tries = 200)
    void uniqueHasEachOnce(@ForAll long seed, @ForAll boolean sorted, @ForAll boolean whole) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = Arrays.stream(drawn(random, 100))
                .map(v -> Double.isNaN(v) ? 0 : v * 2)
                .toArray();
        Tensor x = whole ? Tensor.fromArray(values).toLong() : Tensor.fromArray(values);
        SortingOps.Unique unique = x.unique(sorted);
        double[] distinct = unique.output().toDoubleArray();
        if (sorted) {
            assertArrayEquals(
                    Arrays.stream(x.toDoubleArray())
                            .map(v -> v + 0.0)
                            .distinct()
                            .sorted()
                            .toArray(),
                    plain(distinct));
        }
        long[] inverse = unique.inverse().toLongArray();
        long[] counts = new long[distinct.length];
        for (int i = 0; i < inverse.length; i++) {
            assertEquals(x.toDoubleArray()[i] + 0.0, distinct[(int) inverse[i]] + 0.0);
            counts[(int) inverse[i]]++;
        }
        assertArrayEquals(counts, unique.counts().toLongArray());
        assertTrue(Arrays.stream(counts).allMatch(c -> c > 0));
    }

    @Property(tries = 100)
    void uniqueSlicesAreInLexicographicOrder(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = random.nextInt(1, 12);
        double[] values = random.ints(rows * 2L, 0, 3).asDoubleStream().toArray();
        Tensor x = Tensor.fromArray(values, rows, 2);
        SortingOps.Unique unique = x.unique(0);
        Set<String> expected = new LinkedHashSet<>();
        IntStream.range(0, rows)
                .mapToObj(i -> values[2 * i] + " " + values[2 * i + 1])
                .sorted()
                .forEach(expected::add);
        Set<String> actual = new LinkedHashSet<>();
        for (int i = 0; i < unique.output().size(0); i++) {
            actual.add(unique.output().select(0, i).select(0, 0).item() + " "
                    + unique.output().select(0, i).select(0, 1).item());
        }
        assertEquals(expected.stream().toList(), actual.stream().toList());
        assertArrayEquals(
                values, unique.output().indexSelect(0, unique.inverse()).toDoubleArray());
    }

    @Test
    void runsAreOneEach() {
        SortingOps.Unique runs = Tensor.of(1, 1, 2, 1, 1, 1).uniqueConsecutive();
        assertArrayEquals(new double[] {1, 2, 1}, runs.output().toDoubleArray());
        assertArrayEquals(new long[] {0, 0, 1, 2, 2, 2}, runs.inverse().toLongArray());
        assertArrayEquals(new long[] {2, 1, 3}, runs.counts().toLongArray());
    }

    @Property(tries = 200)
    void insertionPointsKeepTheOrder(@ForAll long seed, @ForAll boolean right) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] boundaries = Arrays.stream(drawn(random, 20))
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        double[] values =
                Arrays.stream(drawn(random, 20)).filter(v -> !Double.isNaN(v)).toArray();
        long[] found = Tensor.fromArray(values)
                .bucketize(Tensor.fromArray(boundaries), right)
                .toLongArray();
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            long expected = Arrays.stream(boundaries)
                    .filter(b -> right ? b <= value : b < value)
                    .count();
            assertEquals(expected, found[i]);
        }
        Tensor mixed = Tensor.fromArray(boundaries).flip(0);
        assertArrayEquals(
                found,
                mixed.searchsorted(Tensor.fromArray(values), right, mixed.argsort())
                        .toLongArray());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor x = Tensor.of(1, 2, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> x.topk(4));
        assertThrows(IllegalArgumentException.class, () -> x.kthvalue(0));
        assertThrows(IndexOutOfBoundsException.class, () -> x.sort(1));
        assertThrows(IllegalArgumentException.class, () -> x.bucketize(Tensor.ones(2, 2)));
        assertThrows(IllegalArgumentException.class, () -> Tensor.ones(2, 3).searchsorted(x));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> x.searchsorted(x, false, Tensor.fromArray(new long[] {0, 1, 3})));
        Tensor unique = x.clone().requiresGrad_().unique().output();
        assertThrows(UnsupportedOperationException.class, () -> unique.sum().backward());
    }

    private static void stands(Tensor x, Selection chosen, double... expected) {
        assertArrayEquals(plain(expected), plain(chosen.values().toDoubleArray()));
        assertArrayEquals(plain(expected), plain(x.gather(0, chosen.indices()).toDoubleArray()));
        assertEquals(
                expected.length,
                Arrays.stream(chosen.indices().toLongArray()).distinct().count());
    }

    /** With one kind of zero. */
    private static double[] plain(double[] values) {
        return Arrays.stream(values).map(v -> v + 0.0).toArray();
    }

    private static int[] order(double[] values, boolean descending) {
        Comparator<Integer> by = Comparator.comparingDouble(i -> values[i] + 0.0);
        return IntStream.range(0, values.length)
                .boxed()
                .sorted(descending ? by.reversed() : by)
                .mapToInt(i -> i)
                .toArray();
    }

    /** Up to that many numbers, among them equal ones, both zeros, infinities and NaN. */
    private static double[] drawn(SplittableRandom random, int atMost) {
        double[] values = new double[atMost == 240 ? 240 : random.nextInt(1, atMost)];
        int kinds = random.nextInt(2, 40);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (random.nextInt(30)) {
                case 0 -> Double.NaN;
                case 1 -> -0.0;
                case 2 -> Double.NEGATIVE_INFINITY;
                case 3 -> Double.POSITIVE_INFINITY;
                default -> random.nextInt(-kinds, kinds) / 2.0;
            };
        }
        return values;
    }
}
