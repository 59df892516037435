package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Zeroes whole channels of {@code (N, C, D, H, W)} or {@code (C, D, H, W)} at random in training, as {@code
 * torch.nn.Dropout3d}.
 */
public final class Dropout3d extends DropoutNd {

    /** Drops each channel with probability 0.5. */
    public Dropout3d() {
        this(0.5);
    }

    /** Drops each channel with probability {@code p}. @throws IllegalArgumentException if p is no probability */
    public Dropout3d(double p) {
        super(p);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.dropout3d(x, p, isTraining()));
    }
}
