/** Trainer, callbacks, metrics and history. */
@NullMarked
package lanewise.train;

import org.jspecify.annotations.NullMarked;
