package lanewise.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lanewise.nn.Linear;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    static Path resource(String name) {
        try {
            return Path.of(SafetensorsTest.class.getResource(name).toURI());
        } catch (Exception e) {
            throw new AssertionError("no resource " + name, e);
        }
    }

    static void checkTypes(Map<String, Tensor> all) {
        assertEquals(10, all.size());
        assertArrayEquals(
                new float[] {-1, -0.75f, -0.5f, -0.25f, 0, 0.25f},
                all.get("float32").toFloatArray());
        assertArrayEquals(new int[] {2, 3}, all.get("float32").shape());
        assertArrayEquals(
                new double[] {-1, -0.75, -0.5, -0.25, 0, 0.25},
                all.get("float64").toDoubleArray());
        assertEquals(DType.FLOAT64, all.get("float64").dtype());
        assertArrayEquals(
                new float[] {-1, -0.75f, -0.5f, -0.25f, 0}, all.get("float16").toFloatArray());
        assertArrayEquals(
                new float[] {-1, -0.75f, -0.5f, -0.25f, 0}, all.get("bfloat16").toFloatArray());
        assertArrayEquals(new long[] {-(1L << 62), 7}, all.get("int64").toLongArray());
        assertArrayEquals(new int[] {-5, 1 << 30}, all.get("int32").toIntArray());
        assertArrayEquals(
                new byte[] {0, (byte) 200, (byte) 255}, all.get("uint8").toByteArray());
        assertArrayEquals(new boolean[] {true, false, true}, all.get("bool").toBooleanArray());
        assertEquals(2.5, all.get("scalar").item());
        assertEquals(0, all.get("scalar").dim());
        assertArrayEquals(new int[] {0, 3}, all.get("empty").shape());
    }

    @Test
    void readsEveryTypeWrittenFromPyTorch() {
        checkTypes(Safetensors.load(resource("types.safetensors")));
        assertEquals(Map.of("format", "pt", "naïve", "日本"), Safetensors.metadata(resource("types.safetensors")));
        assertEquals(
                Set.of("uint8"),
                Safetensors.load(resource("types.safetensors"), name -> name.equals("uint8"))
                        .keySet());
    }

    @Test
    void writesWhatItReads() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        float[] odd = {Float.NaN, Float.intBitsToFloat(0x7fa00001), -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 1};
        tensors.put("odd ☃ \"name\"", Tensor.fromArray(odd, 2, 3));
        tensors.put(
                "transposed",
                Tensor.fromArray(new long[] {1, 2, 3, 4, 5, 6}, 2, 3).t());
        tensors.put("flag", Tensor.fromArray(new boolean[] {true, false}));
        tensors.put("scalar", Tensor.tensor(1.5, DType.FLOAT64));
        tensors.put("none", Tensor.zeros(3, 0));
        tensors.put("large", Tensor.arange(300_000));
        Path file = folder.resolve("a.safetensors");
        Safetensors.save(tensors, file, Map.of("b", "2", "a", "1"));
        Map<String, Tensor> read = Safetensors.load(file);
        assertEquals(tensors.keySet(), read.keySet());
        float[] back = read.get("odd ☃ \"name\"").toFloatArray();
        for (int i = 0; i < odd.length; i++) {
            assertEquals(Float.floatToRawIntBits(odd[i]), Float.floatToRawIntBits(back[i]));
        }
        assertArrayEquals(new long[] {1, 4, 2, 5, 3, 6}, read.get("transposed").toLongArray());
        assertArrayEquals(new int[] {3, 2}, read.get("transposed").shape());
        assertArrayEquals(tensors.get("large").toLongArray(), read.get("large").toLongArray());
        assertEquals(1.5, read.get("scalar").item());
        assertArrayEquals(new int[] {3, 0}, read.get("none").shape());
        assertArrayEquals(new boolean[] {true, false}, read.get("flag").toBooleanArray());
        assertEquals(Map.of("a", "1", "b", "2"), Safetensors.metadata(file));
        byte[] once = Files.readAllBytes(file);
        Safetensors.save(read, file, Map.of("a", "1", "b", "2"));
        assertArrayEquals(once, Files.readAllBytes(file), "the same content is the same file");
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "no temporary file is left");
        }
    }

    @Test
    void aModelTravels() {
        Linear from = new Linear(3, 2);
        Linear to = new Linear(3, 2);
        Path file = folder.resolve("m.safetensors");
        Safetensors.save(from.stateDict(), file);
        to.loadStateDict(Safetensors.load(file));
        assertArrayEquals(from.weight.toFloatArray(), to.weight.toFloatArray());
    }

    @Test
    void aFailedWriteLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("kept");
        Files.writeString(file, "old");
        assertThrows(
                UncheckedIOException.class,
                () -> AtomicFiles.write(file, out -> {
                    out.write(ByteBuffer.wrap(new byte[100]));
                    throw new IOException("power cut");
                }));
        assertEquals("old", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void namesAreChecked() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Safetensors.save(Map.of("__metadata__", Tensor.ones(1)), folder.resolve("x")));
        assertThrows(
                IllegalArgumentException.class,
                () -> Safetensors.save(Map.of("\ud800", Tensor.ones(1)), folder.resolve("x")));
        assertFalse(Files.exists(folder.resolve("x")));
        assertThrows(UncheckedIOException.class, () -> Safetensors.load(folder.resolve("absent")));
    }

    @Test
    void otherTypesAreNamedAndCanBeLeftOut() throws IOException {
        Path file = write(
                "{\"a\":{\"dtype\":\"I16\",\"shape\":[2],\"data_offsets\":[0,4]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[4,6]}}",
                6);
        var e = assertThrows(IllegalArgumentException.class, () -> Safetensors.load(file));
        assertTrue(e.getMessage().contains("'a'") && e.getMessage().contains("I16"), e.getMessage());
        assertEquals(Set.of("b"), Safetensors.load(file, "b"::equals).keySet());
    }

    private Path write(String header, int data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        return Files.write(folder.resolve("hostile.safetensors"), bytes.array());
    }

    @Test
    void paddingAfterTheHeaderIsFine() throws IOException {
        assertEquals(Map.of(), Safetensors.load(write("{}      ", 0)));
        assertEquals(
                Set.of("a", "b"),
                Safetensors.load(write(
                                "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]},"
                                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}",
                                2))
                        .keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " {}",
                "[]",
                "{} x",
                "{}{}",
                "{",
                "{\"a\":1}",
                "{\"a\":{}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1073741824,1073741824,1073741824,1073741824],"
                        + "\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9223372036854775807]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"extra\":1}}",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[8,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"\\ud800\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"__metadata__\":{\"a\":1},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"__metadata__\":[],\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":null,\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[[[[[[[[2]]]]]]]],\"data_offsets\":[0,8]}}",
            })
    void wrongHeadersAreRefused(String header) throws IOException {
        Path file = write(header, 8);
        var e = assertThrows(IllegalArgumentException.class, () -> Safetensors.load(file));
        assertTrue(e.getMessage().startsWith("Safetensors: " + file + " is not valid: "), e.getMessage());
    }

    @Test
    void wrongLengthsAndBytesAreRefused() throws IOException {
        for (long length : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 100_000_001, 3, 1}) {
            ByteBuffer bytes = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putLong(length).put((byte) '{').put((byte) '}');
            Path file = Files.write(folder.resolve("length"), bytes.array());
            assertThrows(IllegalArgumentException.class, () -> Safetensors.load(file), "" + length);
        }
        for (int size = 0; size < 8; size++) {
            Path file = Files.write(folder.resolve("short"), new byte[size]);
            assertThrows(IllegalArgumentException.class, () -> Safetensors.load(file));
        }
        byte[] notUtf8 = {5, 0, 0, 0, 0, 0, 0, 0, '{', '"', (byte) 0xff, '"', '}'};
        Path file = Files.write(folder.resolve("bytes"), notUtf8);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Safetensors.load(file))
                .getMessage()
                .contains("UTF-8"));
    }

    /** A header of ninety megabytes, written and, with the small heap of these tests, read piece by piece. */
    private Path large(String start, String filler, String end) throws IOException {
        int times = 90_000_000 / filler.length();
        Path file = folder.resolve("large.safetensors");
        byte[] block = filler.repeat(1000).getBytes(StandardCharsets.UTF_8);
        try (var out = Files.newOutputStream(file)) {
            long length = start.length() + (long) block.length * (times / 1000) + end.length();
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array());
            out.write(start.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < times / 1000; i++) {
                out.write(block);
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void largeHeadersTakeLittleMemory() throws IOException {
        assertEquals(Map.of(), Safetensors.load(large("{", " ", "}")));
        for (String[] parts : new String[][] {
            {"{\"a\":", "[", "}"},
            {"{\"", "a", "\":1}"},
            {"{\"a\":{\"dtype\":\"U8\",\"shape\":[1", ",1", "]}}"},
            {"{\"__metadata__\":{\"a\":\"", "a", "\"}}"}
        }) {
            Path file = large(parts[0], parts[1], parts[2]);
            assertThrows(IllegalArgumentException.class, () -> Safetensors.load(file));
        }
        StringBuilder tensors = new StringBuilder("{");
        StringBuilder metadata = new StringBuilder("{\"__metadata__\":{");
        for (int i = 0; i <= 200_000; i++) {
            String name = (i == 0 ? "\"" : ",\"") + i;
            tensors.append(name).append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
            metadata.append(name).append("\":\"\"");
        }
        for (String header : List.of(tensors + "}", metadata + "}}")) {
            Path file = write(header, 0);
            assertThrows(IllegalArgumentException.class, () -> Safetensors.load(file));
        }
    }
}
