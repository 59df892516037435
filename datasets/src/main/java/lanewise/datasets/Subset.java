package lanewise.datasets;

import java.util.Arrays;
import java.util.Objects;

/** Some samples of another set, in an order of their own: {@code torch.utils.data.Subset}. */
public final class Subset implements BatchedDataset {
    private final Dataset dataset;
    private final int[] indices;

    /**
     * The samples at these indices.
     *
     * @param dataset the whole set
     * @param indices which of its samples, in which order
     * @throws IndexOutOfBoundsException if the whole set has no such sample
     */
    public Subset(Dataset dataset, int... indices) {
        this.dataset = dataset;
        this.indices = indices.clone();
        int n = dataset.size();
        for (int index : indices) {
            if (index < 0 || index >= n) {
                throw new IndexOutOfBoundsException(
                        "Subset: index " + index + " is outside a set of " + n + " samples");
            }
        }
    }

    /** {@return the whole set} */
    public Dataset dataset() {
        return dataset;
    }

    /** {@return which samples of the whole set these are; a copy} */
    public int[] indices() {
        return indices.clone();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public Sample get(int index) {
        return dataset.get(indices[Objects.checkIndex(index, indices.length)]);
    }

    @Override
    public boolean canBatch() {
        return dataset instanceof BatchedDataset batched && batched.canBatch();
    }

    @Override
    public Batch getBatch(int... batch) {
        if (!(dataset instanceof BatchedDataset batched)) {
            throw new UnsupportedOperationException("Subset: the whole set makes no batches; use get(index)");
        }
        int[] whole = Arrays.stream(batch)
                .map(i -> indices[Objects.checkIndex(i, indices.length)])
                .toArray();
        return batched.getBatch(whole);
    }
}
