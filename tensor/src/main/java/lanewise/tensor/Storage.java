package lanewise.tensor;

import lanewise.tensor.kernels.Cast;
import org.jspecify.annotations.Nullable;

/**
 * The memory behind one or more tensors: a plain Java array, freed by the garbage collector like any other.
 *
 * <p>Views share a storage; the count of in-place changes lives here, so that a change through one view is noticed by
 * all.
 */
final class Storage {

    final DType dtype;
    /**
     * {@code float[]}, {@code double[]}, {@code long[]}, {@code int[]}, {@code byte[]} (unsigned) or {@code boolean[]}.
     */
    final Object array;

    final int length;
    private int version;
    private String writer = "nothing";
    /** How many recorded derivatives read this, and whether nobody else does: see {@link SpareMemory#leave}. */
    private int readers;

    private boolean left;
    /** Whether {@link SpareMemory} has it, or had it: then it is another storage's. */
    boolean given;

    /** The next of those that {@link SpareMemory} holds. */
    @Nullable
    Storage next;

    private Storage(DType dtype, Object array, int length) {
        this.dtype = dtype;
        this.array = array;
        this.length = length;
    }

    static Storage allocate(DType dtype, int length) {
        return new Storage(dtype, dtype.array(length), length);
    }

    /** A storage over the array of {@code spare}, which nobody uses any more. */
    static Storage reusing(Storage spare) {
        return new Storage(spare.dtype, spare.array, spare.length);
    }

    static Storage of(float[] array) {
        return new Storage(DType.FLOAT32, array, array.length);
    }

    static Storage of(double[] array) {
        return new Storage(DType.FLOAT64, array, array.length);
    }

    static Storage of(long[] array) {
        return new Storage(DType.INT64, array, array.length);
    }

    static Storage of(int[] array) {
        return new Storage(DType.INT32, array, array.length);
    }

    static Storage of(byte[] array) {
        return new Storage(DType.UINT8, array, array.length);
    }

    /** One number: whole ones as long, others as double. */
    static Storage of(Number value) {
        return isWhole(value) ? of(new long[] {value.longValue()}) : of(new double[] {value.doubleValue()});
    }

    static Storage of(boolean[] array) {
        return new Storage(DType.BOOL, array, array.length);
    }

    float[] floats() {
        return (float[]) array;
    }

    double[] doubles() {
        return (double[]) array;
    }

    long[] longs() {
        return (long[]) array;
    }

    boolean[] booleans() {
        return (boolean[]) array;
    }

    double getDouble(int index) {
        return array instanceof float[] floats ? floats[index] : dtype.getDouble(array, index);
    }

    long getLong(int index) {
        return dtype == DType.INT64 ? ((long[]) array)[index] : (long) getDouble(index);
    }

    /** Sets the first element, of a floating type, without the way through a {@link Number}. */
    void setFloating(double value) {
        if (array instanceof float[] floats) {
            floats[0] = (float) value;
        } else {
            ((double[]) array)[0] = value;
        }
    }

    void set(int index, Number value) {
        dtype.set(array, index, value);
    }

    static boolean isWhole(Number value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    /** A copy of {@code count} elements from {@code offset} on, converted to {@code to}. */
    Storage copy(DType to, int offset, int count) {
        Storage copy = SpareMemory.any(to, count);
        Cast.copy(array, offset, copy.array, 0, count);
        return copy;
    }

    /** Writes zeros over all elements. */
    void clear() {
        dtype.clear(array);
    }

    long bytes() {
        return (long) length * dtype.itemSize();
    }

    /** One more recorded derivative reads this. */
    void read() {
        readers++;
    }

    boolean isRead() {
        return readers > 0;
    }

    /** One of those derivatives is gone; tells whether that was the last reader of all. */
    boolean unread() {
        readers--;
        return readers == 0 && left;
    }

    /** Nobody but recorded derivatives reads this any more; tells whether there are none. */
    boolean leave() {
        left = true;
        return readers == 0;
    }

    int version() {
        return version;
    }

    String writer() {
        return writer;
    }

    /** Notes that {@code op} has changed the memory. */
    void written(String op) {
        version++;
        writer = op;
    }
}
