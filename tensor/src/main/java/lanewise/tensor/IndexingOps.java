package lanewise.tensor;

/**
 * Elements read and written by index tensors and masks.
 *
 * <p>Index tensors are int64. An index out of range throws {@link IndexOutOfBoundsException}, a wrong dtype or shape
 * {@link IllegalArgumentException}. Where places repeat, a result that depends on the order takes the last.
 */
public sealed interface IndexingOps permits Tensor {

    /** Returns {@code y[i][j] = this[index[i][j]][j]} for {@code dim} 0, {@code this[i][index[i][j]]} for 1, and so on. */
    default Tensor gather(int dim, Tensor index) {
        return Gathering.gather((Tensor) this, dim, index);
    }

    /** Returns the slices of {@code dim} that the vector {@code index} names, in its order. */
    default Tensor indexSelect(int dim, Tensor index) {
        return Gathering.indexSelect((Tensor) this, dim, index);
    }

    /** Returns the elements at {@code index}, counted row-major (negative: from the end), in index's shape. */
    default Tensor take(Tensor index) {
        return Gathering.take((Tensor) this, index);
    }

    /** Returns {@link #gather} with both tensors broadcast against each other in all dimensions but {@code dim}. */
    default Tensor takeAlongDim(Tensor index, int dim) {
        return Gathering.takeAlongDim((Tensor) this, index, dim);
    }

    /** Returns the elements at {@code index}, counted row-major, as a vector. */
    default Tensor takeAlongDim(Tensor index) {
        return ((Tensor) this).reshape(-1).gather(0, index.reshape(-1));
    }

    /** Returns a vector of the elements where {@code mask}, broadcast against this tensor, is true. */
    default Tensor maskedSelect(Tensor mask) {
        return Gathering.maskedSelect((Tensor) this, mask);
    }

    /** Returns the coordinates of all elements that are not zero, {@code (count, dim())}, int64. */
    default Tensor nonzero() {
        return Gathering.nonzero((Tensor) this);
    }

    /** Returns the same as {@link #nonzero()}. */
    default Tensor argwhere() {
        return nonzero();
    }

    /** Returns this tensor with {@code this[index[i][j]][j] = source[i][j]} for {@code dim} 0, and so on. */
    default Tensor scatter(int dim, Tensor index, Tensor source) {
        return Scattering.scatter((Tensor) this, dim, index, source);
    }

    /** Returns this tensor with {@code value} at the places that {@code index} names along {@code dim}. */
    default Tensor scatter(int dim, Tensor index, Number value) {
        Tensor self = (Tensor) this;
        return Scattering.scatter(self, dim, index, Tensor.full(new int[0], value, self.dtype()).expand(index.shape));
    }

    /** Returns this tensor with {@code this[index[i][j]][j] += source[i][j]} for {@code dim} 0, and so on. */
    default Tensor scatterAdd(int dim, Tensor index, Tensor source) {
        return Scattering.scatterAdd((Tensor) this, dim, index, source);
    }

    /** Returns this tensor with {@code source} added to the slices of {@code dim} that the vector {@code index} names. */
    default Tensor indexAdd(int dim, Tensor index, Tensor source) {
        return indexAdd(dim, index, source, 1);
    }

    /** Returns this tensor with {@code alpha * source} added to the slices of {@code dim} that {@code index} names. */
    default Tensor indexAdd(int dim, Tensor index, Tensor source, Number alpha) {
        return Scattering.indexAdd((Tensor) this, dim, index, source, alpha);
    }

    /** Returns this tensor with {@code source} in place of the slices of {@code dim} that {@code index} names. */
    default Tensor indexCopy(int dim, Tensor index, Tensor source) {
        return Scattering.indexCopy((Tensor) this, dim, index, source);
    }

    /** Returns this tensor with the zero-dim {@code value} in all slices of {@code dim} that {@code index} names. */
    default Tensor indexFill(int dim, Tensor index, Tensor value) {
        return Scattering.indexFill((Tensor) this, dim, index, value);
    }

    /** Returns this tensor with {@code value} in all slices of {@code dim} that {@code index} names. */
    default Tensor indexFill(int dim, Tensor index, Number value) {
        return indexFill(dim, index, Tensor.number(value));
    }

    /** Returns this tensor with {@code source} at {@code index}, counted row-major; added there if {@code accumulate}. */
    default Tensor put(Tensor index, Tensor source, boolean accumulate) {
        return Scattering.put((Tensor) this, index, source, accumulate);
    }

    /** Returns this tensor with the zero-dim {@code value} where {@code mask}, broadcast against it, is true. */
    default Tensor maskedFill(Tensor mask, Tensor value) {
        return Scattering.maskedFill((Tensor) this, mask, value);
    }

    /** Returns this tensor with {@code value} where {@code mask}, broadcast against it, is true. */
    default Tensor maskedFill(Tensor mask, Number value) {
        return maskedFill(mask, Tensor.number(value));
    }

    /** Returns this tensor with the elements of {@code source}, in their order, where {@code mask} is true. */
    default Tensor maskedScatter(Tensor mask, Tensor source) {
        return Scattering.maskedScatter((Tensor) this, mask, source);
    }
}
