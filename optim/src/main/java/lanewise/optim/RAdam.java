package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;

/**
 * RAdam, as {@code torch.optim.RAdam}: Adam that divides by the second moment only once enough steps make its variance
 * tractable.
 *
 * <p>Source: Liu et al., On the Variance of the Adaptive Learning Rate and Beyond (2020).
 */
public final class RAdam extends Optimizer<RAdam.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (1e-3)
     * @param beta1 the decay of the running mean of gradients (0.9)
     * @param beta2 the decay of the running mean of squared gradients (0.999)
     * @param eps what is added to the denominator (1e-8)
     * @param weightDecay the factor of the weight decay (0)
     */
    public record Options(double lr, double beta1, double beta2, double eps, double weightDecay)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            AdamChecks.check("RAdam", lr, beta1, beta2, eps, weightDecay);
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, beta1, beta2, eps, weightDecay);
        }

        /** With another value: what is added to the denominator. */
        public Options eps(double eps) {
            return new Options(lr, beta1, beta2, eps, weightDecay);
        }

        /** With another value: the factor of the weight decay. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, beta1, beta2, eps, weightDecay);
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
            return new Options(lr, beta1, beta2, eps, weightDecay);
        }
    }

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-3, 0.9, 0.999, 1e-8, 0);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public RAdam(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public RAdam(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor gradient, State state, Options o) {
        Tensor g = penalised(p, gradient, o.weightDecay(), false);
        long step = state.nextStep();
        Tensor mean = state.get("exp_avg", () -> Tensor.zeros(p.shape(), p.dtype()));
        Tensor square = state.get("exp_avg_sq", () -> Tensor.zeros(p.shape(), p.dtype()));
        mean.mul_(o.beta1()).add_(g, 1 - o.beta1());
        square.mul_(o.beta2()).add_(g.mul(g), 1 - o.beta2());
        double decayed = Math.pow(o.beta2(), step);
        Tensor corrected = mean.div(1 - Math.pow(o.beta1(), step));
        double longest = 2 / (1 - o.beta2()) - 1;
        double length = longest - 2 * step * decayed / (1 - decayed);
        if (length > 5) {
            double rectified =
                    Math.sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            Tensor adaptive = square.sqrt().add(o.eps()).reciprocal().mul(Math.sqrt(1 - decayed));
            p.add_(corrected.mul(adaptive), -o.lr() * rectified);
        } else {
            p.add_(corrected, -o.lr());
        }
    }
}
