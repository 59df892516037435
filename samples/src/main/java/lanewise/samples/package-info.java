/** One runnable file per program, and what they share. */
@NullMarked
package lanewise.samples;

import org.jspecify.annotations.NullMarked;
