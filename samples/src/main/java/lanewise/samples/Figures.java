package lanewise.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sample's figures beside those that its document prints: each is a readable line, and {@code bin/run all} collects
 * them (in the file that the system property {@code lanewise.figures} names) for its table.
 */
public final class Figures {

    /**
     * A figure that was reported.
     *
     * @param figure what it is
     * @param got what came out
     * @param expected the document's text, or a bound
     * @param met whether it is as expected
     */
    public record Figure(String figure, String got, String expected, boolean met) {}

    private static final Pattern LINE =
            Pattern.compile("\\{\"figure\":%1$s,\"got\":%1$s,\"expected\":%1$s,\"met\":(true|false)}"
                    .formatted("\"((?:[^\"\\\\]|\\\\.)*)\""));

    private static final AtomicInteger MISSED = new AtomicInteger();

    private Figures() {}

    /**
     * A figure that must read exactly as in the document; numbers come formatted to the document's digits.
     *
     * @return whether it does
     */
    public static boolean report(String what, Object got, Object expected) {
        return report(what, got.toString(), expected.toString(), got.toString().equals(expected.toString()));
    }

    /**
     * A figure that must reach a bound, shown to as many digits as the bound needs and two more.
     *
     * @return whether it does
     */
    public static boolean atLeast(String what, double got, double bound) {
        return report(what, digits(got, bound), ">= " + plain(bound), got >= bound);
    }

    /**
     * A figure that must stay within a bound.
     *
     * @return whether it does
     */
    public static boolean atMost(String what, double got, double bound) {
        return report(what, digits(got, bound), "<= " + plain(bound), got <= bound);
    }

    /** How many figures were missed so far. */
    public static int missed() {
        return MISSED.get();
    }

    private static boolean report(String what, String got, String expected, boolean met) {
        String verdict = got.equals(expected) ? "as expected" : expected + (met ? ": met" : ": MISSED");
        System.out.printf("figure: %s = %s (%s)%n", what, got, verdict);
        if (!met) {
            MISSED.incrementAndGet();
        }
        String file = System.getProperty("lanewise.figures");
        if (file != null) {
            write(Path.of(file), new Figure(what, got, expected, met));
        }
        return met;
    }

    private static String digits(double got, double bound) {
        String text = plain(bound);
        int point = text.indexOf('.');
        int after = point < 0 ? 0 : text.length() - point - 1;
        return String.format(Locale.ROOT, "%." + (after == 0 && got == Math.rint(got) ? 0 : after + 2) + "f", got);
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    private static void write(Path file, Figure figure) {
        String line = "{\"figure\":%s,\"got\":%s,\"expected\":%s,\"met\":%b}\n"
                .formatted(quoted(figure.figure), quoted(figure.got), quoted(figure.expected), figure.met);
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The figures that samples reported into a file; none if there is no such file. */
    public static List<Figure> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(LINE::matcher)
                    .filter(Matcher::matches)
                    .map(part -> new Figure(
                            part.group(1).translateEscapes(),
                            part.group(2).translateEscapes(),
                            part.group(3).translateEscapes(),
                            Boolean.parseBoolean(part.group(4))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As JSON writes a text, by the escapes that it shares with Java. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
