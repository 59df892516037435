/** Optimizers, learning-rate schedulers and gradient clipping. */
@NullMarked
package lanewise.optim;

import org.jspecify.annotations.NullMarked;
