package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * Zeroes whole channels of {@code (N, C, D, H, W)} or {@code (C, D, H, W)} at random in training, as {@code
 * torch.nn.Dropout3d}.
 */
public final class Dropout3d extends Module {

    private final double p;

    /** Drops each channel with probability 0.5. */
    public Dropout3d() {
        this(0.5);
    }

    /** Drops each channel with probability {@code p}. @throws IllegalArgumentException if p is no probability */
    public Dropout3d(double p) {
        Dropouts.check("Dropout3d", p);
        this.p = p;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.dropout3d(x, p, isTraining()));
    }

    @Override
    protected String extraRepr() {
        return "p=" + PyText.real(p) + ", inplace=False";
    }
}
