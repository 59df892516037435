package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Zeroes whole channels of {@code (N, C, H, W)} at random in training, as {@code torch.nn.Dropout2d} (Tompson et al.,
 * 2014).
 */
public final class Dropout2d extends DropoutNd {

    /** Drops each channel with probability 0.5. */
    public Dropout2d() {
        this(0.5);
    }

    /** Drops each channel with probability {@code p}. @throws IllegalArgumentException if p is no probability */
    public Dropout2d(double p) {
        super(p);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.dropout2d(x, p, isTraining()));
    }
}
