package lanewise.optim;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets the rate fall when a measured value, such as the validation loss, has stopped getting better; call
 * {@link #step(double)} with the value after every epoch.
 */
public final class ReduceLROnPlateau {

    /** Which direction is better. */
    public enum Mode {
        /** Less is better, as for a loss. */
        MIN,
        /** More is better, as for an accuracy. */
        MAX
    }

    /** What the threshold is measured by. */
    public enum ThresholdMode {
        /** A share of the best value. */
        REL,
        /** An amount. */
        ABS
    }

    /**
     * PyTorch's optional arguments.
     *
     * @param mode which direction is better (MIN)
     * @param factor what the rate is multiplied by (0.1)
     * @param patience how many epochs without progress are borne (10)
     * @param threshold what counts as progress (1e-4)
     * @param thresholdMode what the threshold is measured by (REL)
     * @param cooldown how many epochs after a fall nothing is counted (0)
     * @param minLr the lowest rate (0)
     * @param eps a fall by less than this is not made (1e-8)
     */
    public record Options(
            Mode mode,
            double factor,
            int patience,
            double threshold,
            ThresholdMode thresholdMode,
            int cooldown,
            double minLr,
            double eps) {

        /** With another {@code mode}. */
        public Options mode(Mode mode) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
        }

        /** With another {@code factor}. */
        public Options factor(double factor) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
        }

        /** With another {@code patience}. */
        public Options patience(int patience) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
        }

        /** With another {@code threshold}. */
        public Options threshold(double threshold) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
        }

        /** With another {@code thresholdMode}. */
        public Options thresholdMode(ThresholdMode thresholdMode) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
        }

        /** With another {@code cooldown}. */
        public Options cooldown(int cooldown) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
        }

        /** With another {@code minLr}. */
        public Options minLr(double minLr) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
        }

        /** With another {@code eps}. */
        public Options eps(double eps) {
            return new Options(mode, factor, patience, threshold, thresholdMode, cooldown, minLr, eps);
        }
    }

    private final Optimizer<?> optimizer;
    private final Options options;
    private double best;
    private int badEpochs;
    private int cooldownLeft;
    private int lastEpoch;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(Mode.MIN, 0.1, 10, 1e-4, ThresholdMode.REL, 0, 0, 1e-8);
    }

    /** With PyTorch's defaults. */
    public ReduceLROnPlateau(Optimizer<?> optimizer) {
        this(optimizer, options());
    }

    /** Schedules the rates of {@code optimizer}. @throws IllegalArgumentException if the factor is not below 1 */
    public ReduceLROnPlateau(Optimizer<?> optimizer, Options options) {
        if (!(options.factor() < 1)) {
            throw new IllegalArgumentException("ReduceLROnPlateau: Factor should be < 1.0, got " + options.factor());
        }
        this.optimizer = optimizer;
        this.options = options;
        this.best = options.mode() == Mode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    /** Looks at the value of the epoch just ended, and lets the rates fall if it is time. */
    public void step(double metric) {
        lastEpoch++;
        if (isBetter(metric)) {
            best = metric;
            badEpochs = 0;
        } else {
            badEpochs++;
        }
        if (cooldownLeft > 0) {
            cooldownLeft--;
            badEpochs = 0;
        }
        if (badEpochs > options.patience()) {
            for (Optimizer.Group<?> group : optimizer.paramGroups()) {
                double lower = Math.max(group.lr() * options.factor(), options.minLr());
                if (group.lr() - lower > options.eps()) {
                    group.lr(lower);
                }
            }
            cooldownLeft = options.cooldown();
            badEpochs = 0;
        }
    }

    private boolean isBetter(double metric) {
        boolean relative = options.thresholdMode() == ThresholdMode.REL;
        double margin = options.threshold();
        return options.mode() == Mode.MIN
                ? metric < (relative ? best * (1 - margin) : best - margin)
                : metric > (relative ? best * (1 + margin) : best + margin);
    }

    /** The number of {@link #step} calls so far. */
    public int lastEpoch() {
        return lastEpoch;
    }

    /** What is needed to go on later; the optimizer's own state holds the rates. */
    public Map<String, Object> stateDict() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("best", best);
        state.put("num_bad_epochs", badEpochs);
        state.put("cooldown_counter", cooldownLeft);
        state.put("last_epoch", lastEpoch);
        return state;
    }

    /** Goes on from what {@link #stateDict()} returned. @throws IllegalArgumentException if an entry is missing */
    public void loadStateDict(Map<String, ?> state) {
        if (!(state.get("best") instanceof Number b)
                || !(state.get("num_bad_epochs") instanceof Number bad)
                || !(state.get("cooldown_counter") instanceof Number cool)
                || !(state.get("last_epoch") instanceof Number epoch)) {
            throw new IllegalArgumentException("ReduceLROnPlateau.loadStateDict: expected best, num_bad_epochs,"
                    + " cooldown_counter and last_epoch, got " + state.keySet());
        }
        best = b.doubleValue();
        badEpochs = bad.intValue();
        cooldownLeft = cool.intValue();
        lastEpoch = epoch.intValue();
    }
}
