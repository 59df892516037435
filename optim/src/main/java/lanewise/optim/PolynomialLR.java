package lanewise.optim;

/**
 * Lets the rate fall to 0 in {@code totalIters} epochs along a power of the remaining share.
 */
public final class PolynomialLR extends LRScheduler {

    /**
     * PyTorch's optional arguments.
     *
     * @param totalIters the number of epochs until 0 (5)
     * @param power the power (1.0)
     */
    public record Options(int totalIters, double power) {

        /** With another value: the number of epochs until 0. */
        public Options totalIters(int totalIters) {
            return new Options(totalIters, power);
        }

        /** With another value: the power. */
        public Options power(double power) {
            return new Options(totalIters, power);
        }
    }

    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(5, 1.0);
    }

    /** With PyTorch's defaults. */
    public PolynomialLR(Optimizer<?> optimizer) {
        this(optimizer, options());
    }

    /**
     * Schedules the rates of {@code optimizer}.
     */
    public PolynomialLR(Optimizer<?> optimizer, Options options) {
        super(optimizer);
        this.options = options;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        int total = options.totalIters();
        if (lastEpoch() == 0 || lastEpoch() > total) {
            return lr;
        }
        double left = 1 - (double) lastEpoch() / total;
        double before = 1 - (double) (lastEpoch() - 1) / total;
        return lr * Math.pow(left / before, options.power());
    }
}
