package lanewise.nn;

import lanewise.tensor.Selection;
import lanewise.tensor.Tensor;

/** The largest element of each window of {@code (N, C, L)} or {@code (C, L)}, as {@code torch.nn.MaxPool1d}. */
public final class MaxPool1d extends MaxPoolNd {

    /** Windows of one size, side by side. */
    public MaxPool1d(int kernelSize) {
        this(new int[] {kernelSize}, options());
    }

    /** Windows of one size. */
    public MaxPool1d(int kernelSize, Options options) {
        this(new int[] {kernelSize}, options);
    }

    /** Windows of one length, side by side. */
    public MaxPool1d(int[] kernelSize) {
        this(kernelSize, options());
    }

    /** Windows of one length. */
    public MaxPool1d(int[] kernelSize, Options options) {
        super(kernelSize, options);
    }

    @Override
    public Selection forwardWithIndices(Tensor x) {
        return Functional.maxPool1dWithIndices(x, kernelSize, options);
    }
}
