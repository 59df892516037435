package lanewise.tensor;

import java.util.List;
import lanewise.tensor.kernels.Parallel;

/**
 * Everything that makes a tensor from nothing, from plain values, or from several others: called as
 * {@code Tensor.zeros(2, 3)}.
 *
 * <p>Without an element type, numbers with a fraction make float32 and whole ones ({@code int}, {@code long}) int64.
 */
public abstract sealed class TensorFactories extends RandomFactories permits Tensor {

    TensorFactories() {}

    // ---- one value ----

    /** Returns a tensor of that shape filled with {@code value}: int64 if it is whole, else float32. */
    public static Tensor full(int[] shape, Number value) {
        return full(shape, value, byKind(value));
    }

    /** Returns a tensor of that shape filled with {@code value}, in that element type. */
    public static Tensor full(int[] shape, Number value, DType dtype) {
        Tensor y = Tensor.allocate(dtype, shape.clone());
        return InPlace.fill("full", y, value);
    }

    /** Returns float32 zeros. */
    public static Tensor zeros(int... shape) {
        return Tensor.allocate(DType.FLOAT32, shape.clone());
    }

    /** Returns zeros. */
    public static Tensor zeros(int[] shape, DType dtype) {
        return Tensor.allocate(dtype, shape.clone());
    }

    /** Returns float32 ones. */
    public static Tensor ones(int... shape) {
        return full(shape, 1, DType.FLOAT32);
    }

    /** Returns ones. */
    public static Tensor ones(int[] shape, DType dtype) {
        return full(shape, 1, dtype);
    }

    /** Returns a float32 tensor to be filled; its values, zeros here, are not to be relied on. */
    public static Tensor empty(int... shape) {
        return zeros(shape);
    }

    /** Returns a tensor to be filled; its values, zeros here, are not to be relied on. */
    public static Tensor empty(int[] shape, DType dtype) {
        return zeros(shape, dtype);
    }

    /** Returns zeros in the shape and element type of {@code other}. */
    public static Tensor zerosLike(Tensor other) {
        return zeros(other.shape, other.dtype());
    }

    /** Returns zeros in the shape of {@code other}. */
    public static Tensor zerosLike(Tensor other, DType dtype) {
        return zeros(other.shape, dtype);
    }

    /** Returns ones in the shape and element type of {@code other}. */
    public static Tensor onesLike(Tensor other) {
        return ones(other.shape, other.dtype());
    }

    /** Returns ones in the shape of {@code other}. */
    public static Tensor onesLike(Tensor other, DType dtype) {
        return ones(other.shape, dtype);
    }

    /** Returns {@code value} in the shape and element type of {@code other}. */
    public static Tensor fullLike(Tensor other, Number value) {
        return full(other.shape, value, other.dtype());
    }

    /** Returns {@code value} in the shape of {@code other}. */
    public static Tensor fullLike(Tensor other, Number value, DType dtype) {
        return full(other.shape, value, dtype);
    }

    /** Returns a tensor to be filled, in the shape and element type of {@code other}. */
    public static Tensor emptyLike(Tensor other) {
        return empty(other.shape, other.dtype());
    }

    /** Returns a tensor to be filled, in the shape of {@code other}. */
    public static Tensor emptyLike(Tensor other, DType dtype) {
        return empty(other.shape, dtype);
    }

    // ---- ranges ----

    /** Returns {@code 0, 1, …} before {@code end}: int64 if it is whole, else float32. */
    public static Tensor arange(Number end) {
        return arange(0, end, 1);
    }

    /** Returns {@code start, start + 1, …} before {@code end}: int64 if both are whole, else float32. */
    public static Tensor arange(Number start, Number end) {
        return arange(start, end, 1);
    }

    /** Returns {@code start, start + step, …} before {@code end}: int64 if all are whole, else float32. */
    public static Tensor arange(Number start, Number end, Number step) {
        boolean whole = Storage.isWhole(start) && Storage.isWhole(end) && Storage.isWhole(step);
        return arange(start, end, step, whole ? DType.INT64 : DType.FLOAT32);
    }

    /**
     * Returns {@code start, start + step, …} before {@code end}. @throws IllegalArgumentException if step leads away
     * from end
     */
    public static Tensor arange(Number start, Number end, Number step, DType dtype) {
        return Factories.arange(start, end, step, dtype);
    }

