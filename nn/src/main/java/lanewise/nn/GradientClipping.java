package lanewise.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import lanewise.autograd.GradMode;
import lanewise.tensor.Tensor;

/**
 * Keeps gradients from growing too large, between {@code backward} and the optimizer's {@code step}: PyTorch's {@code
 * torch.nn.utils.clip_grad_norm_} and {@code clip_grad_value_}.
 *
 * <p>{@snippet :
 * loss.backward();
 * GradientClipping.clipGradNorm_(model.parameters(), 1.0);
 * optimizer.step();
 * }
 */
public final class GradientClipping {

    private GradientClipping() {}

    /**
     * {@link #clipGradNorm_(Collection, double, double, boolean)} with the Euclidean norm, and no error if it is not
     * finite.
     */
    public static Tensor clipGradNorm_(Collection<? extends Tensor> parameters, double maxNorm) {
        return clipGradNorm_(parameters, maxNorm, 2, false);
    }

    /**
     * Scales all gradients by one factor, so that their norm, as that of one long vector, is at most {@code maxNorm}.
     *
     * @param parameters whose gradients; those without one are left out
     * @param maxNorm the largest norm
     * @param normType which norm: 2 is the Euclidean, {@link Double#POSITIVE_INFINITY} the largest absolute value
     * @param errorIfNonfinite whether a norm that is not finite is an error; otherwise the gradients become NaN or 0
     * @return the norm before, zero-dim
     * @throws ArithmeticException if the norm is not finite and {@code errorIfNonfinite}; nothing is changed then
     */
    public static Tensor clipGradNorm_(
            Collection<? extends Tensor> parameters, double maxNorm, double normType, boolean errorIfNonfinite) {
        List<Tensor> gradients = gradients(parameters);
        if (gradients.isEmpty()) {
            return Tensor.tensor(0.0);
        }
        try (var _ = GradMode.noGrad()) {
            List<Tensor> norms = new ArrayList<>();
            for (Tensor g : gradients) {
                norms.add(g.reshape(-1).norm(normType));
            }
            Tensor total =
                    norms.size() == 1 ? norms.getFirst() : Tensor.stack(norms).norm(normType);
            if (errorIfNonfinite && !Double.isFinite(total.item())) {
                throw new ArithmeticException(
                        "clipGradNorm_: the total norm of order " + normType + " for the gradients of "
                                + gradients.size() + " parameters is " + total.item()
                                + ", so it cannot be clipped; look for where"
                                + " they first stop being finite (a learning rate too high, a logarithm of 0)");
            }
            Tensor factor = Tensor.tensor(maxNorm, total.dtype()).div(total.add(1e-6));
            Tensor atMostOne = factor.clamp(null, 1.0);
            for (Tensor g : gradients) {
                g.mul_(atMostOne.to(g.dtype()));
            }
            return total;
        }
    }

    /**
     * Cuts every element of every gradient to {@code [-clipValue, clipValue]}.
     *
     * @throws IllegalArgumentException if {@code clipValue} is negative or NaN
     */
    public static void clipGradValue_(Collection<? extends Tensor> parameters, double clipValue) {
        if (!(clipValue >= 0)) {
            throw new IllegalArgumentException("clipGradValue_: expected a value of at least 0; got " + clipValue);
        }
        try (var _ = GradMode.noGrad()) {
            for (Tensor g : gradients(parameters)) {
                g.clamp_(-clipValue, clipValue);
            }
        }
    }

    private static List<Tensor> gradients(Collection<? extends Tensor> parameters) {
        List<Tensor> gradients = new ArrayList<>();
        for (Tensor p : parameters) {
            Tensor g = p.grad();
            if (g != null) {
                gradients.add(g.detach());
            }
        }
        return gradients;
    }
}
