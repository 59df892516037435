package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;
import lanewise.tensor.Updates;
import org.jspecify.annotations.Nullable;

/**
 * Adam, as {@code torch.optim.Adam}: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − lr m̂ / (√v̂ + ε) with both
 * means corrected for their start at zero.
 *
 * <p>Source: Kingma and Ba, Adam: A Method for Stochastic Optimization (2015); AMSGrad: Reddi et al. (2018).
 */
public sealed class Adam extends Optimizer<Adam.Options> permits AdamW {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (0.001)
     * @param beta1 the decay of the running mean of gradients (0.9)
     * @param beta2 the decay of the running mean of squared gradients (0.999)
     * @param eps what is added to the denominator (1e-8)
     * @param weightDecay the factor of the L2 penalty (0; of the decay itself in {@link AdamW}: 0.01)
     * @param amsgrad whether to divide by the largest v so far (false)
     * @param maximize whether to climb instead of descend (false)
     */
    public record Options(
            double lr, double beta1, double beta2, double eps, double weightDecay, boolean amsgrad, boolean maximize)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            AdamChecks.check("Adam", lr, beta1, beta2, eps, weightDecay);
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
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

        /** With these decays of the running means of gradients and of their squares. */
        public Options betas(double beta1, double beta2) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }

        /** With this addition to the denominator. */
        public Options eps(double eps) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }

        /** With this factor of the L2 penalty. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }

        /** With or without AMSGrad. */
        public Options amsgrad(boolean amsgrad) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }

        /** Climbing instead of descending, or not. */
        public Options maximize(boolean maximize) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }
    }

    private final boolean decoupled;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-3, 0.9, 0.999, 1e-8, 0, false, false);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public Adam(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public Adam(Collection<? extends Tensor> parameters, Options options) {
        this(parameters, options, false);
    }

    Adam(Collection<? extends Tensor> parameters, Options options, boolean decoupled) {
        super(parameters, options);
        this.decoupled = decoupled;
    }

    @Override
    protected final @Nullable Tensor gradient(Tensor p) {
        return Updates.borrowGrad(p);
    }

    @Override
    protected final void update(Tensor p, Tensor g, State state, Options o) {
        long step = state.nextStep();
        Tensor mean = state.get("exp_avg", () -> Tensor.zeros(p.shape(), p.dtype()));
        Tensor square = state.get("exp_avg_sq", () -> Tensor.zeros(p.shape(), p.dtype()));
        Tensor largest = o.amsgrad() ? state.get("max_exp_avg_sq", () -> Tensor.zeros(p.shape(), p.dtype())) : null;
        Updates.adam_(
                p,
                g,
                mean,
                square,
                largest,
                o.lr(),
                o.beta1(),
                o.beta2(),
                o.eps(),
                o.weightDecay(),
                decoupled,
                o.maximize(),
                step);
    }
}
