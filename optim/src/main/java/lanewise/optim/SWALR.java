package lanewise.optim;

/**
 * Brings the rates to a fixed value within some epochs and leaves them there, while the weights are averaged: PyTorch's
 * {@code torch.optim.swa_utils.SWALR}.
 */
public final class SWALR extends LRScheduler {

    /** How the rate goes from the old to the new value. */
    public enum AnnealStrategy {
        /** Along half a cosine. */
        COS,
        /** In a straight line. */
        LINEAR
    }

    /**
     * PyTorch's optional arguments.
     *
     * @param annealEpochs within how many epochs the value is reached (10)
     * @param annealStrategy how (COS)
     */
    public record Options(int annealEpochs, AnnealStrategy annealStrategy) {

        /** Checks the number. */
        public Options {
            if (annealEpochs < 0) {
                throw new IllegalArgumentException("SWALR: expected annealEpochs >= 0; got " + annealEpochs);
            }
        }

        /** With another {@code annealEpochs}. */
        public Options annealEpochs(int annealEpochs) {
            return new Options(annealEpochs, annealStrategy);
        }

        /** With another {@code annealStrategy}. */
        public Options annealStrategy(AnnealStrategy annealStrategy) {
            return new Options(annealEpochs, annealStrategy);
        }
    }

    private final double swaLr;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(10, AnnealStrategy.COS);
    }

    /** With PyTorch's defaults. */
    public SWALR(Optimizer<?> optimizer, double swaLr) {
        this(optimizer, swaLr, options());
    }

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param swaLr the rate to reach
     */
    public SWALR(Optimizer<?> optimizer, double swaLr, Options options) {
        super(optimizer);
        this.swaLr = swaLr;
        this.options = options;
        start();
    }

    @Override
    protected double next(double lr, int group) {
        int epochs = options.annealEpochs();
        int step = epochs == 0 ? Math.max(1, lastEpoch()) : lastEpoch();
        double before = share((step - 1.0) / Math.max(1, epochs));
        double share = share((double) step / Math.max(1, epochs));
        // The rate at which it all began, found back from the one in force.
        double from = before == 1 ? swaLr : (lr - before * swaLr) / (1 - before);
        return swaLr * share + from * (1 - share);
    }

    private double share(double progress) {
        double t = Math.max(0, Math.min(1, progress));
        return options.annealStrategy() == AnnealStrategy.COS ? (1 - Math.cos(Math.PI * t)) / 2 : t;
    }
}
