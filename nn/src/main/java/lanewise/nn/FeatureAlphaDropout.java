package lanewise.nn;

import lanewise.tensor.Tensor;

/** {@link AlphaDropout} of whole channels {@code (N, C, *)}, as {@code torch.nn.FeatureAlphaDropout}. */
public final class FeatureAlphaDropout extends DropoutNd {

    /** Drops each channel with probability 0.5. */
    public FeatureAlphaDropout() {
        this(0.5);
    }

    /** Drops each channel with probability {@code p}. @throws IllegalArgumentException if p is no probability */
    public FeatureAlphaDropout(double p) {
        super(p);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.featureAlphaDropout(x, p, isTraining()));
    }
}
