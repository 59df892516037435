package lanewise.nn;

import lanewise.tensor.Tensor;

/** max(x, 0), as {@code torch.nn.ReLU}. */
public final class ReLU extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.relu(x));
    }
}
