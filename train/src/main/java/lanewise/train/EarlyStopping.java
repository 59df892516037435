package lanewise.train;

import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.optim.ReduceLROnPlateau.Mode;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Stops the training when a value has not got better for some epochs, and may put the best weights back at the end. */
public final class EarlyStopping implements Callback {

    /**
     * Keras' optional arguments.
     *
     * @param patience how many epochs without progress are borne (0)
     * @param minDelta progress by no more than this is none (0)
     * @param mode which direction is better (MIN)
     * @param restoreBestWeights whether the model ends with the weights of the best epoch (false)
     */
    public record Options(int patience, double minDelta, Mode mode, boolean restoreBestWeights) {

        /** Checks the numbers. */
        public Options {
            if (patience < 0 || !(minDelta >= 0)) {
                throw new IllegalArgumentException(
                        "EarlyStopping: expected patience and minDelta of at least 0; got patience = " + patience
                                + ", minDelta = " + minDelta);
            }
        }

        /** With another {@code patience}. */
        public Options patience(int patience) {
            return new Options(patience, minDelta, mode, restoreBestWeights);
        }

        /** With another {@code minDelta}. */
        public Options minDelta(double minDelta) {
            return new Options(patience, minDelta, mode, restoreBestWeights);
        }

        /** With another {@code mode}. */
        public Options mode(Mode mode) {
            return new Options(patience, minDelta, mode, restoreBestWeights);
        }

        /** With another {@code restoreBestWeights}. */
        public Options restoreBestWeights(boolean restoreBestWeights) {
            return new Options(patience, minDelta, mode, restoreBestWeights);
        }
    }

    private final Monitor monitor;
    private final Options options;
    private double best;
    private int bestEpoch;
    private int waited;
    private @Nullable Map<String, Tensor> bestWeights;
    private boolean resumed;

    /** The defaults. */
    public static Options options() {
        return new Options(0, 0, Mode.MIN, false);
    }

    /** {@link #options()} with this patience. */
    public static Options patience(int patience) {
        return options().patience(patience);
    }

    /**
     * Looks at one value.
     *
     * @param monitor its name, such as {@code val_loss}
     * @param options how to judge it
     */
    public EarlyStopping(String monitor, Options options) {
        this.monitor = new Monitor("EarlyStopping", monitor, options.mode(), options.minDelta());
        this.options = options;
        this.best = this.monitor.worst();
    }

    /** The epoch with the best value so far, from 1; 0 before the first. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** The best value so far. */
    public double best() {
        return best;
    }

    @Override
    public void onFitBegin(Trainer trainer) {
        // A training that was over when it was saved is over when it is resumed.
        if (resumed && isOver()) {
            trainer.stop();
        }
        resumed = false;
    }

    /** At the latest when the patience is over, and at once where there is none. */
    private boolean isOver() {
        return waited > 0 && waited >= options.patience();
    }

    @Override
    public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
        double value = monitor.value(values);
        if (monitor.better(value, best)) {
            best = value;
            bestEpoch = epoch;
            waited = 0;
            if (options.restoreBestWeights()) {
                Map<String, Tensor> copy = new LinkedHashMap<>();
                trainer.model().stateDict().forEach((name, tensor) -> copy.put(name, tensor.clone()));
                bestWeights = copy;
            }
        } else {
            waited++;
        }
        if (isOver()) {
            trainer.stop();
        }
    }

    @Override
    public void onFitEnd(Trainer trainer) {
        if (bestWeights != null) {
            trainer.model().loadStateDict(bestWeights);
        }
    }

    @Override
    public Map<String, @Nullable Object> stateDict() {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("best", best);
        state.put("best_epoch", bestEpoch);
        state.put("waited", waited);
        state.put("best_weights", bestWeights);
        return state;
    }

    @Override
    public void loadStateDict(Map<String, ? extends @Nullable Object> state) {
        if (!(state.get("best") instanceof Number bestValue)
                || !(state.get("best_epoch") instanceof Number epoch)
                || !(state.get("waited") instanceof Number epochs)) {
            throw new IllegalArgumentException(
                    "EarlyStopping.loadStateDict: expected best, best_epoch and waited; got " + state.keySet());
        }
        best = bestValue.doubleValue();
        bestEpoch = epoch.intValue();
        waited = epochs.intValue();
        resumed = true;
        bestWeights = null;
        if (state.get("best_weights") instanceof Map<?, ?> weights) {
            Map<String, Tensor> copy = new LinkedHashMap<>();
            weights.forEach((name, tensor) -> {
                if (tensor instanceof Tensor weight) {
                    copy.put(String.valueOf(name), weight);
                }
            });
            bestWeights = copy;
        }
    }
}
