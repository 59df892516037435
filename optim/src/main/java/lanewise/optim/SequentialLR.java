package lanewise.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Several schedules one after another, each from its milestone on, as a warm-up before a decay.
 *
 * <p>{@snippet :
 * new SequentialLR(optimizer, List.of(o -> new LinearLR(o), o -> new ExponentialLR(o, 0.9)), 5);
 * }
 */
public final class SequentialLR {

    private final List<LRScheduler> schedulers;
    private final int[] milestones;
    private int lastEpoch;

    /**
     * Makes the schedules.
     *
     * @param makers one per schedule; each is given the optimizer with its starting rates
     * @param milestones the epochs from which the second, third, … schedule acts
     */
    public SequentialLR(
            Optimizer<?> optimizer, List<Function<Optimizer<?>, ? extends LRScheduler>> makers, int... milestones) {
        if (makers.isEmpty() || milestones.length != makers.size() - 1) {
            throw new IllegalArgumentException(
                    "SequentialLR: expects the number of milestones to be one less than the number of"
                            + " schedules, got " + makers.size() + " schedules and " + milestones.length
                            + " milestones");
        }
        List<Double> start =
                optimizer.paramGroups().stream().map(Optimizer.Group::lr).toList();
        this.milestones = milestones.clone();
        List<LRScheduler> made = new java.util.ArrayList<>();
        for (int i = makers.size() - 1; i >= 0; i--) {
            for (int g = 0; g < start.size(); g++) {
                optimizer.paramGroups().get(g).lr(start.get(g));
            }
            made.addFirst(makers.get(i).apply(optimizer));
        }
        this.schedulers = List.copyOf(made);
    }

    /** Goes on by one epoch. */
    public void step() {
        lastEpoch++;
        int active = 0;
        while (active < milestones.length && lastEpoch >= milestones[active]) {
            active++;
        }
        if (active > 0 && milestones[active - 1] == lastEpoch) {
            schedulers.get(active).restart();
        } else {
            schedulers.get(active).step();
        }
    }

    /** What is needed to go on later; the optimizer's own state holds the rates. */
    public Map<String, Object> stateDict() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("last_epoch", lastEpoch);
        state.put("_schedulers", schedulers.stream().map(LRScheduler::stateDict).toList());
        return state;
    }

    /** Goes on from what {@link #stateDict()} returned. @throws IllegalArgumentException if it does not fit */
    public void loadStateDict(Map<String, ?> state) {
        if (!(state.get("last_epoch") instanceof Number epoch)
                || !(state.get("_schedulers") instanceof List<?> saved)
                || saved.size() != schedulers.size()
                || !saved.stream().allMatch(each -> each instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("SequentialLR.loadStateDict: expected last_epoch and _schedulers of "
                    + schedulers.size() + " schedules, got " + state);
        }
        lastEpoch = epoch.intValue();
        for (int i = 0; i < schedulers.size(); i++) {
            Map<String, Object> one = new LinkedHashMap<>();
            ((Map<?, ?>) saved.get(i)).forEach((name, value) -> one.put(String.valueOf(name), value));
            schedulers.get(i).loadStateDict(one);
        }
    }
}