    /** Returns {@code steps} float32 numbers at equal distances from {@code start} to {@code end}, both included. */
    public static Tensor linspace(Number start, Number end, int steps) {
        return linspace(start, end, steps, DType.FLOAT32);
    }

    /** Returns {@code steps} numbers at equal distances from {@code start} to {@code end}, both included. */
    public static Tensor linspace(Number start, Number end, int steps, DType dtype) {
        return Factories.linspace(start, end, steps, dtype);
    }

    /**
     * Returns 10 to the power of {@code steps} float32 numbers at equal distances from {@code start} to {@code end}.
     */
    public static Tensor logspace(Number start, Number end, int steps) {
        return logspace(start, end, steps, 10, DType.FLOAT32);
    }

    /**
     * Returns {@code base} to the power of {@code steps} numbers at equal distances from {@code start} to {@code end}.
     */
    public static Tensor logspace(Number start, Number end, int steps, double base, DType dtype) {
        return Factories.logspace(start, end, steps, base, dtype);
    }

    /** Returns the float32 identity matrix {@code (n, n)}. */
    public static Tensor eye(int n) {
        return eye(n, n);
    }

    /** Returns float32 ones on the diagonal of zeros {@code (n, m)}. */
    public static Tensor eye(int n, int m) {
        return eye(n, m, DType.FLOAT32);
    }

    /** Returns ones on the diagonal of zeros {@code (n, m)}. */
    public static Tensor eye(int n, int m, DType dtype) {
        return Factories.eye(n, m, dtype);
    }

    // ---- plain values ----

    /** Returns a float32 vector of the given numbers. */
    public static Tensor of(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return Tensor.wrap(Storage.of(floats), values.length);
    }

    /**
     * Returns a copy of nested arrays, as {@code tensor(new float[][] {{1, 2}, {3, 4}})}, or of one number or boolean.
     *
     * <p>{@code float[]} gives float32, {@code double[]} float64, {@code long[]} and {@code int[]} int64 (Java's int
     * literals stand for Python's whole numbers), {@code byte[]} uint8, {@code boolean[]} bool; a single {@code double}
     * gives float32, as Python's does.
     *
     * @throws IllegalArgumentException if the arrays are ragged (the message says where) or hold something else
     */
    public static Tensor tensor(Object data) {
        return Factories.tensor(data, null);
    }

    /** Returns a copy of nested arrays, or of one number or boolean, in that element type. */
    public static Tensor tensor(Object data, DType dtype) {
        return Factories.tensor(data, dtype);
    }

    /** Returns a float32 vector of the values, copied. */
    public static Tensor fromArray(float[] values) {
        return fromArray(values, values.length);
    }

    /**
     * Returns the values, copied, as a float32 tensor of that shape; one size may be -1, none at all makes a zero-dim
     * one.
     */
    public static Tensor fromArray(float[] values, int... shape) {
        return Factories.fromArray(values, DType.FLOAT32, values.length, shape);
    }

    /** Returns a float64 vector of the values, copied. */
    public static Tensor fromArray(double[] values) {
        return fromArray(values, values.length);
    }

    /**
     * Returns the values, copied, as a float64 tensor of that shape; one size may be -1, none at all makes a zero-dim
     * one.
     */
    public static Tensor fromArray(double[] values, int... shape) {
        return Factories.fromArray(values, DType.FLOAT64, values.length, shape);
    }

    /** Returns an int64 vector of the values, copied. */
    public static Tensor fromArray(long[] values) {
        return fromArray(values, values.length);
    }

    /**
     * Returns the values, copied, as an int64 tensor of that shape; one size may be -1, none at all makes a zero-dim
     * one.
     */
    public static Tensor fromArray(long[] values, int... shape) {
        return Factories.fromArray(values, DType.INT64, values.length, shape);
    }

    /** Returns an int32 vector of the values, copied. */
    public static Tensor fromArray(int[] values) {
        return fromArray(values, values.length);
    }

    /**
     * Returns the values, copied, as an int32 tensor of that shape; one size may be -1, none at all makes a zero-dim
     * one.
     */
    public static Tensor fromArray(int[] values, int... shape) {
        return Factories.fromArray(values, DType.INT32, values.length, shape);
    }

