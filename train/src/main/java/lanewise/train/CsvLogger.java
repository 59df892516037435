package lanewise.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values of every epoch as a line of a CSV file, under a line of names.
 *
 * <p>The names are those of the first epoch; a value that is missing later leaves its field empty. A new training
 * replaces the file, a resumed one goes on after the lines of its epochs.
 */
public final class CsvLogger implements Callback {

    private final Path file;
    private List<String> names = List.of();

    /** Writes to {@code file}, whose folder must exist. */
    public CsvLogger(Path file) {
        this.file = file;
    }

    @Override
    public void onFitBegin(Trainer trainer) {
        List<String> kept = LineLog.cut(file, trainer.epoch() == 0 ? 0 : trainer.epoch() + 1);
        if (kept.isEmpty()) {
            names = List.of();
        }
    }

    @Override
    public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
        if (names.isEmpty()) {
            names = List.copyOf(values.keySet());
            List<String> header = new ArrayList<>(List.of("epoch"));
            names.forEach(name -> header.add(quoted(name)));
            LineLog.append(file, String.join(",", header));
        }
        List<String> fields = new ArrayList<>(List.of(Integer.toString(epoch)));
        names.forEach(name -> fields.add(values.containsKey(name) ? Double.toString(values.get(name)) : ""));
        LineLog.append(file, String.join(",", fields));
    }

    /** The names of the columns: callbacks that come later may add values to the history that have none. */
    @Override
    public Map<String, @Nullable Object> stateDict() {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("names", names);
        return state;
    }

    @Override
    public void loadStateDict(Map<String, ? extends @Nullable Object> state) {
        if (!(state.get("names") instanceof List<?> saved)) {
            throw new IllegalArgumentException("CsvLogger.loadStateDict: expected names; got " + state.keySet());
        }
        names = saved.stream().map(String::valueOf).toList();
    }

    /** RFC 4180. */
    private static String quoted(String name) {
        return name.matches("[^\",\r\n]*")
                ? name
                : '"' + name.replace("\"", "\"\"").replaceAll("[\r\n]", " ") + '"';
    }
}
