package lanewise.tensor;

/** Other shapes over the same elements: views where memory allows, as in PyTorch. */
public sealed interface ShapingOps permits Tensor {

    /**
     * Returns the elements in another shape: a view if memory allows, else a copy.
     *
     * @param sizes the new shape; one of them may be -1, which is inferred
     */
    default Tensor reshape(int... sizes) {
        return Views.reshape((Tensor) this, sizes);
    }

    /** Returns the elements in the shape of {@code other}. */
    default Tensor reshapeAs(Tensor other) {
        return reshape(other.shape);
    }

    /** Returns a view in another shape; one size may be -1. @throws IllegalArgumentException if memory does not allow a view */
    default Tensor view(int... sizes) {
        return Views.view((Tensor) this, sizes);
    }

    /** Returns a view in the shape of {@code other}. */
    default Tensor viewAs(Tensor other) {
        return view(other.shape);
    }

    /** Returns a view in which dimensions of size 1 are repeated to the given sizes; -1 keeps a size. */
    default Tensor expand(int... sizes) {
        return Views.expand((Tensor) this, sizes);
    }

    /** Returns a view expanded to the shape of {@code other}. */
    default Tensor expandAs(Tensor other) {
        return expand(other.shape);
    }

    /** Returns a view by explicit shape, strides and storage offset, all counted in elements. */
    default Tensor asStrided(int[] shape, int[] strides, int storageOffset) {
        return Views.asStrided((Tensor) this, shape, strides, storageOffset);
    }

    /** Returns a view with two dimensions swapped. */
    default Tensor transpose(int dim0, int dim1) {
        return Views.transpose((Tensor) this, dim0, dim1);
    }

    /** Returns a view with the dimensions in the given order. */
    default Tensor permute(int... dims) {
        return Views.permute((Tensor) this, dims);
    }

    /** Returns a view with a dimension of size 1 put in before {@code dim}. */
    default Tensor unsqueeze(int dim) {
        return Views.unsqueeze((Tensor) this, dim);
    }

    /** Returns a view without the dimensions of size 1 among {@code dims}; without any named, all of size 1 go. */
    default Tensor squeeze(int... dims) {
        return Views.squeeze((Tensor) this, dims);
    }

    /** Returns a view of the slice at {@code index} of {@code dim}, which disappears. */
    default Tensor select(int dim, int index) {
        return Views.select((Tensor) this, dim, index);
    }

    /** Returns a view of every {@code step}-th slice from {@code start} to before {@code end}; negative ends count from the end. */
    default Tensor slice(int dim, long start, long end, long step) {
        return Views.slice((Tensor) this, dim, start, end, step);
    }

    /** Returns a view of {@code length} slices from {@code start} on. */
    default Tensor narrow(int dim, int start, int length) {
        return Views.narrow((Tensor) this, dim, start, length);
    }

    /** Returns a view of a diagonal of two dimensions, as the last dimension; {@code offset} above (positive) or below the main one. */
    default Tensor diagonal(int offset, int dim1, int dim2) {
        return Views.diagonal((Tensor) this, offset, dim1, dim2);
    }

    /** Sums this tensor down to a shape that broadcasts to its own. */
    default Tensor sumToSize(int... sizes) {
        return Reduction.sumToSize((Tensor) this, sizes);
    }
}
