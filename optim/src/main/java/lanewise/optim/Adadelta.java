package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;

/**
 * Adadelta, as {@code torch.optim.Adadelta}: v ← ρ v + (1 − ρ) g², d = √(u + ε) / √(v + ε) · g, u ← ρ u + (1 − ρ) d²,
 * p ← p − lr d.
 *
 * <p>Source: Zeiler, ADADELTA: An Adaptive Learning Rate Method (2012).
 */
public final class Adadelta extends Optimizer<Adadelta.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (1.0)
     * @param rho the decay of the running means (0.9)
     * @param eps what is added to the denominator (1e-6)
     * @param weightDecay the factor of the weight decay (0)
     * @param maximize whether to climb instead of descend (false)
     */
    public record Options(double lr, double rho, double eps, double weightDecay, boolean maximize)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            Checks.notNegative("Adadelta", "lr", lr);
            Checks.notNegative("Adadelta", "rho", rho);
            Checks.notNegative("Adadelta", "eps", eps);
            Checks.notNegative("Adadelta", "weightDecay", weightDecay);
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, rho, eps, weightDecay, maximize);
        }

        /** With another value: the decay of the running means. */
        public Options rho(double rho) {
            return new Options(lr, rho, eps, weightDecay, maximize);
        }

        /** With another value: what is added to the denominator. */
        public Options eps(double eps) {
            return new Options(lr, rho, eps, weightDecay, maximize);
        }

        /** With another value: the factor of the weight decay. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, rho, eps, weightDecay, maximize);
        }

        /** With another value: whether to climb instead of descend. */
        public Options maximize(boolean maximize) {
            return new Options(lr, rho, eps, weightDecay, maximize);
        }
    }

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1.0, 0.9, 1e-6, 0, false);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public Adadelta(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public Adadelta(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor gradient, State state, Options o) {
        Tensor g = penalised(p, gradient, o.weightDecay(), o.maximize());
        Tensor square = state.get("square_avg", () -> Tensor.zeros(p.shape(), p.dtype()));
        Tensor moved = state.get("acc_delta", () -> Tensor.zeros(p.shape(), p.dtype()));
        square.mul_(o.rho()).add_(g.mul(g), 1 - o.rho());
        Tensor delta = moved.add(o.eps()).sqrt().div(square.add(o.eps()).sqrt()).mul(g);
        moved.mul_(o.rho()).add_(delta.mul(delta), 1 - o.rho());
        p.add_(delta, -o.lr());
    }
}
