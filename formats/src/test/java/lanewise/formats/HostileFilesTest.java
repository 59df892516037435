package lanewise.formats;

import static lanewise.formats.SafetensorsTest.resource;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged and malicious files are read or refused in words, with a small heap (see the pom), and nothing else happens.
 * The timeouts are only there to end a reader that never would.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileFilesTest {

    private static final long[] ABSURD = {
        0, 1, -1, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, 100_000_000
    };

    @TempDir
    Path folder;

    /** Flips, cuts, doubles, blows up numbers: one to four times. */
    private static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 8; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> {
                    ByteBuffer wide = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                    long value = ABSURD[random.nextInt(ABSURD.length)];
                    if (random.nextBoolean() && at + 8 <= bytes.length) {
                        wide.putLong(at, value);
                    } else if (at + 4 <= bytes.length) {
                        wide.putInt(at, (int) value);
                    }
                }
                case 4 -> { // a piece is removed or doubled
                    int length = Math.min(1 + random.nextInt(16), bytes.length - at);
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    out.write(bytes, 0, at);
                    if (random.nextBoolean()) {
                        out.write(bytes, at, length);
                        out.write(bytes, at, length);
                    }
                    out.write(bytes, at + length, bytes.length - at - length);
                    bytes = out.toByteArray();
                }
                default -> { // a digit becomes another, a bracket another: JSON and pickles that still parse
                    for (int i = at; i < bytes.length; i++) {
                        if (bytes[i] >= '0' && bytes[i] <= '9') {
                            bytes[i] = (byte) ('0' + random.nextInt(10));
                            break;
                        }
                    }
                }
            }
        }
        return bytes;
    }

    /** Whether the reader took the file; that it fails otherwise than in words is an error. */
    private static boolean accepted(Consumer<Path> reader, Path file) {
        try {
            reader.accept(file);
            return true;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            assertFalse(e.getMessage().isBlank());
            assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
            return false;
        }
    }

    @Test
    void mutatedSafetensors() throws IOException {
        Random random = new Random(4);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] original = Files.readAllBytes(resource(i % 2 == 0 ? "types.safetensors" : "net.safetensors"));
            byte[] bytes = mutate(original, random);
            if (i % 4 >= 2) { // within the header only
                int header = 8
                        + (int) ByteBuffer.wrap(original)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getLong();
                byte[] start = mutate(Arrays.copyOf(original, header), random);
                bytes = Arrays.copyOf(start, start.length + original.length - header);
                System.arraycopy(original, header, bytes, start.length, original.length - header);
            }
            Path file = Files.write(folder.resolve("m" + i + ".safetensors"), bytes);
            refused += accepted(Safetensors::load, file) ? 0 : 1;
        }
        assertTrue(refused > 200, "most mutants are refused, but only " + refused + " were");
    }

    @Test
    void mutatedArchives() throws IOException {
        Random random = new Random(5);
        int refused = 0;
        String[] names = {"types.pt", "views.pt", "plain.pt", "adam.pt", "protocol4.pt"};
        for (int i = 0; i < 300; i++) {
            byte[] bytes = mutate(Files.readAllBytes(resource(names[i % names.length])), random);
            Path file = Files.write(folder.resolve("m" + i + ".pt"), bytes);
            refused += accepted(TorchFiles::read, file) ? 0 : 1;
        }
        assertTrue(refused > 100, "many mutants are refused, but only " + refused + " were");
    }

    /** The checksum is right again after the change, so that the pickle reader sees all of it. */
    @Test
    void mutatedPickles() throws IOException {
        Random random = new Random(6);
        int refused = 0;
        String[] names = {"types.pt", "views.pt", "plain.pt", "adam.pt", "protocol4.pt"};
        for (int i = 0; i < 1000; i++) {
            Map<String, byte[]> entries = entries(resource(names[i % names.length]));
            entries.replaceAll((name, bytes) -> name.endsWith("data.pkl") ? mutate(bytes, random) : bytes);
            Path file = zip("p" + i + ".pt", entries);
            refused += accepted(TorchFiles::read, file) ? 0 : 1;
        }
        assertTrue(refused > 500, "most mutants are refused, but only " + refused + " were");
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return entries;
    }

    private Path zip(String name, Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                CRC32 sum = new CRC32();
                sum.update(each.getValue());
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(each.getValue().length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            switch (part) {
                case Integer number -> out.write(number);
                case byte[] raw -> out.writeBytes(raw);
                default -> out.writeBytes(part.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    private void refused(String word, Object... pickle) throws IOException {
        Path file = zip("h.pt", Map.of("archive/data.pkl", bytes(pickle)));
        var e = assertThrows(IllegalArgumentException.class, () -> TorchFiles.read(file));
        assertTrue(e.getMessage().contains(word), e.getMessage());
    }

    @Test
    void picklesMayNotAskForAnythingElse() throws IOException {
        refused("os.system", 0x80, 2, "cos\nsystem\n(X", 4, 0, 0, 0, "trueetR.");
        refused("builtins.eval", 0x80, 4, 0x8c, 8, "builtins", 0x8c, 4, "eval", 0x93, ".");
        refused("torch.load", 0x80, 2, "ctorch\nload\n.");
        refused("0x69 (i)", 0x80, 2, "(ios\nsystem\n."); // INST
        refused("0x6f (o)", 0x80, 2, "(o."); // OBJ
        refused("0x81", 0x80, 2, "ccollections\nOrderedDict\n)", 0x81, "."); // NEWOBJ
        refused("0x82", 0x80, 2, 0x82, 1, "."); // EXT1
        refused("0x50 (P)", 0x80, 2, "Pname\n."); // PERSID
        refused("instead of a tensor", 0x80, 2, "ctorch\nFloatStorage\n.");
        refused("instead of a tensor", 0x80, 2, "]ccollections\nOrderedDict\na.");
        refused("attributes", 0x80, 2, "]}b.");
        refused("attributes", 0x80, 2, "ccollections\nOrderedDict\n}b.");
        refused("called", 0x80, 2, "K", 1, ")R.");
        refused("class", 0x80, 2, "c" + "x".repeat(5000));
        refused("protocol", 0x80, 9, ".");
    }

    @Test
    void picklesMayNotLieAboutLengths() throws IOException {
        refused("bytes", 0x80, 2, "X", 0xff, 0xff, 0xff, 0xff, ".");
        refused("bytes", 0x80, 2, "X", 0xff, 0xff, 0xff, 0x7f, ".");
        refused("bytes", 0x80, 4, 0x8d, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, ".");
        refused("middle", 0x80, 2, "X", 4, 0, 0, 0, "ab.");
        refused("whole number", 0x80, 2, 0x8a, 200, ".");
        refused("ends in the middle", 0x80, 2, "}");
        refused("never remembered", 0x80, 2, "h", 3, ".");
        refused("empty", 0x80, 2, "R.");
        refused("never began", 0x80, 2, "t.");
        refused("2 values", 0x80, 2, "NN.");
        refused("key", 0x80, 2, "}]Ns.");
        refused("contains itself", 0x80, 2, "]q", 0, "h", 0, "a.");
        refused("deep", 0x80, 2, "]".repeat(200) + "a".repeat(199) + ".");
        refused("more than", 0x80, 2, "]".repeat(3_000_000) + ".");
        refused("more than", 0x80, 2, "N" + "\u0094".repeat(3_000_000) + ".");
        refused("UTF-8", 0x80, 2, "X", 1, 0, 0, 0, 0xff, ".");
    }

    private static byte[] tensor(String key, long count, long offset, String sizes, String strides) {
        ByteBuffer numbers = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(count)
                .putLong(offset);
        byte[] raw = numbers.array();
        return bytes(
                0x80,
                2,
                "ctorch._utils\n_rebuild_tensor_v2\n((X",
                7,
                0,
                0,
                0,
                "storagectorch\nFloatStorage\nX",
                key.length(),
                0,
                0,
                0,
                key,
                "X",
                3,
                0,
                0,
                0,
                "cpu",
                0x8a,
                8,
                Arrays.copyOf(raw, 8),
                "tQ",
                0x8a,
                8,
                Arrays.copyOfRange(raw, 8, 16),
                "(",
                sizes,
                "t(",
                strides,
                "t",
                0x89,
                "}tR.");
    }

    private boolean tensorAccepted(String key, long count, long offset, String sizes, String strides)
            throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a/data.pkl", tensor(key, count, offset, sizes, strides));
        entries.put("a/data/0", new byte[16]);
        return accepted(TorchFiles::read, zip("t.pt", entries));
    }

    @Test
    void tensorsMayNotReachOutOfTheirStorage() throws IOException {
        String huge = "J\u00ff\u00ff\u00ff\u007f";
        String wide = "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f";
        String minus = "J\u00ff\u00ff\u00ff\u00ff";
        assertTrue(tensorAccepted("0", 4, 0, "K\u0002K\u0002", "K\u0002K\u0001"));
        assertTrue(tensorAccepted("0", 4, 4, "K\u0000", "K\u0001"));
        assertTrue(tensorAccepted("0", 4, 3, "", ""));
        assertFalse(tensorAccepted("0", 4, 4, "", ""));
        assertFalse(tensorAccepted("0", 4, 1, "K\u0002K\u0002", "K\u0002K\u0001"));
        assertFalse(tensorAccepted("0", 4, 0, "K\u0005", "K\u0001"));
        assertFalse(tensorAccepted("0", 4, -1, "K\u0001", "K\u0001"));
        assertFalse(tensorAccepted("0", 4, Long.MAX_VALUE, "K\u0001", "K\u0001"));
        assertFalse(tensorAccepted("0", 4, 0, "K\u0002", minus));
        assertFalse(tensorAccepted("0", 4, 0, minus, "K\u0001"));
        assertFalse(tensorAccepted("0", 4, 0, "K\u0002K\u0002", huge + huge));
        assertFalse(tensorAccepted("0", 4, 0, huge + huge, "K\u0000K\u0000"));
        assertFalse(tensorAccepted("0", 4, 0, wide + wide, wide + wide));
        assertFalse(tensorAccepted("0", 4, 0, "K\u0002", ""));
        assertFalse(tensorAccepted("0", 5, 0, "K\u0002", "K\u0001"));
        assertFalse(tensorAccepted("0", Long.MAX_VALUE, 0, "K\u0002", "K\u0001"));
        assertFalse(tensorAccepted("0", 1L << 62, 0, "K\u0002", "K\u0001"));
        assertFalse(tensorAccepted("1", 4, 0, "K\u0002", "K\u0001"));
        assertFalse(tensorAccepted("../data/0", 4, 0, "K\u0002", "K\u0001"));
        assertFalse(tensorAccepted("", 4, 0, "K\u0002", "K\u0001"));
    }

    /** Keys that share a hash are kept apart by comparing them, which text and numbers cannot be with each other. */
    @Test
    void manyKeysMayNotShareTheirHashes() throws IOException {
        int bits = 14;
        List<byte[]> texts = new ArrayList<>();
        for (int i = 0; i < 1 << bits; i++) {
            StringBuilder text = new StringBuilder();
            for (int b = 0; b < bits; b++) {
                text.append((i >> b & 1) == 0 ? "Aa" : "BB");
            }
            texts.add(bytes(0x8c, 2 * bits, text.toString(), "N"));
        }
        int hash = "Aa".repeat(bits).hashCode();
        List<byte[]> numbers = new ArrayList<>();
        for (int i = 1; i <= 1 << bits; i++) {
            ByteBuffer number = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            number.putInt(hash ^ i).putInt(i);
            numbers.add(bytes(0x8a, 8, number.array(), "N"));
        }
        assertTrue(accepted(TorchFiles::read, dict(texts)));
        assertTrue(accepted(TorchFiles::read, dict(numbers)));
        assertTrue(accepted(TorchFiles::read, dict(List.of(texts.getFirst(), numbers.getFirst()))));
        List<byte[]> both = new ArrayList<>(numbers);
        both.addAll(texts);
        Path file = dict(both);
        var e = assertThrows(IllegalArgumentException.class, () -> TorchFiles.read(file));
        assertTrue(e.getMessage().contains("a whole number and text"), e.getMessage());
    }

    private Path dict(List<byte[]> items) throws IOException {
        List<Object> pickle = new ArrayList<>(List.of(0x80, 2, "}("));
        pickle.addAll(items);
        pickle.add("u.");
        return zip("keys.pt", Map.of("a/data.pkl", bytes(pickle.toArray())));
    }

    @Test
    void archivesMayNotPointElsewhereOrBlowUp() throws IOException {
        byte[] fine = bytes(0x80, 2, "}.");
        assertTrue(accepted(TorchFiles::read, zip("ok.pt", Map.of("archive/data.pkl", fine))));
        for (String trick : List.of("../evil", "/etc/passwd", "archive/../../x", "a\\..\\b", "archive/..")) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            entries.put("archive/data.pkl", fine);
            entries.put(trick, new byte[1]);
            assertFalse(accepted(TorchFiles::read, zip("trick.pt", entries)), trick);
        }
        for (List<String> names : List.of(
                List.of("data.pkl"),
                List.of("x/y/data.pkl"),
                List.of("a/data.pkl", "b/data.pkl"),
                List.of("a/data.pkl", "a/constants.pkl"),
                List.<String>of("other"))) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            names.forEach(name -> entries.put(name, fine));
            assertFalse(accepted(TorchFiles::read, zip("names.pt", entries)), names.toString());
        }
        Map<String, byte[]> big = new LinkedHashMap<>();
        big.put("a/data.pkl", fine);
        big.put("a/byteorder", "big".getBytes(StandardCharsets.US_ASCII));
        assertFalse(accepted(TorchFiles::read, zip("big.pt", big)));
        // A megabyte that says it is two gigabytes of zeros.
        Path bomb = folder.resolve("bomb.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
            zip.setLevel(9);
            zip.putNextEntry(new ZipEntry("a/data.pkl"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
        }
        assertFalse(accepted(TorchFiles::read, bomb));
    }

    /** Many names for the same bytes: each small, together more than the file. */
    @Test
    void overlappingEntriesAreRefused() throws IOException {
        int size = 1 << 20;
        Map<String, byte[]> entries = new LinkedHashMap<>();
        List<Object> pickle = new ArrayList<>(List.of(0x80, 2, "]("));
        for (int i = 10; i < 40; i++) {
            byte[] one = tensor("" + i, size / 4, 0, "K\u0001", "K\u0001");
            pickle.add(Arrays.copyOfRange(one, 2, one.length - 1));
        }
        pickle.add("e.");
        entries.put("a/data.pkl", bytes(pickle.toArray()));
        entries.put("a/data/10", new byte[size]);
        for (int i = 11; i < 40; i++) {
            entries.put("a/data/" + i, new byte[0]);
        }
        byte[] zip = Files.readAllBytes(zip("plain.pt", entries));
        // Each empty entry of the directory is made to point at the first one's bytes.
        ByteBuffer directory = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int first = -1;
        for (int at = directory.getInt(zip.length - 6); at < zip.length - 22; ) {
            int name = directory.getShort(at + 28);
            String entry = new String(zip, at + 46, name, StandardCharsets.US_ASCII);
            if (entry.equals("a/data/10")) {
                first = at;
            } else if (first >= 0) {
                System.arraycopy(zip, first + 16, zip, at + 16, 12);
                System.arraycopy(zip, first + 42, zip, at + 42, 4);
            }
            at += 46 + name + directory.getShort(at + 30) + directory.getShort(at + 32);
        }
        Path file = Files.write(folder.resolve("overlap.pt"), zip);
        var e = assertThrows(IllegalArgumentException.class, () -> TorchFiles.read(file));
        assertTrue(e.getMessage().contains("overlap"), e.getMessage());
    }
}
