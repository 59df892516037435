package lanewise.optim;

/**
 * Moves the factor on the rate linearly from {@code startFactor} to {@code endFactor} in {@code totalIters} epochs.
 */
public final class LinearLR extends LRScheduler {

    /**
     * PyTorch's optional arguments.
     *
     * @param startFactor the factor at the start (1.0 / 3)
     * @param endFactor the factor at the end (1.0)
     * @param totalIters the number of epochs between (5)
     */
    public record Options(double startFactor, double endFactor, int totalIters) {

        /** With another value: the factor at the start. */
        public Options startFactor(double startFactor) {
            return new Options(startFactor, endFactor, totalIters);
        }

        /** With another value: the factor at the end. */
        public Options endFactor(double endFactor) {
            return new Options(startFactor, endFactor, totalIters);
        }

        /** With another value: the number of epochs between. */
        public Options totalIters(int totalIters) {
            return new Options(startFactor, endFactor, totalIters);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1.0 / 3, 1.0, 5);
    }

    /** With PyTorch's defaults. */
    public LinearLR(Optimizer<?> optimizer) {
        this(optimizer, options());
    }

    /**
     * Schedules the rates of {@code optimizer}.
     */
    public LinearLR(Optimizer<?> optimizer, Options options) {
        super(optimizer);
        if (!(options.startFactor() > 0 && options.startFactor() <= 1)) {
            throw new IllegalArgumentException(
                    "LinearLR: Starting multiplicative factor expected to be greater than 0 and less or"
                            + " equal to 1, got " + options.startFactor());
        }
        this.options = options;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        double start = options.startFactor();
        double end = options.endFactor();
        int total = options.totalIters();
        if (lastEpoch() == 0) {
            return lr * start;
        }
        return lastEpoch() > total
                ? lr
                : lr * (1 + (end - start) / (total * start + (lastEpoch() - 1) * (end - start)));
    }
}
