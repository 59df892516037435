/** JMH benchmarks and side-by-side runs; never deployed. */
@NullMarked
package lanewise.benchmarks;

import org.jspecify.annotations.NullMarked;
