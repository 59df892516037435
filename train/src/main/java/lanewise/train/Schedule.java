package lanewise.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lanewise.optim.LRScheduler;
import lanewise.optim.ReduceLROnPlateau;
import lanewise.optim.SequentialLR;
import org.jspecify.annotations.Nullable;

/** Lets a learning-rate schedule go on after every epoch or every batch. The rates are in the history as {@code lr}. */
public final class Schedule implements Callback {

    private final Runnable perBatch;
    private final Consumer<Map<String, Double>> perEpoch;
    private final Supplier<Map<String, Object>> save;
    private final Consumer<Map<String, ?>> load;

    private Schedule(
            Runnable perBatch,
            Consumer<Map<String, Double>> perEpoch,
            Supplier<Map<String, Object>> save,
            Consumer<Map<String, ?>> load) {
        this.perBatch = perBatch;
        this.perEpoch = perEpoch;
        this.save = save;
        this.load = load;
    }

    /** Goes on after every epoch. */
    public static Schedule perEpoch(LRScheduler scheduler) {
        return new Schedule(() -> {}, _ -> scheduler.step(), scheduler::stateDict, scheduler::loadStateDict);
    }

    /** Goes on after every epoch. */
    public static Schedule perEpoch(SequentialLR scheduler) {
        return new Schedule(() -> {}, _ -> scheduler.step(), scheduler::stateDict, scheduler::loadStateDict);
    }

    /** Goes on after every batch, as one-cycle and cyclic schedules want it. */
    public static Schedule perBatch(LRScheduler scheduler) {
        return new Schedule(scheduler::step, _ -> {}, scheduler::stateDict, scheduler::loadStateDict);
    }

    /** Goes on after every batch, as a warm-up counted in batches wants it. */
    public static Schedule perBatch(SequentialLR scheduler) {
        return new Schedule(scheduler::step, _ -> {}, scheduler::stateDict, scheduler::loadStateDict);
    }

    /** Shows the schedule the value of that name, such as {@code val_loss}, after every epoch. */
    public static Schedule onPlateau(ReduceLROnPlateau scheduler, String monitor) {
        Monitor value = new Monitor("Schedule.onPlateau", monitor, ReduceLROnPlateau.Mode.MIN, 0);
        return new Schedule(
                () -> {},
                values -> scheduler.step(value.value(values)),
                scheduler::stateDict,
                scheduler::loadStateDict);
    }

    @Override
    public void onBatchEnd(Trainer trainer, int batch, double loss) {
        perBatch.run();
    }

    @Override
    public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
        perEpoch.accept(values);
    }

    @Override
    public Map<String, @Nullable Object> stateDict() {
        return new LinkedHashMap<>(save.get());
    }

    @Override
    public void loadStateDict(Map<String, ? extends @Nullable Object> state) {
        load.accept(state);
    }
}
