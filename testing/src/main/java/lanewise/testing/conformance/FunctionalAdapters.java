package lanewise.testing.conformance;

/** The rows of the functional family. */
final class FunctionalAdapters {
    private FunctionalAdapters() {}

    static void register(OpTable table) {
    }
}
