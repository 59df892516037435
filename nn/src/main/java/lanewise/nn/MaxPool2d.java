package lanewise.nn;

import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The largest element of each window of {@code (N, C, H, W)} or {@code (C, H, W)}, as {@code torch.nn.MaxPool2d}. */
public final class MaxPool2d extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param stride how far the window moves (null: its size)
     * @param padding what is put on both sides (0)
     * @param dilation the distance of the elements of a window (1)
     * @param returnIndices what {@link #returnsIndices} tells; the indices themselves come from
     *     {@link #forwardWithIndices} (false)
     * @param ceilMode whether a last window that is cut off counts (false)
     */
    public record Options(
            int @Nullable [] stride, int[] padding, int[] dilation, boolean returnIndices, boolean ceilMode) {

        /** Moving so far. */
        public Options stride(int... stride) {
            return new Options(stride, padding, dilation, returnIndices, ceilMode);
        }

        /** With so much on both sides. */
        public Options padding(int... padding) {
            return new Options(stride, padding, dilation, returnIndices, ceilMode);
        }

        /** Seeing elements at this distance. */
        public Options dilation(int... dilation) {
            return new Options(stride, padding, dilation, returnIndices, ceilMode);
        }

        /** Telling callers to ask for indices too, or not. */
        public Options returnIndices(boolean returnIndices) {
            return new Options(stride, padding, dilation, returnIndices, ceilMode);
        }

        /** With a last window that is cut off, or without. */
        public Options ceilMode(boolean ceilMode) {
            return new Options(stride, padding, dilation, returnIndices, ceilMode);
        }
    }

    private final int[] kernelSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, new int[] {0}, new int[] {1}, false, false);
    }

    /** Windows of one size in all directions, side by side. */
    public MaxPool2d(int kernelSize) {
        this(new int[] {kernelSize}, options());
    }

    /** Windows of one size in all directions. */
    public MaxPool2d(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Windows (height, width), side by side. */
    public MaxPool2d(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Windows (height, width). */
    public MaxPool2d(int[] kernelSize, Options options) {
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.maxPool2d(x, kernelSize, options));
    }

    /**
     * Returns the largest elements, and where in the plane of their channel they stand, as {@link MaxUnpool2d} wants
     * it.
     */
    public Selection forwardWithIndices(Tensor x) {
        return Functional.maxPool2dWithIndices(x, kernelSize, options);
    }

    /** Whether callers that know no more than this layer shall ask for indices too. */
    public boolean returnsIndices() {
        return options.returnIndices();
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + PyText.sizes(kernelSize) + ", stride="
                + PyText.sizes(options.stride() == null ? kernelSize : options.stride()) + ", padding="
                + PyText.sizes(options.padding()) + ", dilation=" + PyText.sizes(options.dilation()) + ", ceil_mode="
                + PyText.bool(options.ceilMode());
    }
}
