package lanewise.nn;

import lanewise.tensor.Tensor;

/** min(max(x, 0), 6), as {@code torch.nn.ReLU6}. */
public final class ReLU6 extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.relu6(x));
    }
}
