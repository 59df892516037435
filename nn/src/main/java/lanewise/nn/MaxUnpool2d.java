package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Puts the elements that {@link MaxPool2d} found back where they stood, zeros elsewhere, as
 * {@code torch.nn.MaxUnpool2d}.
 */
public final class MaxUnpool2d extends MaxUnpoolNd {

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
        super(2, kernelSize, options);
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
}
