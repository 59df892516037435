package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A sample run in this process.
 *
 * @param output what it printed
 * @param figures what it reported
 */
record Ran(String output, List<Figures.Figure> figures) {

    static Ran sample(String name, String... arguments) throws Exception {
        Path file = Files.createTempFile(name, ".jsonl");
        PrintStream before = System.out;
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        var bytes = new ByteArrayOutputStream();
        System.setProperty("lanewise.figures", file.toString());
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Main.run(name, arguments);
        } catch (Throwable e) {
            throw new AssertionError(name + " failed after printing\n" + bytes.toString(StandardCharsets.UTF_8), e);
        } finally {
            System.setOut(before);
            Thread.currentThread().setContextClassLoader(loader);
            System.clearProperty("lanewise.figures");
        }
        List<Figures.Figure> figures = Figures.read(file);
        Files.delete(file);
        return new Ran(bytes.toString(StandardCharsets.UTF_8), figures);
    }

    /** What it got for a figure, which must be as expected. */
    String figure(String what) {
        List<Figures.Figure> found =
                figures.stream().filter(each -> each.figure().equals(what)).toList();
        assertEquals(1, found.size(), "figures named " + what + " in\n" + output);
        assertTrue(found.getFirst().met(), output);
        return found.getFirst().got();
    }

    double number(String what) {
        return Double.parseDouble(figure(what));
    }

    /** The pictures that it drew. */
    List<Path> pictures() {
        return output.lines()
                .filter(line -> line.startsWith("picture: "))
                .map(line -> Path.of(line.substring("picture: ".length())))
                .toList();
    }
}
