package lanewise.nn;

import lanewise.tensor.Tensor;

/** ln(σ(x)), as {@code torch.nn.LogSigmoid}. */
public final class LogSigmoid extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.logsigmoid(x));
    }
}
