package lanewise.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Kernels on one core, by JMH, as shares of what the core can do: no kernel is faster than its multiplications and
 * additions at the peak rate, nor than its reading and writing each number once at the rate of a plain copy
 * ({@link Peak}, measured in the same run). The share is that bound over the time taken. Exponentials and the like
 * count as movement only.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Roofline {

    @Param({
        "NN 512×512×512",
        "NN 1024×1024×1024",
        "NT 32×128×784",
        "TN 128×784×32",
        "conv 3×3, 64→64, (16, 56, 56)",
        "conv 1×1, 256→64, (8, 28, 28)",
        "add 1048576",
        "relu 1048576",
        "exp 1048576",
        "tanh 1048576",
        "gelu 1048576",
        "sum 1048576",
        "softmax 1048576",
        "layer_norm 1048576"
    })
    String row = "";

    private Work work = check -> 0;

    /** Finds the row and makes its work ready, on one thread. */
    @Setup
    public void prepare() {
        Peer peer = new Lanewise();
        peer.threads(1);
        work = Objects.requireNonNull(peer.work(row(row)));
    }

    /** Runs it. */
    @Benchmark
    public double kernel() {
        return work.run(false);
    }

    private static Row row(String name) {
        return Arrays.stream(Group.values())
                .flatMap(group -> Rows.of(group).stream())
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** How many multiplications and additions a row needs, as far as they are its point. */
    static double flops(Row row) {
        return switch (row.op()) {
            case "matmul" -> 2.0 * row.size(0) * row.size(1) * row.size(2);
            case "conv2d" -> 2.0 * outputs(row) * row.size(1) / row.size(7) * row.size(5) * row.size(5);
            case "add", "mul", "relu", "sum" -> elements(row);
            default -> 0;
        };
    }

    /** How many bytes a row must at least read and write. */
    static double bytes(Row row) {
        double numbers = switch (row.op()) {
            case "matmul" -> (double) row.size(0) * row.size(2) + row.size(2) * row.size(1) + row.size(0) * row.size(1);
            case "conv2d" ->
                elements(row) + outputs(row) + row.size(4) * row.size(1) / row.size(7) * row.size(5) * row.size(5);
            case "add", "mul" -> 3 * elements(row);
            case "sum", "mean" -> elements(row);
            default -> 2 * elements(row);
        };
        return Float.BYTES * numbers;
    }

    private static double elements(Row row) {
        int dims = row.op().equals("conv2d") ? 4 : 2;
        return row.sizes().subList(0, dims).stream()
                .mapToDouble(Integer::doubleValue)
                .reduce(1, (a, b) -> a * b);
    }

    private static double outputs(Row row) {
        int shrink = row.size(5) - 1 - 2 * row.size(6);
        return (double) row.size(0) * row.size(4) * (row.size(2) - shrink) * (row.size(3) - shrink);
    }

    /** Measures, and returns the table; this JVM's options are those of the forks too. */
    static String run(boolean quick) throws IOException {
        var options = new OptionsBuilder()
                .include(Roofline.class.getName() + "|" + Peak.class.getName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(quick ? 200 : 500))
                .measurementIterations(quick ? 3 : 7)
                .measurementTime(TimeValue.milliseconds(quick ? 100 : 200))
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            return table(new Runner(options).run());
        } catch (RunnerException e) {
            throw new IOException(e);
        }
    }

    private static String table(Collection<RunResult> results) {
        double peak = Peak.FLOPS / microseconds(results, "Peak.fma") / 1e3;
        double bandwidth = Peak.BYTES / microseconds(results, "Peak.copy") / 1e3;
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("one core", "µs", "GFLOP/s", "GB/s", "share of the bound"));
        lines.add(List.of("peak: multiply and add", "", Table.figure(peak), "", ""));
        lines.add(List.of("peak: copy of 4 MB", "", "", Table.figure(bandwidth), ""));
        for (RunResult result : results) {
            String name = result.getParams().getParam("row");
            if (name != null) {
                lines.add(line(row(name), result.getPrimaryResult().getScore(), peak, bandwidth));
            }
        }
        return Table.markdown(lines);
    }

    private static List<String> line(Row row, double us, double peak, double bandwidth) {
        double bound = Math.max(flops(row) / peak, bytes(row) / bandwidth) / 1e3;
        return List.of(
                row.name(),
                Table.figure(us),
                flops(row) == 0 ? "" : Table.figure(flops(row) / us / 1e3),
                Table.figure(bytes(row) / us / 1e3),
                Math.round(100 * bound / us) + " %");
    }

    private static double microseconds(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(r -> r.getParams().getBenchmark().endsWith(benchmark))
                .findFirst()
                .orElseThrow()
                .getPrimaryResult()
                .getScore();
    }
}
