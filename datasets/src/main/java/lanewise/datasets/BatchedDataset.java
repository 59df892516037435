package lanewise.datasets;

/**
 * A set that can make a whole batch faster than sample by sample; a {@link DataLoader} without a collate function of
 * its own then asks for batches (as PyTorch's does of a set with {@code __getitems__}).
 */
public interface BatchedDataset extends Dataset {
    /**
     * Whether {@link #getBatch} can be used; a set whose transform is random has to go sample by sample.
     *
     * @return the same answer at every call
     */
    default boolean canBatch() {
        return true;
    }

    /**
     * The samples at these indices as one batch, bit for bit what stacking their {@link #get} would give.
     *
     * @param indices each from 0 to {@code size() - 1}, in any order, perhaps more than once; at least one
     * @return the batch, its tensors the caller's own to change
     * @throws IndexOutOfBoundsException if there is no such sample
     * @throws UnsupportedOperationException if {@link #canBatch} is false
     */
    Batch getBatch(int... indices);
}
