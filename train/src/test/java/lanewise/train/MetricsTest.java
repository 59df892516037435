package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import lanewise.tensor.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final double EPS = 1e-12;

    private static Tensor longs(long... values) {
        return Tensor.fromArray(values);
    }

    private static double of(Metric metric, Tensor outputs, Tensor targets) {
        metric.reset();
        metric.update(outputs, targets);
        return metric.compute();
    }

    private static final Tensor SCORES = Tensor.fromArray(
            new float[] {
                0.1f, 0.7f, 0.2f,
                0.6f, 0.3f, 0.1f,
                0.2f, 0.3f, 0.5f,
                0.4f, 0.5f, 0.1f,
                0.3f, 0.3f, 0.4f
            },
            5,
            3);
    private static final Tensor CLASSES = longs(1, 0, 1, 0, 2);

    @Test
    void sharesOfHits() {
        assertEquals(3 / 5.0, of(Metrics.accuracy(), SCORES, CLASSES), EPS);
        assertEquals(1, of(Metrics.topK(2), SCORES, CLASSES), EPS);
        assertEquals(3 / 5.0, of(Metrics.topK(1), SCORES, CLASSES), EPS);
        assertEquals(0, of(Metrics.topK(2), Tensor.ones(4, 3), longs(0, 1, 2, 0)), EPS, "ties are no hits");
        assertEquals(0.75, of(Metrics.binaryAccuracy(0), Tensor.of(-1, 2, 3, -4), Tensor.of(0, 1, 0, 0)), EPS);
        assertEquals(
                1,
                of(
                        Metrics.accuracy(),
                        Tensor.ones(2, 2, 3).mul(Tensor.of(1, 2, 3)),
                        Tensor.zeros(new int[] {2, 3}, lanewise.tensor.DType.INT64)),
                EPS);
        assertTrue(Double.isNaN(Metrics.accuracy().compute()));
    }

    @Test
    void byClass() {
        // True 0: taken for 0, 1; true 1: for 1, 2; true 2: for 2.
        ConfusionMatrix matrix = new ConfusionMatrix(3);
        matrix.update(SCORES, CLASSES);
        assertArrayEquals(
                new long[] {1, 1, 0, 0, 1, 1, 0, 0, 1}, matrix.compute().toLongArray());
        assertTrue(
                matrix.toString().startsWith("true\\pred     0     1     2\n        0     1     1     0"),
                matrix.toString());
        assertEquals((1 + 0.5 + 0.5) / 3, of(Metrics.precision(3, Metrics.Average.MACRO), SCORES, CLASSES), EPS);
        assertEquals((0.5 + 0.5 + 1) / 3, of(Metrics.recall(3, Metrics.Average.MACRO), SCORES, CLASSES), EPS);
        assertEquals((2 / 3.0 + 0.5 + 2 / 3.0) / 3, of(Metrics.f1(3, Metrics.Average.MACRO), SCORES, CLASSES), EPS);
        assertEquals(
                (2 * 2 / 3.0 + 2 * 0.5 + 2 / 3.0) / 5,
                of(Metrics.f1(3, Metrics.Average.WEIGHTED), SCORES, CLASSES),
                EPS);
        assertEquals(3 / 5.0, of(Metrics.f1(3, Metrics.Average.MICRO), SCORES, CLASSES), EPS);
        assertEquals(
                2 / 3.0,
                of(Metrics.precision(2, Metrics.Average.BINARY), longs(1, 1, 1, 0, 0), longs(1, 1, 0, 1, 1)),
                EPS);
        assertEquals(
                0.5, of(Metrics.recall(2, Metrics.Average.BINARY), longs(1, 1, 1, 0, 0), longs(1, 1, 0, 1, 1)), EPS);
        assertEquals(0, of(Metrics.precision(2, Metrics.Average.BINARY), longs(0, 0), longs(1, 0)), EPS);
        assertThrows(IllegalArgumentException.class, () -> Metrics.f1(3, Metrics.Average.BINARY));
        assertThrows(IllegalArgumentException.class, () -> matrix.update(longs(3), longs(0)));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.count(3, 0));
    }

    @Test
    void regression() {
        Tensor y = Tensor.of(3, -0.5, 2, 7);
        Tensor x = Tensor.of(2.5, 0, 2, 8);
        assertEquals(0.5, of(Metrics.mae(), x, y), EPS);
        assertEquals(0.375, of(Metrics.mse(), x, y), EPS);
        assertEquals(0.9486081370449679, of(Metrics.r2(), x, y), 1e-9); // scikit-learn's example
        assertEquals(1, of(Metrics.r2(), y.add(1e6), y.add(1e6)), EPS);
        Tensor two = Tensor.fromArray(new double[] {0.5, 1, -1, 1, 7, -6}, 3, 2);
        Tensor got = Tensor.fromArray(new double[] {0, 2, -1, 2, 8, -5}, 3, 2);
        assertEquals(0.936800526662278, of(Metrics.r2(), got, two), 1e-9); // and its second
        assertEquals(0.375, of(Metrics.mse(), x.reshape(4, 1), y), EPS);
        assertThrows(IllegalArgumentException.class, () -> Metrics.mse().update(Tensor.ones(3), y));
        assertThrows(IllegalArgumentException.class, () -> Metrics.accuracy().update(Tensor.ones(3), CLASSES));
    }

    @Test
    void areaUnderTheCurve() {
        assertEquals(0.75, of(Metrics.rocAuc(), Tensor.of(0.1, 0.4, 0.35, 0.8), Tensor.of(0, 0, 1, 1)), EPS);
        assertEquals(0.5, of(Metrics.rocAuc(), Tensor.ones(4), Tensor.of(0, 1, 0, 1)), EPS);
        Tensor pairs = Tensor.fromArray(new float[] {1, 2, 3, 1, 0, 0}, 3, 2);
        assertEquals(1, of(Metrics.rocAuc(), pairs, longs(1, 0, 1)), EPS);
        assertTrue(Double.isNaN(of(Metrics.rocAuc(), Tensor.ones(2), Tensor.ones(2))));
        assertThrows(IllegalArgumentException.class, () -> Metrics.rocAuc().update(Tensor.ones(2), Tensor.of(1, 2)));
    }

    /** However the samples are cut into batches, the value is that of all at once. */
    @Property(tries = 40)
    void batchesDoNotMatter(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int n) {
        Random random = new Random(seed);
        double[] scores = new double[n];
        double[] targets = new double[n];
        double auc = 0;
        for (int i = 0; i < n; i++) {
            scores[i] = random.nextInt(6) / 5.0;
            targets[i] = i < 2 ? i : random.nextInt(2);
        }
        int pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (targets[i] == 1 && targets[j] == 0) {
                    pairs++;
                    auc += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        Tensor x = Tensor.fromArray(scores);
        Tensor y = Tensor.fromArray(targets);
        assertEquals(auc / pairs, of(Metrics.rocAuc(), x, y), 1e-9);
        int cut = 1 + random.nextInt(n - 1);
        for (Metric metric :
                new Metric[] {Metrics.rocAuc(), Metrics.r2(), Metrics.mae(), Metrics.mse(), Metrics.binaryAccuracy(0.5)
                }) {
            double whole = of(metric, x, y);
            metric.reset();
            metric.update(x.narrow(0, 0, cut), y.narrow(0, 0, cut));
            metric.update(x.narrow(0, cut, n - cut), y.narrow(0, cut, n - cut));
            assertEquals(whole, metric.compute(), 1e-9, metric.name());
        }
    }
}
