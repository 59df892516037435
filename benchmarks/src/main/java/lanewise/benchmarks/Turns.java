package lanewise.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures rows: everybody in a process of its own, turn by turn, A B C A B C …, so that what disturbs disturbs all.
 */
final class Turns {
    /** How far the numbers to check may lie apart, relative to their size: other orders of summation, no more. */
    private static final double TOLERANCE = 2e-3;

    private final Contender.Place place;
    private final List<Contender> contenders;
    private final Settings settings;

    /**
     * How to measure.
     *
     * @param warmMs how long everybody warms up for a row at most
     * @param rounds how many turns everybody has
     * @param turnMs how long a turn is
     * @param javaOptions more options of lanewise's JVM
     * @param environment more of everybody's environment
     */
    record Settings(int warmMs, int rounds, int turnMs, List<String> javaOptions, Map<String, String> environment) {}

    Turns(Contender.Place place, List<Contender> contenders, Settings settings) {
        this.place = place;
        this.contenders = contenders;
        this.settings = settings;
    }

    /** Measures these rows of a table at a number of threads. */
    List<Result> measure(Group group, List<Row> rows, int threads) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        if (group == Group.STARTUP) {
            return startup(rows, threads);
        }
        if (group.fresh) {
            for (Row row : rows) {
                results.addAll(together(List.of(row), threads, settings.warmMs));
            }
            return results;
        }
        return together(rows, threads, settings.warmMs / 2);
    }

    private List<Result> together(List<Row> rows, int threads, int warmMs) throws IOException, InterruptedException {
        Map<Contender, PeerProcess> running = new EnumMap<>(Contender.class);
        try {
            for (Contender contender : contenders) {
                if (contender == Contender.LANEWISE || !rows.getFirst().unit().equals("B")) {
                    running.put(contender, new PeerProcess(process(contender, threads)));
                }
            }
            List<Result> results = new ArrayList<>();
            for (Row row : rows) {
                // The first row warms what all rows share.
                results.addAll(row(row, threads, row == rows.getFirst() ? settings.warmMs : warmMs, running));
            }
            return results;
        } finally {
            running.values().forEach(PeerProcess::close);
        }
    }

    private List<Result> row(Row row, int threads, int warmMs, Map<Contender, PeerProcess> running)
            throws IOException, InterruptedException {
        Map<Contender, Double> checks = new LinkedHashMap<>();
        for (var entry : running.entrySet()) {
            JsonNode answer = entry.getValue().ask("warm", warmMs, row);
            if (answer.has("error")) {
                complain(entry.getKey(), row, answer.get("error").asText());
            } else if (answer.has("check")) {
                checks.put(entry.getKey(), answer.get("check").asDouble(Double.NaN));
            }
        }
        compare(row, checks);

        Map<Contender, List<Double>> medians = new LinkedHashMap<>();
        Map<Contender, Double> minima = new LinkedHashMap<>();
        for (int round = 0; round < settings.rounds; round++) {
            for (Contender contender : checks.keySet()) {
                JsonNode answer = running.get(contender).ask("time", settings.turnMs, row);
                if (answer.has("error")) {
                    complain(contender, row, answer.get("error").asText());
                    continue;
                }
                List<Double> samples = new ArrayList<>();
                answer.get("us").forEach(us -> samples.add(us.asDouble() * factor(row.unit())));
                medians.computeIfAbsent(contender, c -> new ArrayList<>()).add(Statistics.median(samples));
                minima.merge(contender, Statistics.minimum(samples), Math::min);
            }
        }
        List<Result> results = results(row, threads, medians, minima, checks);
        System.err.println(row.name() + ", " + threads + " threads: "
                + String.join(
                        "  ",
                        results.stream()
                                .map(r -> r.peer() + " " + Table.figure(r.median()))
                                .toList()));
        return results;
    }

    /** Whole processes, one after the other. Two rows come from each: the time and the memory. */
    private List<Result> startup(List<Row> rows, int threads) throws IOException, InterruptedException {
        Map<Contender, List<Double>> seconds = new LinkedHashMap<>();
        Map<Contender, List<Double>> megabytes = new LinkedHashMap<>();
        Map<Contender, Double> checks = new LinkedHashMap<>();
        Row work = rows.getFirst();
        for (int round = 0; round < settings.rounds; round++) {
            for (Contender contender : contenders) {
                ProcessBuilder builder = process(contender, threads, "once", "100", work.line());
                long start = System.nanoTime();
                Process process = builder.start();
                List<String> lines = process.inputReader().readAllLines();
                process.waitFor();
                double elapsed = (System.nanoTime() - start) / 1e9;
                JsonNode answer = PeerProcess.answer(lines);
                if (answer.has("peakMB")) {
                    seconds.computeIfAbsent(contender, c -> new ArrayList<>()).add(elapsed);
                    megabytes
                            .computeIfAbsent(contender, c -> new ArrayList<>())
                            .add(answer.get("peakMB").asDouble());
                    checks.put(contender, answer.get("check").asDouble(Double.NaN));
                } else if (answer.has("error")) {
                    complain(contender, work, answer.get("error").asText());
                }
            }
        }
        compare(work, checks);
        List<Result> results = new ArrayList<>();
        for (Row row : rows) {
            Map<Contender, List<Double>> figures = row.unit().equals("s") ? seconds : megabytes;
            Map<Contender, Double> minima = new LinkedHashMap<>();
            figures.forEach((contender, values) -> minima.put(contender, Statistics.minimum(values)));
            results.addAll(results(row, threads, figures, minima, checks));
        }
        return results;
    }

    private static List<Result> results(
            Row row,
            int threads,
            Map<Contender, List<Double>> rounds,
            Map<Contender, Double> minima,
            Map<Contender, Double> checks) {
        String when = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Double> ours = rounds.get(Contender.LANEWISE);
        List<Result> results = new ArrayList<>();
        rounds.forEach((contender, figures) -> results.add(new Result(
                row.group(),
                row.name(),
                row.unit(),
                threads,
                contender.id(),
                figures,
                minima.get(contender),
                ours == null ? Double.NaN : Statistics.ratio(figures, ours),
                checks.get(contender),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                when)));
        return results;
    }

    /** The process of a contender, ready to start; what it writes to its error stream goes to a log. */
    private ProcessBuilder process(Contender contender, int threads, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(contender.command(place, settings.javaOptions));
        command.add(String.valueOf(threads));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        contender.prepare(builder.environment(), place, threads);
        builder.environment().putAll(settings.environment);
        Path log = Files.createDirectories(place.target()).resolve("bench-" + contender.id() + ".log");
        return builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /** Says who does not compute what lanewise does; an epoch, which each shuffles in its way, may differ by more. */
    private static void compare(Row row, Map<Contender, Double> checks) {
        double expected = checks.getOrDefault(Contender.LANEWISE, Double.NaN);
        checks.forEach((contender, check) -> {
            double tolerance = row.op().equals("epoch") ? 0.1 : TOLERANCE;
            if (Math.abs(check - expected) > tolerance * Math.max(1, Math.abs(expected))) {
                complain(contender, row, "computes something else: " + check + " where lanewise has " + expected);
            }
        });
    }

    private static void complain(Contender contender, Row row, String what) {
        System.err.printf("%s, %s: %s%n", contender.title, row.name(), what);
    }

    /** What microseconds are multiplied with. */
    static double factor(String unit) {
        return switch (unit) {
            case "ns" -> 1e3;
            case "ms" -> 1e-3;
            case "s" -> 1e-6;
            case "us", "B", "MB" -> 1;
            default -> throw new IllegalArgumentException("unit: expected ns, us, ms, s, B or MB; came " + unit);
        };
    }
}
