package lanewise.datasets;

import lanewise.tensor.Tensor;

/**
 * Some samples in two tensors, one sample after the other along a new first dimension.
 *
 * @param input what goes into the model, such as {@code (N, C, H, W)}
 * @param target what should come out, such as {@code (N)}
 */
public record Batch(Tensor input, Tensor target) {
    /**
     * How many samples the batch holds.
     *
     * @return the size of the input's first dimension
     */
    public int size() {
        return input.size(0);
    }
}
