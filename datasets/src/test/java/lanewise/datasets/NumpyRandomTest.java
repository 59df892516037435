package lanewise.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** NumPy's own numbers (recorded with 2.4.6, {@code np.random.RandomState}), bit for bit. */
class NumpyRandomTest {
    @Test
    void doubles() {
        double[] expected = {0x1.7f8771e5f51ecp-2, 0x1.e6c4068bbd654p-1, 0x1.76c7e8f1e6751p-1, 0x1.32835d6632cb0p-1};
        NumpyRandom random = new NumpyRandom(42);
        for (double e : expected) {
            assertEquals(e, random.randomSample());
        }
        assertArrayEquals(expected, new NumpyRandom(42).randomSample(2, 2).toDoubleArray());
        assertEquals(0x1.8fe69a3924820p-4, new NumpyRandom(0xffffffffL).randomSample());
    }

    @Test
    void normalsComeInPairsAndTheSecondIsKept() {
        NumpyRandom random = new NumpyRandom(0);
        double[] expected = {
            0x1.c398ef3e5cfa5p+0, 0x1.99c2cfacc8953p-2, 0x1.f51d25222c9abp-1, 0x1.1ed5969e3314ep+1, 0x1.de1847cb13ddap+0
        };
        assertArrayEquals(expected, random.randn(5).toDoubleArray());
        assertEquals(0x1.c016dca6159d2p-2, random.randomSample());
        assertEquals(-0x1.f45dc42a58c82p-1, random.randn());
    }

    /**
     * A sum over many, which a single wrong branch of the logarithm would change; a last bit here and there does not.
     */
    @Test
    void aHundredThousandNormals() {
        double[] y = new NumpyRandom(2024).randn(100_000).toDoubleArray();
        double sum = 0;
        double squares = 0;
        for (double v : y) {
            sum += v;
            squares += v * v;
        }
        assertEquals(363.3228085567471, sum, 1e-11);
        assertEquals(100484.5077959017, squares, 1e-8);
        assertEquals(-0x1.76b2d9b1c29d9p-1, y[99_999]);
    }

    @Test
    void scaledNumbers() {
        NumpyRandom random = new NumpyRandom(7);
        assertArrayEquals(
                new double[] {-0x1.9e534cbba0310p+0, 0x1.e64bca33091a2p+0, 0x1.894f7ee420140p-3},
                random.uniform(-2, 3, 3).toDoubleArray());
        assertArrayEquals(
                new double[] {0x1.05f66ec84054dp+0, 0x1.ccdbc95e3c8a1p+0, 0x1.ebe7cbacaa87ep-1},
                random.normal(1, 0.25, 3).toDoubleArray());
    }

    @Test
    void orders() {
        NumpyRandom random = new NumpyRandom(3);
        assertArrayEquals(
                new int[] {14, 2, 1, 17, 4, 16, 6, 7, 15, 12, 9, 11, 19, 18, 13, 5, 0, 8, 3, 10},
                random.permutation(20));
        int[] a = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        random.shuffle(a);
        assertArrayEquals(new int[] {0, 5, 10, 3, 9, 4, 7, 2, 6, 1, 8}, a);
        assertArrayEquals(new int[0], random.permutation(0));
    }

