package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Zeroes whole channels of {@code (N, C, L)} or {@code (C, L)} at random in training, as {@code torch.nn.Dropout1d}.
 */
public final class Dropout1d extends Module {

    private final double p;

    /** Drops each channel with probability 0.5. */
    public Dropout1d() {
        this(0.5);
    }

    /** Drops each channel with probability {@code p}. @throws IllegalArgumentException if p is no probability */
    public Dropout1d(double p) {
        Dropouts.check("Dropout1d", p);
        this.p = p;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.dropout1d(x, p, isTraining()));
    }

    @Override
    protected String extraRepr() {
        return "p=" + PyText.real(p) + ", inplace=False";
    }
}
