package lanewise.optim;

import java.util.function.IntToDoubleFunction;

/**
 * Multiplies the starting rate by a function of the epoch.
 */
public final class LambdaLR extends LRScheduler {

    private final IntToDoubleFunction factor;

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param factor from the epoch to the factor
     */
    public LambdaLR(Optimizer<?> optimizer, IntToDoubleFunction factor) {
        super(optimizer);
        this.factor = factor;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        return baseLr(group) * factor.applyAsDouble(lastEpoch());
    }
}
