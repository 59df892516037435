package lanewise.nn;

import lanewise.tensor.Tensor;

/** A tensor that a module learns: a leaf that requires a gradient and is found by being a field of its module. */
public final class Parameter extends Tensor {

    /** Makes a parameter over the memory of {@code data} that requires a gradient. */
    public Parameter(Tensor data) {
        this(data, true);
    }

    /**
     * Makes a parameter over the memory of {@code data}.
     *
     * @param requiresGrad false for one that is stored and moved with the others but not trained
     */
    public Parameter(Tensor data, boolean requiresGrad) {
        super(data);
        requiresGrad_(requiresGrad);
    }
}
