/** Reverse-mode differentiation over any value type. */
@NullMarked
package lanewise.autograd;

import org.jspecify.annotations.NullMarked;
