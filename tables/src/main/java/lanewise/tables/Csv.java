package lanewise.tables;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lanewise.tensor.Tensor;

/**
 * A table of comma-separated values (RFC 4180, UTF-8): read whole, then taken by column as numbers, as text or as codes
 * of classes.
 *
 * <pre>{@code
 * Csv table = Csv.read(Path.of("admissions.csv"));
 * Tensor inputs = table.numbers("gre", "gpa");        // float64 (N, 2)
 * Tensor targets = table.codes("admitted");           // int64 (N), places in table.categories("admitted")
 * }</pre>
 *
 * <p>Whatever is wrong is an {@code IllegalArgumentException} that names the file, the line and the column.
 */
public final class Csv {
    /** No field, and so no row of a table, is longer: a file without line ends must not eat the memory. */
    private static final int MAX_FIELD = 1 << 20;

    /** Java takes "1d", "1f" and hexadecimal forms for numbers, which no table means. */
    private static final Pattern NOT_DECIMAL = Pattern.compile("[xX]|[dDfF]$");

    private final String name;
    private final List<String> columns;
    private final List<CsvRecord> rows;
    private final Set<String> missing;

    private Csv(String name, List<String> columns, List<CsvRecord> rows, Set<String> missing) {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
        this.missing = missing;
    }

    /**
     * How a file is written.
     *
     * @param separator what stands between fields
     * @param header whether the first line names the columns; else they are called "0", "1", …
     * @param skip how many lines to leave out at the start
     * @param comment the first character of lines to leave out; 0 for none
     * @param missing texts that stand for an unknown number, read as NaN; none unless told
     */
    public record Options(char separator, boolean header, int skip, char comment, Set<String> missing) {
        /** Copies the set. */
        public Options {
            missing = Set.copyOf(missing);
        }

        /** {@return a copy with this separator} */
        public Options separator(char value) {
            return new Options(value, header, skip, comment, missing);
        }

        /** {@return a copy for files whose first line names the columns, or does not} */
        public Options header(boolean value) {
            return new Options(separator, value, skip, comment, missing);
        }

        /** {@return a copy that leaves out so many lines at the start} */
        public Options skip(int lines) {
            return new Options(separator, header, lines, comment, missing);
        }

        /** {@return a copy that leaves out lines with this first character} */
        public Options comment(char value) {
            return new Options(separator, header, skip, value, missing);
        }

        /** {@return a copy that reads these texts as NaN where numbers are asked for} */
        public Options missing(String... texts) {
            return new Options(separator, header, skip, comment, Set.of(texts));
        }
    }

    /** {@return commas, a first line with the names of the columns, no comments, nothing missing} */
    public static Options options() {
        return new Options(',', true, 0, '\0', Set.of());
    }

