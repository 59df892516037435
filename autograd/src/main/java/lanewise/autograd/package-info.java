/**
 * Reverse-mode differentiation over any value type.
 *
 * <p>The package knows no arrays. A computation leaves one {@link lanewise.autograd.Node} per operation; a node holds,
 * for each differentiable input, an {@link lanewise.autograd.Edge} to the node that made it and a
 * {@link lanewise.autograd.Rule} that turns the gradient of the result into the input's share.
 * {@link lanewise.autograd.Engine} walks the nodes from the result back to the leaves, newest first and without
 * recursion, and does what every rule would otherwise repeat: adding the shares up, fitting them to the input, checking
 * and releasing what was saved.
 *
 * <p>What a value is (how two are added, whether one was overwritten) is told by a
 * {@link lanewise.autograd.ValueSpace}; the tests use plain doubles, {@code lanewise.tensor} plugs in tensors.
 * {@link lanewise.autograd.GradMode} says, per thread, whether operations are recorded at all. Start with {@code Node},
 * then read {@code Engine.run}.
 */
@NullMarked
package lanewise.autograd;

import org.jspecify.annotations.NullMarked;
