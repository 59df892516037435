package lanewise.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Base class of schedules that change the learning rates of an optimizer from epoch to epoch, as
 * {@code torch.optim.lr_scheduler}.
 *
 * <p>Call {@link #step()} after the optimizer's steps of an epoch. Several schedules may act on one optimizer: each
 * works on the rate that it finds.
 */
public abstract class LRScheduler {

    private final Optimizer<?> optimizer;
    private final List<Double> baseLrs = new ArrayList<>();
    private int lastEpoch = -1;

    /**
     * Takes the optimizer's rates as the ones to start from; the subclass calls {@link #start} when its own fields are
     * set.
     */
    protected LRScheduler(Optimizer<?> optimizer) {
        this.optimizer = optimizer;
        optimizer.paramGroups().forEach(group -> baseLrs.add(group.lr()));
    }

    /** Puts the rates of epoch 0 in force: the last call of every constructor. */
    protected final void start() {
        step();
    }

    /**
     * The rate of one group for {@link #lastEpoch()}.
     *
     * @param lr the rate now in force
     * @param group the number of the group
     */
    protected abstract double next(double lr, int group);

    /** Goes on by one epoch. */
    public void step() {
        lastEpoch++;
        List<? extends Optimizer.Group<?>> groups = optimizer.paramGroups();
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).lr(next(groups.get(i).lr(), i));
        }
    }

    /** Goes back to epoch 0 with the rates of the start. */
    void restart() {
        List<? extends Optimizer.Group<?>> groups = optimizer.paramGroups();
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).lr(baseLr(i));
        }
        lastEpoch = -1;
        step();
    }

    /** The optimizer whose rates change. */
    public Optimizer<?> optimizer() {
        return optimizer;
    }

    /** The number of {@link #step()} calls so far. */
    public int lastEpoch() {
        return lastEpoch;
    }

    /**
     * The rate that group {@code group} had at the start.
     *
     * @throws IllegalStateException if the group was added after the schedule was made
     */
    protected double baseLr(int group) {
        if (group >= baseLrs.size()) {
            throw new IllegalStateException(
                    getClass().getSimpleName() + ": parameter group " + group + " was added after the schedule was made"
                            + " for " + baseLrs.size() + "; make the schedule after the last addParamGroup");
        }
        return baseLrs.get(group);
    }

    /** Makes {@code lr} the rate that group {@code group} starts from. */
    protected void baseLr(int group, double lr) {
        baseLrs.set(group, lr);
    }

    /** The rates now in force, one per group. */
    public List<Double> getLastLr() {
        List<Double> rates = new ArrayList<>();
        optimizer.paramGroups().forEach(group -> rates.add(group.lr()));
        return rates;
    }

    /** What is needed to go on later; the optimizer's own state holds the rates. */
    public Map<String, Object> stateDict() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("last_epoch", lastEpoch);
        state.put("base_lrs", List.copyOf(baseLrs));
        return state;
    }

    /** Goes on from what {@link #stateDict()} returned. @throws IllegalArgumentException if it does not fit */
    public void loadStateDict(Map<String, ?> state) {
        if (!(state.get("last_epoch") instanceof Number epoch)
                || !(state.get("base_lrs") instanceof List<?> rates)
                || rates.size() != baseLrs.size()) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + ".loadStateDict: expected last_epoch and base_lrs of " + baseLrs.size()
                            + " groups, got " + state);
        }
        lastEpoch = epoch.intValue();
        for (int i = 0; i < rates.size(); i++) {
            baseLrs.set(i, ((Number) rates.get(i)).doubleValue());
        }
    }
}
