package lanewise.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file, checked.
 *
 * @param entries the tensors, in the order of the header
 * @param metadata free text
 * @param dataStart where in the file the tensors' bytes begin
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata, long dataStart) {

    private static final String METADATA = "__metadata__";

    /** Far more than any model has, and little enough to be multiplied out in no time. */
    private static final int MAX_DIMS = 64;

    /** Of tensors, and of entries of the metadata: again far more than any model has. */
    private static final int MAX_TENSORS = 200_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(20)
                    .maxNameLength(10_000)
                    .maxStringLength(10_000_000)
                    .build())
            // Names are met once: a table of them would only grow.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * What the header says of one tensor.
     *
     * @param name the name
     * @param dtype the format's word for the element type
     * @param shape the sizes
     * @param begin the first byte, from the end of the header
     * @param end the byte after the last
     */
    record Entry(String name, String dtype, long[] shape, long begin, long end) {}

    // ---- reading
    // --------------------------------------------------------------------------------------------------------

    /**
     * Reads a header.
     *
     * @param file for messages
     * @param bytes the header alone, read as a stream: it may be large, and what matters of it is small
     * @param dataSize how many bytes follow it
     */
    static SafetensorsHeader read(Path file, ByteBuffer bytes, long dataSize) throws IOException {
        int length = bytes.remaining();
        if (length == 0 || bytes.get(bytes.position()) != '{') {
            throw Safetensors.invalid(file, "expected the header to begin with {");
        }
        // A decoder of its own reports what is not UTF-8; a reader's default would replace it.
        Reader text = new InputStreamReader(new BufferStream(bytes), StandardCharsets.UTF_8.newDecoder());
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            String name;
            while ((name = json.nextFieldName()) != null) {
                json.nextToken();
                if (name.equals(METADATA)) {
                    readMetadata(file, json, metadata);
                } else {
                    entries.add(readEntry(file, json, name));
                    if (entries.size() > MAX_TENSORS) {
                        throw Safetensors.invalid(file, "it has more than " + MAX_TENSORS + " tensors");
                    }
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw Safetensors.invalid(file, "expected the header to be one JSON object and nothing after it");
            }
        } catch (CharacterCodingException e) {
            throw Safetensors.invalid(file, "the header is not UTF-8");
        } catch (JsonProcessingException e) {
            throw Safetensors.invalid(file, "the header is not the expected JSON: " + e.getOriginalMessage());
        }
        checkRanges(file, entries, dataSize);
        return new SafetensorsHeader(entries, metadata, 8L + length);
    }

    /** The bytes of a buffer as a stream. */
    private static final class BufferStream extends InputStream {
        private final ByteBuffer bytes;

        BufferStream(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            int n = Math.min(count, bytes.remaining());
            bytes.get(into, offset, n);
            return n == 0 && count > 0 ? -1 : n;
        }
    }

    private static void readMetadata(Path file, JsonParser json, Map<String, String> into) throws IOException {
        expect(file, METADATA, json, JsonToken.START_OBJECT);
        String key;
        while ((key = json.nextFieldName()) != null) {
            String value = json.nextTextValue();
            if (value == null) {
                throw Safetensors.invalid(file, METADATA + " may hold text only; " + shown(key) + " is something else");
            }
            into.put(key, value);
            if (into.size() > MAX_TENSORS) {
                throw Safetensors.invalid(file, METADATA + " has more than " + MAX_TENSORS + " entries");
            }
        }
    }

    private static Entry readEntry(Path file, JsonParser json, String name) throws IOException {
        if (!isUnicode(name)) {
            throw Safetensors.invalid(file, "a name has half a surrogate pair");
        }
        expect(file, name, json, JsonToken.START_OBJECT);
        String dtype = null;
        long[] shape = null;
        long[] offsets = null;
        String key;
        while ((key = json.nextFieldName()) != null) {
            json.nextToken();
            switch (key) {
                case "dtype" -> {
                    expect(file, name, json, JsonToken.VALUE_STRING);
                    dtype = json.getText();
                }
                case "shape" -> shape = readNumbers(file, name, json, MAX_DIMS);
                case "data_offsets" -> offsets = readNumbers(file, name, json, 2);
                default -> throw Safetensors.invalid(file, shown(name) + " has an unknown key " + shown(key));
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
            throw Safetensors.invalid(file, shown(name) + " needs dtype, shape and two data_offsets");
        }
        return new Entry(name, dtype, shape, offsets[0], offsets[1]);
    }

    private static long[] readNumbers(Path file, String name, JsonParser json, int most) throws IOException {
        expect(file, name, json, JsonToken.START_ARRAY);
        long[] numbers = new long[4];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(file, name, json, JsonToken.VALUE_NUMBER_INT);
            long number = json.getLongValue();
            if (number < 0 || count == most) {
                throw Safetensors.invalid(
                        file, shown(name) + " has a negative number, or more than " + most + " in one list");
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number;
        }
        return Arrays.copyOf(numbers, count);
    }

    private static void expect(Path file, String name, JsonParser json, JsonToken wanted) throws IOException {
        if (json.currentToken() != wanted) {
            throw Safetensors.invalid(
                    file, "in " + shown(name) + " expected " + wanted + "; got " + json.currentToken());
        }
    }

    /**
     * Every byte after the header belongs to exactly one tensor, and every tensor has the bytes that its shape asks
     * for.
     */
    private static void checkRanges(Path file, List<Entry> entries, long dataSize) {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long at = 0;
        for (Entry entry : sorted) {
            if (entry.begin() != at || entry.end() < at || entry.end() > dataSize) {
                throw Safetensors.invalid(
                        file,
                        shown(entry.name()) + " lies at bytes " + entry.begin() + " to " + entry.end() + " of "
                                + dataSize
                                + ", but the tensors before it end at " + at
                                + "; ranges must follow each other without gap or overlap");
            }
            Elements type = find(entry.dtype());
            if (type != null) {
                long numel = Elements.numel(entry.shape());
                if (numel < 0 || numel * type.bytes != entry.end() - entry.begin()) {
                    throw Safetensors.invalid(
                            file,
                            shown(entry.name()) + " of shape " + Arrays.toString(entry.shape()) + " and type "
                                    + entry.dtype() + " does not fit its " + (entry.end() - entry.begin()) + " bytes"
                                    + (numel < 0 ? " or a Java array" : ""));
                }
            }
            at = entry.end();
        }
        if (at != dataSize) {
            throw Safetensors.invalid(
                    file,
                    "the tensors end at byte " + at + " of " + dataSize + "; is a tensor missing from the header?");
        }
    }

    /** The type of an entry. @throws IllegalArgumentException if lanewise has no such type */
    static Elements elements(Path file, Entry entry) {
        Elements type = find(entry.dtype());
        if (type == null) {
            throw new IllegalArgumentException("Safetensors: " + shown(entry.name()) + " in " + file + " has the type "
                    + shown(entry.dtype()) + "; lanewise reads F32, F64, I64, I32, U8, BOOL, and F16 and BF16 as F32;"
                    + " convert it before it is saved, or leave it out with load(file, wanted)");
        }
        return type;
    }

    private static @Nullable Elements find(String dtype) {
        for (Elements type : Elements.values()) {
            if (type.safetensors.equals(dtype)) {
                return type;
            }
        }
        return null;
    }

    /** A name as it may stand in a message, however long it is and whatever is in it. */
    static String shown(String name) {
        String start = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        return "'" + start.replaceAll("\\p{Cntrl}", "?") + "'";
    }

    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return StandardCharsets.UTF_8.newEncoder().canEncode(text);
            }
        }
        return true;
    }

    // ---- writing
    // --------------------------------------------------------------------------------------------------------

    /** The tensors in the order of their bytes: wide types first, so that all are aligned, then by name. */
    static Map<String, Tensor> ordered(Map<String, ? extends Tensor> tensors) {
        List<String> names = new ArrayList<>(tensors.keySet());
        Comparator<String> byType =
                Comparator.comparing(name -> Elements.of(tensors.get(name).dtype()));
        names.sort(byType.thenComparing(Comparator.naturalOrder()));
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        for (String name : names) {
            if (name.equals(METADATA) || !isUnicode(name)) {
                throw new IllegalArgumentException("Safetensors.save: a tensor cannot be named " + shown(name)
                        + (name.equals(METADATA) ? "; that name is for the metadata" : ", which is no valid Unicode"));
            }
            ordered.put(name, tensors.get(name));
        }
        return ordered;
    }

    /** The header's bytes, filled up with spaces to a multiple of eight. */
    static byte[] write(Map<String, Tensor> ordered, Map<String, String> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long at = 0;
            for (Map.Entry<String, Tensor> entry : ordered.entrySet()) {
                Tensor tensor = entry.getValue();
                Elements type = Elements.of(tensor.dtype());
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", type.safetensors);
                json.writeFieldName("shape");
                json.writeArray(tensor.shape(), 0, tensor.dim());
                long end = at + (long) tensor.numel() * type.bytes;
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {at, end}, 0, 2);
                json.writeEndObject();
                at = end;
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Safetensors.save: the header could not be written: " + e.getMessage(), e);
        }
        while (bytes.size() % 8 != 0) {
            bytes.write(' ');
        }
        if (bytes.size() > Safetensors.MAX_HEADER) {
            throw new IllegalArgumentException("Safetensors.save: the names and metadata take " + bytes.size()
                    + " bytes; the format allows " + Safetensors.MAX_HEADER);
        }
        return bytes.toByteArray();
    }
}
