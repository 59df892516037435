package lanewise.datasets;

import java.util.PrimitiveIterator;

/**
 * The order in which a {@link DataLoader} visits a set: {@code torch.utils.data.Sampler}. Each iterator is one epoch.
 */
public interface Sampler extends Iterable<Integer> {
    /**
     * The indices of one epoch. Random samplers draw when the first index is asked for, not here.
     *
     * @return a fresh iterator
     */
    @Override
    PrimitiveIterator.OfInt iterator();

    /**
     * How many indices an epoch has.
     *
     * @return the number, at least 0
     */
    int size();
}
