package lanewise.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * What was measured, epoch by epoch.
 *
 * <p>{@snippet :
 * History history = trainer.fit(trainLoader, testLoader, 5);
 * double[] losses = history.get("val_loss");
 * var lines = history.curves("loss", "val_loss"); // for a plot
 * int best = history.argMin("val_loss");     // an epoch, from 1
 * System.out.println(history);               // a table
 * }
 */
public final class History {

    private final List<Map<String, Double>> epochs = new ArrayList<>();

    /** A history without epochs. */
    public History() {}

    /** Adds the values of the next epoch. */
    public void add(Map<String, Double> values) {
        epochs.add(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** Adds the values of an epoch that callbacks may still add to. */
    void addGrowing(Map<String, Double> values) {
        epochs.add(Collections.unmodifiableMap(values));
    }

    /** How many epochs there are. */
    public int size() {
        return epochs.size();
    }

    /** The values of each epoch, in order. */
    public List<Map<String, Double>> epochs() {
        return Collections.unmodifiableList(epochs);
    }

    /** The names of all that was measured, in the order in which they first came up. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        epochs.forEach(epoch -> names.addAll(epoch.keySet()));
        return names;
    }

    /**
     * One value over all epochs, NaN where it was not measured.
     *
     * @throws NoSuchElementException if no epoch has it
     */
    public double[] get(String name) {
        if (!names().contains(name)) {
            throw new NoSuchElementException("History.get: there is no '" + name + "'; measured were " + names());
        }
        return epochs.stream()
                .mapToDouble(epoch -> epoch.getOrDefault(name, Double.NaN))
                .toArray();
    }

    /** A value of the last epoch. @throws NoSuchElementException if it was not measured */
    public double last(String name) {
        double[] values = get(name);
        return values[values.length - 1];
    }

    /** The epoch, counted from 1, at which a value was smallest, the first of several. */
    public int argMin(String name) {
        return best(name, 1);
    }

    /** The epoch, counted from 1, at which a value was largest, the first of several. */
    public int argMax(String name) {
        return best(name, -1);
    }

    private int best(String name, int sign) {
        double[] values = get(name);
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (sign * values[i] < sign * values[best] || Double.isNaN(values[best])) {
                best = i;
            }
        }
        return best + 1;
    }

    /**
     * Curves over the epochs for any plotting library, by name: the samples' {@code Pictures.curves} draws them.
     *
     * @param names what to draw; nothing for all that was measured
     * @throws NoSuchElementException if no epoch has one of the names
     */
    public Map<String, double[]> curves(String... names) {
        Map<String, double[]> curves = new LinkedHashMap<>();
        List.of(names.length > 0 ? names : names().toArray(String[]::new)).forEach(name -> curves.put(name, get(name)));
        return curves;
    }

    /** A table with a row for each epoch. */
    @Override
    public String toString() {
        Set<String> names = names();
        StringBuilder table = new StringBuilder("epoch");
        names.forEach(name -> table.append(" | ").append(pad(name, width(name))));
        for (int i = 0; i < epochs.size(); i++) {
            table.append('\n').append(pad(Integer.toString(i + 1), 5));
            for (String name : names) {
                Double value = epochs.get(i).get(name);
                table.append(" | ").append(pad(value == null ? "" : format(value), width(name)));
            }
        }
        return table.toString();
    }

    static String format(double value) {
        return String.format(Locale.ROOT, value != 0 && Math.abs(value) < 1e-3 ? "%.3e" : "%.4f", value);
    }

    private static int width(String name) {
        return Math.max(10, name.length());
    }

    private static String pad(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
