/** Datasets, data loaders, transforms and downloads. */
@NullMarked
package lanewise.datasets;

import org.jspecify.annotations.NullMarked;
