package lanewise.nn;

import lanewise.tensor.Tensor;

/** a σ(b), where a and b are the halves of x along a dimension, as {@code torch.nn.GLU}. */
public final class GLU extends Module {

    private final int dim;

    /** With PyTorch's defaults: dim -1. */
    public GLU() {
        this(-1);
    }

    /**
     * Makes the layer.
     *
     * @param dim the dimension to halve
     */
    public GLU(int dim) {
        this.dim = dim;
    }

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.glu(x, dim));
    }

    @Override
    protected String extraRepr() {
        return "dim=" + dim;
    }
}
