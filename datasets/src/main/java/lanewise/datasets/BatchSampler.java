package lanewise.datasets;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;

/** The indices of a sampler in groups: {@code torch.utils.data.BatchSampler}. */
public final class BatchSampler implements Iterable<int[]> {
    private final Sampler sampler;
    private final int batchSize;
    private final boolean dropLast;

    /**
     * Groups a sampler's indices.
     *
     * @param sampler where the indices come from
     * @param batchSize how many make a group
     * @param dropLast whether to leave out a last group that is smaller
     * @throws IllegalArgumentException if the batch size is not positive
     */
    public BatchSampler(Sampler sampler, int batchSize, boolean dropLast) {
        if (batchSize <= 0) {
            throw new IllegalArgumentException("BatchSampler: batchSize should be a positive number, got " + batchSize);
        }
        this.sampler = sampler;
        this.batchSize = batchSize;
        this.dropLast = dropLast;
    }

    /**
     * How many groups an epoch has.
     *
     * @return the number, at least 0
     */
    public int size() {
        int n = sampler.size();
        return dropLast ? n / batchSize : n / batchSize + (n % batchSize == 0 ? 0 : 1);
    }

    @Override
    public Iterator<int[]> iterator() {
        PrimitiveIterator.OfInt indices = sampler.iterator();
        return new Iterator<>() {
            private int @Nullable [] ready;

            @Override
            public boolean hasNext() {
                if (ready == null) {
                    ready = collect(indices);
                }
                return ready != null;
            }

            @Override
            public int[] next() {
                int[] group = hasNext() ? ready : null;
                if (group == null) {
                    throw new NoSuchElementException("the epoch is over");
                }
                ready = null;
                return group;
            }
        };
    }

    private int @Nullable [] collect(PrimitiveIterator.OfInt indices) {
        int[] group = new int[batchSize];
        int n = 0;
        while (n < batchSize && indices.hasNext()) {
            group[n++] = indices.nextInt();
        }
        if (n == batchSize) {
            return group;
        }
        return n == 0 || dropLast ? null : Arrays.copyOf(group, n);
    }
}
