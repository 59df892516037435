package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Folds and running results against definitions that go line by line. */
class ReductionPropertyTest {

    @Property(tries = 200)
    void foldsAreTheirDefinitions(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = drawn(random, 0.2);
        int[] dims = someDims(random, x.shape.length);
        boolean keep = random.nextBoolean();
        folds(x, dims, x.sum(dims, keep), keep, line -> DoubleStream.of(line).sum());
        folds(
                x,
                dims,
                x.mean(dims, keep),
                keep,
                line -> DoubleStream.of(line).average().orElse(Double.NaN));
        folds(x, dims, x.nansum(dims, keep), keep, line -> numbers(line).sum());
        folds(
                x,
                dims,
                x.nanmean(dims, keep),
                keep,
                line -> numbers(line).average().orElse(Double.NaN));
        folds(
                x,
                dims,
                x.logsumexp(dims, keep),
                keep,
                line -> Math.log(DoubleStream.of(line).map(Math::exp).sum()));
        folds(
                x,
                dims,
                x.norm(3, dims, keep),
                keep,
                line -> Math.cbrt(
                        DoubleStream.of(line).map(v -> Math.abs(v * v * v)).sum()));
        folds(
                x,
                dims,
                x.countNonzero(dims).to(DType.FLOAT64),
                false,
                line -> DoubleStream.of(line).filter(v -> v != 0).count());
        folds(x, dims, x.var(dims, 1, keep), keep, line -> {
            double mean = DoubleStream.of(line).average().orElse(Double.NaN);
            double squares =
                    DoubleStream.of(line).map(v -> (v - mean) * (v - mean)).sum();
            return squares / Math.max(line.length - 1, 0);
        });
        if (x.numel() > 0) {
            folds(
                    x,
                    dims,
                    x.amax(dims, keep),
                    keep,
                    line -> DoubleStream.of(line).max().orElseThrow());
            folds(
                    x,
                    dims,
                    x.amin(dims, keep),
                    keep,
                    line -> DoubleStream.of(line).min().orElseThrow());
        }
    }

    @Property(tries = 200)
    void foldsOfOneDimensionAreTheirDefinitions(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = drawn(random, 0.2);
        int dim = anyDim(random, x.shape.length);
        int[] dims = {dim};
        boolean keep = random.nextBoolean();
        folds(x, dims, x.prod(dim, keep), keep, line -> DoubleStream.of(line).reduce(1, (a, b) -> a * b));
        folds(
                x,
                dims,
                x.any(dim, keep).to(DType.FLOAT64),
                keep,
                line -> DoubleStream.of(line).anyMatch(v -> v != 0) ? 1 : 0);
        folds(
                x,
                dims,
                x.all(dim, keep).to(DType.FLOAT64),
                keep,
                line -> DoubleStream.of(line).allMatch(v -> v != 0) ? 1 : 0);
        if (x.shape.length == 0 || x.size(dim) > 0) {
            folds(
                    x,
                    dims,
                    x.max(dim, keep).values(),
                    keep,
                    line -> DoubleStream.of(line).max().orElseThrow());
            folds(x, dims, x.max(dim, keep).indices().to(DType.FLOAT64), keep, ReductionPropertyTest::firstMaximum);
            folds(x, dims, x.argmax(dim, keep).to(DType.FLOAT64), keep, ReductionPropertyTest::firstMaximum);
        }
    }

    @Property(tries = 200)
    void runningResultsAreTheirDefinitions(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = drawn(random, 0);
        int dim = anyDim(random, x.shape.length);
        runs(
                x,
                dim,
                x.cumsum(dim),
                line -> prefixes(line, part -> DoubleStream.of(part).sum()));
        runs(
                x,
                dim,
                x.cumprod(dim),
                line -> prefixes(line, part -> DoubleStream.of(part).reduce(1, (a, b) -> a * b)));
        runs(
                x,
                dim,
                x.logcumsumexp(dim),
                line -> prefixes(
                        line,
                        part -> Math.log(DoubleStream.of(part).map(Math::exp).sum())));
        runs(
                x,
                dim,
                x.cummax(dim).values(),
                line -> prefixes(line, part -> DoubleStream.of(part).max().orElseThrow()));
        runs(
                x,
                dim,
                x.cummin(dim).indices().to(DType.FLOAT64),
                line -> prefixes(line, part -> {
                    double min = DoubleStream.of(part).min().orElseThrow();
                    int last = part.length - 1;
                    while (part[last] != min) {
                        last--;
                    }
                    return last;
                }));
    }

