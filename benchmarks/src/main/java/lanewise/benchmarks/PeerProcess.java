package lanewise.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A running peer. It stands still (SIGSTOP) while it is not its turn: threads of OpenMP or of a pool that spin for a
 * while after their work, compilers and collectors would otherwise be timed with the next one.
 */
final class PeerProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What no turn takes. */
    private static final int PATIENCE_SECONDS = 300;

    private final Process process;
    private final Writer in;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Thread end;

    /** Starts it. */
    PeerProcess(ProcessBuilder builder) throws IOException {
        process = builder.start();
        // One that stands still would stand for ever if the driver were interrupted: it does not even see its input
        // end.
        end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("{")) {
                    answers.add(line);
                }
            }
        } catch (IOException e) {
            // it ended, which is said below
        }
        answers.add("{\"error\":\"the process ended\"}");
    }

    /** Lets it work on a row for that long and returns its answer. */
    JsonNode ask(String command, int ms, Row row) throws IOException, InterruptedException {
        signal("CONT");
        try {
            in.write(command + "\t" + ms + "\t" + row.line() + "\n");
            in.flush();
        } catch (IOException e) {
            return JSON.readTree("{\"error\":\"the process ended\"}");
        }
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        signal("STOP");
        if (answer == null) {
            close();
            return JSON.readTree("{\"error\":\"no answer for %d s\"}".formatted(PATIENCE_SECONDS));
        }
        return JSON.readTree(answer);
    }

    /** The last line of JSON among what a process printed. */
    static JsonNode answer(List<String> lines) throws IOException {
        return JSON.readTree(lines.stream()
                .filter(line -> line.startsWith("{"))
                .reduce("{\"error\":\"no answer\"}", (first, second) -> second));
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (process.isAlive()) {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // the driver is ending, and the hook does what was done here
        }
    }
}
