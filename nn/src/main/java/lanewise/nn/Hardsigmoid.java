package lanewise.nn;

import lanewise.tensor.Tensor;

/** The piecewise linear sigmoid min(max(x + 3, 0), 6) / 6, as {@code torch.nn.Hardsigmoid}. */
public final class Hardsigmoid extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.hardsigmoid(x));
    }
}
