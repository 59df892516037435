package lanewise.datasets;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Several sets, one after the other: {@code torch.utils.data.ConcatDataset}. */
public final class ConcatDataset implements Dataset {
    private final List<Dataset> datasets;
    /** Where each set ends. */
    private final int[] ends;

    /**
     * The sets in this order.
     *
     * @param datasets at least one
     * @throws IllegalArgumentException if there is none, or if together they have more samples than an int can count
     */
    public ConcatDataset(List<? extends Dataset> datasets) {
        if (datasets.isEmpty()) {
            throw new IllegalArgumentException("ConcatDataset: expected at least one set, got none");
        }
        this.datasets = List.copyOf(datasets);
        this.ends = new int[datasets.size()];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += this.datasets.get(i).size();
            if (end > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("ConcatDataset: more than " + Integer.MAX_VALUE + " samples");
            }
            ends[i] = (int) end;
        }
    }

    /** {@return the sets} */
    public List<Dataset> datasets() {
        return datasets;
    }

    @Override
    public int size() {
        return ends[ends.length - 1];
    }

    @Override
    public Sample get(int index) {
        Objects.checkIndex(index, size());
        // The first set that ends after the index; empty sets end where the one before them does.
        int found = Arrays.binarySearch(ends, index + 1);
        int set = found >= 0 ? found : -found - 1;
        while (set > 0 && ends[set - 1] > index) {
            set--;
        }
        return datasets.get(set).get(set == 0 ? index : index - ends[set - 1]);
    }
}
