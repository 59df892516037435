package lanewise.tensor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Elements read and written by index tensors and masks.
 *
 * <p>Index tensors are int64. An index out of range throws {@link IndexOutOfBoundsException}, a wrong dtype or shape
 * {@link IllegalArgumentException}. Where places repeat, a result that depends on the order takes the last.
 */
public sealed interface IndexingOps permits Tensor {

    // ---- brackets ----

    /**
     * Returns what Python writes as {@code x[indices]}: {@code x.get(0)}, {@code x.get(Slice.all(), -1)},
     * {@code x.get(Indices.ELLIPSIS, null)}, {@code x.get(x.gt(0))}, {@code x.get(rows, columns)}.
     *
     * <p>An index is an {@code int} or {@code long} (that slice; the dimension disappears), a {@link Slice},
     * {@link Indices#ELLIPSIS} (whole dimensions up to the rest), {@link Indices#NEW_AXIS} or null (a new dimension of
     * size 1), a bool tensor or {@code boolean} (a mask over as many dimensions as it has), or an integer tensor or
     * array of indices. Negative ones count from the end. Without masks, arrays and tensors the result is a view; with
     * them it is a copy, in which the dimensions they index are replaced by the one shape they broadcast to: in their
     * place if they are neighbours, else in front.
     *
     * @throws IndexOutOfBoundsException if an index is out of range, there are too many, or a mask has another shape
     * @throws IllegalArgumentException if something else is given
     */
    default Tensor get(@Nullable Object @Nullable ... indices) {
        return Indexing.get((Tensor) this, indices);
    }

    /**
     * Writes {@code value}, broadcast and converted to this element type, to {@code x[indices]}; see {@link #get}.
     *
     * @return this tensor
     */
    default Tensor set(Tensor value, @Nullable Object @Nullable ... indices) {
        return Indexing.set((Tensor) this, value, indices);
    }

    /** Writes a number to {@code x[indices]}; see {@link #get}. @return this tensor */
    default Tensor set(Number value, @Nullable Object @Nullable ... indices) {
        return set(Tensor.number(value), indices);
    }

    /**
     * Returns the elements that index tensors name, one per dimension from the first on; null takes a dimension whole.
     */
    default Tensor index(List<? extends @Nullable Tensor> indices) {
        return Indexing.index((Tensor) this, Indexing.expandMasks("index", (Tensor) this, indices));
    }

    /**
     * Returns this tensor with {@code values}, broadcast, at the elements that index tensors name, one per dimension
     * from the first on; null takes a dimension whole.
     *
     * @param accumulate whether values are added to what is there, repeated places included, instead of replacing it
     */
    default Tensor indexPut(List<? extends @Nullable Tensor> indices, Tensor values, boolean accumulate) {
        Tensor self = (Tensor) this;
        return Indexing.indexPut("indexPut", self, Indexing.expandMasks("indexPut", self, indices), values, accumulate);
    }

    /** Returns {@link #indexPut(List, Tensor, boolean)} without accumulation. */
    default Tensor indexPut(List<? extends @Nullable Tensor> indices, Tensor values) {
        return indexPut(indices, values, false);
    }

    // ---- picking ----

    /**
     * Returns {@code y[i][j] = this[index[i][j]][j]} for {@code dim} 0, {@code this[i][index[i][j]]} for 1, and so on.
     */
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

    /** Returns where these places, counted in rows, are in an array of that shape: one int64 tensor per dimension. */
    default List<Tensor> unravelIndex(int... shape) {
        return Gathering.unravelIndex((Tensor) this, shape);
    }

    /**
     * Returns the coordinates of all elements that are not zero, one int64 vector per dimension, as {@link #get} takes
     * them.
     */
    default List<Tensor> nonzeroAsTuple() {
        Tensor self = (Tensor) this;
        return (self.dim() == 0 ? self.reshape(1) : self).nonzero().unbind(1);
    }

    // ---- writing into copies ----

    /** Returns this tensor with {@code this[index[i][j]][j] = source[i][j]} for {@code dim} 0, and so on. */
    default Tensor scatter(int dim, Tensor index, Tensor source) {
        return Scattering.scatter((Tensor) this, dim, index, source);
    }

    /** Returns this tensor with {@code value} at the places that {@code index} names along {@code dim}. */
    default Tensor scatter(int dim, Tensor index, Number value) {
        Tensor self = (Tensor) this;
        return Scattering.scatter(
                self, dim, index, Tensor.full(new int[0], value, self.dtype()).expand(index.shape));
    }

    /** Returns this tensor with {@code this[index[i][j]][j] += source[i][j]} for {@code dim} 0, and so on. */
    default Tensor scatterAdd(int dim, Tensor index, Tensor source) {
        return Scattering.scatterAdd((Tensor) this, dim, index, source);
    }

    /**
     * Returns this tensor with {@code source} added to the slices of {@code dim} that the vector {@code index} names.
     */
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

    /**
     * Returns this tensor with {@code source} at {@code index}, counted row-major; added there if {@code accumulate}.
     */
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

    /** Returns {@link #scatter(int, Tensor, Tensor, String)} of one value. */
    default Tensor scatter(int dim, Tensor index, Number value, String reduce) {
        Tensor self = (Tensor) this;
        return scatter(dim, index, Tensor.full(new int[0], value, self.dtype()).expand(index.shape), reduce);
    }

