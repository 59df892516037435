package lanewise.nn;

import lanewise.tensor.Tensor;

/** x where |x| > lambd, else 0, as {@code torch.nn.Hardshrink}. */
public final class Hardshrink extends Module {

    private final double lambd;

    /** With PyTorch's defaults: lambd 0.5. */
    public Hardshrink() {
        this(0.5);
    }

    /**
     * Makes the layer.
     *
     * @param lambd the bound
     */
    public Hardshrink(double lambd) {
        this.lambd = lambd;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.hardshrink(x, lambd));
    }

    @Override
    protected String extraRepr() {
        return PyText.real(lambd);
    }
}
