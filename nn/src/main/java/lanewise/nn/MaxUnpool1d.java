package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Puts the elements that {@link MaxPool1d} found back where they stood, zeros elsewhere, as
 * {@code torch.nn.MaxUnpool1d}.
 */
public final class MaxUnpool1d extends Module {

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

    /** Windows of one size, side by side. */
    public MaxUnpool1d(int kernelSize) {
        this(new int[] {kernelSize}, options());
    }

    /** Windows of one size. */
    public MaxUnpool1d(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Windows of one length, side by side. */
    public MaxUnpool1d(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Windows of one length. */
    public MaxUnpool1d(int[] kernelSize, Options options) {
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
     * @param x {@code (N, C, L)} or {@code (C, L)}
     * @param indices as the pooling returned them
     * @param outputSize the pooling's input, with or without N and C; null for the smallest that fits
     */
    public Tensor forward(Tensor x, Tensor indices, int @Nullable [] outputSize) {
        return Functional.maxUnpool1d(x, indices, kernelSize, options, outputSize);
    }

    @Override
    protected String extraRepr() {
        return "kernel_size=" + Filters.tuple(1, kernelSize) + ", stride="
                + Filters.tuple(1, options.stride() == null ? kernelSize : options.stride()) + ", padding="
                + Filters.tuple(1, options.padding());
    }
}
