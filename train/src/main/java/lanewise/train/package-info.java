/**
 * What a training loop likes to have around it.
 *
 * <p>{@link lanewise.train.Progress} shows how far a loop over batches has come. The loop itself stays the user's: everything here
 * is made of the same public parts.
 */
@NullMarked
package lanewise.train;

import org.jspecify.annotations.NullMarked;
