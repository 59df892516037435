package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;

/**
 * Resilient backpropagation, as {@code torch.optim.Rprop}: each weight has a step of its own, which grows while the
 * sign of its gradient stays and shrinks when it turns. For whole batches only.
 *
 * <p>Source: Riedmiller and Braun, A Direct Adaptive Method for Faster Backpropagation Learning (1993).
 */
public final class Rprop extends Optimizer<Rprop.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (1e-2)
     * @param etaMinus what a step is multiplied by when the sign turns (0.5)
     * @param etaPlus what a step is multiplied by while the sign stays (1.2)
     * @param stepMin the smallest step (1e-6)
     * @param stepMax the largest step (50)
     * @param maximize whether to climb instead of descend (false)
     */
    public record Options(double lr, double etaMinus, double etaPlus, double stepMin, double stepMax, boolean maximize)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            Checks.notNegative("Rprop", "lr", lr);
            if (!(etaMinus > 0 && etaMinus < 1 && etaPlus > 1)) {
                throw new IllegalArgumentException("Rprop: Invalid eta values: " + etaMinus + ", " + etaPlus);
            }
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, etaMinus, etaPlus, stepMin, stepMax, maximize);
        }

        /** With another value: whether to climb instead of descend. */
        public Options maximize(boolean maximize) {
            return new Options(lr, etaMinus, etaPlus, stepMin, stepMax, maximize);
        }

        /** With these factors by which a step shrinks and grows. */
        public Options etas(double etaMinus, double etaPlus) {
            return new Options(lr, etaMinus, etaPlus, stepMin, stepMax, maximize);
        }

        /** With these bounds of a step. */
        public Options stepSizes(double stepMin, double stepMax) {
            return new Options(lr, etaMinus, etaPlus, stepMin, stepMax, maximize);
        }
    }

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-2, 0.5, 1.2, 1e-6, 50, false);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public Rprop(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public Rprop(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor gradient, State state, Options o) {
        Tensor g = o.maximize() ? gradient.neg() : gradient;
        Tensor before = state.get("prev", () -> Tensor.zeros(p.shape(), p.dtype()));
        Tensor steps = state.get("step_size", () -> Tensor.full(p.shape(), o.lr(), p.dtype()));
        state.nextStep();
        Tensor turn = g.mul(before);
        Tensor factor = turn.gt(0)
                .to(p.dtype())
                .mul(o.etaPlus() - 1)
                .add(turn.lt(0).to(p.dtype()).mul(o.etaMinus() - 1))
                .add(1);
        steps.copy_(steps.mul(factor).clamp(o.stepMin(), o.stepMax()));
        Tensor used = g.mul(turn.ge(0).to(p.dtype()));
        p.sub_(used.sign().mul(steps));
        before.copy_(used);
    }
}
