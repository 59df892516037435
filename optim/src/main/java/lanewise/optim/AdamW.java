package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;
import lanewise.tensor.Updates;

/**
 * AdamW, as {@code torch.optim.AdamW}: Adam whose weight decay acts on the parameters themselves, p ← p (1 − lr λ), instead of
 * through the gradient.
 *
 * <p>Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019).
 */
public final class AdamW extends Optimizer<AdamW.Options> {

    /**
     * PyTorch's arguments.
     *
     * @param lr the learning rate (1e-3)
     * @param beta1 the decay of the running mean of gradients (0.9)
     * @param beta2 the decay of the running mean of squared gradients (0.999)
     * @param eps what is added to the denominator (1e-8)
     * @param weightDecay the factor of the weight decay (1e-2)
     * @param amsgrad whether to divide by the largest second moment so far (false)
     * @param maximize whether to climb instead of descend (false)
     */
    public record Options(double lr, double beta1, double beta2, double eps, double weightDecay, boolean amsgrad, boolean maximize)
            implements Optimizer.Options<Options> {

        /** Checks the values as PyTorch does. */
        public Options {
            AdamChecks.check("AdamW", lr, beta1, beta2, eps, weightDecay);
        }

        @Override
        public Options lr(double lr) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }

        /** With another value: what is added to the denominator. */
        public Options eps(double eps) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }

        /** With another value: the factor of the weight decay. */
        public Options weightDecay(double weightDecay) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }

        /** With another value: whether to divide by the largest second moment so far. */
        public Options amsgrad(boolean amsgrad) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }

        /** With another value: whether to climb instead of descend. */
        public Options maximize(boolean maximize) {
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

        /** With these decays of the running means. */
        public Options betas(double beta1, double beta2) {
            return new Options(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
        }
    }

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(1e-3, 0.9, 0.999, 1e-8, 1e-2, false, false);
    }

    /** Starts the options with the learning rate. */
    public static Options lr(double lr) {
        return options().lr(lr);
    }

    /** Optimizes {@code parameters} with PyTorch's defaults. */
    public AdamW(Collection<? extends Tensor> parameters) {
        this(parameters, options());
    }

    /** Optimizes {@code parameters}. */
    public AdamW(Collection<? extends Tensor> parameters, Options options) {
        super(parameters, options);
    }

    @Override
    protected void update(Tensor p, Tensor g, State state, Options o) {
        long step = state.nextStep();
        Tensor mean = state.get("exp_avg", () -> Tensor.zeros(p.shape(), p.dtype()));
        Tensor square = state.get("exp_avg_sq", () -> Tensor.zeros(p.shape(), p.dtype()));
        Tensor largest = o.amsgrad() ? state.get("max_exp_avg_sq", () -> Tensor.zeros(p.shape(), p.dtype())) : null;
        Updates.adam_(p, g, mean, square, largest, o.lr(), o.beta1(), o.beta2(), o.eps(), o.weightDecay(), true, o.maximize(), step);
    }
}