    /**
     * Reads a file with the default options.
     *
     * @param file the file
     * @return the table
     * @throws IllegalArgumentException if it is no such table
     * @throws UncheckedIOException if it cannot be read
     */
    public static Csv read(Path file) {
        return read(file, options());
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param options how it is written
     * @return the table
     * @throws IllegalArgumentException if it is no such table
     * @throws UncheckedIOException if it cannot be read
     */
    public static Csv read(Path file, Options options) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), options);
        } catch (IOException e) {
            throw new UncheckedIOException("Csv: " + file + " cannot be read: " + e, e);
        }
    }

    /**
     * Reads a stream to its end; the caller closes it.
     *
     * @param in the table's bytes
     * @param name what errors call it
     * @param options how it is written
     * @return the table
     * @throws IllegalArgumentException if it is no such table
     * @throws UncheckedIOException if it cannot be read
     */
    public static Csv read(InputStream in, String name, Options options) {
        InputStream kept = new FilterInputStream(in) {
            @Override
            public void close() {
                // The caller's to close.
            }
        };
        List<CsvRecord> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(options.separator)
                .commentStrategy(options.comment == 0 ? CommentStrategy.NONE : CommentStrategy.SKIP)
                .commentCharacter(options.comment == 0 ? '#' : options.comment)
                .detectBomHeader(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(MAX_FIELD)
                .ofCsvRecord(kept)) {
            reader.skipLines(options.skip);
            reader.forEach(rows::add);
        } catch (CsvParseException e) {
            Throwable cause = e.getCause();
            throw new IllegalArgumentException(
                    "Csv: " + name + ": " + e.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")"), e);
        } catch (IOException e) {
            throw new UncheckedIOException("Csv: " + name + " cannot be read: " + e, e);
        }
        return of(name, rows, options);
    }

    private static Csv of(String name, List<CsvRecord> rows, Options options) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("Csv: " + name + ": expected a table, got an empty file");
        }
        CsvRecord first = rows.getFirst();
        int width = first.getFieldCount();
        for (CsvRecord row : rows) {
            if (row.getFieldCount() != width) {
                throw new IllegalArgumentException("Csv: " + name + ", line " + row.getStartingLineNumber()
                        + ": expected " + width + " fields as in line " + first.getStartingLineNumber() + ", got "
                        + row.getFieldCount() + " (is '" + options.separator + "' the separator?)");
            }
        }
        List<String> columns = options.header
                ? first.getFields().stream().map(String::strip).toList()
                : IntStream.range(0, width).mapToObj(Integer::toString).toList();
        if (new HashSet<>(columns).size() != width) {
            throw new IllegalArgumentException("Csv: " + name + ", line " + first.getStartingLineNumber()
                    + ": expected columns of different names, got " + columns
                    + "; pass header(false) if the first line holds values");
        }
        return new Csv(name, columns, options.header ? rows.subList(1, rows.size()) : rows, options.missing);
    }

    /** {@return the names of the columns, in order} */
    public List<String> columns() {
        return columns;
    }

    /** {@return how many rows there are, the names of the columns apart} */
    public int size() {
        return rows.size();
    }

    /**
     * A column as it stands.
     *
     * @param column its name
     * @return one text per row
     * @throws IllegalArgumentException if there is no such column
     */
    public List<String> text(String column) {
        int c = index(column);
        return rows.stream().map(row -> row.getField(c)).toList();
    }

    /**
     * Columns as numbers.
     *
     * @param names which columns, in which order; none for all
     * @return float64 {@code (N, columns)}
     * @throws IllegalArgumentException if there is no such column, or a field is not a number
     */
    public Tensor numbers(String... names) {
        List<String> wanted = names.length == 0 ? columns : List.of(names);
        int[] places = wanted.stream().mapToInt(this::index).toArray();
        double[] values = new double[Math.multiplyExact(rows.size(), places.length)];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(rows.get(i / places.length), places[i % places.length]);
        }
        return Tensor.fromArray(values, rows.size(), places.length);
    }

    /**
     * The different texts of a column, sorted.
     *
     * @param column its name
     * @return each once
     * @throws IllegalArgumentException if there is no such column
     */
    public List<String> categories(String column) {
        return List.copyOf(new TreeSet<>(text(column)));
    }

    /**
     * A column of texts as classes.
     *
     * @param column its name
     * @return int64 {@code (N)}: where each row's text stands in {@link #categories}
     * @throws IllegalArgumentException if there is no such column
     */
    public Tensor codes(String column) {
        return codes(column, categories(column));
    }

    /**
     * A column of texts as classes that are known already, such as those of the part that a model was trained on.
     *
     * @param column its name
     * @param categories the texts that may stand there
     * @return int64 {@code (N)}: where each row's text stands in the list
     * @throws IllegalArgumentException if there is no such column, or a text is not in the list
     */
    public Tensor codes(String column, List<String> categories) {
        int c = index(column);
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < categories.size(); i++) {
            places.putIfAbsent(categories.get(i), i);
        }
        long[] codes = new long[rows.size()];
        for (int i = 0; i < codes.length; i++) {
            Integer place = places.get(rows.get(i).getField(c));
            if (place == null) {
                throw new IllegalArgumentException(
                        at(rows.get(i), c) + ": expected one of " + categories + ", got " + shown(rows.get(i), c));
            }
            codes[i] = place;
        }
        return Tensor.fromArray(codes, codes.length);
    }

    private int index(String column) {
        int c = columns.indexOf(column);
        if (c < 0) {
            throw new IllegalArgumentException(
                    "Csv: " + name + " has no column '" + column + "'; its columns are " + columns);
        }
        return c;
    }

    private double number(CsvRecord row, int c) {
        String text = row.getField(c).strip();
        if (missing.contains(text)) {
            return Double.NaN;
        }
        if (!NOT_DECIMAL.matcher(text).find()) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                // Reported below.
            }
        }
        throw new IllegalArgumentException(at(row, c) + ": expected a number, got " + shown(row, c)
                + "; use codes(column) for classes, or options().missing(…) for what stands for an unknown number");
    }

    private String at(CsvRecord row, int c) {
        return "Csv: " + name + ", line " + row.getStartingLineNumber() + ", column " + (c + 1) + " (" + columns.get(c)
                + ")";
    }

    private static String shown(CsvRecord row, int c) {
        String text = row.getField(c);
        return text.length() > 40 ? "'" + text.substring(0, 40) + "…'" : "'" + text + "'";
    }

    @Override
    public String toString() {
        return "Csv(" + name + ", " + rows.size() + " rows of " + columns + ")";
    }
}
