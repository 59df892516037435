package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Zeroes elements at random in training and scales the others by 1 / (1 − p), as {@code torch.nn.Dropout} (Hinton et
 * al., 2012).
 */
public final class Dropout extends DropoutNd {

    /** Drops each element with probability 0.5. */
    public Dropout() {
        this(0.5);
    }

    /** Drops each element with probability {@code p}. @throws IllegalArgumentException if p is no probability */
    public Dropout(double p) {
        super(p);
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.dropout(x, p, isTraining()));
    }
}