    /** Returns a uint8 vector of the values, copied. */
    public static Tensor fromArray(byte[] values) {
        return fromArray(values, values.length);
    }

    /**
     * Returns the values, copied, as a uint8 tensor of that shape; one size may be -1, none at all makes a zero-dim
     * one.
     */
    public static Tensor fromArray(byte[] values, int... shape) {
        return Factories.fromArray(values, DType.UINT8, values.length, shape);
    }

    /** Returns a bool vector of the values, copied. */
    public static Tensor fromArray(boolean[] values) {
        return fromArray(values, values.length);
    }

    /**
     * Returns the values, copied, as a bool tensor of that shape; one size may be -1, none at all makes a zero-dim one.
     */
    public static Tensor fromArray(boolean[] values, int... shape) {
        return Factories.fromArray(values, DType.BOOL, values.length, shape);
    }

    /** Returns a float32 tensor over the array itself, not a copy: each sees what is written into the other. */
    public static Tensor asTensor(float[] values, int... shape) {
        return Factories.asTensor(Storage.of(values), values.length, shape);
    }

    /** Returns a float64 tensor over the array itself, as {@link #asTensor(float[], int...)}. */
    public static Tensor asTensor(double[] values, int... shape) {
        return Factories.asTensor(Storage.of(values), values.length, shape);
    }

    /** Returns an int64 tensor over the array itself, as {@link #asTensor(float[], int...)}. */
    public static Tensor asTensor(long[] values, int... shape) {
        return Factories.asTensor(Storage.of(values), values.length, shape);
    }

    /** Returns a uint8 tensor over the array itself, as {@link #asTensor(float[], int...)}. */
    public static Tensor asTensor(byte[] values, int... shape) {
        return Factories.asTensor(Storage.of(values), values.length, shape);
    }

    // ---- several tensors ----

    /**
     * Returns the tensors one behind the other along {@code dim}; their other sizes agree, their element types are
     * promoted.
     *
     * @throws IllegalArgumentException if there are none, or shapes do not fit (the message says which)
     */
    public static Tensor cat(List<Tensor> tensors, int dim) {
        return Joining.cat(tensors, dim);
    }

    /** Returns the tensors one behind the other along dimension 0. */
    public static Tensor cat(List<Tensor> tensors) {
        return cat(tensors, 0);
    }

    /** Returns tensors of one shape side by side along a new dimension {@code dim}. */
    public static Tensor stack(List<Tensor> tensors, int dim) {
        return Joining.stack(tensors, dim);
    }

    /** Returns tensors of one shape side by side along a new dimension 0. */
    public static Tensor stack(List<Tensor> tensors) {
        return stack(tensors, 0);
    }

    /** Returns the tensors side by side: vectors one behind the other, all others along dimension 1. */
    public static Tensor hstack(List<Tensor> tensors) {
        return Joining.hstack(tensors);
    }

    /** Returns the tensors one under the other along dimension 0; vectors become rows. */
    public static Tensor vstack(List<Tensor> tensors) {
        return Joining.vstack(tensors);
    }

    /** Returns the same as {@link #vstack}. */
    public static Tensor rowStack(List<Tensor> tensors) {
        return vstack(tensors);
    }

    /** Returns the tensors one behind the other along dimension 2. */
    public static Tensor dstack(List<Tensor> tensors) {
        return Joining.dstack(tensors);
    }

    /** Returns the tensors side by side along dimension 1; numbers and vectors become columns. */
    public static Tensor columnStack(List<Tensor> tensors) {
        return Joining.columnStack(tensors);
    }

    /** Returns a matrix with the given ones on its diagonal, zeros elsewhere; vectors are rows. */
    public static Tensor blockDiag(List<Tensor> tensors) {
        return Joining.blockDiag(tensors);
    }

    /** Returns a view with at least one dimension. */
    public static Tensor atleast1d(Tensor x) {
        return Joining.atleast1d(x);
    }

    /** Returns a view with at least two dimensions; a vector {@code (n)} becomes {@code (1, n)}. */
    public static Tensor atleast2d(Tensor x) {
        return Joining.atleast2d(x);
    }