    @Test
    void nothingOverflowsOnTheWay() {
        Tensor x = Tensor.fromArray(new double[] {1000, -1000, 1001, Double.NEGATIVE_INFINITY})
                .requiresGrad_();
        Tensor y = x.logcumsumexp(0);
        assertArrayEquals(
                new double[] {1000, 1000, 1001 + Math.log1p(Math.exp(-1)), 1001 + Math.log1p(Math.exp(-1))},
                y.toDoubleArray(),
                1e-12);
        y.sum().backward();
        double share = 1 / (1 + Math.E);
        assertArrayEquals(
                new double[] {2 + 2 * share, 0, 2 - 2 * share, 0}, x.grad().toDoubleArray(), 1e-12);
        assertEquals(
                Double.POSITIVE_INFINITY,
                Tensor.of(Float.POSITIVE_INFINITY, 1).logsumexp(0).item());
        assertEquals(
                Double.NEGATIVE_INFINITY,
                Tensor.of(Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY)
                        .logsumexp(0)
                        .item());
    }

    @Test
    void elementTypesAreThoseOfPyTorch() {
        Tensor bytes = Tensor.fromArray(new byte[] {1, (byte) 200, 3});
        assertEquals(DType.INT64, bytes.sum().dtype());
        assertEquals(204, bytes.sum().itemLong());
        assertEquals(DType.UINT8, bytes.max().dtype());
        assertEquals(DType.UINT8, bytes.any().dtype());
        assertEquals(DType.INT64, bytes.cumprod(0).dtype());
        Tensor ints = Tensor.fromArray(new int[] {4, 5});
        assertEquals(DType.INT32, ints.amax(0).dtype());
        assertEquals(DType.INT64, ints.prod().dtype());
        assertEquals(DType.FLOAT32, ints.logsumexp(0).dtype());
        assertEquals(DType.BOOL, ints.all().dtype());
        assertEquals(DType.INT32, ints.sort().values().dtype());
        assertEquals(
                DType.BOOL, Tensor.fromArray(new boolean[] {true, false}).max().dtype());
    }

    @Test
    void nanIsBothExtremes() {
        Tensor x = Tensor.of(1, Double.NaN, 3);
        assertTrue(Double.isNaN(x.max().item()));
        assertTrue(Double.isNaN(x.amin(0).item()));
        assertEquals(1, x.min(0).indices().itemLong());
        assertEquals(1, x.argmax().itemLong());
        assertArrayEquals(new long[] {0, 1, 1}, x.cummax(0).indices().toLongArray());
    }

    @Test
    void whatHasNoExtremumIsRefused() {
        Tensor empty = Tensor.zeros(2, 0, 3);
        assertMessage(IllegalArgumentException.class, "max: ", () -> empty.max());
        assertMessage(IllegalArgumentException.class, "amin: ", () -> empty.amin());
        assertMessage(
                IndexOutOfBoundsException.class,
                "amax: expected reduction dim 1 to have non-zero size",
                () -> empty.amax(1));
        assertMessage(IndexOutOfBoundsException.class, "argmin: ", () -> empty.argmin(-2));
        assertMessage(IndexOutOfBoundsException.class, "kthvalue: ", () -> empty.kthvalue(1, 1, false));
        assertArrayEquals(new int[] {0, 3}, empty.max(0).values().shape());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Tensor x = Tensor.ones(2, 3);
        assertMessage(IndexOutOfBoundsException.class, "sum: dimension out of range", () -> x.sum(2));
        assertMessage(
                IllegalArgumentException.class,
                "sum: dim 1 appears multiple times",
                () -> x.sum(new int[] {1, -1}, true));
        assertMessage(
                IllegalArgumentException.class,
                "mean: could not infer output dtype",
                () -> x.toLong().mean());
        assertMessage(
                IllegalArgumentException.class,
                "var: only supports floating point",
                () -> x.toLong().var());
        assertMessage(IllegalArgumentException.class, "cdist: ", () -> x.cdist(Tensor.ones(2, 2)));
        assertMessage(IllegalArgumentException.class, "renorm: non-positive-norm", () -> x.renorm(0, 0, 1));
        assertMessage(
                IllegalArgumentException.class, "gradient: expected each dimension size", () -> x.gradient(1, null, 2));
        assertMessage(
                IllegalArgumentException.class,
                "gradient: expected spacing",
                () -> x.gradient(new double[] {1}, null, 1));
        assertMessage(IllegalArgumentException.class, "quantile: q values", () -> x.quantile(1.5));
        assertMessage(IllegalArgumentException.class, "bincount: only supports 1-d", () -> x.bincount());
        assertMessage(IllegalArgumentException.class, "histc: max must be larger", () -> x.histc(3, 2, 1));
        assertMessage(
                IllegalArgumentException.class,
                "trapezoid: there must be one x value",
                () -> x.trapezoid(Tensor.ones(2), 1));
    }

