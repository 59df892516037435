package lanewise.optim;

/**
 * Moves the rate along half a cosine from its start to {@code etaMin} in {@code tMax} epochs, and back.
 *
 * <p>Source: Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts (2017), without the restarts.
 */
public final class CosineAnnealingLR extends LRScheduler {

    /**
     * PyTorch's optional arguments.
     *
     * @param etaMin the lowest rate (0)
     */
    public record Options(double etaMin) {

        /** With another value: the lowest rate. */
        public Options etaMin(double etaMin) {
            return new Options(etaMin);
        }
    }

    private final int tMax;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(0);
    }

    /** With PyTorch's defaults. */
    public CosineAnnealingLR(Optimizer<?> optimizer, int tMax) {
        this(optimizer, tMax, options());
    }

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param tMax the number of epochs of half a period
     */
    public CosineAnnealingLR(Optimizer<?> optimizer, int tMax, Options options) {
        super(optimizer);
        this.tMax = tMax;
        this.options = options;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        double low = options.etaMin();
        int epoch = lastEpoch();
        if (epoch == 0) {
            return lr;
        }
        if (Math.floorMod(epoch - 1 - tMax, 2 * tMax) == 0) {
            return lr + (baseLr(group) - low) * (1 - Math.cos(Math.PI / tMax)) / 2;
        }
        return (1 + Math.cos(Math.PI * epoch / tMax)) / (1 + Math.cos(Math.PI * (epoch - 1) / tMax)) * (lr - low) + low;
    }
}