    @Test
    void wholeNumbersOfAnyRange() {
        NumpyRandom random = new NumpyRandom(5);
        assertArrayEquals(new long[] {3, 6, 6, 0, 9, 8, 4, 7, 0, 0, 7, 1}, random.randint(0, 10, 12));
        assertArrayEquals(new long[] {346781104, 1895408679, 1041703112, 679935686}, random.randint(-5, 1L << 31, 4));
        assertArrayEquals(new long[] {1, 6, 4, 6, 5}, random.randint(0, 7, 5));
        assertArrayEquals(new long[] {628336878846L, 522391666313L, 457756917801L}, random.randint(0, 1L << 40, 3));
        assertEquals(0x1.f7f27fccca7acp-2, random.randomSample());

        NumpyRandom narrow = new NumpyRandom(9);
        assertArrayEquals(new long[] {0, 0}, narrow.randint(0, 1, 2));
        assertEquals(3, narrow.randint(3, 4));
        assertEquals(0x1.53f0b5d4d5140p-7, narrow.randomSample(), "one number to choose from costs no draw");

        assertArrayEquals(
                new long[] {1791095845, 4282876139L, 3093770124L}, new NumpyRandom(1).randint(0, 1L << 32, 3));
        NumpyRandom wide = new NumpyRandom(1);
        assertArrayEquals(new long[] {7692698082559361259L, 4064269471072392264L}, wide.randint(0, Long.MAX_VALUE, 2));
        assertArrayEquals(
                new long[] {-9221262077785750647L, -3646320530140619131L},
                wide.randint(Long.MIN_VALUE, Long.MAX_VALUE, 2));
        NumpyRandom edge = new NumpyRandom(11);
        assertArrayEquals(new long[] {774252441, 293375679}, edge.randint(0, 1L << 32, 2));
        assertArrayEquals(new long[] {2854952027L, 969428760}, edge.randint(0, (1L << 32) + 1, 2));
        assertEquals(0x1.a2cd3e5769640p-7, edge.randomSample());
    }

    @Test
    void choices() {
        NumpyRandom random = new NumpyRandom(42);
        assertArrayEquals(new int[] {209, 280, 33, 210, 93, 84, 329, 94, 266, 126}, random.choice(400, 10, false));
        assertArrayEquals(new int[] {4, 3, 3, 3, 4, 3, 4, 3}, random.choice(5, 8, true));
        assertArrayEquals(new int[0], random.choice(0, 0, true));
    }

    @Test
    void splitsAsScikitLearn() {
        Tensor x = Tensor.arange(10).reshape(5, 2);
        Tensor y = Tensor.arange(5);
        // From scikit-learn's documentation of train_test_split (test_size=0.33, random_state=42).
        List<Tensor> parts = Datasets.trainTestSplit(List.of(x, y), 0.33, 42);
        assertArrayEquals(new long[] {4, 5, 0, 1, 6, 7}, parts.get(0).toLong().toLongArray());
        assertArrayEquals(new long[] {2, 3, 8, 9}, parts.get(1).toLong().toLongArray());
        assertArrayEquals(new long[] {2, 0, 3}, parts.get(2).toLong().toLongArray());
        assertArrayEquals(new long[] {1, 4}, parts.get(3).toLong().toLongArray());

        List<Subset> sets = Datasets.trainTestSplit(new TensorDataset(x, y), 0.33, 42);
        assertEquals("[2, 0, 3]", Arrays.toString(sets.getFirst().indices()));
        assertEquals("[1, 4]", Arrays.toString(sets.getLast().indices()));
    }

    @Test
    void impossibleRequestsAreRefused() {
        NumpyRandom random = new NumpyRandom(0);
        Tensor x = Tensor.zeros(4);
        refused("2**32 - 1", () -> new NumpyRandom(-1));
        refused("2**32 - 1", () -> new NumpyRandom(1L << 32));
        refused("low < high", () -> random.randint(3, 3));
        refused("5 out of 4 without", () -> random.choice(4, 5, false));
        refused("1 out of 0", () -> random.choice(0, 1, true));
        refused("above 0 and below 1", () -> Datasets.trainTestSplit(List.of(x), 1, 0));
        refused("above 0 and below 1", () -> Datasets.trainTestSplit(List.of(x), Double.NaN, 0));
        refused("of 4 samples", () -> Datasets.trainTestSplit(List.of(x), 0.9, 0));
        refused("same first dimension", () -> Datasets.trainTestSplit(List.of(x, Tensor.zeros(3)), 0.5, 0));
        refused("of 0 samples", () -> Datasets.trainTestSplit(List.of(), 0.5, 0));
    }

    private static void refused(String part, Runnable code) {
        String message = assertThrows(IllegalArgumentException.class, code::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
