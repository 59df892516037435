package lanewise.testing.conformance;

/** The rows of the linalg family. */
final class LinalgAdapters {
    private LinalgAdapters() {}

    static void register(OpTable table) {
    }
}
