package lanewise.nn;

import lanewise.tensor.Tensor;

/** x / (1 + |x|), as {@code torch.nn.Softsign}. */
public final class Softsign extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.softsign(x));
    }
}
