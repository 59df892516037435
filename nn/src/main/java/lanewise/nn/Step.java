package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * 1 where x > 0, else 0: the threshold of the perceptron. Its derivative is 0, so nothing below it learns.
 *
 * <p>PyTorch has no module of that name.
 */
public final class Step extends Module {

    @Override
    public Tensor forward(Tensor x) {
        return seen(x, Functional.step(x));
    }
}
