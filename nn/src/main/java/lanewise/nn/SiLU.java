package lanewise.nn;

import lanewise.tensor.Tensor;

/** x σ(x), also called swish, as {@code torch.nn.SiLU}. */
public final class SiLU extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.silu(x));
    }
}
