package lanewise.tensor;

/** Element types, copies, and the way out to plain Java values. */
public sealed interface ConversionOps permits Tensor {

    /** Returns the same values in that element type; this tensor itself if it has it already. */
    default Tensor to(DType dtype) {
        return Conversion.to((Tensor) this, dtype);
    }

    /** Returns the same values in the element type of {@code other}. */
    default Tensor typeAs(Tensor other) {
        return to(other.dtype());
    }

    /** Returns the same values as float32. */
    default Tensor toFloat() {
        return to(DType.FLOAT32);
    }

    /** Returns the same values as float64. */
    default Tensor toDouble() {
        return to(DType.FLOAT64);
    }

    /** Returns the same values as int64; fractions are cut off. */
    default Tensor toLong() {
        return to(DType.INT64);
    }

    /** Returns the same values as int32; fractions are cut off. */
    default Tensor toInt() {
        return to(DType.INT32);
    }

    /** Returns true where a value is not zero. */
    default Tensor toBool() {
        return to(DType.BOOL);
    }

    /** Returns the same values row-major in memory: this tensor itself if they lie so already. */
    default Tensor contiguous() {
        return Conversion.contiguous((Tensor) this);
    }

    /** Returns the only element as a double. @throws IllegalArgumentException if there are more or none */
    default double item() {
        return Conversion.item((Tensor) this);
    }

    /**
     * Returns the only element as a long; fractions are cut off. @throws IllegalArgumentException if there are more or
     * none
     */
    default long itemLong() {
        return Conversion.itemLong((Tensor) this);
    }

    /** Returns whether the only element is not zero. @throws IllegalArgumentException if there are more or none */
    default boolean itemBoolean() {
        return Conversion.item((Tensor) this) != 0;
    }

    /** Returns all elements, row-major, as floats. */
    default float[] toFloatArray() {
        return Conversion.toFloatArray((Tensor) this);
    }

    /** Returns all elements, row-major, as doubles. */
    default double[] toDoubleArray() {
        return Conversion.toDoubleArray((Tensor) this);
    }

    /** Returns all elements, row-major, as longs; fractions are cut off. */
    default long[] toLongArray() {
        return Conversion.toLongArray((Tensor) this);
    }

    /** Returns all elements, row-major, as ints; fractions are cut off. */
    default int[] toIntArray() {
        return Conversion.toIntArray((Tensor) this);
    }

    /** Returns all elements, row-major, as bytes (of uint8, the unsigned value's bits). */
    default byte[] toByteArray() {
        return Conversion.toByteArray((Tensor) this);
    }

    /** Returns for all elements, row-major, whether they are not zero. */
    default boolean[] toBooleanArray() {
        return Conversion.toBooleanArray((Tensor) this);
    }
}
