package lanewise.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Transforms that remember the training part's statistics. */
class FeatureTransformsTest {
    private final Tensor train = Tensor.fromArray(new double[] {0, 7, 0, 7, 1, 7, 1, 7}, 4, 2);

    @Test
    void featuresAreStandardised() {
        // scikit-learn's own example: means 0.5, deviations 0.5, and 2 becomes 3.
        StandardScaler scaler = StandardScaler.fit(train);
        assertArrayEquals(new double[] {0.5, 7}, scaler.mean().toDoubleArray());
        assertArrayEquals(new double[] {0.5, 1}, scaler.std().toDoubleArray());
        assertArrayEquals(
                new double[] {-1, 0, -1, 0, 1, 0, 1, 0}, scaler.apply(train).toDoubleArray());
        Tensor other = Tensor.fromArray(new double[] {2, 9});
        assertArrayEquals(new double[] {3, 2}, scaler.apply(other).toDoubleArray());
        assertArrayEquals(
                new double[] {2, 9}, scaler.inverse(scaler.apply(other)).toDoubleArray());
        assertTrue(scaler.deterministic());
        assertEquals("StandardScaler(mean=[0.5, 7.0], std=[0.5, 1.0])", scaler.toString());

        assertEquals(
                1 / Math.sqrt(3),
                StandardScaler.fit(train, 1).std().select(0, 0).item(),
                1e-15,
                "as pandas");
        assertEquals(
                DType.FLOAT32,
                StandardScaler.fit(train.toFloat()).apply(train.toFloat()).dtype());
    }

    @Test
    void kindsBecomeColumns() {
        OneHotEncoder encoder = OneHotEncoder.fit(Tensor.fromArray(new double[] {3, 1, 4, 1}));
        assertArrayEquals(new double[] {1, 3, 4}, encoder.categories().toDoubleArray());
        Tensor y = encoder.apply(Tensor.fromArray(new double[] {4, 3}));
        assertEquals(DType.FLOAT64, y.dtype());
        assertArrayEquals(new int[] {2, 3}, y.shape());
        assertArrayEquals(new double[] {0, 0, 1, 0, 1, 0}, y.toDoubleArray());
        assertArrayEquals(new int[] {3}, encoder.apply(Tensor.tensor(3.0)).shape());
        assertTrue(encoder.deterministic());
        assertArrayEquals(
                new double[] {0, 1},
                OneHotEncoder.fit(Tensor.fromArray(new double[] {-0.0, 1, 0.0}))
                        .categories()
                        .toDoubleArray());
        Tensor ints = Tensor.fromArray(new long[] {1, 0});
        assertArrayEquals(
                new float[] {0, 1, 1, 0}, OneHotEncoder.fit(ints).apply(ints).toFloatArray());
    }

    @Test
    void impossibleRequestsAreRefused() {
        refused("more than 0 samples", () -> StandardScaler.fit(Tensor.zeros(0, 2)));
        refused("more than 1 samples", () -> StandardScaler.fit(Tensor.zeros(1, 2), 1));
        refused("int64", () -> StandardScaler.fit(Tensor.fromArray(new long[] {1})));
        refused("at least one", () -> OneHotEncoder.fit(Tensor.zeros(0)));
        refused("got NaN", () -> OneHotEncoder.fit(Tensor.fromArray(new double[] {1, Double.NaN, 2})));
        refused(
                "one of [1.0, 2.0], got 3.0",
                () -> OneHotEncoder.fit(Tensor.fromArray(new double[] {1, 2}))
                        .apply(Tensor.fromArray(new double[] {1, 3})));
    }

    private static void refused(String part, Runnable code) {
        String message = assertThrows(IllegalArgumentException.class, code::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
