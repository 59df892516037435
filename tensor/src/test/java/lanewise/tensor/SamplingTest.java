package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tensors of random numbers: they are the generator's streams, whatever the layout. */
class SamplingTest {

    private static Generator seeded() {
        return new Generator().manualSeed(7);
    }

    @Test
    void factoriesDrawFromTheirGenerator() {
        float[] uniforms = new float[6];
        seeded().uniform(uniforms, 0, 6, 0, 1);
        assertArrayEquals(
                uniforms, Tensor.rand(new int[] {2, 3}, DType.FLOAT32, seeded()).toFloatArray());
        double[] normals = new double[20];
        seeded().normal(normals, 0, 20, 0, 1);
        assertArrayEquals(
                normals, Tensor.randn(new int[] {4, 5}, DType.FLOAT64, seeded()).toDoubleArray());
        assertArrayEquals(seeded().permutation(9), Tensor.randperm(9, seeded()).toLongArray());
        long[] whole = new long[5];
        seeded().randomInts(whole, 0, 5, -3, 4);
        assertArrayEquals(
                whole,
                Tensor.randint(-3, 4, new int[] {5}, DType.INT64, seeded()).toLongArray());
        Tensor.manualSeed(7);
        assertArrayEquals(uniforms, Tensor.rand(6).toFloatArray());
    }

    @Test
    void normalsOfAViewComeOneByOne() {
        double[] expected = new double[20];
        seeded().normalOneByOne(expected, 0, 20, 1, 2);
        Tensor room = Tensor.zeros(new int[] {5, 4}, DType.FLOAT64);
        Tensor view = room.t();
        view.normal_(1, 2, seeded());
        assertArrayEquals(expected, view.toDoubleArray());
        assertEquals(expected[1], room.get(1, 0).item());
    }

    @Test
    void partsOfATensorAreFilledAlone() {
        Tensor x = Tensor.zeros(3, 4);
        x.select(0, 1).uniform_(5, 6, seeded());
        assertEquals(4, x.ne(0).sum().itemLong());
        assertTrue(x.select(0, 1).sum().item() >= 20);
    }

    @Test
    void eachTypeDrawsItsWholeNumbers() {
        assertTrue(Tensor.zeros(new int[] {99}, DType.UINT8)
                        .random_(seeded())
                        .toDouble()
                        .sum()
                        .item()
                > 5000);
        assertTrue(
                Tensor.zeros(new int[] {99}, DType.BOOL).random_(seeded()).sum().itemLong() > 30);
        long[] wide = Tensor.zeros(new int[] {9}, DType.INT64).random_(seeded()).toLongArray();
        Generator generator = seeded();
        for (long each : wide) {
            assertEquals(generator.randomInt63(), each);
        }
        assertEquals(
                0,
                Tensor.zeros(new int[] {9}, DType.INT32)
                        .random_(0, 1, seeded())
                        .sum()
                        .itemLong());
    }

    @Test
    void bernoulliFollowsItsProbabilities() {
        Tensor p = Tensor.tensor(new double[][] {{0, 1}, {1, 0}});
        assertArrayEquals(new double[] {0, 1, 1, 0}, p.bernoulli(seeded()).toDoubleArray());
        assertArrayEquals(
                new long[] {0, 1, 0, 1},
                Tensor.zeros(new int[] {2, 2}, DType.INT64)
                        .bernoulli_(p.select(0, 0), seeded())
                        .toLongArray());
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(3).bernoulli_(Tensor.arange(3)));
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(3).bernoulli_(1.5));
    }

    @Test
    void categoriesWithoutWeightAreNeverDrawn() {
        Tensor weights = Tensor.tensor(new float[][] {{0, 1, 0, 3}, {1, 0, 0, 1}});
        Tensor drawn = weights.multinomial(2, false, seeded());
        assertArrayEquals(new int[] {2, 2}, drawn.shape());
        assertEquals(4, drawn.select(0, 0).sum().itemLong());
        assertEquals(3, drawn.select(0, 1).sum().itemLong());
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(2, 2, 2).multinomial(1, true));
    }

    @Test
    void normalsTakeTheirMeansAndDeviations() {
        Tensor mean = Tensor.tensor(new double[] {10, 20, 30});
        assertArrayEquals(
                mean.toDoubleArray(),
                Tensor.normal(mean, Tensor.zeros(new int[] {1}, DType.FLOAT64)).toDoubleArray());
        assertThrows(IllegalArgumentException.class, () -> Tensor.normal(mean, mean.neg()));
    }

    @Test
    void whatWasOverwrittenHasAZeroGradient() {
        Tensor w = Tensor.ones(3).requiresGrad_();
        Tensor y = w.mul(2);
        y.uniform_();
        assertTrue(y.requiresGrad());
        y.sum().backward();
        assertArrayEquals(new float[3], w.grad().toFloatArray());
        assertThrows(IllegalStateException.class, () -> w.normal_());
        assertFalse(Tensor.randLike(w).requiresGrad());
    }

    @Test
    void integersTakeNoRealDistribution() {
        assertThrows(IllegalArgumentException.class, () -> Tensor.arange(3).uniform_());
        assertThrows(IllegalArgumentException.class, () -> Tensor.arange(3).normal_());
        assertThrows(IllegalArgumentException.class, () -> Tensor.randn(new int[] {2}, DType.INT64));
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(2).normal_(0, -1));
        assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(2).uniform_(1, 0));
    }
}
