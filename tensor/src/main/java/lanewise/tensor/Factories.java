package lanewise.tensor;

import java.lang.reflect.Array;
import java.util.Arrays;
import lanewise.tensor.kernels.Cast;

/** Tensors from nothing and from plain Java values. */
final class Factories {

    private Factories() {}

    /** start, start + step, … before end. */
    static Tensor arange(Number start, Number end, Number step, DType dtype) {
        boolean real = dtype.isFloatingPoint();
        if (!Double.isFinite(start.doubleValue()) || !Double.isFinite(end.doubleValue())) {
            throw new IllegalArgumentException("arange: unsupported range: " + start + " -> " + end);
        }
        double from = real ? start.doubleValue() : start.longValue();
        double to = real ? end.doubleValue() : end.longValue();
        double by = real ? step.doubleValue() : step.longValue();
        if (by == 0 || Double.isNaN(by)) {
            throw new IllegalArgumentException(
                    "arange: step must be nonzero, got " + step + (real ? "" : " as " + dtype));
        }
        if (by > 0 ? to < from : to > from) {
            throw new IllegalArgumentException(
                    "arange: upper bound and lower bound are inconsistent with the sign of the step: " + start + " -> "
                            + end + " by " + step);
        }
        double size = dtype == DType.INT64
                ? Math.ceilDiv(end.longValue() - start.longValue(), step.longValue())
                : Math.ceil((end.doubleValue() - start.doubleValue()) / step.doubleValue());
        int count = count("arange", size);
        if (!real) {
            long[] values = new long[count];
            for (int i = 0; i < count; i++) {
                values[i] = start.longValue() + i * step.longValue();
            }
            return Tensor.wrap(Storage.of(values), count).compact(dtype);
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = from + i * by;
        }
        return Tensor.wrap(Storage.of(values), count).compact(dtype);
    }

    private static int count(String op, double size) {
        if (!(size <= Integer.MAX_VALUE - 8)) {
            throw new IllegalArgumentException(op + ": a tensor holds at most " + (Integer.MAX_VALUE - 8)
                    + " elements, this one would have " + size);
        }
        return (int) Math.max(size, 0);
    }

    /** {@code steps} numbers at equal distances, both ends included; each computed from the nearer end. */
    static Tensor linspace(Number start, Number end, int steps, DType dtype) {
        checkSteps("linspace", steps);
        double from = dtype.isFloatingPoint() ? start.doubleValue() : start.longValue();
        double to = dtype.isFloatingPoint() ? end.doubleValue() : end.longValue();
        if (dtype != DType.FLOAT32) {
            return Tensor.wrap(Storage.of(spaced(from, to, steps)), steps).compact(dtype);
        }
        float[] values = new float[steps];
        float step = steps < 2 ? 0 : ((float) to - (float) from) / (steps - 1);
        for (int i = 0; i < steps; i++) {
            values[i] = i < steps / 2 || steps == 1 ? (float) from + step * i : (float) to - step * (steps - 1 - i);
        }
        return Tensor.wrap(Storage.of(values), steps);
    }

    /** base to the power of {@code steps} numbers at equal distances. */
    static Tensor logspace(Number start, Number end, int steps, double base, DType dtype) {
        checkSteps("logspace", steps);
        boolean whole = steps > 1 && !dtype.isFloatingPoint();
        double from = whole ? start.longValue() : start.doubleValue();
        double to = whole ? end.longValue() : end.doubleValue();
        double[] values = spaced(from, to, steps);
        for (int i = 0; i < steps; i++) {
            values[i] = Math.pow(base, values[i]);
        }
        return Tensor.wrap(Storage.of(values), steps).compact(dtype);
    }

    private static void checkSteps(String op, int steps) {
        if (steps < 0) {
            throw new IllegalArgumentException(op + ": number of steps must be non-negative, got " + steps);
        }
    }

    private static double[] spaced(double from, double to, int steps) {
        double[] values = new double[steps];
        double step = steps < 2 ? 0 : (to - from) / (steps - 1);
        for (int i = 0; i < steps; i++) {
            values[i] = i < steps / 2 || steps == 1 ? from + step * i : to - step * (steps - 1 - i);
        }
        return values;
    }

