/**
 * Optimizers, learning-rate schedulers and gradient clipping.
 *
 * <p>An {@link lanewise.optim.Optimizer} walks over its parameter groups and hands each parameter with its gradient to
 * one method, {@code update}; that method is all a new optimizer has to write. {@link lanewise.optim.SGD} is the
 * shortest example. Options are immutable records with PyTorch's names and defaults; a scheduler exchanges a group's
 * record for one with another learning rate.
 */
@NullMarked
package lanewise.optim;

import org.jspecify.annotations.NullMarked;
