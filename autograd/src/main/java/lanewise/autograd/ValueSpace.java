package lanewise.autograd;

/**
 * What the engine must know of the values that flow through a graph.
 *
 * @param <V> the type of the values and of their gradients
 */
public interface ValueSpace<V> {

    /** Returns {@code a + b} as a new value; recorded when recording is on, so that gradients of gradients exist. */
    V add(V a, V b);

    /**
     * Adds {@code b} to {@code sum}, which nobody but the engine holds, and returns the sum (the same object or a new
     * one).
     */
    V addInto(V sum, V b);

    /**
     * Makes a gradient fit the input it belongs to: sums what was broadcast, converts the element type.
     *
     * @param gradient what a rule returned
     * @param type what the input looks like, as given to {@link Node#Node}
     * @param op the operation whose rule returned it, for the message
     * @throws IllegalStateException if it cannot fit, which is a fault of the rule
     */
    V conform(V gradient, Object type, String op);

    /** Tells whether changing {@code a} in place could be seen through {@code b}. */
    boolean sharesMemory(V a, V b);

    /** Notes that one more derivative reads {@code value}. */
    default void saved(V value) {}

    /** Notes that one of the derivatives that read {@code value} has been let go. */
    default void freed(V value) {}

    /** Takes {@code value} back, which nobody but the engine held and which is not read again. */
    default void release(V value) {}

    /** Counts the in-place changes of {@code value} so far. */
    default int version(V value) {
        return 0;
    }

    /** Names the operation that last changed {@code value} in place, and what the value looks like, for messages. */
    default String describe(V value) {
        return String.valueOf(value);
    }

    /** Tells whether some part of {@code value} is not a number. */
    default boolean hasNaN(V value) {
        return false;
    }
}