    /**
     * Returns {@link #scatterAdd} ({@code reduce} is "add") or the product with what is there ("multiply").
     *
     * @throws IllegalArgumentException if {@code reduce} is something else
     */
    default Tensor scatter(int dim, Tensor index, Tensor source, String reduce) {
        return switch (reduce) {
            case "add" -> scatterAdd(dim, index, source);
            case "multiply" -> scatterReduce(dim, index, source, "prod", true);
            default ->
                throw new IllegalArgumentException(
                        "scatter: reduce argument must be either add or multiply, got " + reduce);
        };
    }

    /**
     * Returns this tensor with {@code this[index[i][j]][j]} reduced with {@code source[i][j]} for {@code dim} 0, and so
     * on.
     *
     * @param reduce "sum", "prod", "mean", "amax" or "amin"
     * @param includeSelf whether this tensor's values take part where sources meet them
     */
    default Tensor scatterReduce(int dim, Tensor index, Tensor source, String reduce, boolean includeSelf) {
        return Folding.scatterReduce((Tensor) this, dim, index, source, reduce, includeSelf);
    }

    /**
     * Returns this tensor with the slices of {@code dim} that {@code index} names reduced with those of {@code source}.
     *
     * @param reduce "prod", "mean", "amax" or "amin"
     * @param includeSelf whether this tensor's values take part where sources meet them
     */
    default Tensor indexReduce(int dim, Tensor index, Tensor source, String reduce, boolean includeSelf) {
        return Folding.indexReduce((Tensor) this, dim, index, source, reduce, includeSelf);
    }

    // ---- writing in place ----

    /** {@link #scatter(int, Tensor, Tensor)} in place. */
    default Tensor scatter_(int dim, Tensor index, Tensor source) {
        return InPlace.replace("scatter_", (Tensor) this, source.requiresGrad(), x -> x.scatter(dim, index, source));
    }

    /** {@link #scatter(int, Tensor, Number)} in place. */
    default Tensor scatter_(int dim, Tensor index, Number value) {
        return InPlace.replace("scatter_", (Tensor) this, false, x -> x.scatter(dim, index, value));
    }

    /** {@link #scatterAdd} in place. */
    default Tensor scatterAdd_(int dim, Tensor index, Tensor source) {
        return InPlace.replace(
                "scatterAdd_", (Tensor) this, source.requiresGrad(), x -> x.scatterAdd(dim, index, source));
    }

    /** {@link #scatterReduce} in place. */
    default Tensor scatterReduce_(int dim, Tensor index, Tensor source, String reduce, boolean includeSelf) {
        return InPlace.replace(
                "scatterReduce_",
                (Tensor) this,
                source.requiresGrad(),
                x -> x.scatterReduce(dim, index, source, reduce, includeSelf));
    }

    /** {@link #indexAdd(int, Tensor, Tensor, Number)} in place. */
    default Tensor indexAdd_(int dim, Tensor index, Tensor source, Number alpha) {
        return InPlace.replace(
                "indexAdd_", (Tensor) this, source.requiresGrad(), x -> x.indexAdd(dim, index, source, alpha));
    }

    /** {@link #indexAdd(int, Tensor, Tensor)} in place. */
    default Tensor indexAdd_(int dim, Tensor index, Tensor source) {
        return indexAdd_(dim, index, source, 1);
    }

    /** {@link #indexCopy} in place. */
    default Tensor indexCopy_(int dim, Tensor index, Tensor source) {
        return InPlace.replace(
                "indexCopy_", (Tensor) this, source.requiresGrad(), x -> x.indexCopy(dim, index, source));
    }

    /** {@link #indexFill(int, Tensor, Tensor)} in place. */
    default Tensor indexFill_(int dim, Tensor index, Tensor value) {
        return InPlace.replace("indexFill_", (Tensor) this, value.requiresGrad(), x -> x.indexFill(dim, index, value));
    }

    /** {@link #indexFill(int, Tensor, Number)} in place. */
    default Tensor indexFill_(int dim, Tensor index, Number value) {
        return indexFill_(dim, index, Tensor.number(value));
    }

    /** {@link #indexPut(List, Tensor, boolean)} in place. */
    default Tensor indexPut_(List<? extends @Nullable Tensor> indices, Tensor values, boolean accumulate) {
        return InPlace.replace(
                "indexPut_", (Tensor) this, values.requiresGrad(), x -> x.indexPut(indices, values, accumulate));
    }

    /** {@link #put} in place. */
    default Tensor put_(Tensor index, Tensor source, boolean accumulate) {
        return InPlace.replace("put_", (Tensor) this, source.requiresGrad(), x -> x.put(index, source, accumulate));
    }

    /** {@link #maskedFill(Tensor, Tensor)} in place; the mask must broadcast to this shape. */
    default Tensor maskedFill_(Tensor mask, Tensor value) {
        return InPlace.replace("maskedFill_", (Tensor) this, value.requiresGrad(), x -> x.maskedFill(mask, value));
    }

    /** {@link #maskedFill(Tensor, Number)} in place; the mask must broadcast to this shape. */
    default Tensor maskedFill_(Tensor mask, Number value) {
        return maskedFill_(mask, Tensor.number(value));
    }

    /** {@link #maskedScatter} in place; the mask must broadcast to this shape. */
    default Tensor maskedScatter_(Tensor mask, Tensor source) {
        return InPlace.replace(
                "maskedScatter_", (Tensor) this, source.requiresGrad(), x -> x.maskedScatter(mask, source));
    }
}
