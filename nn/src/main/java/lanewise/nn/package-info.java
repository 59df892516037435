/** Modules, layers, losses and initialisers. */
@NullMarked
package lanewise.nn;

import org.jspecify.annotations.NullMarked;
