/**
 * Tensors that remember how they were made.
 *
 * <p>{@link lanewise.tensor.Tensor} is state: memory, shape, strides, element type, gradient. What can be done with it
 * lives in families, each a pair of files: the fluent interface ({@code ArithmeticOps}: one line per method, what users
 * call) and the class behind it ({@code Arithmetic}: the forward line, then one derivative per input). Start with
 * {@code Arithmetic.mul}, which shows the whole pattern, then {@code Pointwise}, which broadcasts and picks the kernel.
 *
 * <p>{@code DType} names the element types and how they mix, {@code Shape} holds the arithmetic of sizes and strides,
 * {@code InPlace} writes into existing memory without losing gradients, {@code Generator} draws PyTorch's random
 * numbers. The loops over arrays are in {@code lanewise.tensor.kernels}, which is not exported.
 */
@NullMarked
package lanewise.tensor;

import org.jspecify.annotations.NullMarked;
