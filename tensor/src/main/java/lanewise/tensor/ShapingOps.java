package lanewise.tensor;

/**
 * Other shapes and orders of the same elements: views where memory allows, as in PyTorch, else copies (the summaries
 * say "a view" or "a copy").
 *
 * <p>Dimensions count from the end when negative. One out of range throws {@link IndexOutOfBoundsException}, sizes that
 * do not fit {@link IllegalArgumentException}.
 */
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

    /**
     * Returns a view in another shape; one size may be -1. @throws IllegalArgumentException if memory does not allow a
     * view
     */
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

    /**
     * Returns a view of every {@code step}-th slice from {@code start} to before {@code end}; negative ends count from
     * the end.
     */
    default Tensor slice(int dim, long start, long end, long step) {
        return Views.slice((Tensor) this, dim, start, end, step);
    }

    /** Returns a view of {@code length} slices from {@code start} on. */
    default Tensor narrow(int dim, int start, int length) {
        return Views.narrow((Tensor) this, dim, start, length);
    }

    /**
     * Returns a view of a diagonal of two dimensions, as the last dimension; {@code offset} above (positive) or below
     * the main one.
     */
    default Tensor diagonal(int offset, int dim1, int dim2) {
        return Views.diagonal((Tensor) this, offset, dim1, dim2);
    }

    /** Sums this tensor down to a shape that broadcasts to its own. */
    default Tensor sumToSize(int... sizes) {
        return Reduction.sumToSize((Tensor) this, sizes);
    }

    // ---- more views ----

    /** Returns a view by explicit shape and strides, from this tensor's first element on. */
    default Tensor asStrided(int[] shape, int[] strides) {
        return asStrided(shape, strides, ((Tensor) this).offset);
    }

    /** Returns the same as {@link #expand}. */
    default Tensor broadcastTo(int... sizes) {
        return expand(sizes);
    }

    /** Returns the main diagonal of the first two dimensions, as a view. */
    default Tensor diagonal() {
        return diagonal(0, 0, 1);
    }

    /** Returns all elements as one dimension. */
    default Tensor flatten() {
        return flatten(0, -1);
    }

    /** Returns the dimensions from {@code startDim} to the last as one. */
    default Tensor flatten(int startDim) {
        return flatten(startDim, -1);
    }

    /**
     * Returns the dimensions from {@code startDim} to {@code endDim}, both included, as one; a view if memory allows.
     */
    default Tensor flatten(int startDim, int endDim) {
        return Views.flatten((Tensor) this, startDim, endDim);
    }

    /** Returns all elements as one dimension; a view if memory allows. */
    default Tensor ravel() {
        return reshape(-1);
    }

    /** Returns {@code dim} split into several of the given sizes, of which one may be -1; a view if memory allows. */
    default Tensor unflatten(int dim, int... sizes) {
        return Views.unflatten((Tensor) this, dim, sizes);
    }

    /** Returns a view with dimension {@code source} moved to {@code destination}. */
    default Tensor movedim(int source, int destination) {
        return movedim(new int[] {source}, new int[] {destination});
    }

    /** Returns a view with dimensions moved to other places; the rest keep their order. */
    default Tensor movedim(int[] source, int[] destination) {
        return Views.movedim((Tensor) this, source, destination);
    }

    /** Returns the same as {@link #movedim(int, int)}. */
    default Tensor moveaxis(int source, int destination) {
        return movedim(source, destination);
    }

    /** Returns the same as {@link #transpose}. */
    default Tensor swapaxes(int axis0, int axis1) {
        return transpose(axis0, axis1);
    }

    /** Returns the same as {@link #transpose}. */
    default Tensor swapdims(int dim0, int dim1) {
        return transpose(dim0, dim1);
    }

    /** Returns the transpose of a matrix, as a view; vectors and numbers stay. */
    default Tensor t() {
        return Views.matrixTranspose("t", (Tensor) this);
    }

    /** Returns a view with all dimensions in reverse order. */
    default Tensor T() {
        return Views.reversed((Tensor) this);
    }

    /** Returns the transpose of a matrix, as {@link #t()}: numbers here are real. */
    default Tensor H() {
        return Views.matrixTranspose("H", (Tensor) this);
    }

    /** Returns a view with the last two dimensions swapped. */
    default Tensor mT() {
        return Views.batchTranspose("mT", (Tensor) this);
    }

    /** Returns a view with the last two dimensions swapped, as {@link #mT()}: numbers here are real. */
    default Tensor mH() {
        return Views.batchTranspose("mH", (Tensor) this);
    }

    /** Returns windows of {@code size} slices, {@code step} apart, as a view: {@code (…, windows, …, size)}. */
    default Tensor unfold(int dim, int size, int step) {
        return Views.unfold((Tensor) this, dim, size, step);
    }

    // ---- copies ----

    /** Returns a copy of {@code length} slices from {@code start} on. */
    default Tensor narrowCopy(int dim, int start, int length) {
        return narrow(dim, start, length).clone();
    }

    /** Returns a copy with the given dimensions read backwards. */
    default Tensor flip(int... dims) {
        return Rearranging.flip((Tensor) this, dims);
    }

    /** Returns a copy with dimension 1 read backwards. */
    default Tensor fliplr() {
        return Rearranging.flipMatrix("fliplr", (Tensor) this, 1);
    }

    /** Returns a copy with dimension 0 read backwards. */
    default Tensor flipud() {
        return Rearranging.flipMatrix("flipud", (Tensor) this, 0);
    }

    /** Returns a copy with all elements shifted by {@code shift} places, row-major and cyclically. */
    default Tensor roll(int shift) {
        return roll(new int[] {shift}, new int[0]);
    }

    /** Returns a copy with {@code dim} shifted cyclically. */
    default Tensor roll(int shift, int dim) {
        return roll(new int[] {shift}, new int[] {dim});
    }

    /** Returns a copy with each of {@code dims} shifted cyclically. */
    default Tensor roll(int[] shifts, int[] dims) {
        return Rearranging.roll((Tensor) this, shifts, dims);
    }

    /** Returns the matrix turned left by a right angle. */
    default Tensor rot90() {
        return rot90(1, 0, 1);
    }

    /**
     * Returns this tensor turned by {@code k} right angles in the plane of two dimensions, from the first towards the
     * second.
     */
    default Tensor rot90(int k, int... dims) {
        return Rearranging.rot90((Tensor) this, k, dims);
    }

    /** Returns copies side by side, so many along each dimension; more counts than dimensions add leading ones. */
    default Tensor repeat(int... repeats) {
        return Rearranging.repeat((Tensor) this, repeats);
    }

    /**
     * Returns copies side by side; as {@link #repeat}, but counts may be fewer than dimensions: they align at the last.
     */
    default Tensor tile(int... repeats) {
        return Rearranging.tile((Tensor) this, repeats);
    }

    /** Returns all elements as a vector, each {@code repeats} times in a row. */
    default Tensor repeatInterleave(int repeats) {
        return ravel().repeatInterleave(repeats, 0);
    }

    /** Returns each slice of {@code dim} {@code repeats} times in a row. */
    default Tensor repeatInterleave(int repeats, int dim) {
        return repeatInterleave(Tensor.full(new int[0], repeats), dim);
    }

    /** Returns all elements as a vector, each as often in a row as {@code repeats}, an int64 vector or number, says. */
    default Tensor repeatInterleave(Tensor repeats) {
        return ravel().repeatInterleave(repeats, 0);
    }

    /** Returns each slice of {@code dim} as often in a row as {@code repeats}, an int64 vector or number, says. */
    default Tensor repeatInterleave(Tensor repeats, int dim) {
        return Rearranging.repeatInterleave((Tensor) this, repeats, dim);
    }

    /** Returns the lower triangle of the last two dimensions, zeros above it. */
    default Tensor tril() {
        return tril(0);
    }

    /**
     * Returns what is on and below a diagonal of the last two dimensions, zeros above; positive ones are above the main
     * one.
     */
    default Tensor tril(int diagonal) {
        return Rearranging.tril((Tensor) this, diagonal);
    }

    /** Returns the upper triangle of the last two dimensions, zeros below it. */
    default Tensor triu() {
        return triu(0);
    }

    /**
     * Returns what is on and above a diagonal of the last two dimensions, zeros below; positive ones are above the main
     * one.
     */
    default Tensor triu(int diagonal) {
        return Rearranging.triu((Tensor) this, diagonal);
    }

    /** Keeps the lower triangle of the last two dimensions, as {@link #tril(int)}. */
    default Tensor tril_(int diagonal) {
        return InPlace.replace("tril_", (Tensor) this, false, x -> x.tril(diagonal));
    }

    /** Keeps the upper triangle of the last two dimensions, as {@link #triu(int)}. */
    default Tensor triu_(int diagonal) {
        return InPlace.replace("triu_", (Tensor) this, false, x -> x.triu(diagonal));
    }

    /** Returns a matrix with this vector on its diagonal, or a copy of the diagonal of this matrix. */
    default Tensor diag() {
        return diag(0);
    }

    /** Returns a matrix with this vector on a diagonal, or a copy of that diagonal of this matrix. */
    default Tensor diag(int diagonal) {
        return Rearranging.diag((Tensor) this, diagonal);
    }

    /** Returns matrices with the last dimension on their diagonal. */
    default Tensor diagEmbed() {
        return diagEmbed(0, -2, -1);
    }

    /** Returns zeros with the last dimension on a diagonal of the new dimensions {@code dim1} and {@code dim2}. */
    default Tensor diagEmbed(int offset, int dim1, int dim2) {
        return Rearranging.diagEmbed((Tensor) this, offset, dim1, dim2);
    }

    /** Returns a matrix with all elements on a diagonal. */
    default Tensor diagflat(int offset) {
        return ravel().diag(offset);
    }

    /** Returns a matrix with all elements on its diagonal. */
    default Tensor diagflat() {
        return diagflat(0);
    }

    /** Returns a copy with {@code source} on a diagonal of two dimensions. */
    default Tensor diagonalScatter(Tensor source, int offset, int dim1, int dim2) {
        return Rearranging.replaced("diagonalScatter", (Tensor) this, source, x -> x.diagonal(offset, dim1, dim2));
    }

    /** Returns a copy with {@code source} as slice {@code index} of {@code dim}. */
    default Tensor selectScatter(Tensor source, int dim, int index) {
        return Rearranging.replaced("selectScatter", (Tensor) this, source, x -> x.select(dim, index));
    }

    /** Returns a copy with {@code source} in place of a slice of {@code dim}. */
    default Tensor sliceScatter(Tensor source, int dim, long start, long end, long step) {
        return Rearranging.replaced("sliceScatter", (Tensor) this, source, x -> x.slice(dim, start, end, step));
    }

    /**
     * Returns a copy inside a border of {@code value}.
     *
     * @param pad the widths before and behind, last dimension first: {@code {left, right, top, bottom}}; negative ones
     *     cut off
     */
    default Tensor constantPad(int[] pad, Number value) {
        return Rearranging.constantPad((Tensor) this, pad, value);
    }
}
