package lanewise.tensor;

import lanewise.tensor.kernels.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Steps of optimizers, each one pass over a parameter, its gradient and its state: what {@code lanewise.optim} builds
 * on.
 *
 * <p>Nothing is recorded; the parameter's memory and the state change in place.
 */
public final class Updates {

    private Updates() {}

    /**
     * The gradient of {@code p}, or null, for an optimizer that has no more to do with it when its step is over: other
     * than of what {@link Tensor#grad()} returned, the memory of a borrowed gradient may be used again after
     * {@code zeroGrad()}.
     */
    public static @Nullable Tensor borrowGrad(Tensor p) {
        return p.grad;
    }

    /**
     * One step of stochastic gradient descent, in the order of operations of {@code torch.optim.SGD}.
     *
     * @param p the parameter
     * @param g its gradient, of its shape and element type
     * @param buffer the momentum buffer, overwritten at the first step; null without momentum
     */
    public static void sgd_(
            Tensor p,
            Tensor g,
            @Nullable Tensor buffer,
            double lr,
            double momentum,
            double dampening,
            double weightDecay,
            boolean nesterov,
            boolean maximize,
            boolean firstStep) {
        Kernels.SgdStep step = new Kernels.SgdStep(lr, momentum, dampening, weightDecay, nesterov, maximize, firstStep);
        Tensor slope = gradient("sgd_", p, g);
        if (buffer != null) {
            state("sgd_", p, buffer);
        }
        Tensor own = inOnePiece(p);
        own.dtype()
                .kernels()
                .sgd(
                        step,
                        own.storage.array,
                        own.offset,
                        slope.storage.array,
                        slope.offset,
                        buffer == null ? null : buffer.storage.array,
                        buffer == null ? 0 : buffer.offset,
                        own.numel());
        changed("sgd_", p, own);
    }

    /**
     * One step of Adam, or of AdamW when the decay is decoupled, in the order of operations of {@code torch.optim}.
     *
     * @param p the parameter
     * @param g its gradient, of its shape and element type
     * @param mean the running mean of gradients
     * @param square the running mean of squared gradients
     * @param largest the running maximum of {@code square} for AMSGrad, or null
     * @param number the number of this step, from 1
     */
    public static void adam_(
            Tensor p,
            Tensor g,
            Tensor mean,
            Tensor square,
            @Nullable Tensor largest,
            double lr,
            double beta1,
            double beta2,
            double eps,
            double weightDecay,
            boolean decoupled,
            boolean maximize,
            long number) {
        Kernels.AdamStep step = new Kernels.AdamStep(lr, beta1, beta2, eps, weightDecay, decoupled, maximize, number);
        Tensor slope = gradient("adam_", p, g);
        state("adam_", p, mean);
        state("adam_", p, square);
        if (largest != null) {
            state("adam_", p, largest);
        }
        Tensor own = inOnePiece(p);
        own.dtype()
                .kernels()
                .adam(
                        step,
                        own.storage.array,
                        own.offset,
                        slope.storage.array,
                        slope.offset,
                        mean.storage.array,
                        mean.offset,
                        square.storage.array,
                        square.offset,
                        largest == null ? null : largest.storage.array,
                        largest == null ? 0 : largest.offset,
                        own.numel());
        changed("adam_", p, own);
    }

    private static Tensor gradient(String op, Tensor p, Tensor g) {
        if (!p.isFloatingPoint() || g.dtype() != p.dtype() || !Shape.same(p.shape, g.shape)) {
            throw new IllegalArgumentException(op + ": expected a floating-point parameter and a gradient like it, got "
                    + p.dtype() + " " + Shape.show(p.shape) + " and " + g.dtype() + " " + Shape.show(g.shape));
        }
        return g.compact(p.dtype());
    }

    private static void state(String op, Tensor p, Tensor state) {
        if (!state.isContiguous() || state.dtype() != p.dtype() || !Shape.same(p.shape, state.shape)) {
            throw new IllegalArgumentException(
                    op + ": the optimizer's state must be a contiguous " + p.dtype() + " tensor " + Shape.show(p.shape)
                            + " like its parameter, got " + state.dtype() + " " + Shape.show(state.shape));
        }
    }

    /** The parameter for a kernel to change: itself, or a copy of one whose elements do not lie side by side. */
    private static Tensor inOnePiece(Tensor p) {
        return p.isContiguous() ? p : Conversion.copy(p, p.dtype());
    }

    private static void changed(String op, Tensor p, Tensor own) {
        if (own == p) {
            p.storage.written(op);
        } else {
            InPlace.write(op, p, own);
        }
    }
}
