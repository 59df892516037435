/**
 * What tests of models and operations need.
 *
 * <ul>
 *   <li>{@link lanewise.testing.Gradcheck}: are the gradients right? Compares them with finite differences.
 *   <li>{@link lanewise.testing.TensorAssertions}: are two tensors close? Says where they are not.
 *   <li>{@link lanewise.testing.TensorArbitraries}: random tensors, shapes and views for jqwik properties.
 * </ul>
 *
 * <p>Start with {@code gradcheck(x -> x.mul(x).sum(), x)} on a float64 tensor that requires a gradient.
 */
@NullMarked
package lanewise.testing;

import org.jspecify.annotations.NullMarked;
