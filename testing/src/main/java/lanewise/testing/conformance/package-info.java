/**
 * Runs cases that PyTorch recorded against lanewise: {@code bin/conformance [DIR]}.
 *
 * <p>A case goes one way: {@link lanewise.testing.conformance.JsonLines} reads a line,
 * {@link lanewise.testing.conformance.Values} turns it into Java values, an
 * {@link lanewise.testing.conformance.OpTable} row names the op's Python signature,
 * {@link lanewise.testing.conformance.Signature} binds the arguments as Python would into
 * {@link lanewise.testing.conformance.Args}, the row's lambda calls lanewise, and
 * {@link lanewise.testing.conformance.Comparison} judges what came back. Nothing knows a case: any folder of the same
 * form runs without a code change.
 *
 * <p>To add an op, add one row to the {@code *Adapters} class of its family:
 * {@code table.op("mul", "input, other", a -> a.tensor("input").mul(a.tensor("other")))}. An op without a row is "not
 * yet supported"; an op with a row passes or fails.
 */
@NullMarked
package lanewise.testing.conformance;

import org.jspecify.annotations.NullMarked;
