package lanewise.autograd;

import org.jspecify.annotations.Nullable;

/**
 * The derivative of one operation by one input: from the gradient of the result to the input's share of it.
 *
 * <p>A rule returns a value and leaves accumulation, the summing of broadcasts and conversions to the engine. The value
 * is new, or {@code g} itself, or a view of {@code g}; it is never a value that the rule keeps. {@code null} stands for
 * zero.
 *
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface Rule<V> {

    /** Returns the input's share for the gradient {@code g} of the result. */
    @Nullable
    V apply(V g);
}
