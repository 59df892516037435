/** Tensors, their operations and the SIMD kernels below them. */
@NullMarked
package lanewise.tensor;

import org.jspecify.annotations.NullMarked;
