package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

    @Test
    void figuresAreComparedAndCollected(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("figures");
        System.setProperty("lanewise.figures", file.toString());
        try {
            int before = Figures.missed();
            assertTrue(Figures.report("loss of \"train\"", "%.3f".formatted(0.25), "0.250"));
            assertTrue(Figures.atLeast("accuracy", 0.97, 0.97));
            assertTrue(Figures.atMost("epochs", 12, 1000));
            assertEquals(before, Figures.missed());
            assertFalse(Figures.atLeast("accuracy", 0.9699, 0.97));
            assertFalse(Figures.atMost("loss", Double.NaN, 0.1));
            assertFalse(Figures.report("loss", "0.251", "0.250"));
            assertEquals(before + 3, Figures.missed());
        } finally {
            System.clearProperty("lanewise.figures");
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals(6, lines.size());
        assertEquals(
                "{\"figure\":\"loss of \\\"train\\\"\",\"got\":\"0.250\",\"expected\":\"0.250\",\"met\":true}",
                lines.getFirst());
        assertEquals(
                "{\"figure\":\"accuracy\",\"got\":\"0.9699\",\"expected\":\">= 0.97\",\"met\":false}", lines.get(3));
        assertEquals(
                new Figures.Figure("loss of \"train\"", "0.250", "0.250", true),
                Figures.read(file).getFirst());
        assertEquals(6, Figures.read(file).size());
        assertTrue(Figures.read(folder.resolve("none")).isEmpty());
    }

    @Test
    void whatIsReadIsWhatWasReported(@TempDir Path folder) {
        Path file = folder.resolve("figures");
        System.setProperty("lanewise.figures", file.toString());
        List<String> texts = List.of("C:\\new", "a\\\\nb", "two\nlines", "\\\"quoted\\\"", "\\");
        try {
            texts.forEach(text -> Figures.report(text, text, text));
        } finally {
            System.clearProperty("lanewise.figures");
        }
        assertEquals(
                texts.stream()
                        .map(text -> new Figures.Figure(text, text, text, true))
                        .toList(),
                Figures.read(file));
    }
}
