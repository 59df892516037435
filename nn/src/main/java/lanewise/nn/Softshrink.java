package lanewise.nn;

import lanewise.tensor.Tensor;

/** x moved by lambd towards 0, and 0 in between, as {@code torch.nn.Softshrink}. */
public final class Softshrink extends Module {

    private final double lambd;

    /** With PyTorch's defaults: lambd 0.5. */
    public Softshrink() {
        this(0.5);
    }

    /**
     * Makes the layer.
     *
     * @param lambd the bound
     */
    public Softshrink(double lambd) {
        this.lambd = lambd;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.softshrink(x, lambd));
    }

    @Override
    protected String extraRepr() {
        return PyText.real(lambd);
    }
}
