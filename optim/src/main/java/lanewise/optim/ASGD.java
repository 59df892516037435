package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;

/**
 * Averaged stochastic gradient descent, as {@code torch.optim.ASGD}: plain descent with a decaying rate, whose average
 * over the steps from t₀ on is kept under {@code ax} in the state.
 *
 * <p>Source: Polyak and Juditsky, Acceleration of Stochastic Approximation by Averaging (1992).
 */
public final class ASGD extends Optimizer<ASGD.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (1e-2)
     * @param lambd the decay term (1e-4)
     * @param alpha the power by which the rate falls (0.75)
     * @param t0 the step at which averaging begins (1e6)
     * @param weightDecay the factor of the weight decay (0)
     * @param maximize whether to climb instead of descend (false)
     */
    public record Options(double lr, double lambd, double alpha, double t0, double weightDecay, boolean maximize)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            Checks.notNegative("ASGD", "lr", lr);
            Checks.notNegative("ASGD", "weightDecay", weightDecay);
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
        }

        /** With another value: the decay term. */
        public Options lambd(double lambd) {
            return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
        }

        /** With another value: the power by which the rate falls. */
        public Options alpha(double alpha) {
            return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
        }

        /** With another value: the step at which averaging begins. */
        public Options t0(double t0) {
            return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
        }

        /** With another value: the factor of the weight decay. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
        }

        /** With another value: whether to climb instead of descend. */
        public Options maximize(boolean maximize) {
            return new Options(lr, lambd, alpha, t0, weightDecay, maximize);
        }
    }

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-2, 1e-4, 0.75, 1e6, 0, false);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public ASGD(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public ASGD(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor gradient, State state, Options o) {
        Tensor g = penalised(p, gradient, o.weightDecay(), o.maximize());
        long step = state.nextStep();
        Tensor average = state.get("ax", () -> Tensor.zeros(p.shape(), p.dtype()));
        // PyTorch keeps both factors as float32 tensors, whatever the parameters are.
        double eta = state.number("eta", (float) o.lr());
        double mu = state.number("mu", 1);
        p.mul_(1 - o.lambd() * eta);
        p.add_(g, -eta);
        if (mu == 1) {
            average.copy_(p);
        } else {
            average.add_(p.detach().sub(average), mu);
        }
        state.putNumber("eta", (float) (o.lr() / Math.pow(1 + o.lambd() * o.lr() * step, o.alpha())));
        state.putNumber("mu", (float) (1 / Math.max(1, step - o.t0())));
    }
}
