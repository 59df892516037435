package lanewise.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random tensors, shapes and views for jqwik properties.
 *
 * <pre>{@code
 * @Provide
 * Arbitrary<Tensor> inputs() {
 *     return TensorArbitraries.views(TensorArbitraries.awayFrom(TensorArbitraries.shapes(), 0.1, 0.0));
 * }
 *
 * @Property(tries = 50)
 * void reluHasTheRightGradient(@ForAll("inputs") Tensor x) {
 *     gradcheck(Tensor::relu, x.requiresGrad_(true));
 * }
 * }</pre>
 *
 * <p>Everything shrinks: to fewer dimensions, smaller sizes, simpler numbers, plain layouts. Needs
 * {@code net.jqwik:jqwik-api} on the test class path.
 */
public final class TensorArbitraries {
    private static final int LARGEST = 1000;

    private TensorArbitraries() {}

    /**
     * Two shapes that broadcast against each other.
     *
     * @param a the first
     * @param b the second
     * @param result what both broadcast to
     */
    public record BroadcastPair(int[] a, int[] b, int[] result) {
        @Override
        public String toString() {
            return Arrays.toString(a) + " with " + Arrays.toString(b) + " gives " + Arrays.toString(result);
        }
    }

    // ---- shapes and dtypes ------------------------------------------------------------------------------------------

    /** Shapes of zero to four dimensions with sizes from one to five. */
    public static Arbitrary<int[]> shapes() {
        return shapes(0, 4, 1, 5);
    }

    /** Shapes of one to three dimensions of which at least one has size zero. */
    public static Arbitrary<int[]> emptyShapes() {
        return Combinators.combine(shapes(1, 3, 0, 4), Arbitraries.integers().between(0, 2))
                .as((shape, d) -> {
                    int[] empty = shape.clone();
                    empty[d % empty.length] = 0;
                    return empty;
                });
    }

    /** Shapes with numbers of dimensions and sizes within these inclusive bounds, and at most 1000 elements. */
    public static Arbitrary<int[]> shapes(int minDims, int maxDims, int minSize, int maxSize) {
        if (minDims < 0 || maxDims < minDims || minSize < 0 || maxSize < minSize) {
            throw new IllegalArgumentException("shapes: bounds must be 0 <= min <= max; got dims " + minDims + " to "
                    + maxDims + ", sizes " + minSize + " to " + maxSize);
        }
        return Arbitraries.integers()
                .between(minSize, maxSize)
                .array(int[].class)
                .ofMinSize(minDims)
                .ofMaxSize(maxDims)
                .filter(shape -> numel(shape) <= LARGEST);
    }

    /** Pairs of shapes that broadcast: sizes are dropped from the front or set to one on either side. */
    public static Arbitrary<BroadcastPair> broadcastPairs() {
        Arbitrary<int[]> choices =
                Arbitraries.integers().between(0, 5).array(int[].class).ofSize(4);
        Arbitrary<Integer> dropped = Arbitraries.integers().between(0, 8);
        return Combinators.combine(shapes(), choices, dropped).as((result, choice, drop) -> {
            int[] a = result.clone();
            int[] b = result.clone();
            for (int d = 0; d < result.length; d++) {
                if (choice[d] == 4) {
                    a[d] = 1;
                } else if (choice[d] == 5) {
                    b[d] = 1;
                }
            }
            int from = Math.min(drop / 2, result.length);
            if (drop % 2 == 0) {
                b = Arrays.copyOfRange(b, from, b.length);
            } else {
                a = Arrays.copyOfRange(a, from, a.length);
            }
            return new BroadcastPair(a, b, broadcast(a, b));
        });
    }

    /** All element types. */
    public static Arbitrary<DType> dtypes() {
        return Arbitraries.of(DType.values());
    }

    /** float32 and float64. */
    public static Arbitrary<DType> floatingDtypes() {
        return Arbitraries.of(DType.FLOAT32, DType.FLOAT64);
    }

    /** int64, int32 and uint8. */
    public static Arbitrary<DType> integerDtypes() {
        return Arbitraries.of(DType.INT64, DType.INT32, DType.UINT8);
    }

    // ---- tensors ----------------------------------------------------------------------------------------------------

    /** Tensors of any dtype and of {@link #shapes()}. */
    public static Arbitrary<Tensor> tensors() {
        return dtypes().flatMap(dtype -> tensors(shapes(), dtype));
    }

