package lanewise.autograd;

/**
 * Where a value comes from: result {@code slot} of {@code node}.
 *
 * @param node the operation, or the leaf
 * @param slot which of its results
 * @param <V> the type of the values
 */
public record Edge<V>(Node<V> node, int slot) {}
