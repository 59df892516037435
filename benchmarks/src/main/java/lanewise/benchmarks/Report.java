package lanewise.benchmarks;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler;

/** Writes {@code docs/benchmarks.md} and its pictures from all results there are. */
final class Report {
    private static final int PICTURED = 8;
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 420;
    /** Where bars end, so that one slow peer does not flatten all others. */
    private static final double LONGEST = 6;
    /** Lanewise's, then the peers' in their order. */
    private static final Color[] COLORS = {
        new Color(0x1B4F8F),
        new Color(0xE4572E),
        new Color(0xF3A712),
        new Color(0x6BA368),
        new Color(0xA8A39D),
        new Color(0x9B5DE5),
        new Color(0x4D908E),
        new Color(0x7F5539),
        new Color(0x2EC4B6),
        new Color(0xC9ADA7)
    };

    private final Contender.Place place;
    private final Path results;
    private final Path docs;

    Report(Contender.Place place, Path results) {
        this.place = place;
        this.results = results;
        docs = place.home().resolveSibling("docs");
    }

    /** Writes the page and returns its path. */
    Path write() throws IOException, InterruptedException {
        StringBuilder page = new StringBuilder("""
            # Benchmarks

            Written by `bin/bench --docs` from what `bin/bench` measured. How to run it, and what is measured how:
            [benchmarks/README.md](../benchmarks/README.md).

            **Absolute figures hold on one machine only**, this one:
            """);
        page.append(machine()).append("""

            Each figure is the median of the rounds' medians, in brackets the smallest sample. × is how many times as
            long a peer takes as lanewise, round by round: above 1, lanewise is faster. Everybody computes the same from
            the same numbers, and that is checked. – : the peer has no such thing.
            """);
        for (Group group : Group.values()) {
            Results found = new Results(results, group);
            if (!found.all().isEmpty()) {
                page.append("\n## %s%n%n%s %s%n".formatted(group.title, group.about, load(found.all())));
            }
            for (int threads : found.threads()) {
                Table table = new Table(group, found.all(), threads);
                String heading = threads + (threads == 1 ? " thread" : " threads");
                page.append("\n### ").append(heading).append("\n\n").append(table.markdown());
                int pictured = table.peers().isEmpty() ? 0 : table.rows().size();
                if (pictured <= PICTURED && pictured > 2) {
                    String name = "bench-" + group.id() + "-" + threads;
                    draw(table, group.title + ", " + heading, name);
                    page.append("\n![")
                            .append(group.title)
                            .append(", ")
                            .append(heading)
                            .append("](images/")
                            .append(name)
                            .append(".png)\n");
                }
            }
        }
        Path roofline = results.resolve("roofline.md");
        if (Files.exists(roofline)) {
            page.append("\n"
                            + "## Roofline\n\n"
                            + "The share says how near a kernel comes to what one core can do: the larger of its"
                            + " multiplications and additions at the\n"
                            + "peak rate and its reading and writing of each number once at the rate of a copy,"
                            + " over the time it takes.\n\n")
                    .append(Files.readString(roofline));
        }
        Path file = Files.createDirectories(docs).resolve("benchmarks.md");
        Files.writeString(file, page);
        return file;
    }

    /** Bars: how many times as long as lanewise each peer takes for each row. */
    private void draw(Table table, String title, String name) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("%s: time as a multiple of lanewise's, bars end at %.0f".formatted(title, LONGEST))
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE).setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridVerticalLinesVisible(false).setXAxisLabelRotation(20);
        chart.getStyler().setAvailableSpaceFill(0.85).setSeriesColors(COLORS);
        List<Double> ones = table.rows().stream().map(row -> 1.0).toList();
        chart.addSeries("lanewise", table.rows(), ones);
        for (Contender peer : table.peers()) {
            List<@Nullable Double> ratios = new ArrayList<>();
            table.rows().forEach(row -> ratios.add(capped(table.ratio(row, peer))));
            chart.addSeries(peer.title, table.rows(), ratios);
        }
        Path folder = Files.createDirectories(docs.resolve("images"));
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".png"))) {
            ChartEncoder.saveChart(chart, out, "png");
        }
    }

    private static @Nullable Double capped(@Nullable Double ratio) {
        return ratio == null ? null : Math.min(ratio, LONGEST);
    }

    /** Says whether the machine was quiet: the measuring itself keeps as many processors busy as it has threads. */
    private static String load(List<Result> results) {
        var loads =
                results.stream().mapToDouble(Result::load).filter(x -> x > 0).summaryStatistics();
        return loads.getCount() == 0
                ? ""
                : "Load of the machine meanwhile: %s to %s."
                        .formatted(Table.figure(loads.getMin()), Table.figure(loads.getMax()));
    }

    private String machine() throws IOException, InterruptedException {
        List<String> versions = new ArrayList<>();
        for (Contender contender : Contender.values()) {
            String version = contender.version(place);
            if (version != null) {
                versions.add(contender.title + " " + version);
            }
        }
        return "%s, %d processors, Java %s. %s.%n"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        String.join(", ", versions));
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
