package lanewise.autograd;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of an operation that has several results, or whose inputs share the work of their gradients.
 *
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface JointRule<V> {

    /**
     * Returns one share per input, in the order of the inputs; {@code null} stands for zero.
     *
     * @param gradients the gradients of the results, with what is asked for
     */
    List<@Nullable V> apply(Gradients<V> gradients);

    /**
     * The gradients that reached the results of an operation.
     *
     * @param <V> the type of the values
     */
    interface Gradients<V> {

        /** The gradient of result {@code index}, or null where none flowed back to it. */
        @Nullable
        V get(int index);

        /**
         * Tells whether input {@code index} takes part in differentiation; the share of one that does not is ignored.
         */
        boolean needs(int index);
    }
}
