/** Matrix decompositions, found as a service by the tensor module. */
@NullMarked
package lanewise.linalg;

import org.jspecify.annotations.NullMarked;
