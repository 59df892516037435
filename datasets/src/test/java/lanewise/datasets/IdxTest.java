package lanewise.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sound file is read as it is; anything else is refused with words, never read as if nothing was wrong. */
class IdxTest {
    @Property(tries = 200)
    void readsWhatWasWritten(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 6) Integer> dims,
            @ForAll int seed,
            @ForAll boolean compressed) {
        int[] shape = dims.stream().mapToInt(d -> d).toArray();
        byte[] raw = IdxFiles.raw(seed, shape);
        Idx idx = read(compressed ? IdxFiles.gzip(raw) : raw);
        assertArrayEquals(shape, idx.shape());
        assertArrayEquals(Arrays.copyOfRange(raw, 4 + 4 * shape.length, raw.length), idx.data());
    }

    @Property(tries = 400)
    void refusesEveryTruncation(
            @ForAll @IntRange(min = 0, max = 999) int permille,
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll boolean compressed) {
        byte[] raw = IdxFiles.raw(7, images, 5, 4);
        byte[] file = compressed ? IdxFiles.gzip(raw) : raw;
        byte[] cut = Arrays.copyOf(file, file.length * permille / 1000);
        assertThrows(UncheckedIOException.class, () -> read(cut));
    }

    @Property(tries = 2000)
    void noDamagedByteOfACompressedFileGoesUnseen(
            @ForAll @IntRange(min = 0, max = 999) int permille, @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] raw = IdxFiles.raw(3, 9, 5, 4);
        byte[] file = IdxFiles.gzip(raw);
        file[file.length * permille / 1000] ^= (byte) flip;
        Idx idx;
        try {
            idx = read(file);
        } catch (UncheckedIOException refused) {
            return;
        }
        // Some header bytes (time, system) carry nothing: then the content must be the original.
        assertArrayEquals(new int[] {9, 5, 4}, idx.shape());
        assertArrayEquals(Arrays.copyOfRange(raw, 16, raw.length), idx.data());
    }

    @Property(tries = 500)
    void noDamagedHeaderGoesUnseen(
            @ForAll @IntRange(min = 0, max = 15) int at, @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] file = IdxFiles.raw(3, 9, 5, 4);
        file[at] ^= (byte) flip;
        assertThrows(UncheckedIOException.class, () -> read(file));
    }

    @Property(tries = 100)
    void refusesTrailingBytes(@ForAll @Size(min = 1, max = 40) byte[] tail, @ForAll boolean compressed) {
        byte[] raw = IdxFiles.raw(1, 3, 4);
        byte[] file = compressed ? IdxFiles.gzip(raw) : raw;
        byte[] longer = Arrays.copyOf(file, file.length + tail.length);
        System.arraycopy(tail, 0, longer, file.length, tail.length);
        assertThrows(UncheckedIOException.class, () -> read(longer));
    }

    @Test
    void saysWhatIsWrong() {
        assertMessage(Arrays.copyOf(IdxFiles.raw(0, 10, 2, 2), 50), "[10, 2, 2]", "40 bytes", "34", "truncated");
        assertMessage(IdxFiles.gzip(Arrays.copyOf(IdxFiles.raw(0, 10), 17)), "[10]", "truncated");
        assertMessage("<!DOCTYPE html>".getBytes(StandardCharsets.US_ASCII), "HTML");
        assertMessage(new byte[0], "header");
        assertMessage(new byte[] {0, 0, 13, 1, 0, 0, 0, 0}, "type 08", "00 00 0d 01");
        assertMessage(new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0}, "not an IDX file", "50 4b 03 04");
        assertMessage(new byte[] {0, 0, 8, 1, -1, -1, -1, -1}, "4294967295");
        byte[] gz = IdxFiles.gzip(IdxFiles.raw(0, 10));
        gz[gz.length - 8] ^= 1;
        assertMessage(gz, "checksum");
    }

    @Test
    void aHeaderAloneAllocatesNothingLarge(@TempDir Path folder) throws IOException {
        byte[] absurd = {0, 0, 8, 3, 127, -1, -1, -1, 127, -1, -1, -1, 127, -1, -1, -1, 1, 2, 3};
        assertMessage(absurd, "truncated");
        assertMessage(IdxFiles.gzip(absurd), "truncated");
        // 2 GiB promised by the gzip trailer of a tiny file: refused for what it is, not by running out of memory.
        byte[] liar = IdxFiles.gzip(IdxFiles.raw(0, 10));
        liar[liar.length - 1] = 127;
        assertMessage(liar, "damaged");
        Path file = Files.write(folder.resolve("absurd"), absurd);
        assertTrue(assertThrows(UncheckedIOException.class, () -> Idx.read(file))
                .getMessage()
                .contains("truncated"));
    }

    @Test
    void aGzipFileMayHaveSeveralMembers() throws IOException {
        byte[] raw = IdxFiles.raw(5, 6, 7);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(IdxFiles.gzip(Arrays.copyOf(raw, 20)));
        both.write(IdxFiles.gzip(Arrays.copyOfRange(raw, 20, raw.length)));
        assertArrayEquals(
                Arrays.copyOfRange(raw, 12, raw.length),
                read(both.toByteArray()).data());
    }

    @Test
    void aHighlyCompressibleFileIsNoLie() {
        byte[] raw = IdxFiles.raw(new byte[5_000_000], 5_000_000);
        assertEquals(5_000_000, read(IdxFiles.gzip(raw)).data().length);
    }

    @Test
    void filesAndTheirAbsence(@TempDir Path folder) throws IOException {
        byte[] raw = IdxFiles.raw(5, 6, 7);
        Path file = Files.write(folder.resolve("some.idx"), IdxFiles.gzip(raw));
        assertArrayEquals(new int[] {6, 7}, Idx.read(file).shape());
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> Idx.read(folder.resolve("other.idx")));
        assertTrue(e.getMessage().contains("other.idx") && e.getMessage().contains("no such file"), e.getMessage());
        assertTrue(assertThrows(UncheckedIOException.class, () -> Idx.read(folder))
                .getMessage()
                .contains("a folder"));
    }

    private static Idx read(byte[] bytes) {
        return Idx.read(new ByteArrayInputStream(bytes), "test");
    }

    private static void assertMessage(byte[] bytes, String... parts) {
        String message =
                assertThrows(UncheckedIOException.class, () -> read(bytes)).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
        }
        assertTrue(message.startsWith("IDX test: "), message);
    }
}
