package lanewise.datasets;

import java.io.Console;
import java.util.Locale;

/** A line on standard error that says how far a download is, where a person sits at a terminal; silent elsewhere. */
final class ConsoleProgress implements Downloader.Progress, AutoCloseable {
    private static final int BAR = 24;
    private static final long INTERVAL_NANOS = 200_000_000;

    private final String dataset;
    private final boolean terminal;
    private long lastShown;
    private int width;

    ConsoleProgress(String dataset) {
        this.dataset = dataset;
        Console console = System.console();
        this.terminal = console != null && console.isTerminal();
    }

    @Override
    public void update(String file, long done, long total) {
        long now = System.nanoTime();
        if (terminal && (width == 0 || done == total || now - lastShown > INTERVAL_NANOS)) {
            String text = line(dataset, file, done, total);
            System.err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            width = text.length();
            lastShown = now;
        }
    }

    static String line(String dataset, String file, long done, long total) {
        int filled = total == 0 ? BAR : (int) (BAR * done / total);
        return String.format(
                Locale.ROOT,
                "%s %s [%s%s] %.1f of %.1f MB",
                dataset,
                file,
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                done / 1e6,
                total / 1e6);
    }

    @Override
    public void close() {
        if (width > 0) {
            System.err.println();
        }
    }
}
