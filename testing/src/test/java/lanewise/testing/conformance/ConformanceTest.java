package lanewise.testing.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What PyTorch recorded, run from the folder that {@code -Dlanewise.conformance} names or from the one beside the
 * repository. The floors hold what is reached already; they only ever rise.
 */
class ConformanceTest {

    private static Path folder() {
        String named = System.getProperty(Conformance.FOLDER_PROPERTY);
        // Tests run in the module's folder, one below the repository.
        return named != null ? Path.of(named) : Path.of("..", "..", "shared", "conformance");
    }

    @ParameterizedTest
    @CsvSource({
        "errors.jsonl, 128",
        "modules.jsonl, 81",
        "ops.jsonl, 2141",
        "optimizers.jsonl, 7",
        "random.jsonl, 138",
        "repr.jsonl, 23",
        "schedulers.jsonl, 0",
    })
    void nothingFailsAndAtLeastAsManyPassAsBefore(String name, int floor) throws IOException {
        Path file = folder().resolve(name);
        boolean present = Files.isRegularFile(file);
        if (!present) {
            System.out.println("skipped: there is no " + file.toAbsolutePath().normalize() + "; name its folder by -D"
                    + Conformance.FOLDER_PROPERTY);
        }
        assumeTrue(present);
        Conformance.FileReport report = new Conformance().run(file);
        System.out.println(report.summary());
        if (!report.failures().isEmpty()) {
            fail(report.summary() + "\n"
                    + String.join(
                            "\n",
                            report.failures().stream().map(Object::toString).toList()));
        }
        // Other folders of the same form hold other numbers of cases.
        if (System.getProperty(Conformance.FOLDER_PROPERTY) == null) {
            assertTrue(
                    report.passed() >= floor,
                    () -> report.summary() + ", but " + floor + " passed before; missing: "
                            + Map.copyOf(report.unsupported()));
        }
    }
}
