package lanewise.tensor;

/**
 * What a gradient must look like to fit a tensor.
 *
 * @param shape the sizes
 * @param dtype the element type
 */
record TensorType(int[] shape, DType dtype) {}
