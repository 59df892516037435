package lanewise.optim;

/**
 * Moves the rate along half a cosine from its start to {@code etaMin}, then starts again, each period {@code tMult}
 * times as long as the one before.
 *
 * <p>Source: Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts (2017).
 */
public final class CosineAnnealingWarmRestarts extends LRScheduler {

    /**
     * PyTorch's optional arguments.
     *
     * @param tMult by what factor periods grow (1)
     * @param etaMin the lowest rate (0)
     */
    public record Options(int tMult, double etaMin) {

        /** With another value: by what factor periods grow. */
        public Options tMult(int tMult) {
            return new Options(tMult, etaMin);
        }

        /** With another value: the lowest rate. */
        public Options etaMin(double etaMin) {
            return new Options(tMult, etaMin);
        }
    }

    private final int t0;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1, 0);
    }

    /** With PyTorch's defaults. */
    public CosineAnnealingWarmRestarts(Optimizer<?> optimizer, int t0) {
        this(optimizer, t0, options());
    }

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param t0 the number of epochs of the first period
     */
    public CosineAnnealingWarmRestarts(Optimizer<?> optimizer, int t0, Options options) {
        super(optimizer);
        if (t0 < 1 || options.tMult() < 1) {
            throw new IllegalArgumentException(
                    "CosineAnnealingWarmRestarts: Expected positive integers t0 and tMult >= 1, but got " + t0 + " and "
                            + options.tMult());
        }
        this.t0 = t0;
        this.options = options;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        int at = lastEpoch();
        int period = t0;
        while (at >= period) {
            at -= period;
            period *= options.tMult();
        }
        double low = options.etaMin();
        return low + (baseLr(group) - low) * (1 + Math.cos(Math.PI * at / period)) / 2;
    }
}
