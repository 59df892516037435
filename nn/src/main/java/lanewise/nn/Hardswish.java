package lanewise.nn;

import lanewise.tensor.Tensor;

/** x min(max(x + 3, 0), 6) / 6, as {@code torch.nn.Hardswish}. */
public final class Hardswish extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.hardswish(x));
    }
}
