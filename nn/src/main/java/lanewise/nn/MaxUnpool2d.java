package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Puts the elements that {@link MaxPool2d} found back where they stood, zeros elsewhere, as
 * {@code torch.nn.MaxUnpool2d}.
 */
public final class MaxUnpool2d extends Module {

    /**
     * PyTorch's arguments.
     *
     * @param stride how far the window moves (null: its size)
     * @param padding what is put on both sides (0)
     */
    public record Options(int @Nullable [] stride, int[] padding) {

        /** Undoing windows that moved so far. */
        public Options stride(int... stride) {
            return new Options(stride, padding);
        }

        /** Undoing windows with so much on both sides. */
        public Options padding(int... padding) {
            return new Options(stride, padding);
        }
    }

    private final int[] kernelSize;
    private final Options options;

    /** PyTorch's defaults. */
    public static Options options() {
        return new Options(null, new int[] {0});
    }

    /** Windows of one size in all directions, side by side. */
    public MaxUnpool2d(int kernelSize) {
        this(new int[] {kernelSize}, options());
    }

    /** Windows of one size in all directions. */
    public MaxUnpool2d(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Windows (height, width), side by side. */
    public MaxUnpool2d(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Windows (height, width). */
    public MaxUnpool2d(int[] kernelSize, Options options) {
        this.kernelSize = kernelSize.clone();
        this.options = options;
    }

    /** Returns the smallest result that fits. */
    public Tensor forward(Tensor x, Tensor indices) {
        return forward(x, indices, null);
    }

    /**
     * Returns a result of that size.
     *
     * @param x {@code (N, C, H, W)} or {@code (C, H, W)}
     * @param indices as the pooling returned them
     * @param outputSize the pooling's input, with or without N and C; null for the smallest that fits
     */
    public Tensor forward(Tensor x, Tensor indices, int @Nullable [] outputSize) {
        return Functional.maxUnpool2d(x, indices, kernelSize, options, outputSize);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + Filters.tuple(2, kernelSize) + ", stride="
                + Filters.tuple(2, options.stride() == null ? kernelSize : options.stride()) + ", padding="
                + Filters.tuple(2, options.padding());
    }
}
