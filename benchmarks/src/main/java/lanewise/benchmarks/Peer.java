package lanewise.benchmarks;

import org.jspecify.annotations.Nullable;

/** A framework that does the work of a row. Called from one thread. */
public interface Peer {

    /** Limits the framework to that many threads; called once, before any work. */
    void threads(int threads);

    /**
     * Makes everything ready for a row, with the numbers of {@link Fill}; null where the framework has no such thing.
     */
    @Nullable
    Work work(Row row);
}
