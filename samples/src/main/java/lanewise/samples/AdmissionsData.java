package lanewise.samples;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import lanewise.datasets.Batch;
import lanewise.datasets.NumpyRandom;
import lanewise.datasets.TensorDataset;
import lanewise.tables.Csv;
import lanewise.tables.OneHotEncoder;
import lanewise.tables.StandardScaler;
import lanewise.tensor.Tensor;

/**
 * The admissions table as the documents' {@code data_prep.py} prepares it: rank as one column per rank, gre and gpa
 * standardised, nine tenths of the rows to train on.
 *
 * @param features gre, gpa, rank 1 to 4 of the rows to train on: float64 (360, 6)
 * @param targets 1 for those admitted: float64 (360)
 * @param featuresTest the other rows, in the order of the table: float64 (40, 6)
 * @param targetsTest float64 (40)
 */
public record AdmissionsData(Tensor features, Tensor targets, Tensor featuresTest, Tensor targetsTest) {
    /** Prepares it with the split that {@code np.random.seed(seed)} gives. */
    public static AdmissionsData prepare(int seed) {
        Csv table = Tables.admissions();
        Tensor scores = table.numbers("gre", "gpa");
        Tensor ranks = table.numbers("rank").squeeze(1);
        // pandas' standard deviation divides by N - 1.
        Tensor scaled = StandardScaler.fit(scores, 1).apply(scores);
        Tensor features = Tensor.cat(List.of(scaled, OneHotEncoder.fit(ranks).apply(ranks)), 1);
        var all = new TensorDataset(features, table.numbers("admit").squeeze(1));

        int n = table.size();
        int[] sample = new NumpyRandom(seed).choice(n, (int) (n * 0.9), false);
        BitSet chosen = IntStream.of(sample).collect(BitSet::new, BitSet::set, BitSet::or);
        int[] rest = IntStream.range(0, n).filter(i -> !chosen.get(i)).toArray();
        Batch train = all.getBatch(sample);
        Batch test = all.getBatch(rest);
        return new AdmissionsData(train.input(), train.target(), test.input(), test.target());
    }
}
