package lanewise.nn;

import lanewise.tensor.Tensor;

/** 1 / (1 + e⁻ˣ), as {@code torch.nn.Sigmoid}. */
public final class Sigmoid extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.sigmoid(x));
    }
}
