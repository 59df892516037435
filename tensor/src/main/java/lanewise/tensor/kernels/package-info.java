/**
 * Loops over primitive arrays: what every tensor operation runs in the end.
 *
 * <p>Start at {@link lanewise.tensor.kernels.Kernels}: one interface, an instance per element type that computes
 * ({@code float}, {@code double}, {@code long}). The operations are constants of enums ({@link
 * lanewise.tensor.kernels.UnaryOp}, {@link lanewise.tensor.kernels.BinaryOp}, …) which hold their definition. Each loop
 * exists twice: {@code Scalar*} reads as the specification, {@code Vector*} does the same with SIMD instructions and is
 * only loaded where {@link lanewise.tensor.kernels.Simd} finds them; both give the same bits per element. The
 * {@code double} classes are generated from the {@code float} ones by the test {@code DoubleTwins}. {@link
 * lanewise.tensor.kernels.Cast} converts between element types, {@link lanewise.tensor.kernels.Strided} copies views.
 * This package knows no tensor and is not exported.
 */
@NullMarked
package lanewise.tensor.kernels;

import org.jspecify.annotations.NullMarked;
