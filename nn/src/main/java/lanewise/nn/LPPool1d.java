package lanewise.nn;

import lanewise.tensor.Tensor;

/** The p-norm of each window of {@code (N, C, L)} or {@code (C, L)}, (Σ xᵖ)^(1/p), as {@code torch.nn.LPPool1d}. */
public final class LPPool1d extends LPPoolNd {

    /** Windows of one size, side by side. */
    public LPPool1d(double normType, int kernelSize) {
        this(normType, new int[] {kernelSize}, options());
    }

    /** Windows of one size. */
    public LPPool1d(double normType, int kernelSize, Options options) {
        this(normType, new int[] {kernelSize}, options);
    }

    /** Windows of one length, side by side. */
    public LPPool1d(double normType, int[] kernelSize) {
        this(normType, kernelSize, options());
    }

    /** Windows of one length. */
    public LPPool1d(double normType, int[] kernelSize, Options options) {
        super(normType, kernelSize, options);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.lpPool1d(x, normType, kernelSize, options));
    }
}
