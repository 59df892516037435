package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Brackets against a definition that goes element by element. */
class IndexingPropertyTest {

    /** Which element of the source each element of the result is. */
    private record Expected(int[] shape, int[] sources) {}

    /** One dimension of the result that slicing leaves or a new axis makes. */
    private record Axis(int size, int dim, int start, int step) {}

    @Property(tries = 400)
    void getPicksWhatTheDefinitionPicks(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = drawn(random);
        Object[] indices = indices(random, x.shape);
        Expected expected = define(x.shape, indices);
        Tensor y = x.get(indices);
        assertArrayEquals(expected.shape, y.shape(), () -> describe(x, indices));
        double[] values = x.toDoubleArray();
        assertArrayEquals(
                Arrays.stream(expected.sources).mapToDouble(i -> values[i]).toArray(),
                y.toDoubleArray(),
                () -> describe(x, indices));
        boolean basic = Arrays.stream(indices)
                .noneMatch(i -> i instanceof Tensor || i instanceof int[] || i instanceof Boolean);
        assertEquals(basic, y.sharesStorage(x), () -> describe(x, indices) + ": views where nothing is gathered");
    }

    @Property(tries = 200)
    void gradientsGoBackToWhereElementsCameFrom(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = drawn(random).detach().clone().requiresGrad_();
        Object[] indices = indices(random, x.shape);
        Expected expected = define(x.shape, indices);
        Tensor y = x.get(indices);
        Tensor g = Tensor.rand(y.shape(), DType.FLOAT64);
        y.backward(g);
        double[] sums = new double[x.numel()];
        double[] gradients = g.toDoubleArray();
        for (int i = 0; i < gradients.length; i++) {
            sums[expected.sources[i]] += gradients[i];
        }
        assertArrayEquals(sums, x.grad().toDoubleArray(), 1e-12, describe(x, indices));
    }

    @Property(tries = 300)
    void setWritesWhereGetReads(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = drawn(random);
        Object[] indices = indices(random, x.shape);
        Expected expected = define(x.shape, indices);
        double[] values = x.toDoubleArray();
        Tensor value;
        if (random.nextBoolean()) {
            value = Tensor.full(new int[0], -7, DType.FLOAT64);
            Arrays.stream(expected.sources).forEach(i -> values[i] = -7);
        } else {
            value = Tensor.rand(expected.shape, DType.FLOAT64);
            double[] written = value.toDoubleArray();
            for (int i = 0; i < written.length; i++) {
                values[expected.sources[i]] = written[i];
            }
        }
        assertSame(x, x.set(value, indices));
        assertArrayEquals(values, x.toDoubleArray(), () -> describe(x, indices));
    }

    @Property(tries = 200)
    void setHandsGradientsToBothSides(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tensor x = drawn(random).detach().clone().requiresGrad_();
        Object[] indices = indices(random, x.shape);
        Expected expected = define(x.shape, indices);
        if (Arrays.stream(expected.sources).distinct().count() != expected.sources.length) {
            return;
        }
        Tensor value = Tensor.rand(expected.shape, DType.FLOAT64).requiresGrad_();
        Tensor y = x.mul(2);
        y.set(value, indices);
        Tensor g = Tensor.rand(x.shape(), DType.FLOAT64);
        y.backward(g);
        double[] gradients = g.toDoubleArray();
        double[] kept = Arrays.stream(gradients).map(each -> 2 * each).toArray();
        double[] taken = new double[expected.sources.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = gradients[expected.sources[i]];
            kept[expected.sources[i]] = 0;
        }
        assertArrayEquals(kept, x.grad().toDoubleArray(), 1e-12, describe(x, indices));
        if (value.grad() != null) {
            assertArrayEquals(taken, value.grad().toDoubleArray(), 1e-12, describe(x, indices));
        }
    }

