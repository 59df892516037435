package lanewise.datasets;

import lanewise.tensor.Tensor;

/**
 * What turns one raw sample into what a model wants, as in {@code torchvision.transforms}. Any function from a tensor
 * to a tensor is one; it may change the tensor it is given.
 *
 * <p>The two other methods are promises. A set uses them to spare work: with neither, the transform runs for each
 * sample each time. A transform that draws random numbers takes them from {@link SampleRandom#generator()}.
 */
@FunctionalInterface
public interface Transform {
    /**
     * Transforms one sample.
     *
     * @param x the sample as the set or the transform before gives it, such as uint8 {@code (H, W)}
     * @return the sample as the transform after, or the model, takes it
     */
    Tensor apply(Tensor x);

    /**
     * Whether equal samples always give equal results, so that results may be kept.
     *
     * @return false unless promised
     */
    default boolean deterministic() {
        return false;
    }

    /**
     * Whether each element of the result depends on the value of one element of the sample alone, the same way
     * everywhere, and the order of the elements stays: then a set of bytes may apply it through a table of 256 results.
     *
     * @return false unless promised
     */
    default boolean pointwise() {
        return false;
    }
}
