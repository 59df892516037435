/**
 * How fast lanewise is, beside everybody else. {@code bin/bench GROUP} runs {@link lanewise.benchmarks.Bench}, which
 * starts lanewise and its peers, each in a process of its own, gives them the rows of {@link lanewise.benchmarks.Rows}
 * in turns (A B C A B C …) and prints medians and ratios.
 *
 * <p>A peer is one file: {@link lanewise.benchmarks.Lanewise} here, the other Java peers in {@code src/main/peers},
 * Python's in {@code src/main/python}. Java peers implement {@link lanewise.benchmarks.Peer} and leave the talking to
 * {@link lanewise.benchmarks.Serve}. {@link lanewise.benchmarks.Roofline} is JMH: kernels as shares of what the machine
 * can do. Start at {@code Bench}, or at {@code Rows} to add a row. Never deployed.
 */
@NullMarked
package lanewise.benchmarks;

import org.jspecify.annotations.NullMarked;
