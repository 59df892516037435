package lanewise.train;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes the values of every epoch as a line of JSON: {@code {"epoch":1,"loss":0.4321}}; what is not finite becomes
 * {@code null}.
 *
 * <p>A new training replaces the file, a resumed one goes on after the lines of its epochs.
 */
public final class JsonLinesLogger implements Callback {

    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    /** Writes to {@code file}, whose folder must exist. */
    public JsonLinesLogger(Path file) {
        this.file = file;
    }

    @Override
    public void onFitBegin(Trainer trainer) {
        LineLog.cut(file, trainer.epoch());
    }

    @Override
    public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("epoch", epoch);
            for (Map.Entry<String, Double> entry : values.entrySet()) {
                if (Double.isFinite(entry.getValue())) {
                    json.writeNumberField(entry.getKey(), entry.getValue());
                } else {
                    json.writeNullField(entry.getKey());
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("JsonLinesLogger: " + e.getMessage(), e);
        }
        LineLog.append(file, line.toString());
    }
}
