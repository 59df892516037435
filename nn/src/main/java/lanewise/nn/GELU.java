package lanewise.nn;

import lanewise.tensor.Tensor;

/** x Φ(x), Φ being the distribution function of the standard normal distribution, as {@code torch.nn.GELU}. */
public final class GELU extends Module {

    private final String approximate;

    /** With PyTorch's defaults: approximate none. */
    public GELU() {
        this("none");
    }

    /**
     * Makes the layer.
     *
     * @param approximate {@code "none"}, or {@code "tanh"} for an approximation
     */
    public GELU(String approximate) {
        this.approximate = approximate;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.gelu(x, approximate));
    }

    @Override
    protected String extraRepr() {
        return "approximate='" + approximate + "'";
    }
}
