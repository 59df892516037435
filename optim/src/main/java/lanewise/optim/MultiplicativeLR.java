package lanewise.optim;

import java.util.function.IntToDoubleFunction;

/**
 * Multiplies the rate by a function of the epoch, every epoch.
 */
public final class MultiplicativeLR extends LRScheduler {

    private final IntToDoubleFunction factor;

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param factor from the epoch to the factor
     */
    public MultiplicativeLR(Optimizer<?> optimizer, IntToDoubleFunction factor) {
        super(optimizer);
        this.factor = factor;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        return lastEpoch() == 0 ? lr : lr * factor.applyAsDouble(lastEpoch());
    }
}
