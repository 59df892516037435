package lanewise.nn;

import java.util.Map;
import lanewise.tensor.Tensor;

/** What layers have in common whose parameters follow the size of the input, so that there are lazy ones of them. */
public abstract sealed class InputSized extends Module permits Linear, FilterNd, NormNd {

    /** Whether a lazy layer has its size; volatile, so that who sees that it has sees its parameters too. */
    volatile boolean materialized;

    InputSized() {}

    /** Makes the parameters anew for inputs of that size. */
    abstract void resize(int size);

    /** The size that a layer with this state has; 0 if it does not say. */
    abstract int inputSize(Map<String, ? extends Tensor> state, String prefix);
}
