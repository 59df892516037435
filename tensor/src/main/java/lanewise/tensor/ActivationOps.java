package lanewise.tensor;

/** The everyday activation functions; {@link Activation} has the others. */
public sealed interface ActivationOps permits Tensor {

    /**
     * Returns the elements, negative ones replaced by 0; the derivative at 0 is 0. @throws IllegalArgumentException on
     * bools
     */
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

    /**
     * Returns {@code e^x} normalised to sum 1 along {@code dim}, without overflow.
     *
     * @throws IllegalArgumentException if this is not floating-point
     */
    default Tensor softmax(int dim) {
        return Softmax.softmax((Tensor) this, dim);
    }

    /** Returns the softmax along {@code dim} of the elements converted to {@code dtype}. */
    default Tensor softmax(int dim, DType dtype) {
        return ((Tensor) this).to(dtype).softmax(dim);
    }

    /**
     * Returns the logarithm of the softmax along {@code dim}, exact where the softmax is too small for its type.
     *
     * @throws IllegalArgumentException if this is not floating-point
     */
    default Tensor logSoftmax(int dim) {
        return Softmax.logSoftmax((Tensor) this, dim);
    }

    /** Returns the logarithm of the softmax along {@code dim} of the elements converted to {@code dtype}. */
    default Tensor logSoftmax(int dim, DType dtype) {
        return ((Tensor) this).to(dtype).logSoftmax(dim);
    }
}
