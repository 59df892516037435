package lanewise.testing.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of one JSON object a line into maps, lists, {@code Long}, {@code Double}, {@code Boolean},
 * {@code String} and null, one line at a time. Whether a number is an integer is kept as written: {@code 1} is a
 * {@code Long}, {@code 1.0} a {@code Double}, because Python's int and float promote differently.
 */
final class JsonLines {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonLines() {}

    /** What to do with a line. */
    @FunctionalInterface
    interface LineHandler {
        void line(int number, Map<String, @Nullable Object> object);
    }

    /**
     * Calls {@code handler} for each non-blank line of {@code file}, numbered from 1.
     *
     * @throws IllegalArgumentException when a line is not a JSON object; the message names the file and line
     */
    static void forEach(Path file, LineHandler handler) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank()) {
                    handler.line(number, object(line, file.getFileName() + ":" + number));
                }
            }
        }
    }

    /** Parses {@code text} as one JSON object; {@code where} names it in messages. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(String text, String where) {
        Object value = value(text, where);
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalArgumentException(where + ": expected a JSON object; got " + Py.typeName(value));
    }

    /** Parses {@code text} as one JSON value; {@code where} names it in messages. */
    static @Nullable Object value(String text, String where) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            Object value = value(parser, parser.nextToken());
            JsonToken rest = parser.nextToken();
            if (rest != null) {
                throw new IllegalArgumentException(where + ": unexpected text after the JSON value");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException(where + ": not JSON: " + e.getMessage(), e);
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    map.put(name, value(parser, parser.nextToken()));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                    list.add(value(parser, t));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> Double.parseDouble(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default ->
                throw new IOException(
                        "no value at column " + parser.currentLocation().getColumnNr());
        };
    }
}
