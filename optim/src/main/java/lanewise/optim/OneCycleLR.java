package lanewise.optim;

/**
 * One cycle over the whole training: the rate rises from {@code maxLr / divFactor} to {@code maxLr}, then falls far
 * below its start, and the momentum moves against it; step it after every batch.
 *
 * <p>Source: Smith and Topin, Super-Convergence: Very Fast Training of Neural Networks Using Large Learning Rates
 * (2018).
 */
public final class OneCycleLR extends LRScheduler {

    /** The curve between two rates. */
    public enum AnnealStrategy {
        /** Half a cosine. */
        COS,
        /** A straight line. */
        LINEAR
    }

    /**
     * PyTorch's optional arguments; the length is {@code totalSteps}, or {@code epochs * stepsPerEpoch}.
     *
     * @param totalSteps the number of batches of the cycle; -1 for epochs times steps per epoch (-1)
     * @param epochs the number of epochs (-1)
     * @param stepsPerEpoch the number of batches of an epoch (-1)
     * @param pctStart the share of the batches in which the rate rises (0.3)
     * @param annealStrategy the curve between two rates (COS)
     * @param cycleMomentum whether the momentum moves against the rate (true)
     * @param baseMomentum the lower bound of the momentum (0.85)
     * @param maxMomentum the upper bound of the momentum (0.95)
     * @param divFactor what the first rate is below the highest (25)
     * @param finalDivFactor what the last rate is below the first (1e4)
     * @param threePhase whether the rate first returns to its start, then falls (false)
     */
    public record Options(
            int totalSteps,
            int epochs,
            int stepsPerEpoch,
            double pctStart,
            AnnealStrategy annealStrategy,
            boolean cycleMomentum,
            double baseMomentum,
            double maxMomentum,
            double divFactor,
            double finalDivFactor,
            boolean threePhase) {

        /** With another {@code totalSteps}. */
        public Options totalSteps(int totalSteps) {
            return length(totalSteps, epochs, stepsPerEpoch);
        }

        /** With another {@code epochs}. */
        public Options epochs(int epochs) {
            return length(totalSteps, epochs, stepsPerEpoch);
        }

        /** With another {@code stepsPerEpoch}. */
        public Options stepsPerEpoch(int stepsPerEpoch) {
            return length(totalSteps, epochs, stepsPerEpoch);
        }

        /** With another {@code pctStart}. */
        public Options pctStart(double pctStart) {
            return curve(pctStart, annealStrategy, threePhase);
        }

        /** With another {@code annealStrategy}. */
        public Options annealStrategy(AnnealStrategy annealStrategy) {
            return curve(pctStart, annealStrategy, threePhase);
        }

        /** With another {@code cycleMomentum}. */
        public Options cycleMomentum(boolean cycleMomentum) {
            return momenta(cycleMomentum, baseMomentum, maxMomentum);
        }

        /** With another {@code baseMomentum}. */
        public Options baseMomentum(double baseMomentum) {
            return momenta(cycleMomentum, baseMomentum, maxMomentum);
        }

        /** With another {@code maxMomentum}. */
        public Options maxMomentum(double maxMomentum) {
            return momenta(cycleMomentum, baseMomentum, maxMomentum);
        }

        /** With another {@code divFactor}. */
        public Options divFactor(double divFactor) {
            return factors(divFactor, finalDivFactor);
        }

        /** With another {@code finalDivFactor}. */
        public Options finalDivFactor(double finalDivFactor) {
            return factors(divFactor, finalDivFactor);
        }

        /** With another {@code threePhase}. */
        public Options threePhase(boolean threePhase) {
            return curve(pctStart, annealStrategy, threePhase);
        }

        // What belongs together is replaced together: Java has no copy of a record with one component changed.

        private Options length(int totalSteps, int epochs, int stepsPerEpoch) {
            return new Options(
                    totalSteps,
                    epochs,
                    stepsPerEpoch,
                    pctStart,
                    annealStrategy,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum,
                    divFactor,
                    finalDivFactor,
                    threePhase);
        }

        private Options curve(double pctStart, AnnealStrategy annealStrategy, boolean threePhase) {
            return new Options(
                    totalSteps,
                    epochs,
                    stepsPerEpoch,
                    pctStart,
                    annealStrategy,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum,
                    divFactor,
                    finalDivFactor,
                    threePhase);
        }

        private Options momenta(boolean cycleMomentum, double baseMomentum, double maxMomentum) {
            return new Options(
                    totalSteps,
                    epochs,
                    stepsPerEpoch,
                    pctStart,
                    annealStrategy,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum,
                    divFactor,
                    finalDivFactor,
                    threePhase);
        }

        private Options factors(double divFactor, double finalDivFactor) {
            return new Options(
                    totalSteps,
                    epochs,
                    stepsPerEpoch,
                    pctStart,
                    annealStrategy,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum,
                    divFactor,
                    finalDivFactor,
                    threePhase);
        }
    }

    private final double maxLr;
    private final int total;
    private final Options options;

    /** PyTorch's defaults; the length must still be given. */
    public static Options options() {
        return new Options(-1, -1, -1, 0.3, AnnealStrategy.COS, true, 0.85, 0.95, 25, 1e4, false);
    }

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param maxLr the highest rate
     * @throws IllegalArgumentException if the length is not given
     * @throws UnsupportedOperationException if the momentum shall move and the optimizer has none
     */
    public OneCycleLR(Optimizer<?> optimizer, double maxLr, Options options) {
        super(optimizer);
        this.maxLr = maxLr;
        this.options = options;
        this.total = options.totalSteps() > 0 ? options.totalSteps() : options.epochs() * options.stepsPerEpoch();
        if (options.totalSteps() <= 0 && (options.epochs() <= 0 || options.stepsPerEpoch() <= 0)) {
            throw new IllegalArgumentException(
                    "OneCycleLR: You must define either totalSteps OR both epochs and stepsPerEpoch, got " + options);
        }
        for (int i = 0; i < optimizer.paramGroups().size(); i++) {
            baseLr(i, maxLr / options.divFactor());
            if (options.cycleMomentum()) {
                optimizer.paramGroups().get(i).momentum(options.maxMomentum());
            }
        }
        start();
    }

    @Override
    protected double next(double lr, int group) {
        int step = lastEpoch();
        if (step > total) {
            throw new IllegalStateException(
                    "OneCycleLR: Tried to step " + step + " times. The specified number of total steps is " + total);
        }
        double first = baseLr(group);
        double last = first / options.finalDivFactor();
        double low = options.baseMomentum();
        double high = options.maxMomentum();
        double up = options.pctStart() * total - 1;
        double[] ends;
        double[] rates;
        double[] momenta;
        if (options.threePhase()) {
            ends = new double[] {up, 2 * options.pctStart() * total - 2, total - 1};
            rates = new double[] {first, maxLr, first, last};
            momenta = new double[] {high, low, high, high};
        } else {
            ends = new double[] {up, total - 1};
            rates = new double[] {first, maxLr, last};
            momenta = new double[] {high, low, high};
        }
        double begin = 0;
        int phase = 0;
        while (phase < ends.length - 1 && step > ends[phase]) {
            begin = ends[phase++];
        }
        double share = (step - begin) / (ends[phase] - begin);
        if (options.cycleMomentum()) {
            optimizer().paramGroups().get(group).momentum(anneal(momenta[phase], momenta[phase + 1], share));
        }
        return anneal(rates[phase], rates[phase + 1], share);
    }

    private double anneal(double from, double to, double share) {
        return switch (options.annealStrategy()) {
            case COS -> to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
            case LINEAR -> (to - from) * share + from;
        };
    }
}
