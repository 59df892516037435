package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.SpareMemory;
import lanewise.tensor.Tensor;

/** Random masks, drawn from the default generator in PyTorch's order. */
final class Dropouts {

    /**
     * The limit of the scaled exponential unit at −∞, negated: what alpha dropout puts in place of dropped elements.
     */
    private static final double ALPHA = 1.7580993408473766;

    private Dropouts() {}

    static Tensor dropout(String op, Tensor x, double p, boolean training) {
        check(op, p);
        return idle(x, p, training) ? x : masked(x, x.shape(), p);
    }

    /** Whole channels: the mask has one element per channel of {@code (N, C, *)}. */
    static Tensor channels(String op, Tensor x, double p, boolean training, int unbatchedDim) {
        check(op, p);
        if (x.dim() < 2) {
            throw new IllegalArgumentException(
                    op + ": expected at least 2 dimensions, (N, C, *), got " + Arrays.toString(x.shape()));
        }
        if (idle(x, p, training)) {
            return x;
        }
        return masked(x, channelShape(x, unbatchedDim), p);
    }

    /**
     * Dropped elements become the limit of SELU, and an affine map restores mean and variance (Klambauer et al., 2017).
     */
    static Tensor alpha(String op, Tensor x, double p, boolean training, boolean channels) {
        check(op, p);
        if (channels && x.dim() < 2) {
            throw new IllegalArgumentException(
                    op + ": expected at least 2 dimensions, (N, C, *), got " + Arrays.toString(x.shape()));
        }
        if (idle(x, p, training)) {
            return x;
        }
        if (p == 1) {
            return x.mul(0);
        }
        int[] shape = channels ? channelShape(x, -1) : x.shape();
        double a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
        Tensor kept = Tensor.zeros(shape, x.dtype()).bernoulli_(1 - p);
        Tensor moved = kept.add(-1).mul_(ALPHA * a).add_(ALPHA * a * p);
        return x.mul(kept.mul_(a)).add(moved);
    }

    private static boolean idle(Tensor x, double p, boolean training) {
        return p == 0 || !training || x.numel() == 0;
    }

    private static int[] channelShape(Tensor x, int unbatchedDim) {
        int[] shape = x.shape();
        Arrays.fill(shape, x.dim() == unbatchedDim ? 1 : 2, shape.length, 1);
        return shape;
    }

    /** x times zero with probability p, else 1 / (1 − p), computed in the element type as PyTorch does. */
    private static Tensor masked(Tensor x, int[] shape, double p) {
        Tensor mask = Tensor.zeros(shape, x.dtype());
        if (p < 1) {
            mask.bernoulli_(1 - p).div_(1 - p);
        }
        Tensor y = x.mul(mask);
        SpareMemory.leave(mask);
        return y;
    }

    static void check(String op, double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(op + ": dropout probability has to be between 0 and 1, but got " + p);
        }
    }
}
