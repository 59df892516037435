package lanewise.optim;

/**
 * Multiplies the rate by γ every {@code stepSize} epochs.
 */
public final class StepLR extends LRScheduler {

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

    private final int stepSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(0.1);
    }

    /** With PyTorch's defaults. */
    public StepLR(Optimizer<?> optimizer, int stepSize) {
        this(optimizer, stepSize, options());
    }

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param stepSize after how many epochs the rate falls
     */
    public StepLR(Optimizer<?> optimizer, int stepSize, Options options) {
        super(optimizer);
        if (stepSize < 1) {
            throw new IllegalArgumentException("StepLR: stepSize must be at least 1, got " + stepSize);
        }
        this.stepSize = stepSize;
        this.options = options;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        return lastEpoch() == 0 || lastEpoch() % stepSize != 0 ? lr : lr * options.gamma();
    }
}
