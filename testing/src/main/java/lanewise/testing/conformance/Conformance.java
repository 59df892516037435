package lanewise.testing.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a conformance folder: each {@code *.jsonl} file, line by line, by the runner of its name.
 *
 * <p>The folder is named by the system property {@value #FOLDER_PROPERTY}; any folder of the same form will do.
 */
public final class Conformance {
    /** The system property that names the folder. */
    public static final String FOLDER_PROPERTY = "lanewise.conformance";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * A case that did not come out as recorded.
     *
     * @param id the case's id
     * @param line its line in the file
     * @param call the call in short
     * @param expected what was recorded
     * @param got what lanewise gave
     */
    public record Failure(String id, int line, String call, String expected, String got) {}

    /**
     * What became of one file.
     *
     * @param file its name
     * @param passed how many cases came out as recorded
     * @param failures those that did not
     * @param unsupported what lanewise does not have yet, with the number of cases
     */
    public record FileReport(String file, int passed, List<Failure> failures, Map<String, Integer> unsupported) {
        /** The number of cases whose subject lanewise does not have yet. */
        public int notSupported() {
            return unsupported.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** The line that {@code bin/conformance} prints. */
        public String summary() {
            return file + ": " + passed + " passed, " + failures.size() + " failed, " + notSupported()
                    + " not yet supported";
        }
    }

    private final Map<String, CaseRunner> runners = new LinkedHashMap<>();

    /** Everything that lanewise has. */
    public Conformance() {
        OpTable ops = OpTable.standard();
        runners.put("ops.jsonl", new OpsRunner(ops));
        runners.put("errors.jsonl", new ErrorsRunner(ops));
        runners.put("repr.jsonl", new ReprRunner());
        ModuleTable modules = ModuleTable.standard();
        runners.put("modules.jsonl", new ModulesRunner(modules));
        runners.put("random.jsonl", new RandomRunner(modules));
        OptimizersRunner optimizers = new OptimizersRunner();
        runners.put("optimizers.jsonl", optimizers);
        runners.put("schedulers.jsonl", new SchedulersRunner(optimizers));
    }

    /** The folder named by {@value #FOLDER_PROPERTY}, or else {@code ../shared/conformance}. */
    public static Path defaultFolder() {
        return Path.of(System.getProperty(FOLDER_PROPERTY, "../shared/conformance"));
    }

    /** The names of the case files in {@code folder}, sorted. */
    public static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    /** Runs all cases of one file. */
    public FileReport run(Path file) throws IOException {
        return run(file, subject -> true);
    }

    /** Runs the cases of one file whose subject (op, module, optimizer …) passes the filter. */
    public FileReport run(Path file, Predicate<String> subjects) throws IOException {
        String name = file.getFileName().toString();
        CaseRunner runner = runners.get(name);
        int[] passed = {0};
        List<Failure> failures = new ArrayList<>();
        Map<String, Integer> unsupported = new TreeMap<>();
        try (Watchdog watchdog = new Watchdog(LIMIT)) {
            JsonLines.forEach(file, (number, line) -> {
                String subject = runner == null ? name : runner.subject(line);
                if (!subjects.test(subject)) {
                    return;
                }
                Outcome outcome = runner == null ? new Outcome.Unsupported(name) : watch(watchdog, runner, line);
                switch (outcome) {
                    case Outcome.Passed _ -> passed[0]++;
                    case Outcome.Failed failed ->
                        failures.add(new Failure(
                                String.valueOf(line.get("id")),
                                number,
                                call(subject, line),
                                failed.expected(),
                                failed.got()));
                    case Outcome.Unsupported missing -> unsupported.merge(missing.what(), 1, Integer::sum);
                }
            });
        }
        return new FileReport(name, passed[0], List.copyOf(failures), unsupported);
    }

    private static Outcome watch(Watchdog watchdog, CaseRunner runner, Map<String, @Nullable Object> line) {
        try {
            return watchdog.watch(() -> runner.run(line));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException("conformance: interrupted", new java.io.InterruptedIOException());
        }
    }

    /** The call as one would write it in Python, tensors by dtype and shape. */
    private static String call(String subject, Map<String, @Nullable Object> line) {
        List<String> arguments = new ArrayList<>();
        if (line.containsKey("input")) {
            arguments.add(text(Values.decode(line.get("input"))));
        }
        if (line.get("args") instanceof List<?> args) {
            args.forEach(argument -> arguments.add(text(Values.decode(argument))));
        }
        if (line.get("kwargs") instanceof Map<?, ?> kwargs) {
            kwargs.forEach((name, value) -> arguments.add(name + "=" + text(Values.decode(value))));
        }
        return subject + "(" + String.join(", ", arguments) + ")";
    }

    private static String text(@Nullable Object value) {
        List<@Nullable Object> items = Py.items(value);
        if (items != null) {
            String inside =
                    String.join(", ", items.stream().map(Conformance::text).toList());
            return value instanceof Py.Tuple ? "(" + inside + ")" : "[" + inside + "]";
        }
        return switch (value) {
            case null -> "None";
            case String text -> "'" + text + "'";
            case Py.DTypeName dtype -> dtype.name();
            default -> value.toString();
        };
    }
}
