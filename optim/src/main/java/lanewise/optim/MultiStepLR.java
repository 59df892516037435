package lanewise.optim;

/**
 * Multiplies the rate by γ at each of the given epochs.
 */
public final class MultiStepLR extends LRScheduler {

    /**
     * PyTorch's optional arguments.
     *
     * @param gamma the factor γ (0.1)
     */
    public record Options(double gamma) {

        /** With another value: the factor γ. */
        public Options gamma(double gamma) {
            return new Options(gamma);
        }
    }

    private final int[] milestones;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(0.1);
    }

    /** With PyTorch's defaults. */
    public MultiStepLR(Optimizer<?> optimizer, int[] milestones) {
        this(optimizer, milestones, options());
    }

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param milestones the epochs at which the rate falls; one that stands twice counts twice
     */
    public MultiStepLR(Optimizer<?> optimizer, int[] milestones, Options options) {
        super(optimizer);
        this.milestones = milestones.clone();
        this.options = options;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        double rate = lr;
        for (int milestone : milestones) {
            if (milestone == lastEpoch()) {
                rate *= options.gamma();
            }
        }
        return rate;
    }
}
