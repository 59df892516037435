package lanewise.testing.conformance;

/** What became of a case. */
sealed interface Outcome {
    /** As recorded. */
    Outcome PASSED = new Passed();

    /** As recorded. */
    record Passed() implements Outcome {}

    /** Not as recorded. */
    record Failed(String expected, String got) implements Outcome {}

    /** lanewise does not have {@code what} yet. */
    record Unsupported(String what) implements Outcome {}
}
