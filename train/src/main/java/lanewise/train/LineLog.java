package lanewise.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lanewise.formats.AtomicFiles;

/** A file that grows by a line an epoch, and whose number of lines fits the epochs also after a resume. */
final class LineLog {

    private LineLog() {}

    /** Cuts the file down to its first {@code lines} lines, and returns them; without any the file begins anew. */
    static List<String> cut(Path file, int lines) {
        try {
            List<String> kept = new ArrayList<>();
            if (lines > 0 && Files.exists(file)) {
                List<String> all = Files.readAllLines(file, StandardCharsets.UTF_8);
                kept.addAll(all.subList(0, Math.min(lines, all.size())));
            }
            // In one step: a program killed here must not lose the log of a long training.
            byte[] text = kept.stream()
                    .map(line -> line + "\n")
                    .collect(Collectors.joining())
                    .getBytes(StandardCharsets.UTF_8);
            AtomicFiles.write(file, out -> Channels.newOutputStream(out).write(text));
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file + " failed: " + e, e);
        }
    }

    static void append(Path file, String line) {
        try {
            Files.writeString(
                    file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file + " failed: " + e, e);
        }
    }
}
