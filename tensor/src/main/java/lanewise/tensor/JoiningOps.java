package lanewise.tensor;

import java.util.List;

/** Taking tensors apart; putting them together is {@code Tensor.cat} and {@code Tensor.stack}. All parts are views. */
public sealed interface JoiningOps permits Tensor {

    /** Returns parts of {@code size} slices along {@code dim}; the last one may be smaller. */
    default List<Tensor> split(int size, int dim) {
        return Joining.split((Tensor) this, size, dim);
    }

    /** Returns parts of {@code size} slices along dimension 0. */
    default List<Tensor> split(int size) {
        return split(size, 0);
    }

    /** Returns parts of the given sizes along {@code dim}. @throws IllegalArgumentException if they do not add up */
    default List<Tensor> split(int[] sizes, int dim) {
        return Joining.split("split", (Tensor) this, sizes, dim);
    }

    /** Returns parts of the given sizes along {@code dim}. */
    default List<Tensor> splitWithSizes(int[] sizes, int dim) {
        return Joining.split("splitWithSizes", (Tensor) this, sizes, dim);
    }

    /** Returns at most {@code chunks} parts of equal size along {@code dim}; the last one may be smaller. */
    default List<Tensor> chunk(int chunks, int dim) {
        return Joining.chunk((Tensor) this, chunks, dim);
    }

    /** Returns at most {@code chunks} parts of equal size along dimension 0. */
    default List<Tensor> chunk(int chunks) {
        return chunk(chunks, 0);
    }

    /** Returns the slices of {@code dim}, which disappears. */
    default List<Tensor> unbind(int dim) {
        return Joining.unbind((Tensor) this, dim);
    }

    /** Returns the slices of dimension 0. */
    default List<Tensor> unbind() {
        return unbind(0);
    }

    /** Returns {@code sections} parts along {@code dim} whose sizes differ by at most one. */
    default List<Tensor> tensorSplit(int sections, int dim) {
        return Joining.tensorSplit((Tensor) this, sections, dim);
    }

    /**
     * Returns the parts between the places {@code indices} along {@code dim}: {@code [2, 3]} gives 0-2, 2-3 and the
     * rest.
     */
    default List<Tensor> tensorSplit(int[] indices, int dim) {
        return Joining.tensorSplit((Tensor) this, indices, dim);
    }

    /**
     * Returns parts along {@code dim} by an int64 tensor: a zero-dim one is a number of sections, a vector holds
     * places.
     */
    default List<Tensor> tensorSplit(Tensor indicesOrSections, int dim) {
        return Joining.tensorSplit((Tensor) this, indicesOrSections, dim);
    }

    /**
     * Returns equal parts along dimension 1 (0 for a vector). @throws IllegalArgumentException if the size is no
     * multiple
     */
    default List<Tensor> hsplit(int sections) {
        return Joining.evenSplit("hsplit", (Tensor) this, sections);
    }

    /** Returns the parts between the given places along dimension 1 (0 for a vector). */
    default List<Tensor> hsplit(int[] indices) {
        return tensorSplit(indices, Joining.splitDim("hsplit", (Tensor) this));
    }

    /** Returns equal parts along dimension 0. @throws IllegalArgumentException if the size is no multiple */
    default List<Tensor> vsplit(int sections) {
        return Joining.evenSplit("vsplit", (Tensor) this, sections);
    }

    /** Returns the parts between the given places along dimension 0. */
    default List<Tensor> vsplit(int[] indices) {
        return tensorSplit(indices, Joining.splitDim("vsplit", (Tensor) this));
    }

    /** Returns equal parts along dimension 2. @throws IllegalArgumentException if the size is no multiple */
    default List<Tensor> dsplit(int sections) {
        return Joining.evenSplit("dsplit", (Tensor) this, sections);
    }

    /** Returns the parts between the given places along dimension 2. */
    default List<Tensor> dsplit(int[] indices) {
        return tensorSplit(indices, Joining.splitDim("dsplit", (Tensor) this));
    }
}