    /**
     * Returns a view with at least three dimensions: {@code (n)} becomes {@code (1, n, 1)}, {@code (m, n)}
     * {@code (m, n, 1)}.
     */
    public static Tensor atleast3d(Tensor x) {
        return Joining.atleast3d(x);
    }

    /** Returns all tensors as views expanded to the shape that they broadcast to. */
    public static List<Tensor> broadcastTensors(List<Tensor> tensors) {
        return Rearranging.broadcastTensors(tensors);
    }

    /** Returns the coordinates of the grid that vectors span, first vector along dimension 0, as views. */
    public static List<Tensor> meshgrid(List<Tensor> tensors) {
        return meshgrid(tensors, "ij");
    }

    /**
     * Returns the coordinates of the grid that vectors span; {@code "xy"} swaps the first two dimensions, {@code "ij"}
     * does not.
     */
    public static List<Tensor> meshgrid(List<Tensor> tensors, String indexing) {
        return Rearranging.meshgrid(tensors, indexing);
    }

    /** Returns all tuples of one element of each vector, {@code (tuples, vectors)}; a single vector stays as it is. */
    public static Tensor cartesianProd(List<Tensor> vectors) {
        return Rearranging.cartesianProd(vectors);
    }

    /** Returns all choices of {@code r} elements of a vector, {@code (choices, r)}. */
    public static Tensor combinations(Tensor vector, int r, boolean withReplacement) {
        return Rearranging.combinations(vector, r, withReplacement);
    }

    /** Returns the int64 coordinates {@code (2, n)} of the lower triangle of a matrix {@code (rows, columns)}. */
    public static Tensor trilIndices(int rows, int columns, int offset) {
        return trilIndices(rows, columns, offset, DType.INT64);
    }

    /**
     * Returns the coordinates {@code (2, n)} of what is on and below a diagonal of a matrix {@code (rows, columns)}.
     */
    public static Tensor trilIndices(int rows, int columns, int offset, DType dtype) {
        return Rearranging.triangle("trilIndices", true, rows, columns, offset, dtype);
    }

    /** Returns the int64 coordinates {@code (2, n)} of the upper triangle of a matrix {@code (rows, columns)}. */
    public static Tensor triuIndices(int rows, int columns, int offset) {
        return triuIndices(rows, columns, offset, DType.INT64);
    }

    /**
     * Returns the coordinates {@code (2, n)} of what is on and above a diagonal of a matrix {@code (rows, columns)}.
     */
    public static Tensor triuIndices(int rows, int columns, int offset, DType dtype) {
        return Rearranging.triangle("triuIndices", false, rows, columns, offset, dtype);
    }

    // ---- the machine ----

    /** Seeds the default generator: the same numbers as {@code torch.manual_seed} follow. */
    public static Generator manualSeed(long seed) {
        return Generator.defaultGenerator().manualSeed(seed);
    }

    /** Sets how many threads an operation may use, this one included; results do not depend on it. */
    public static void setNumThreads(int threads) {
        Parallel.setNumThreads(threads);
    }

    /** How many threads an operation may use. */
    public static int getNumThreads() {
        return Parallel.getNumThreads();
    }

    private static DType byKind(Number value) {
        return Storage.isWhole(value) ? DType.INT64 : DType.FLOAT32;
    }

    /** Returns the elements of {@code a} where {@code condition} holds, of {@code b} elsewhere; all three broadcast. */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        return Where.where(condition, a, b);
    }

    /** Returns {@code a} where {@code condition} holds, the elements of {@code b} elsewhere. */
    public static Tensor where(Tensor condition, Number a, Tensor b) {
        return where(condition, Tensor.number(a), b);
    }

    /** Returns the elements of {@code a} where {@code condition} holds, {@code b} elsewhere. */
    public static Tensor where(Tensor condition, Tensor a, Number b) {
        return where(condition, a, Tensor.number(b));
    }

    /**
     * Returns sums of products by subscripts: {@code Tensor.einsum("bij,bjk->bik", a, b)}.
     *
     * <p>One letter names each dimension, commas part the operands. A letter that the output does not name is summed
     * over; without {@code ->}, the output has the letters that stand once, in alphabetical order. A letter that stands
     * twice in one operand takes the diagonal; {@code ...} covers any number of dimensions, which broadcast. Spaces are
     * ignored.
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.einsum(equation, List.of(operands));
    }
}
