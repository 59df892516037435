/** Weights and event files: safetensors, .pt, TensorBoard. */
@NullMarked
package lanewise.formats;

import org.jspecify.annotations.NullMarked;
