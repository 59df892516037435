package lanewise.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The results of one group at one number of threads: a row each, a column each for lanewise and its peers, and below
 * them the geometric mean and the smallest of each peer's ratios. A ratio says how many times as long the peer takes.
 */
final class Table {
    private final String unit;
    /** Row name → peer id → result, in the order of the group. */
    private final Map<String, Map<String, Result>> rows = new LinkedHashMap<>();

    private final List<Contender> peers = new ArrayList<>();

    Table(Group group, List<Result> results, int threads) {
        for (Row row : Rows.of(group)) {
            Map<String, Result> found = results.stream()
                    .filter(r -> r.row().equals(row.name()) && r.threads() == threads)
                    .collect(Collectors.toMap(Result::peer, r -> r, (a, b) -> b));
            if (!found.isEmpty()) {
                rows.put(row.name(), found);
            }
        }
        for (Contender contender : Contender.values()) {
            if (contender != Contender.LANEWISE
                    && rows.values().stream().anyMatch(r -> r.containsKey(contender.id()))) {
                peers.add(contender);
            }
        }
        List<String> units = rows.values().stream()
                .flatMap(r -> r.values().stream())
                .map(Result::unit)
                .distinct()
                .toList();
        unit = units.size() == 1 ? units.getFirst() : "";
    }

    /** Whether nothing was measured. */
    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The peers that have a result in it. */
    List<Contender> peers() {
        return peers;
    }

    /** The names of its rows. */
    List<String> rows() {
        return List.copyOf(rows.keySet());
    }

    /** How many times as long as lanewise a peer takes for a row; null where there is no result. */
    @Nullable
    Double ratio(String row, Contender peer) {
        Result theirs = rows.get(row).get(peer.id());
        return theirs == null || Double.isNaN(theirs.ratio()) ? null : theirs.ratio();
    }

    /** All ratios of a peer. */
    List<Double> ratios(Contender peer) {
        List<Double> ratios = new ArrayList<>();
        for (String row : rows.keySet()) {
            Double ratio = ratio(row, peer);
            if (ratio != null) {
                ratios.add(ratio);
            }
        }
        return ratios;
    }

    /** The table for a terminal, columns aligned. */
    String text() {
        List<List<String>> cells = cells();
        int columns = cells.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : cells) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], line.get(c).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : cells) {
            StringBuilder one = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(widths[c] - line.get(c).length());
                one.append(c == 0 ? line.get(c) + pad : "  " + pad + line.get(c));
            }
            text.append(one.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** The table for a Markdown page. */
    String markdown() {
        return markdown(cells());
    }

    /** Lines of cells, the head first, as a Markdown table. */
    static String markdown(List<List<String>> cells) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            text.append("| ").append(String.join(" | ", cells.get(i))).append(" |\n");
            if (i == 0) {
                text.append("| ---")
                        .append(" | ---:".repeat(cells.getFirst().size() - 1))
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    private List<List<String>> cells() {
        List<List<String>> cells = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(unit.isEmpty() ? "" : unit.replace("us", "µs"), "lanewise (min)"));
        peers.forEach(peer -> head.add(peer.title));
        cells.add(head);
        rows.forEach((name, results) -> {
            Result ours = results.get(Contender.LANEWISE.id());
            String label = unit.isEmpty()
                    ? name + ", " + results.values().iterator().next().unit().replace("us", "µs")
                    : name;
            List<String> line = new ArrayList<>(
                    List.of(label, ours == null ? "–" : figure(ours.median()) + " (" + figure(ours.minimum()) + ")"));
            for (Contender peer : peers) {
                Result theirs = results.get(peer.id());
                Double ratio = ratio(name, peer);
                line.add(
                        theirs == null
                                ? "–"
                                : figure(theirs.median()) + (ratio == null ? "" : "  ×" + twoDecimals(ratio)));
            }
            cells.add(line);
        });
        if (peers.isEmpty()) {
            return cells;
        }
        List<String> mean = new ArrayList<>(List.of("geometric mean of ratios", ""));
        List<String> least = new ArrayList<>(List.of("smallest ratio", ""));
        for (Contender peer : peers) {
            List<Double> ratios = ratios(peer);
            mean.add(ratios.isEmpty() ? "–" : "×" + twoDecimals(Statistics.geometricMean(ratios)));
            least.add(ratios.isEmpty() ? "–" : "×" + twoDecimals(Statistics.minimum(ratios)));
        }
        cells.add(mean);
        cells.add(least);
        return cells;
    }

    /** A number with three digits or all before the point. */
    static String figure(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String twoDecimals(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
