package lanewise.tensor;

/** The everyday activation functions; {@link Activation} has the others. */
public sealed interface ActivationOps permits Tensor {

    /** Returns the elements, negative ones replaced by 0; the derivative at 0 is 0. @throws IllegalArgumentException on bools */
    default Tensor relu() {
        return Activation.relu((Tensor) this);
    }

    /** Returns {@code 1 / (1 + e^-x)}; integers are computed as float32. */
    default Tensor sigmoid() {
        return Activation.sigmoid((Tensor) this);
    }

    /** Returns the hyperbolic tangents; integers are computed as float32. */
    default Tensor tanh() {
        return Activation.tanh((Tensor) this);
    }




}
