package lanewise.testing.conformance;

/** The rows of the index family. */
final class IndexAdapters {
    private IndexAdapters() {}

    static void register(OpTable table) {
    }
}
