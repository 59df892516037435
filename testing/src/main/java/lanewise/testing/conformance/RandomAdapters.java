package lanewise.testing.conformance;

/** The rows of the random generator: creation, filling in place, initialisers, dropout. */
final class RandomAdapters {
    private RandomAdapters() {}

    static void register(OpTable table) {
        InitAdapters.register(table);
    }
}
