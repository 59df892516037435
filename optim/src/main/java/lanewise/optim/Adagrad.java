package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;

/**
 * Adagrad, as {@code torch.optim.Adagrad}: s ← s + g², p ← p − lr / (1 + (t − 1) d) · g / (√s + ε).
 *
 * <p>Source: Duchi et al., Adaptive Subgradient Methods for Online Learning and Stochastic Optimization (2011).
 */
public final class Adagrad extends Optimizer<Adagrad.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (1e-2)
     * @param lrDecay how the learning rate decays with the steps (0)
     * @param weightDecay the factor of the weight decay (0)
     * @param initialAccumulatorValue what the sum of squares starts from (0)
     * @param eps what is added to the denominator (1e-10)
     * @param maximize whether to climb instead of descend (false)
     */
    public record Options(
            double lr, double lrDecay, double weightDecay, double initialAccumulatorValue, double eps, boolean maximize)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            Checks.notNegative("Adagrad", "lr", lr);
            Checks.notNegative("Adagrad", "lrDecay", lrDecay);
            Checks.notNegative("Adagrad", "weightDecay", weightDecay);
            Checks.notNegative("Adagrad", "initialAccumulatorValue", initialAccumulatorValue);
            Checks.notNegative("Adagrad", "eps", eps);
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
        }

        /** With another value: how the learning rate decays with the steps. */
        public Options lrDecay(double lrDecay) {
            return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
        }

        /** With another value: the factor of the weight decay. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
        }

        /** With another value: what the sum of squares starts from. */
        public Options initialAccumulatorValue(double initialAccumulatorValue) {
            return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
        }

        /** With another value: what is added to the denominator. */
        public Options eps(double eps) {
            return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
        }

        /** With another value: whether to climb instead of descend. */
        public Options maximize(boolean maximize) {
            return new Options(lr, lrDecay, weightDecay, initialAccumulatorValue, eps, maximize);
        }
    }

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-2, 0, 0, 0, 1e-10, false);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public Adagrad(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public Adagrad(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor gradient, State state, Options o) {
        Tensor g = penalised(p, gradient, o.weightDecay(), o.maximize());
        long step = state.nextStep();
        Tensor sum = state.get("sum", () -> Tensor.full(p.shape(), o.initialAccumulatorValue(), p.dtype()));
        sum.add_(g.mul(g));
        double rate = o.lr() / (1 + (step - 1) * o.lrDecay());
        p.add_(g.div(sum.sqrt().add(o.eps())), -rate);
    }
}
