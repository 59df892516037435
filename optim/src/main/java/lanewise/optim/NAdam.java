package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;

/**
 * NAdam, as {@code torch.optim.NAdam}: Adam that looks ahead by Nesterov's formula, with a momentum that grows by a
 * schedule.
 *
 * <p>Source: Dozat, Incorporating Nesterov Momentum into Adam (2016).
 */
public final class NAdam extends Optimizer<NAdam.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (2e-3)
     * @param beta1 the decay of the running mean of gradients (0.9)
     * @param beta2 the decay of the running mean of squared gradients (0.999)
     * @param eps what is added to the denominator (1e-8)
     * @param weightDecay the factor of the weight decay (0)
     * @param momentumDecay how fast the momentum grows to its value (4e-3)
     */
    public record Options(double lr, double beta1, double beta2, double eps, double weightDecay, double momentumDecay)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            AdamChecks.check("NAdam", lr, beta1, beta2, eps, weightDecay);
            Checks.notNegative("NAdam", "momentumDecay", momentumDecay);
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, beta1, beta2, eps, weightDecay, momentumDecay);
        }

        /** With another value: what is added to the denominator. */
        public Options eps(double eps) {
            return new Options(lr, beta1, beta2, eps, weightDecay, momentumDecay);
        }

        /** With another value: the factor of the weight decay. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, beta1, beta2, eps, weightDecay, momentumDecay);
        }

        /** With another value: how fast the momentum grows to its value. */
        public Options momentumDecay(double momentumDecay) {
            return new Options(lr, beta1, beta2, eps, weightDecay, momentumDecay);
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
            return new Options(lr, beta1, beta2, eps, weightDecay, momentumDecay);
        }
    }

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(2e-3, 0.9, 0.999, 1e-8, 0, 4e-3);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public NAdam(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public NAdam(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor gradient, State state, Options o) {
        Tensor g = penalised(p, gradient, o.weightDecay(), false);
        long step = state.nextStep();
        Tensor mean = state.get("exp_avg", () -> Tensor.zeros(p.shape(), p.dtype()));
        Tensor square = state.get("exp_avg_sq", () -> Tensor.zeros(p.shape(), p.dtype()));
        double mu = o.beta1() * (1 - 0.5 * Math.pow(0.96, step * o.momentumDecay()));
        double next = o.beta1() * (1 - 0.5 * Math.pow(0.96, (step + 1) * o.momentumDecay()));
        // PyTorch keeps the product in float32, whatever the parameter is.
        float product = (float) state.number("mu_product", 1) * (float) mu;
        state.putNumber("mu_product", product);
        mean.mul_(o.beta1()).add_(g, 1 - o.beta1());
        square.mul_(o.beta2()).add_(g.mul(g), 1 - o.beta2());
        Tensor root = square.div(1 - Math.pow(o.beta2(), step)).sqrt().add(o.eps());
        p.add_(g.div(root), -o.lr() * (1 - mu) / (1 - (double) product));
        // PyTorch multiplies the product by this step's momentum twice here; so do we, to take the same steps.
        float further = product * (float) mu * (float) next;
        p.add_(mean.div(root), -o.lr() * next / (1 - (double) further));
    }
}
