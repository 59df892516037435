package lanewise.testing.conformance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the lines of one kind of file. */
interface CaseRunner {

    /** What the line exercises: an op's, module's or optimizer's name. */
    String subject(Map<String, @Nullable Object> line);

    /** Runs one line. Exceptions that reach the caller count as failures. */
    Outcome run(Map<String, @Nullable Object> line) throws Exception;
}