    /** Ones on the diagonal of zeros. */
    static Tensor eye(int rows, int columns, DType dtype) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException(
                    "eye: n and m must be greater or equal to 0, got " + rows + " and " + columns);
        }
        Tensor y = Tensor.allocate(dtype, rows, columns);
        for (int i = 0; i < Math.min(rows, columns); i++) {
            y.storage.set(i * columns + i, 1);
        }
        return y;
    }

    /** The value of a zero-dim tensor in the shape and dtype of x. dx = 0, dvalue = Σ G. */
    static Tensor fill(Tensor x, Tensor value) {
        if (value.shape.length != 0) {
            throw new IllegalArgumentException("fill: only supports a 0-dimensional value tensor, but got one of shape "
                    + Shape.show(value.shape));
        }
        int[] shape = x.shape;
        return Conversion.copy(value.expand(shape), x.dtype())
                .op("fill")
                .derivedFrom(x, g -> Tensor.zeros(shape, g.dtype()))
                .derivedFrom(value, Tensor::sum);
    }

    /** A copy of a plain array in that shape. */
    static Tensor fromArray(Object values, DType dtype, int length, int[] shape) {
        int[] sizes = Shape.infer("fromArray", shape, new int[] {length});
        Tensor y = Tensor.allocate(dtype, sizes);
        System.arraycopy(values, 0, y.storage.array, 0, length);
        return y;
    }

    /** A tensor over the user's own array; writing past the tensor's operations goes unseen by saved-value checks. */
    static Tensor asTensor(Storage values, int length, int[] shape) {
        return Tensor.wrap(
                values, shape.length == 0 ? new int[] {length} : Shape.infer("asTensor", shape, new int[] {length}));
    }

    /** Nested arrays, or one number or truth value; the dtype of what is innermost if none is given. */
    static Tensor tensor(Object data, @org.jspecify.annotations.Nullable DType wanted) {
        if (data == null) {
            throw new IllegalArgumentException("tensor: expected nested arrays, a number or a boolean, got null");
        }
        if (data instanceof Tensor) {
            throw new IllegalArgumentException(
                    "tensor: expected nested arrays, a number or a boolean, got a tensor; use clone()"
                            + ".detach() to copy one");
        }
        int[] shape = shape(data);
        // With a wanted type a bare double keeps all its digits on the way there.
        DType natural = wanted == null ? natural(data) : inner(data);
        Tensor y = Tensor.allocate(natural, shape);
        fill(data, y, 0, 0, "");
        return wanted == null ? y : y.compact(wanted);
    }

    /** The sizes along the first elements; all others are checked against them while they are copied. */
    private static int[] shape(Object data) {
        int[] shape = new int[8];
        int rank = 0;
        Object at = data;
        while (at != null && at.getClass().isArray()) {
            shape = rank == shape.length ? Arrays.copyOf(shape, 2 * rank) : shape;
            int length = Array.getLength(at);
            shape[rank++] = length;
            if (length == 0) {
                // What an empty array would hold shows in its type alone: each further level has no elements either.
                for (Class<?> inner = at.getClass().getComponentType();
                        inner.isArray();
                        inner = inner.getComponentType()) {
                    shape = rank == shape.length ? Arrays.copyOf(shape, 2 * rank) : shape;
                    shape[rank++] = 0;
                }
                break;
            }
            at = Array.get(at, 0);
        }
        return Arrays.copyOf(shape, rank);
    }

    /** What is innermost decides, mixed kinds are promoted; a bare double is float32 as Python's, empty data too. */
    private static DType natural(Object data) {
        return data instanceof Double ? DType.FLOAT32 : inner(data);
    }

    private static DType inner(Object data) {
        Class<?> type = data.getClass();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        if (type.isPrimitive() || !data.getClass().isArray()) {
            return natural(type);
        }
        DType found = null;
        for (int i = 0; i < Array.getLength(data); i++) {
            Object each = Array.get(data, i);
            if (each != null) {
                DType one = inner(each);
                found = found == null ? one : DType.promote(found, one);
            }
        }
        return found == null ? DType.FLOAT32 : found;
    }

    private static DType natural(Class<?> type) {
        if (type == float.class || type == Float.class) {
            return DType.FLOAT32;
        } else if (type == double.class || type == Double.class) {
            return DType.FLOAT64;
        } else if (type == byte.class || type == Byte.class) {
            return DType.UINT8;
        } else if (type == boolean.class || type == Boolean.class) {
            return DType.BOOL;
        } else if (type == long.class
                || type == int.class
                || type == short.class
                || type == Long.class
                || type == Integer.class
                || type == Short.class) {
            return DType.INT64;
        }
        throw new IllegalArgumentException(
                "tensor: expected nested arrays of numbers or booleans, got " + type.getSimpleName());
    }

    /** Copies {@code data}, which must have the shape of {@code y} from dimension {@code dim} on, to {@code at}. */
    private static void fill(Object data, Tensor y, int dim, int at, String path) {
        boolean array = data != null && data.getClass().isArray();
        if (data == null || array != dim < y.shape.length) {
            throw ragged(
                    y,
                    dim,
                    path,
                    data == null ? "null" : array ? "an array of length " + Array.getLength(data) : "" + data);
        }
        if (!array) {
            Number value =
                    data instanceof Boolean truth ? (Number) (truth ? 1 : 0) : data instanceof Number n ? n : null;
            if (value == null) {
                throw new IllegalArgumentException(
                        "tensor: expected numbers or booleans, got " + data + (path.isEmpty() ? "" : " at " + path));
            }
            y.storage.set(at, value);
            return;
        }
        int length = Array.getLength(data);
        if (length != y.shape[dim]) {
            throw ragged(y, dim, path, "an array of length " + length);
        }
        if (dim == y.shape.length - 1
                && data.getClass().getComponentType().isPrimitive()
                && data.getClass() != short[].class) {
            Cast.copy(data, 0, y.storage.array, at, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            fill(Array.get(data, i), y, dim + 1, at + i * y.strides[dim], path + "[" + i + "]");
        }
    }

    private static IllegalArgumentException ragged(Tensor y, int dim, String path, String found) {
        String expected = dim == y.shape.length ? "a number" : "an array of length " + y.shape[dim];
        return new IllegalArgumentException("tensor: arrays must not be ragged: expected " + expected + " at data"
                + path + " as at the first element (shape " + Shape.show(y.shape) + "), got " + found);
    }
}