    /** Tensors of that dtype with numbers between −10 and 10 (0 to 10 for uint8, either truth value for bool). */
    public static Arbitrary<Tensor> tensors(Arbitrary<int[]> shapes, DType dtype) {
        Arbitrary<Double> elements = switch (dtype) {
            case BOOL -> Arbitraries.of(0.0, 1.0);
            case UINT8 -> Arbitraries.integers().between(0, 10).map(Integer::doubleValue);
            case INT32, INT64 -> Arbitraries.integers().between(-10, 10).map(Integer::doubleValue);
            case FLOAT32, FLOAT64 -> Arbitraries.doubles().between(-10, 10).ofScale(3);
        };
        return tensors(shapes, dtype, elements);
    }

    /** Tensors of that dtype with elements drawn from {@code elements}. */
    public static Arbitrary<Tensor> tensors(Arbitrary<int[]> shapes, DType dtype, Arbitrary<Double> elements) {
        return shapes.flatMap(shape -> elements.array(Double[].class)
                .ofSize(numel(shape))
                .map(values -> TestTensors.of(plain(values), shape, dtype)));
    }

    /** float64 tensors with elements between {@code min} and {@code max}, for functions with a restricted domain. */
    public static Arbitrary<Tensor> within(Arbitrary<int[]> shapes, double min, double max) {
        return tensors(
                shapes, DType.FLOAT64, Arbitraries.doubles().between(min, max).ofScale(6));
    }

    /**
     * float64 tensors with elements between −3 and 3, none nearer than {@code margin} to one of {@code kinks}: for
     * functions such as relu that are not differentiable there.
     */
    public static Arbitrary<Tensor> awayFrom(Arbitrary<int[]> shapes, double margin, double... kinks) {
        double[] points = kinks.clone();
        return tensors(
                shapes,
                DType.FLOAT64,
                Arbitraries.doubles()
                        .between(-3, 3)
                        .ofScale(4)
                        .filter(value -> Arrays.stream(points).allMatch(kink -> Math.abs(value - kink) >= margin)));
    }

    /**
     * float64 tensors whose elements are all different, at least {@code gap} apart and in random order: for functions
     * such as max and sort, whose gradients jump at ties.
     */
    public static Arbitrary<Tensor> distinct(Arbitrary<int[]> shapes, double gap) {
        return Combinators.combine(shapes, Arbitraries.longs()).as((shape, seed) -> {
            int n = numel(shape);
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                order.add(i);
            }
            Collections.shuffle(order, new Random(seed));
            double[] values = order.stream()
                    .mapToDouble(place -> (place - n / 2 + 0.5) * gap)
                    .toArray();
            return TestTensors.of(values, shape, DType.FLOAT64);
        });
    }

    /**
     * The same tensors in other layouts: as they are, with dimensions in another order in memory, with gaps between the
     * elements, or at an offset in a larger storage. They are leaves, and their gaps hold values that show when read.
     */
    public static Arbitrary<Tensor> views(Arbitrary<Tensor> tensors) {
        Arbitrary<Integer> steps = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> offsets = Arbitraries.integers().between(0, 4);
        Arbitrary<Integer> rotations = Arbitraries.integers().between(0, 3);
        return Combinators.combine(tensors, steps, offsets, rotations).as((tensor, step, offset, rotation) -> {
            int[] shape = tensor.shape();
            if (step == 1 && offset == 0 && (shape.length < 2 || rotation % shape.length == 0)) {
                return tensor;
            }
            int[] strides = new int[shape.length];
            int stride = step;
            for (int k = shape.length - 1; k >= 0; k--) {
                int d = (k + rotation) % shape.length;
                strides[d] = stride;
                stride *= Math.max(shape[d], 1);
            }
            Number gap = tensor.isFloatingPoint() ? (Number) Double.NaN : (Number) 77;
            return TestTensors.strided(tensor, strides, offset, gap);
        });
    }

    private static int numel(int[] shape) {
        int n = 1;
        for (int size : shape) {
            n *= size;
        }
        return n;
    }

    private static double[] plain(Double[] values) {
        return Arrays.stream(values).mapToDouble(Double::doubleValue).toArray();
    }

    private static int[] broadcast(int[] a, int[] b) {
        int[] result = new int[Math.max(a.length, b.length)];
        for (int d = 0; d < result.length; d++) {
            int i = a.length - result.length + d;
            int j = b.length - result.length + d;
            int p = i < 0 ? 1 : a[i];
            int q = j < 0 ? 1 : b[j];
            result[d] = p == 1 ? q : p;
        }
        return result;
    }
}
