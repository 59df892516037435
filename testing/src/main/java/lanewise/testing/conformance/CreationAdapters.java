package lanewise.testing.conformance;

/** The rows of the creation family. */
final class CreationAdapters {
    private CreationAdapters() {}

    static void register(OpTable table) {
    }
}
