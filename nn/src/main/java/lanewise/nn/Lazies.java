package lanewise.nn;

import java.util.Arrays;
import java.util.Map;
import lanewise.tensor.Tensor;

/** Layers that take the size of their input from the first batch, or from a state dict that is loaded before. */
final class Lazies {

    /** Such a layer. Its parameters exist from the start, empty, so that an optimizer may be given them. */
    interface Lazy {

        /** Whether the size is known. */
        default boolean isMaterialized() {
            return layer().materialized;
        }

        /** Makes the parameters for inputs of that size; called once. */
        default void materialize(int size) {
            layer().resize(size);
            layer().materialized = true;
        }

        /** The size that a layer with this state has; 0 if it does not say. */
        default int sizeOf(Map<String, ? extends Tensor> state, String prefix) {
            return layer().inputSize(state, prefix);
        }

        /** This layer, whose superclass is taken: {@link LazyConv2d} is a {@link Conv2d} and lazy besides. */
        private InputSized layer() {
            return (InputSized) this;
        }
    }

    private Lazies() {}

    /** Makes the parameters if that has not been done; {@code dim} is the dimension that counts. */
    static void prepare(Lazy layer, Tensor x, int dim, int... ranks) {
        if (layer.isMaterialized()) {
            return;
        }
        if (Arrays.stream(ranks).noneMatch(rank -> rank == x.dim()) && ranks.length > 0 || x.dim() == 0) {
            throw new IllegalArgumentException(layer.getClass().getSimpleName() + ": expected an input of "
                    + Arrays.toString(ranks) + " dimensions to take its size from, got " + Arrays.toString(x.shape()));
        }
        synchronized (layer) {
            if (!layer.isMaterialized()) {
                layer.materialize(x.size(dim));
            }
        }
    }

    /** The size of dimension {@code dim} of an entry, times {@code factor}; 0 without that entry. */
    static int size(Map<String, ? extends Tensor> state, String name, int dim, int factor) {
        Tensor entry = state.get(name);
        return entry == null || entry.dim() <= dim ? 0 : entry.size(dim) * factor;
    }
}
