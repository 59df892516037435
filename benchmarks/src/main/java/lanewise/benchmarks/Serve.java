package lanewise.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A Java peer's side of the talk. The driver writes a line, {@code warm MS ROW} or {@code time MS ROW} with tabs
 * between and the row as {@link Row#line} writes it; the peer answers with one line of JSON. Any other output is
 * ignored.
 *
 * <p>{@code warm} makes the work ready, runs it {@value #CHECKED} times (what takes seconds once), notes the number
 * that all peers must agree on, and runs on for that many milliseconds; {@code time} runs it for so long and answers
 * with samples, each long enough for the clock. Started with {@code once N ROW}, the peer runs the work N times and
 * ends: what {@code bin/bench startup} times.
 */
public final class Serve {
    /** After so many runs the number to check is taken: enough that a wrong gradient shows in a loss. */
    static final int CHECKED = 10;

    /**
     * Warming up goes in so many windows at most, and ends after so many in a row that were not faster by this factor.
     */
    private static final int WINDOWS = 15;

    private static final int STILL = 4;
    private static final double FASTER = 0.98;

    /** What share of a turn goes by before the clock starts: one in so many. */
    private static final int SETTLING = 4;

    private static final double SHORTEST_SAMPLE_NS = 50_000;
    private static final int SAMPLES = 100;

    private final Peer peer;
    private final int threads;
    private @Nullable Row row;
    private @Nullable Work work;
    /** How long one run takes, as far as known. */
    private double nanos;

    private Serve(Peer peer, int threads) {
        this.peer = peer;
        this.threads = threads;
    }

    /** Answers until the input ends. The arguments: number of threads, and perhaps {@code once N ROW}. */
    public static void main(Peer peer, String[] args) {
        int threads = Integer.parseInt(args[0]);
        peer.threads(threads);
        var serve = new Serve(peer, threads);
        if (args.length > 1) {
            serve.once(Integer.parseInt(args[2]), Row.parse(args[3]));
            return;
        }
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split("\t", 3);
                System.out.println(serve.answer(words[0], Integer.parseInt(words[1]), Row.parse(words[2])));
                System.out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.exit(0); // whatever threads a library left behind
    }

    private void once(int n, Row row) {
        Work work = peer.work(row);
        if (work == null) {
            System.out.println("{\"unsupported\":true}");
            return;
        }
        double loss = 0;
        for (int i = 0; i < n; i++) {
            loss = work.run(i == n - 1);
        }
        System.out.println("{\"check\":" + json(loss) + ",\"peakMB\":" + peak() + "}");
    }

    /** A number as JSON has it. */
    private static String json(double value) {
        return Double.isFinite(value) ? String.valueOf(value) : "null";
    }

    /** The largest resident size of this process so far in MB, as Linux tells it; 0 elsewhere. */
    private static double peak() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
                }
            }
        } catch (IOException e) {
            // not Linux
        }
        return 0;
    }

    private String answer(String command, int ms, Row row) {
        String head = "{\"group\":\"%s\",\"row\":\"%s\",\"threads\":%d".formatted(row.group(), row.name(), threads);
        try {
            if (command.equals("warm")) {
                this.work = null; // for the collector, before the next row's arrays are made
                this.work = peer.work(row);
                this.row = row;
                return head
                        + (work == null
                                ? ",\"unsupported\":true}"
                                : ",\"check\":" + json(warm(work, ms, row.unit().equals("s") ? 1 : CHECKED)) + "}");
            }
            if (work == null || !row.equals(this.row)) {
                throw new IllegalStateException("time: expected the row that was warmed; came " + row);
            }
            return head + ",\"us\":" + (row.unit().equals("B") ? List.of(allocated(work)) : time(work, ms)) + "}";
        } catch (RuntimeException | LinkageError e) {
            e.printStackTrace();
            return head + ",\"error\":\"" + String.valueOf(e).replaceAll("[\\\\\"\\p{Cntrl}]", " ") + "\"}";
        }
    }

    private double warm(Work work, int ms, int checked) {
        double check = 0;
        long start = System.nanoTime();
        for (int i = 0; i < checked; i++) {
            check = work.run(i == checked - 1);
        }
        long now = System.nanoTime();
        nanos = Math.max(1, (now - start) / (double) checked);
        double best = Double.MAX_VALUE;
        for (int still = 0; still < STILL && now - start < ms * 1_000_000L; ) {
            long before = now;
            int runs = 0;
            while (now - before < ms * 1_000_000L / WINDOWS) {
                int some = (int) Math.max(1, 1e6 / nanos);
                for (int i = 0; i < some; i++) {
                    work.run(false);
                }
                runs += some;
                now = System.nanoTime();
            }
            nanos = Math.max(1, (now - before) / (double) runs);
            still = nanos > FASTER * best ? still + 1 : 0;
            best = Math.min(best, nanos);
        }
        return check;
    }

    /** Microseconds a run, sample by sample. */
    private List<Double> time(Work work, int ms) {
        int runs = (int) Math.max(1, Math.max(SHORTEST_SAMPLE_NS, ms * 1e6 / SAMPLES) / nanos);
        List<Double> samples = new ArrayList<>();
        // After standing still caches are cold, and threads may sit on one processor: that is not to be timed.
        long start = System.nanoTime();
        do {
            work.run(false);
        } while (System.nanoTime() - start < ms * 1_000_000L / SETTLING);
        start = System.nanoTime();
        long now = start;
        while (now - start < ms * 1_000_000L) {
            long before = now;
            for (int i = 0; i < runs; i++) {
                work.run(false);
            }
            now = System.nanoTime();
            samples.add(rounded((now - before) / 1e3 / runs));
        }
        return samples;
    }

    /** Bytes of heap a run, of all threads. */
    private static double allocated(Work work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int runs = 1000;
        long before = threads.getTotalThreadAllocatedBytes();
        for (int i = 0; i < runs; i++) {
            work.run(false);
        }
        return (threads.getTotalThreadAllocatedBytes() - before) / (double) runs;
    }

    private static double rounded(double us) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.5g", us));
    }
}
