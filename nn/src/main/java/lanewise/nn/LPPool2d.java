package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The p-norm of each window of {@code (N, C, H, W)} or {@code (C, H, W)}, (Σ xᵖ)^(1/p), as {@code torch.nn.LPPool2d}.
 */
public final class LPPool2d extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param stride how far the window moves (null: its size)
     * @param ceilMode whether a last window that is cut off counts (false)
     */
    public record Options(int @Nullable [] stride, boolean ceilMode) {

        /** Moving so far. */
        public Options stride(int... stride) {
            return new Options(stride, ceilMode);
        }

        /** With a last window that is cut off, or without. */
        public Options ceilMode(boolean ceilMode) {
            return new Options(stride, ceilMode);
        }
    }

    private final double normType;
    private final int[] kernelSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, false);
    }

    /** Windows of one size in all directions, side by side. */
    public LPPool2d(double normType, int kernelSize) {
        this(normType, new int[] {kernelSize}, options());
    }

    /** Windows of one size in all directions. */
    public LPPool2d(double normType, int kernelSize, Options options) {
        this(normType, new int[] {kernelSize}, options);
    }

    /** Windows (height, width), side by side. */
    public LPPool2d(double normType, int[] kernelSize) {
        this(normType, kernelSize, options());
    }

    /** Windows (height, width). */
    public LPPool2d(double normType, int[] kernelSize, Options options) {
        this.normType = normType;
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.lpPool2d(x, normType, kernelSize, options));
    }

    @Override
    protected String extraRepr() {
        int[] stride = options.stride();
        return "norm_type=" + PyText.number(normType) + ", kernel_size=" + PyText.sizes(kernelSize) + ", stride="
                + (stride == null ? "None" : PyText.sizes(stride)) + ", ceil_mode=" + PyText.bool(options.ceilMode());
    }
}
