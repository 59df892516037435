package lanewise.autograd;

/**
 * The end of a graph: something that collects its gradient.
 *
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface Leaf<V> {

    /**
     * Adds a gradient to what was collected before.
     *
     * @param gradient the sum of all shares of this walk
     * @param owned whether nobody else holds {@code gradient}, so that it may be kept without a copy
     * @param recorded whether the walk is itself recorded, for gradients of gradients
     */
    void accumulate(V gradient, boolean owned, boolean recorded);
}
