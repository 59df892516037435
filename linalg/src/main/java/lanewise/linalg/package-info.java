/**
 * Matrix decompositions, found as a service by the tensor module.
 *
 * <p>{@code lanewise.tensor.Linalg} holds the mathematics: batches, shapes, derivatives. What it does not hold is the
 * numerical heart of Cholesky, LU, QR, SVD and the symmetric eigenvalue problem; that comes from EJML, in pure Java,
 * through the interface {@link lanewise.tensor.Decompositions}. Nobody calls this package: it is enough that its
 * artifact is on the class path or the module path. Start at {@link lanewise.linalg.EjmlDecompositions}; another
 * library takes its place by providing the same service.
 */
@NullMarked
package lanewise.linalg;

import org.jspecify.annotations.NullMarked;
