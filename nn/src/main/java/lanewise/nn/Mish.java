package lanewise.nn;

import lanewise.tensor.Tensor;

/** x tanh(softplus(x)), as {@code torch.nn.Mish}. */
public final class Mish extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.mish(x));
    }
}
