package lanewise.testing;

import java.util.List;
import lanewise.tensor.Tensor;

/** A function of tensors whose gradients can be checked. */
@FunctionalInterface
public interface TensorFunction {
    /**
     * Computes the function.
     *
     * @param inputs the arguments
     * @return a {@link Tensor}, or several as a {@link List}, an array or a record; what is not floating-point among
     *     them (indices, masks) has no gradient and is left out of account
     */
    Object apply(List<Tensor> inputs);
}