    @Test
    void wrongIndicesAreRefused() {
        Tensor x = Tensor.arange(24).reshape(2, 3, 4);
        assertThrows(IndexOutOfBoundsException.class, () -> x.get(2));
        assertThrows(IndexOutOfBoundsException.class, () -> x.get(0, -4));
        assertThrows(IndexOutOfBoundsException.class, () -> x.get(0, 0, 0, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> x.get(new int[] {0, 3}));
        assertThrows(IndexOutOfBoundsException.class, () -> x.get(new int[] {0, 1}, new int[] {0, 1, 2}));
        assertThrows(IndexOutOfBoundsException.class, () -> x.get((Object) new boolean[] {true, false, true}));
        assertThrows(IllegalArgumentException.class, () -> x.get(1.5));
        assertThrows(IllegalArgumentException.class, () -> x.get("1"));
        assertThrows(IllegalArgumentException.class, () -> x.get(Indices.ELLIPSIS, Indices.ELLIPSIS));
        assertThrows(IllegalArgumentException.class, () -> x.get(Slice.of(0, 2, 0)));
        assertThrows(IllegalArgumentException.class, () -> x.get(Tensor.zeros(2)));
        assertThrows(IllegalArgumentException.class, () -> x.clone().set(Tensor.zeros(3), Slice.all(), 0));
        assertThrows(IllegalArgumentException.class, () -> x.clone().set(Tensor.zeros(3), new int[] {0, 1}));
    }

    // ---- drawing ----

    /** A tensor of different numbers, now and then not contiguous. */
    private static Tensor drawn(SplittableRandom random) {
        int[] shape = new int[random.nextInt(4)];
        for (int d = 0; d < shape.length; d++) {
            shape[d] = random.nextInt(8) == 0 ? 0 : random.nextInt(1, 4);
        }
        int numel = Shape.numel(shape);
        if (shape.length == 2 && random.nextBoolean()) {
            return Tensor.arange(0, numel, 1, DType.FLOAT64)
                    .reshape(shape[1], shape[0])
                    .t();
        }
        return Tensor.arange(0, numel, 1, DType.FLOAT64).reshape(shape);
    }

    private static Object[] indices(SplittableRandom random, int[] shape) {
        List<Object> indices = new ArrayList<>();
        int count = random.nextInt(1, 4);
        boolean ellipsis = false;
        for (int d = 0; d < shape.length && (ellipsis || random.nextInt(5) != 0); ) {
            int kind = random.nextInt(10);
            int size = shape[d];
            switch (kind) {
                case 0, 1 -> {
                    indices.add(size == 0 ? (Object) Slice.all() : (Object) random.nextInt(-size, size));
                    d++;
                }
                case 2, 3 -> {
                    indices.add(Slice.of(random.nextInt(-4, 5), random.nextInt(-4, 5), random.nextInt(1, 4)));
                    d++;
                }
                case 4 -> indices.add(random.nextBoolean() ? Indices.NEW_AXIS : null);
                case 5 -> {
                    if (!ellipsis) {
                        ellipsis = true;
                        int left = random.nextInt(0, shape.length - d + 1);
                        indices.add(Indices.ELLIPSIS);
                        d = shape.length - left;
                    }
                }
                case 6 -> {
                    if (count == 1) {
                        indices.add(true);
                    }
                }
                case 7 -> {
                    if (count == 1) {
                        boolean[] mask = new boolean[size];
                        for (int i = 0; i < size; i++) {
                            mask[i] = random.nextBoolean();
                        }
                        indices.add(Tensor.fromArray(mask));
                        d++;
                        count = 0;
                    }
                }
                default -> {
                    int[] named = new int[size == 0 ? 0 : count];
                    for (int i = 0; i < named.length; i++) {
                        named[i] = random.nextInt(-size, size);
                    }
                    if (size > 0 && count > 0) {
                        indices.add(random.nextBoolean() ? (Object) named : Tensor.fromArray(named, -1, 1));
                        d++;
                    } else {
                        indices.add(Slice.all());
                        d++;
                    }
                }
            }
        }
        return indices.toArray();
    }

    private static String describe(Tensor x, Object[] indices) {
        return Arrays.toString(x.shape()) + " at "
                + Arrays.stream(indices)
                        .map(i -> i instanceof int[] ints ? Arrays.toString(ints) : String.valueOf(i))
                        .toList();
    }

    // ---- the definition ----

    private static Expected define(int[] shape, @Nullable Object[] indices) {
        List<Axis> axes = new ArrayList<>();
        List<int[]> advanced = new ArrayList<>();
        List<Integer> advancedDims = new ArrayList<>();
        List<int[]> advancedShapes = new ArrayList<>();
        int[] fixed = new int[shape.length];
        int place = -1;
        boolean apart = false;
        int dim = 0;
        int used = (int) Arrays.stream(indices)
                .filter(i -> i != null && i != Indices.NEW_AXIS && i != Indices.ELLIPSIS && !(i instanceof Boolean))
                .count();
        for (Object index : indices) {
            switch (index) {
                case null -> axes.add(new Axis(1, -1, 0, 0));
                case Integer i -> {
                    fixed[dim] = i < 0 ? i + shape[dim] : i;
                    dim++;
                }
                case Slice s -> {
                    axes.add(axis(s, shape[dim], dim));
                    dim++;
                }
                case Indices.NEW_AXIS -> axes.add(new Axis(1, -1, 0, 0));
                case Indices.ELLIPSIS -> {
                    for (int i = used; i < shape.length; i++) {
                        axes.add(new Axis(shape[dim], dim, 0, 1));
                        dim++;
                    }
                }
                default -> {
                    apart |= place >= 0 && place != axes.size();
                    place = place < 0 ? axes.size() : place;
                    if (index instanceof Boolean truth) {
                        advanced.add(truth ? new int[] {0} : new int[0]);
                        advancedDims.add(-1);
                        advancedShapes.add(new int[] {truth ? 1 : 0});
                    } else {
                        Tensor t = index instanceof Tensor given ? given : Tensor.fromArray((int[]) index);
                        int[] named = t.dtype() == DType.BOOL ? trueOnes(t) : t.toIntArray();
                        int[] dims = t.dtype() == DType.BOOL ? new int[] {named.length} : t.shape();
                        for (int i = 0; i < named.length; i++) {
                            named[i] = named[i] < 0 ? named[i] + shape[dim] : named[i];
                        }
                        advanced.add(named);
                        advancedShapes.add(dims);
                        advancedDims.add(dim++);
                    }
                }
            }
        }
        for (; dim < shape.length; dim++) {
            axes.add(new Axis(shape[dim], dim, 0, 1));
        }
        int[] common = Shape.SCALAR;
        for (int[] each : advancedShapes) {
            common = Shape.broadcast("definition", common, each);
        }
        int at = apart ? 0 : Math.max(place, 0);
        int[] result = new int[axes.size() + common.length];
        for (int d = 0; d < result.length; d++) {
            result[d] = d < at
                    ? axes.get(d).size
                    : d < at + common.length ? common[d - at] : axes.get(d - common.length).size;
        }
        int[] strides = Shape.strides(shape);
        int[] sources = new int[Shape.numel(result)];
        for (int i = 0; i < sources.length; i++) {
            int[] coordinates = coordinates(i, result);
            int source = 0;
            for (int d = 0; d < shape.length; d++) {
                source += fixed[d] * strides[d];
            }
            for (int a = 0; a < axes.size(); a++) {
                Axis axis = axes.get(a);
                int c = coordinates[a < at ? a : a + common.length];
                source += axis.dim < 0 ? 0 : (axis.start + c * axis.step) * strides[axis.dim];
            }
            for (int k = 0; k < advanced.size(); k++) {
                int[] own = advancedShapes.get(k);
                int flat = 0;
                for (int d = 0; d < own.length; d++) {
                    int c = coordinates[at + common.length - own.length + d];
                    flat = flat * own[d] + (own[d] == 1 ? 0 : c);
                }
                source += advancedDims.get(k) < 0 ? 0 : advanced.get(k)[flat] * strides[advancedDims.get(k)];
            }
            sources[i] = source;
        }
        return new Expected(result, sources);
    }

    private static Axis axis(Slice s, int size, int dim) {
        int start = s.start() == null ? 0 : Math.clamp(s.start() < 0 ? s.start() + size : s.start(), 0, size);
        int end = s.end() == null ? size : Math.clamp(s.end() < 0 ? s.end() + size : s.end(), 0, size);
        int step = s.step() == null ? 1 : Math.toIntExact(s.step());
        int count = 0;
        for (int i = start; i < end; i += step) {
            count++;
        }
        return new Axis(count, dim, start, step);
    }

    private static int[] trueOnes(Tensor mask) {
        boolean[] values = mask.toBooleanArray();
        return java.util.stream.IntStream.range(0, values.length)
                .filter(i -> values[i])
                .toArray();
    }

    private static int[] coordinates(int flat, int[] shape) {
        int[] coordinates = new int[shape.length];
        for (int d = shape.length - 1; d >= 0; d--) {
            coordinates[d] = flat % shape[d];
            flat /= shape[d];
        }
        return coordinates;
    }
}
