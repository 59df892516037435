package lanewise.nn;

import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Puts the elements that {@link MaxPool1d} found back where they stood, zeros elsewhere, as
 * {@code torch.nn.MaxUnpool1d}.
 */
public final class MaxUnpool1d extends MaxUnpoolNd {

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
        super(1, kernelSize, options);
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
}
