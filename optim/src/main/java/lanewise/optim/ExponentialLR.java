package lanewise.optim;

/**
 * Multiplies the rate by γ every epoch.
 */
public final class ExponentialLR extends LRScheduler {

    private final double gamma;

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param gamma the factor γ
     */
    public ExponentialLR(Optimizer<?> optimizer, double gamma) {
        super(optimizer);
        this.gamma = gamma;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        return lastEpoch() == 0 ? lr : lr * gamma;
    }
}
