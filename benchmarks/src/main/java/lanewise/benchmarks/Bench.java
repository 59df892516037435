package lanewise.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bin/bench}: measures lanewise beside its peers. */
@Command(
        name = "bin/bench",
        description = "Measures lanewise beside its peers, each in a process of its own, in turns.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Bench implements Callable<Integer> {

    @Parameters(
            paramLabel = "GROUP",
            arity = "0..*",
            description =
                    "steps, gemm, elementwise, conv, recurrent, attention, epoch, startup, overhead, roofline or all")
    private List<String> groups = List.of();

    @Option(names = "--peers", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.", paramLabel = "NAME")
    private @Nullable List<Contender> peers;

    @Option(names = "--threads", split = ",", description = "Numbers of threads; 1,2 unless told.", paramLabel = "N")
    private List<Integer> threads = List.of(1, 2);

    @Option(names = "--rows", description = "Only rows that this regular expression finds.", paramLabel = "REGEX")
    private String rows = "";

    @Option(names = "--rounds", description = "Turns of each peer; 7 unless told.", paramLabel = "N")
    private int rounds = 7;

    @Option(names = "--turn", description = "How long a turn is; 200 unless told.", paramLabel = "MS")
    private int turn = 200;

    @Option(names = "--warm", description = "How long to warm up at most; 15000 unless told.", paramLabel = "MS")
    private int warm = 15_000;

    @Option(names = "--quick", description = "For a first look: 3 rounds of 60 ms after 3000 ms at most.")
    private boolean quick;

    @Option(
            names = "--natives",
            description = "Download the Java peers that are missing; their native parts are large.")
    private boolean natives;

    @Option(names = "--data", description = "The folder of MNIST's four files, for an epoch.", paramLabel = "DIR")
    private @Nullable Path data;

    @Option(names = "--avx2", description = "Everybody without AVX-512, as on most machines.")
    private boolean avx2;

    @Option(names = "-J", description = "One more option of lanewise's JVM, as in -J-Xmx1g.", paramLabel = "OPTION")
    private List<String> javaOptions = new ArrayList<>();

    @Option(names = "--docs", description = "Write docs/benchmarks.md from all that was measured.")
    private boolean docs;

    private Bench() {}

    /** Runs it; the system property {@code home} names the folder benchmarks/. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var place = new Contender.Place(
                Path.of(System.getProperty("home", "benchmarks")).toAbsolutePath());
        Path folder = place.home().resolve("out");
        List<Group> chosen = chosen();
        if (groups.isEmpty() && !docs) {
            CommandLine.usage(this, System.err);
            return 2;
        }
        List<Contender> present = chosen.isEmpty() ? List.of() : present(place);
        var turns = new Turns(place, present, settings());
        Pattern pattern = Pattern.compile(rows);
        for (Group group : chosen) {
            var results = new Results(folder, group);
            List<Row> found = Rows.of(group).stream()
                    .filter(row -> pattern.matcher(row.name()).find())
                    .toList();
            for (int n : threads) {
                if (found.isEmpty()) {
                    continue;
                }
                List<Result> measured = turns.measure(group, found, n);
                if (!avx2) {
                    results.add(measured);
                }
                System.out.printf(
                        "%n%s, %d thread%s%n%s",
                        group.title, n, n == 1 ? "" : "s", new Table(group, measured, n).text());
            }
        }
        if (groups.contains("roofline") || groups.contains("all")) {
            String table = Roofline.run(quick);
            Files.writeString(Files.createDirectories(folder).resolve("roofline.md"), table);
            System.out.print("\nRoofline\n" + table);
        }
        if (docs) {
            System.out.println(new Report(place, folder).write());
        }
        return 0;
    }

    private List<Group> chosen() {
        if (groups.contains("all")) {
            return List.of(Group.values());
        }
        return groups.stream()
                .filter(name -> !name.equals("roofline"))
                .map(name -> Arrays.stream(Group.values())
                        .filter(g -> g.id().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new CommandLine.ParameterException(
                                new CommandLine(this), "There is no group " + name + "; bin/bench --help lists them.")))
                .toList();
    }

    private List<Contender> present(Contender.Place place) throws IOException, InterruptedException {
        List<Contender> present = new ArrayList<>();
        for (Contender contender : Contender.values()) {
            if (peers != null && !peers.contains(contender) && contender != Contender.LANEWISE) {
                continue;
            }
            if (natives) {
                contender.fetch(place);
            }
            String missing = contender.missing(place);
            if (missing == null) {
                present.add(contender);
            } else {
                System.err.println(contender.title + " is not present: " + missing);
            }
        }
        return present;
    }

    private Turns.Settings settings() {
        Map<String, String> environment = new LinkedHashMap<>();
        if (data != null) {
            environment.put("MNIST", data.toAbsolutePath().toString());
        }
        List<String> options = new ArrayList<>(javaOptions);
        if (avx2) {
            options.add("-XX:UseAVX=2");
            environment.putAll(Map.of(
                    "OPENBLAS_CORETYPE", "Haswell",
                    "MKL_ENABLE_INSTRUCTIONS", "AVX2",
                    "ONEDNN_MAX_CPU_ISA", "AVX2",
                    "ATEN_CPU_CAPABILITY", "avx2"));
        }
        return quick
                ? new Turns.Settings(3000, 3, 60, options, environment)
                : new Turns.Settings(warm, rounds, turn, options, environment);
    }
}
