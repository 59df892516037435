package lanewise.nn;

import lanewise.tensor.Tensor;

/** x − tanh(x), as {@code torch.nn.Tanhshrink}. */
public final class Tanhshrink extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.tanhshrink(x));
    }
}
