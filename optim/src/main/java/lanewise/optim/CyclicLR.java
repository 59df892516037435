package lanewise.optim;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Lets the rate go up and down between two bounds with the batches, and the momentum against it; step it after every
 * batch.
 *
 * <p>Source: Smith, Cyclical Learning Rates for Training Neural Networks (2017).
 */
public final class CyclicLR extends LRScheduler {

    /** How the height of the cycles changes. */
    public enum Mode {
        /** All cycles have the same height. */
        TRIANGULAR,
        /** Each cycle is half as high as the one before. */
        TRIANGULAR2,
        /** The height falls by γ with every batch. */
        EXP_RANGE
    }

    /** What the height is a function of. */
    public enum ScaleMode {
        /** The number of the cycle, from 1. */
        CYCLE,
        /** The number of the batch. */
        ITERATIONS
    }

    /**
     * PyTorch's optional arguments.
     *
     * @param stepSizeUp batches of the rising half (2000)
     * @param stepSizeDown batches of the falling half; -1 for as many as rise (-1)
     * @param mode how the height of the cycles changes (TRIANGULAR)
     * @param gamma the factor of {@link Mode#EXP_RANGE} (1)
     * @param scaleFn a height of one's own, instead of a mode (null)
     * @param scaleMode what {@code scaleFn} is given (CYCLE)
     * @param cycleMomentum whether the momentum moves against the rate (true)
     * @param baseMomentum the lower bound of the momentum (0.8)
     * @param maxMomentum the upper bound of the momentum (0.9)
     */
    public record Options(
            int stepSizeUp,
            int stepSizeDown,
            Mode mode,
            double gamma,
            @Nullable DoubleUnaryOperator scaleFn,
            ScaleMode scaleMode,
            boolean cycleMomentum,
            double baseMomentum,
            double maxMomentum) {

        /** With that many batches in the rising half. */
        public Options stepSizeUp(int stepSizeUp) {
            return steps(stepSizeUp, stepSizeDown);
        }

        /** With that many batches in the falling half. */
        public Options stepSizeDown(int stepSizeDown) {
            return steps(stepSizeUp, stepSizeDown);
        }

        /** With heights that change in that way. */
        public Options mode(Mode mode) {
            return height(mode, gamma, scaleFn, scaleMode);
        }

        /** With that factor for {@link Mode#EXP_RANGE}. */
        public Options gamma(double gamma) {
            return height(mode, gamma, scaleFn, scaleMode);
        }

        /** With heights by that function. */
        public Options scaleFn(DoubleUnaryOperator scaleFn) {
            return height(mode, gamma, scaleFn, scaleMode);
        }

        /** With that argument for {@code scaleFn}. */
        public Options scaleMode(ScaleMode scaleMode) {
            return height(mode, gamma, scaleFn, scaleMode);
        }

        /** With the momentum moving against the rate, or not. */
        public Options cycleMomentum(boolean cycleMomentum) {
            return momenta(cycleMomentum, baseMomentum, maxMomentum);
        }

        /** With that lower bound of the momentum. */
        public Options baseMomentum(double baseMomentum) {
            return momenta(cycleMomentum, baseMomentum, maxMomentum);
        }

        /** With that upper bound of the momentum. */
        public Options maxMomentum(double maxMomentum) {
            return momenta(cycleMomentum, baseMomentum, maxMomentum);
        }

        // What belongs together is replaced together: Java has no copy of a record with one component changed.

        private Options steps(int stepSizeUp, int stepSizeDown) {
            return new Options(
                    stepSizeUp,
                    stepSizeDown,
                    mode,
                    gamma,
                    scaleFn,
                    scaleMode,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum);
        }

        private Options height(Mode mode, double gamma, @Nullable DoubleUnaryOperator scaleFn, ScaleMode scaleMode) {
            return new Options(
                    stepSizeUp,
                    stepSizeDown,
                    mode,
                    gamma,
                    scaleFn,
                    scaleMode,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum);
        }

        private Options momenta(boolean cycleMomentum, double baseMomentum, double maxMomentum) {
            return new Options(
                    stepSizeUp,
                    stepSizeDown,
                    mode,
                    gamma,
                    scaleFn,
                    scaleMode,
                    cycleMomentum,
                    baseMomentum,
                    maxMomentum);
        }
    }

    private final double maxLr;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(2000, -1, Mode.TRIANGULAR, 1, null, ScaleMode.CYCLE, true, 0.8, 0.9);
    }

    /** With PyTorch's defaults. */
    public CyclicLR(Optimizer<?> optimizer, double baseLr, double maxLr) {
        this(optimizer, baseLr, maxLr, options());
    }

    /**
     * Schedules the rates of {@code optimizer}.
     *
     * @param baseLr the lower bound of the rate
     * @param maxLr the upper bound of the rate
     * @throws UnsupportedOperationException if the momentum shall move and the optimizer has none
     */
    public CyclicLR(Optimizer<?> optimizer, double baseLr, double maxLr, Options options) {
        super(optimizer);
        this.maxLr = maxLr;
        this.options = options;
        for (int i = 0; i < optimizer.paramGroups().size(); i++) {
            baseLr(i, baseLr);
            if (options.cycleMomentum()) {
                optimizer.paramGroups().get(i).momentum(options.maxMomentum());
            }
        }
        start();
    }

    @Override
    protected double next(double lr, int group) {
        double total =
                options.stepSizeUp() + (options.stepSizeDown() < 0 ? options.stepSizeUp() : options.stepSizeDown());
        double ratio = options.stepSizeUp() / total;
        double cycle = Math.floor(1 + lastEpoch() / total);
        double at = 1 + lastEpoch() / total - cycle;
        double height = at <= ratio ? at / ratio : (at - 1) / (ratio - 1);
        double scale = scale(cycle);
        if (options.cycleMomentum()) {
            optimizer()
                    .paramGroups()
                    .get(group)
                    .momentum(
                            options.maxMomentum() - (options.maxMomentum() - options.baseMomentum()) * height * scale);
        }
        return baseLr(group) + (maxLr - baseLr(group)) * height * scale;
    }

    private double scale(double cycle) {
        if (options.scaleFn() != null) {
            return options.scaleFn().applyAsDouble(options.scaleMode() == ScaleMode.CYCLE ? cycle : lastEpoch());
        }
        return switch (options.mode()) {
            case TRIANGULAR -> 1;
            case TRIANGULAR2 -> 1 / Math.pow(2, cycle - 1);
            case EXP_RANGE -> Math.pow(options.gamma(), lastEpoch());
        };
    }
}
