package lanewise.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import lanewise.datasets.TensorDataset;
import lanewise.tables.Csv;

/** The small tables of the documents, embedded here with their source and licence (tables/SOURCE.md beside them). */
public final class Tables {

    /** The kinds of flowers in {@link #iris}. */
    public static final List<String> IRIS = List.of("setosa", "versicolor", "virginica");

    private Tables() {}

    /**
     * Handwritten digits as 8 × 8 points: scikit-learn's {@code load_digits}.
     *
     * @return inputs float64 (1797, 64) from 0 to 16, classes int64 (1797)
     */
    public static TensorDataset digits() {
        Csv table = read("digits.csv.gz", Csv.options().header(false));
        return new TensorDataset(
                table.numbers().narrow(1, 0, 64), table.numbers("64").squeeze(1).toLong());
    }

    /**
     * Iris flowers: scikit-learn's {@code load_iris}.
     *
     * @return length and width of sepal and petal in cm, float64 (150, 4), classes int64 (150), see {@link #IRIS}
     */
    public static TensorDataset iris() {
        Csv table = read("iris.csv", Csv.options().header(false).skip(1));
        return new TensorDataset(
                table.numbers("0", "1", "2", "3"), table.numbers("4").squeeze(1).toLong());
    }

    /** Applicants to a university: the columns admit, gre, gpa and rank of 400 rows. */
    public static Csv admissions() {
        return read("admissions.csv", Csv.options());
    }

    private static Csv read(String name, Csv.Options options) {
        try (InputStream in = Objects.requireNonNull(
                Tables.class.getResourceAsStream("tables/" + name), "the samples' jar lacks tables/" + name)) {
            return Csv.read(name.endsWith(".gz") ? new GZIPInputStream(in) : in, name, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
