package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;
import lanewise.tensor.Updates;
import org.jspecify.annotations.Nullable;

/**
 * Stochastic gradient descent, optionally with momentum, as {@code torch.optim.SGD}:
 * v ← μ v + (1 − d) g, p ← p − lr v, where g includes the weight decay λ p.
 *
 * <p>{@snippet :
 * var optimizer = new SGD(model.parameters(), SGD.lr(0.01).momentum(0.9));
 * }
 */
public final class SGD extends Optimizer<SGD.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate
     * @param momentum the momentum factor μ (0)
     * @param dampening what is taken off the gradient before it enters the momentum, d (0)
     * @param weightDecay the factor λ of the L2 penalty (0)
     * @param nesterov whether to look ahead by Nesterov's formula (false)
     * @param maximize whether to climb instead of descend (false)
     */
    public record Options(
            double lr, double momentum, double dampening, double weightDecay, boolean nesterov, boolean maximize)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            require(lr >= 0, "Invalid learning rate: ", lr);
            require(momentum >= 0, "Invalid momentum value: ", momentum);
            require(weightDecay >= 0, "Invalid weight_decay value: ", weightDecay);
        }

        private static void require(boolean valid, String message, double value) {
            if (!valid) {
                throw new IllegalArgumentException("SGD: " + message + value);
            }
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, momentum, dampening, weightDecay, nesterov, maximize);
        }

        /** With this momentum factor. */
        @Override
        public Options momentum(double momentum) {
            return new Options(lr, momentum, dampening, weightDecay, nesterov, maximize);
        }

        /** With this dampening. */
        public Options dampening(double dampening) {
            return new Options(lr, momentum, dampening, weightDecay, nesterov, maximize);
        }

        /** With this factor of the L2 penalty. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, momentum, dampening, weightDecay, nesterov, maximize);
        }

        /** With or without Nesterov's look ahead. */
        public Options nesterov(boolean nesterov) {
            return new Options(lr, momentum, dampening, weightDecay, nesterov, maximize);
        }

        /** Climbing instead of descending, or not. */
        public Options maximize(boolean maximize) {
            return new Options(lr, momentum, dampening, weightDecay, nesterov, maximize);
        }
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return new Options(lr, 0, 0, 0, false, false);
    }

    /** Optimizes {@code parameters}. @throws IllegalArgumentException on Nesterov without momentum or with dampening */
    public SGD(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, checked(options));
    }

    @Override
    public void addParamGroup(Collection<? extends Tensor> parameters, Options options) {
        super.addParamGroup(parameters, checked(options));
    }

    private static Options checked(Options options) {
        if (options.nesterov() && (options.momentum() <= 0 || options.dampening() != 0)) {
            throw new IllegalArgumentException(
                    "SGD: Nesterov momentum requires a momentum and zero dampening, got momentum " + options.momentum()
                            + " and dampening " + options.dampening());
        }
        return options;
    }

    @Override
    protected @Nullable Tensor gradient(Tensor p) {
        return Updates.borrowGrad(p);
    }

    @Override
    protected void update(Tensor p, Tensor g, State state, Options o) {
        Tensor buffer = null;
        boolean first = false;
        if (o.momentum() != 0) {
            buffer = state.get("momentum_buffer");
            if (buffer == null) {
                first = true;
                buffer = Tensor.zeros(p.shape(), p.dtype());
                state.put("momentum_buffer", buffer);
            }
        }
        Updates.sgd_(
                p, g, buffer, o.lr(), o.momentum(), o.dampening(), o.weightDecay(), o.nesterov(), o.maximize(), first);
    }
}