    private static void assertMessage(Class<? extends Exception> type, String start, Runnable call) {
        Exception refused = assertThrows(type, call::run);
        assertTrue(refused.getMessage().startsWith(start), refused.getMessage());
    }

    // ---- the definitions
    // -------------------------------------------------------------------------------------------------------

    private static void folds(Tensor x, int[] dims, Tensor y, boolean keep, ToDoubleFunction<double[]> definition) {
        boolean[] folded = Shape.dimSet("test", dims, x.shape.length);
        List<Integer> shape = new ArrayList<>();
        for (int d = 0; d < x.shape.length; d++) {
            if (!folded[d] || keep) {
                shape.add(folded[d] ? 1 : x.shape[d]);
            }
        }
        String what = y.op() + " of " + Arrays.toString(x.shape) + " over " + Arrays.toString(dims);
        assertArrayEquals(shape.stream().mapToInt(i -> i).toArray(), y.shape(), what);
        double[][] lines = lines(x, folded);
        double[] expected = Arrays.stream(lines).mapToDouble(definition).toArray();
        assertArrayEquals(expected, y.toDoubleArray(), 1e-9, what);
    }

    private static void runs(Tensor x, int dim, Tensor y, UnaryOperator<double[]> definition) {
        boolean[] folded = Shape.dimSet("test", new int[] {dim}, x.shape.length);
        double[][] expected = lines(x, folded);
        double[][] actual = lines(y, folded);
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(
                    definition.apply(expected[i]), actual[i], 1e-9, y.op() + " of " + Arrays.toString(x.shape));
        }
    }

    /** The elements that are folded into each result, in the order of the results. */
    private static double[][] lines(Tensor x, boolean[] folded) {
        int results = 1;
        for (int d = 0; d < x.shape.length; d++) {
            results *= folded[d] ? 1 : x.shape[d];
        }
        List<List<Double>> lines = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            lines.add(new ArrayList<>());
        }
        double[] values = x.toDoubleArray();
        for (int i = 0; i < values.length; i++) {
            int rest = i;
            int result = 0;
            int weight = 1;
            for (int d = x.shape.length - 1; d >= 0; d--) {
                int at = rest % x.shape[d];
                rest /= x.shape[d];
                if (!folded[d]) {
                    result += at * weight;
                    weight *= x.shape[d];
                }
            }
            lines.get(result).add(values[i]);
        }
        return lines.stream()
                .map(line -> line.stream().mapToDouble(v -> v).toArray())
                .toArray(double[][]::new);
    }

    private static double[] prefixes(double[] line, ToDoubleFunction<double[]> definition) {
        double[] results = new double[line.length];
        for (int i = 0; i < line.length; i++) {
            results[i] = definition.applyAsDouble(Arrays.copyOf(line, i + 1));
        }
        return results;
    }

    private static DoubleStream numbers(double[] line) {
        return DoubleStream.of(line).filter(v -> !Double.isNaN(v));
    }

    private static double firstMaximum(double[] line) {
        int best = 0;
        for (int i = 1; i < line.length; i++) {
            best = line[i] > line[best] ? i : best;
        }
        return best;
    }

    /** Any shape, in any memory layout; small numbers, of which some repeat and some are 0. */
    private static Tensor drawn(SplittableRandom random, double empty) {
        int[] shape = new int[random.nextInt(5)];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = random.nextDouble() < empty / 4 ? 0 : random.nextInt(1, 5);
        }
        double[] values = new double[Shape.numel(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(-4, 5) / 2.0;
        }
        Tensor x = Tensor.fromArray(values).reshape(shape);
        if (shape.length > 1 && random.nextBoolean()) {
            return x.transpose(0, shape.length - 1);
        }
        return x;
    }

    private static int anyDim(SplittableRandom random, int rank) {
        int range = Math.max(rank, 1);
        return random.nextInt(-range, range);
    }

    private static int[] someDims(SplittableRandom random, int rank) {
        return java.util.stream.IntStream.range(0, rank)
                .filter(d -> random.nextBoolean())
                .map(d -> random.nextBoolean() ? d : d - rank)
                .toArray();
    }
}
