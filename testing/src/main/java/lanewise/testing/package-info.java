/** What users test with: gradcheck, assertClose, tensor arbitraries; the conformance runner. */
@NullMarked
package lanewise.testing;

import org.jspecify.annotations.NullMarked;
