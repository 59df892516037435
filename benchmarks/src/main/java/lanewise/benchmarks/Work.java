package lanewise.benchmarks;

/** What is timed: one step, one product, one pass. */
@FunctionalInterface
public interface Work {

    /**
     * Does it once.
     *
     * @param check whether the result is asked for; never while the time is taken
     * @return if asked, a number that tells whether this peer computes what the others do: the loss, or the sum of the
     *     results; NaN from a peer that cannot start from the same numbers
     */
    double run(boolean check);
}
