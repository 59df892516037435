package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Zeroes whole channels of {@code (N, C, L)} or {@code (C, L)} at random in training, as {@code torch.nn.Dropout1d}.
 */
public final class Dropout1d extends DropoutNd {

    /** Drops each channel with probability 0.5. */
    public Dropout1d() {
        this(0.5);
    }

    /** Drops each channel with probability {@code p}. @throws IllegalArgumentException if p is no probability */
    public Dropout1d(double p) {
        super(p);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.dropout1d(x, p, isTraining()));
    }
}
