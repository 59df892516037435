package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;

/**
 * Adamax, as {@code torch.optim.Adamax}: Adam with the infinity norm, u ← max(β₂ u, |g| + ε), p ← p − lr / (1 − β₁ᵗ) ·
 * m / u.
 *
 * <p>Source: Kingma and Ba, Adam: A Method for Stochastic Optimization (2015), section 7.1.
 */
public final class Adamax extends Optimizer<Adamax.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (2e-3)
     * @param beta1 the decay of the running mean of gradients (0.9)
     * @param beta2 the decay of the running mean of squared gradients (0.999)
     * @param eps what is added to the denominator (1e-8)
     * @param weightDecay the factor of the weight decay (0)
     * @param maximize whether to climb instead of descend (false)
     */
    public record Options(double lr, double beta1, double beta2, double eps, double weightDecay, boolean maximize)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            AdamChecks.check("Adamax", lr, beta1, beta2, eps, weightDecay);
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, beta1, beta2, eps, weightDecay, maximize);
        }

        /** With another value: what is added to the denominator. */
        public Options eps(double eps) {
            return new Options(lr, beta1, beta2, eps, weightDecay, maximize);
        }

        /** With another value: the factor of the weight decay. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, beta1, beta2, eps, weightDecay, maximize);
        }

        /** With another value: whether to climb instead of descend. */
        public Options maximize(boolean maximize) {
            return new Options(lr, beta1, beta2, eps, weightDecay, maximize);
        }

        /** The first beta. */
        @Override
        public double momentum() {
            return beta1;
        }

        /** With this first beta. */
        @Override
        public Options momentum(double momentum) {
            return betas(momentum, beta2);
        }

        /** With these decays of the running means. */
        public Options betas(double beta1, double beta2) {
            return new Options(lr, beta1, beta2, eps, weightDecay, maximize);
        }
    }

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(2e-3, 0.9, 0.999, 1e-8, 0, false);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public Adamax(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public Adamax(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor gradient, State state, Options o) {
        Tensor g = penalised(p, gradient, o.weightDecay(), o.maximize());
        long step = state.nextStep();
        Tensor mean = state.get("exp_avg", () -> Tensor.zeros(p.shape(), p.dtype()));
        Tensor largest = state.get("exp_inf", () -> Tensor.zeros(p.shape(), p.dtype()));
        mean.mul_(o.beta1()).add_(g, 1 - o.beta1());
        largest.copy_(largest.mul(o.beta2()).maximum(g.abs().add(o.eps())));
        p.add_(mean.div(largest), -o.lr() / (1 - Math.pow(o.beta1(), step)));
    }
}
