package lanewise.tensor;

/** New tensors of this one's element type, for code that works for any. */
public sealed interface CreationOps permits Tensor {

    /** Returns zeros of that shape in this element type. */
    default Tensor newZeros(int... shape) {
        return newZeros(shape, ((Tensor) this).dtype());
    }

    /** Returns zeros of that shape. */
    default Tensor newZeros(int[] shape, DType dtype) {
        return Tensor.zeros(shape, dtype);
    }

    /** Returns ones of that shape in this element type. */
    default Tensor newOnes(int... shape) {
        return newOnes(shape, ((Tensor) this).dtype());
    }

    /** Returns ones of that shape. */
    default Tensor newOnes(int[] shape, DType dtype) {
        return Tensor.ones(shape, dtype);
    }

    /** Returns a tensor of that shape and this element type, to be filled. */
    default Tensor newEmpty(int... shape) {
        return newEmpty(shape, ((Tensor) this).dtype());
    }

    /** Returns a tensor of that shape, to be filled. */
    default Tensor newEmpty(int[] shape, DType dtype) {
        return Tensor.empty(shape, dtype);
    }

    /** Returns a tensor of that shape and this element type, filled with {@code value}. */
    default Tensor newFull(int[] shape, Number value) {
        return newFull(shape, value, ((Tensor) this).dtype());
    }

    /** Returns a tensor of that shape filled with {@code value}. */
    default Tensor newFull(int[] shape, Number value, DType dtype) {
        return Tensor.full(shape, value, dtype);
    }

    /** Returns a copy of nested arrays or of a number in this element type; see {@link Tensor#tensor(Object)}. */
    default Tensor newTensor(Object data) {
        return Tensor.tensor(data, ((Tensor) this).dtype());
    }

    /** Returns {@code value} in this shape and element type; this tensor's own gradient is zero. */
    default Tensor fill(Number value) {
        return fill(Tensor.number(value));
    }

    /** Returns the zero-dim {@code value} in this shape and element type; this tensor's own gradient is zero. */
    default Tensor fill(Tensor value) {
        return Factories.fill((Tensor) this, value);
    }
}
