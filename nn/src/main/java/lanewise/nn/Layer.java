package lanewise.nn;

import lanewise.tensor.Tensor;

/** One step of a {@link Sequential}: a module, or any function of one tensor, such as {@code Tensor::relu}. */
@FunctionalInterface
public interface Layer {

    /** Computes the output for {@code x}. */
    Tensor forward(Tensor x);
}
