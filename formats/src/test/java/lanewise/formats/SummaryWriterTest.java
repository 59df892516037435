package lanewise.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryWriterTest {

    /** Put together by a script of its own from the descriptions of TFRecord, CRC-32C and Event. */
    private static final String RECORDS =
            "1a00000000000000129bd82d0900002040fc54d94110001a0d627261696e2e4576656e743a32bf8a691d200000"
                    + "000000000029eda9500900002040fc54d94110002a130a110a0a6c6f73732f747261696e150000803e3520a91c"
                    + "19000000000000008bf108280900002040fc54d94110ac022a0b0a090a02c3a915286b6ecea97b4580";

    @TempDir
    Path folder;

    @Test
    void recordsAreThoseOfTheFormat() throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000L, 500_000_000), ZoneOffset.UTC);
        Path file;
        try (var writer = new SummaryWriter(folder.resolve("a/b"), clock);
                var other = new SummaryWriter(folder.resolve("a/b"), clock)) {
            assertNotEquals(writer.file(), other.file());
            file = writer.file();
            writer.addScalar("loss/train", 0.25, 0);
            writer.addScalar("é", -1e9, 300);
        }
        assertArrayEquals(HexFormat.of().parseHex(RECORDS), Files.readAllBytes(file));
    }

    @Test
    void aWriterThatCannotBeginLeavesNoFileOpen() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "only Linux tells what is open");
        Iterator<Instant> once = List.of(Instant.EPOCH).iterator();
        Clock stopped = new Clock() {
            @Override
            public Instant instant() {
                return once.next(); // for the file's name, but no more for its first record
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        assertThrows(NoSuchElementException.class, () -> new SummaryWriter(folder, stopped));
        try (var links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                boolean ours = Files.isSymbolicLink(link)
                        && Files.readSymbolicLink(link).startsWith(folder.toRealPath());
                assertFalse(ours, link::toString);
            }
        }
    }

    @Test
    void flushedPointsAreInTheFile() throws IOException {
        try (var writer = new SummaryWriter(folder)) {
            long before = Files.size(writer.file());
            writer.addScalar("x", 1, 1);
            writer.flush();
            // Framing 16, time 9, step 2, summary and value 2 + 2, tag 3, number 5.
            assertEquals(before + 39, Files.size(writer.file()));
        }
    }
}
