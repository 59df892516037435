package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;

/**
 * RMSprop, as {@code torch.optim.RMSprop}: v ← α v + (1 − α) g², p ← p − lr g / (√v + ε); centred, the squared mean of
 * g is taken off v; with momentum, the quotient goes through a momentum buffer.
 *
 * <p>Source: Tieleman and Hinton, Lecture 6.5 (2012); centred: Graves, Generating Sequences With Recurrent Neural
 * Networks (2013).
 */
public final class RMSprop extends Optimizer<RMSprop.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (1e-2)
     * @param alpha the decay of the running mean of squared gradients (0.99)
     * @param eps what is added to the denominator (1e-8)
     * @param weightDecay the factor of the weight decay (0)
     * @param momentum the momentum factor (0)
     * @param centered whether to normalise by the variance instead of the second moment (false)
     * @param maximize whether to climb instead of descend (false)
     */
    public record Options(
            double lr,
            double alpha,
            double eps,
            double weightDecay,
            double momentum,
            boolean centered,
            boolean maximize)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            Checks.notNegative("RMSprop", "lr", lr);
            Checks.notNegative("RMSprop", "eps", eps);
            Checks.notNegative("RMSprop", "momentum", momentum);
            Checks.notNegative("RMSprop", "weightDecay", weightDecay);
            Checks.notNegative("RMSprop", "alpha", alpha);
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
        }

        /** With another value: the decay of the running mean of squared gradients. */
        public Options alpha(double alpha) {
            return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
        }

        /** With another value: what is added to the denominator. */
        public Options eps(double eps) {
            return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
        }

        /** With another value: the factor of the weight decay. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
        }

        /** With another value: the momentum factor. */
        @Override
        public Options momentum(double momentum) {
            return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
        }

        /** With another value: whether to normalise by the variance instead of the second moment. */
        public Options centered(boolean centered) {
            return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
        }

        /** With another value: whether to climb instead of descend. */
        public Options maximize(boolean maximize) {
            return new Options(lr, alpha, eps, weightDecay, momentum, centered, maximize);
        }
    }

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-2, 0.99, 1e-8, 0, 0, false, false);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public RMSprop(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public RMSprop(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor gradient, State state, Options o) {
        Tensor g = penalised(p, gradient, o.weightDecay(), o.maximize());
        Tensor square = state.get("square_avg", () -> Tensor.zeros(p.shape(), p.dtype()));
        square.mul_(o.alpha()).add_(g.mul(g), 1 - o.alpha());
        Tensor average;
        if (o.centered()) {
            Tensor mean = state.get("grad_avg", () -> Tensor.zeros(p.shape(), p.dtype()));
            mean.mul_(o.alpha()).add_(g, 1 - o.alpha());
            average = square.sub(mean.mul(mean)).sqrt().add(o.eps());
        } else {
            average = square.sqrt().add(o.eps());
        }
        if (o.momentum() > 0) {
            Tensor buffer = state.get("momentum_buffer", () -> Tensor.zeros(p.shape(), p.dtype()));
            buffer.mul_(o.momentum()).add_(g.div(average));
            p.add_(buffer, -o.lr());
        } else {
            p.add_(g.div(average), -o.lr());
        }
    }
}
