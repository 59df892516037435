package lanewise.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A row of a table: one piece of work.
 *
 * @param group the table
 * @param name what it is called there
 * @param op the kind of work, which peers switch on
 * @param variant more about the kind: the activation, the transposes, or {@code both} for forward and backward
 * @param unit {@code us}, {@code ns}, {@code ms}, {@code s}, {@code MB} or {@code B}
 * @param sizes what the kind needs, see {@link Rows}
 */
public record Row(String group, String name, String op, String variant, String unit, List<Integer> sizes) {

    /** The same, sizes one by one. */
    public Row(String group, String name, String op, String variant, String unit, int... sizes) {
        this(group, name, op, variant, unit, Arrays.stream(sizes).boxed().toList());
    }

    /** Reads what {@link #line} wrote. */
    public static Row parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException("Row: expected 6 fields with tabs between; came " + line);
        }
        List<Integer> sizes = fields[5].isEmpty()
                ? List.of()
                : Arrays.stream(fields[5].split(",")).map(Integer::valueOf).toList();
        return new Row(fields[0], fields[1], fields[2], fields[3], fields[4], sizes);
    }

    /** Returns the row as a line of text that a script reads easily: fields with tabs, sizes with commas between. */
    public String line() {
        return String.join(
                "\t",
                group,
                name,
                op,
                variant,
                unit,
                sizes.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /** Returns size i. */
    public int size(int i) {
        return sizes.get(i);
    }

    /** Returns the sizes from i on. */
    public int[] sizesFrom(int i) {
        return sizes.subList(i, sizes.size()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether forward and backward are meant. */
    public boolean backward() {
        return variant.equals("both");
    }
}
