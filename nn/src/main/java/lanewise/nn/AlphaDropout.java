package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Dropout that keeps mean 0 and variance 1 behind {@link SELU}, as {@code torch.nn.AlphaDropout} (Klambauer et al.,
 * 2017).
 */
public final class AlphaDropout extends DropoutNd {

    /** Drops each element with probability 0.5. */
    public AlphaDropout() {
        this(0.5);
    }

    /** Drops each element with probability {@code p}. @throws IllegalArgumentException if p is no probability */
    public AlphaDropout(double p) {
        super(p);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.alphaDropout(x, p, isTraining()));
    }
}
