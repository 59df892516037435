package lanewise.optim;

/**
 * Multiplies the rate by a factor until {@code totalIters} epochs have passed.
 */
public final class ConstantLR extends LRScheduler {

    /**
     * PyTorch's optional arguments.
     *
     * @param factor what the rate is multiplied by (1.0 / 3)
     * @param totalIters for how many epochs (5)
     */
    public record Options(double factor, int totalIters) {

        /** With another value: what the rate is multiplied by. */
        public Options factor(double factor) {
            return new Options(factor, totalIters);
        }

        /** With another value: for how many epochs. */
        public Options totalIters(int totalIters) {
            return new Options(factor, totalIters);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1.0 / 3, 5);
    }

    /** With PyTorch's defaults. */
    public ConstantLR(Optimizer<?> optimizer) {
        this(optimizer, options());
    }

    /**
     * Schedules the rates of {@code optimizer}.
     */
    public ConstantLR(Optimizer<?> optimizer, Options options) {
        super(optimizer);
        if (!(options.factor() > 0 && options.factor() <= 1)) {
            throw new IllegalArgumentException(
                    "ConstantLR: Constant multiplicative factor expected to be between 0 and 1, got "
                            + options.factor());
        }
        this.options = options;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        if (lastEpoch() == 0) {
            return lr * options.factor();
        }
        return lastEpoch() == options.totalIters() ? lr * (1 / options.factor()) : lr;
    }
}
