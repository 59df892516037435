package lanewise.optim;

import java.util.Collection;
import lanewise.tensor.Tensor;

/**
 * AdamW, as {@code torch.optim.AdamW}: Adam whose weight decay acts on the parameters themselves, p ← p (1 − lr λ),
 * instead of through the gradient.
 *
 * <p>Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019).
 */
public final class AdamW extends Adam {

    /** PyTorch's defaults: those of Adam, with a weight decay of 0.01. */
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
        super(parameters, options, true);
    }
}
