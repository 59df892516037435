package lanewise.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
    private static final String PETS = """
        name,weight,kind
        Rex, 31.5 ,dog
        "Miau, the ""old""
        one",4e0,cat
        Wuff,-2,dog
        """;

    @Test
    void columnsBecomeTensors() {
        Csv table = read(PETS, Csv.options());
        assertEquals(List.of("name", "weight", "kind"), table.columns());
        assertEquals(3, table.size());
        Tensor weights = table.numbers("weight");
        assertEquals(DType.FLOAT64, weights.dtype());
        assertArrayEquals(new int[] {3, 1}, weights.shape());
        assertArrayEquals(new double[] {31.5, 4, -2}, weights.toDoubleArray());
        assertEquals("Miau, the \"old\"\none", table.text("name").get(1));
        assertEquals(List.of("cat", "dog"), table.categories("kind"));
        assertArrayEquals(new long[] {1, 0, 1}, table.codes("kind").toLongArray());
        assertArrayEquals(
                new long[] {0, 2, 0},
                table.codes("kind", List.of("dog", "mouse", "cat")).toLongArray());
    }

    @Test
    void otherWaysToWriteATable() {
        Csv table = read(
                "# a remark\n1;2\n3;?\n",
                Csv.options().header(false).separator(';').comment('#').missing("?"));
        assertEquals(List.of("0", "1"), table.columns());
        assertArrayEquals(new double[] {1, 2, 3, Double.NaN}, table.numbers().toDoubleArray());
        assertArrayEquals(
                new double[] {2, 1, Double.NaN, 3}, table.numbers("1", "0").toDoubleArray());
        assertEquals(
                1, read("150,4\n1,2\n", Csv.options().header(false).skip(1)).size());
        assertEquals(0, read("a,b\n", Csv.options()).size());
        assertArrayEquals(
                new int[] {0, 2}, read("a,b\n", Csv.options()).numbers().shape());
        assertEquals(List.of("a"), read("\ufeffa\n1\n", Csv.options()).columns(), "a byte order mark is no text");
    }

    @Test
    void errorsNameLineAndColumn() {
        Csv table = read(PETS, Csv.options());
        refused("test, line 2, column 3 (kind): expected a number, got 'dog'", () -> table.numbers("kind"));
        // The second row takes two lines, so the third begins on the fifth.
        refused(
                "line 5, column 3 (kind): expected one of [cat], got 'dog'",
                () -> read(PETS.replace("31.5 ,dog", "1,cat"), Csv.options()).codes("kind", List.of("cat")));
        refused("no column 'size'; its columns are [name, weight, kind]", () -> table.text("size"));
        refused("line 3: expected 2 fields as in line 1, got 3", () -> read("a,b\n1,2\n1,2,3\n", Csv.options()));
        refused("line 2: expected 2 fields as in line 1, got 1", () -> read("a,b\n1\n", Csv.options()));
        refused("different names", () -> read("1,1\n", Csv.options()));
        refused("empty file", () -> read("", Csv.options()));
        refused("options().missing", () -> read("a,b\n1,\n", Csv.options()).numbers("b"));
        for (String text : List.of("1d", "2f", "0x10", "1,5", "--1", "1e", "one")) {
            refused(
                    "expected a number",
                    () -> read("a;b\n" + text + ";1\n", Csv.options().separator(';'))
                            .numbers());
        }
    }

    @Test
    void brokenFilesAreRefused() {
        refused("test", () -> read("a,b\n1,\"2\n", Csv.options()).numbers());
        refused("test", () -> read("a\n" + "1".repeat(3 << 20), Csv.options()).numbers());
    }

    @Test
    void filesAndStreams(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("pets.csv");
        Files.writeString(file, PETS);
        assertEquals(3, Csv.read(file).size());
        assertTrue(Csv.read(file).toString().contains("3 rows of [name, weight, kind]"));
        assertThrows(UncheckedIOException.class, () -> Csv.read(folder.resolve("none.csv")));
        boolean[] closed = new boolean[1];
        InputStream in = new ByteArrayInputStream(PETS.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Csv.read(in, "stream", Csv.options());
        assertTrue(!closed[0], "the stream is the caller's to close");
    }

    private static Csv read(String text, Csv.Options options) {
        return Csv.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test", options);
    }

    private static void refused(String part, Runnable code) {
        String message = assertThrows(IllegalArgumentException.class, code::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
