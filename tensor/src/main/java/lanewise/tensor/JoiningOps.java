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
}
