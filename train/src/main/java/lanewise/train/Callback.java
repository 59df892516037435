package lanewise.train;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Joins in a training at its turning points. All methods do nothing unless overridden.
 *
 * <p>Callbacks are called in the order in which the trainer got them; only {@link Checkpoint} comes last, since it
 * saves what the others remember. One that remembers something from epoch to epoch returns it from {@link #stateDict},
 * or a resumed training will differ.
 */
public interface Callback {

    /** Before the first epoch of a {@code fit}. */
    default void onFitBegin(Trainer trainer) {}

    /** After the last epoch of a {@code fit}. */
    default void onFitEnd(Trainer trainer) {}

    /** Before an epoch, counted from 1. */
    default void onEpochBegin(Trainer trainer, int epoch) {}

    /**
     * After an epoch and its validation.
     *
     * @param values what was measured, by name: {@code loss}, {@code lr}, the metrics, and the same of the validation
     *     set with {@code val_} in front; may be added to
     */
    default void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {}

    /** Before a training batch, counted from 1 in its epoch. */
    default void onBatchBegin(Trainer trainer, int batch) {}

    /** Between a batch's {@code backward} and the optimizer's step: the place to clip gradients. */
    default void onBeforeStep(Trainer trainer) {}

    /** After a training batch, with its loss. */
    default void onBatchEnd(Trainer trainer, int batch, double loss) {}

    /** What is remembered from epoch to epoch, of the types that {@code TorchFiles.save} takes. */
    default Map<String, @Nullable Object> stateDict() {
        return Map.of();
    }

    /** Goes on from what {@link #stateDict} returned. @throws IllegalArgumentException if it does not fit */
    default void loadStateDict(Map<String, ? extends @Nullable Object> state) {}
}
