package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LayersTest {

    // ---- dropout ---------------------------------------------------------------------------------------------------

    @Test
    void dropoutRestsInEvaluationAndScalesInTraining() {
        Tensor.manualSeed(3);
        Dropout dropout = new Dropout(0.75);
        Tensor x = Tensor.ones(1000);
        for (float value : dropout.forward(x).toFloatArray()) {
            assertTrue(value == 0 || value == 4);
        }
        assertSame(x, dropout.eval().forward(x));
        assertEquals(0, Functional.dropout(x, 1, true).sum().item());
        assertThrows(IllegalArgumentException.class, () -> new Dropout(1.5));
    }

    @Test
    void infiniteDifferencesCountAsOne() {
        Tensor a = Tensor.tensor(new double[] {Double.POSITIVE_INFINITY, 1, 2});
        Tensor b = Tensor.tensor(new double[] {0, 1, 2});
        assertEquals(1, Functional.pairwiseDistance(a, b, 0, 0, false).item());
    }

    @Test
    void aFactorWhoseSquareIsNoIntIsRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> Functional.pixelShuffle(Tensor.ones(4, 2, 2), 1 << 16));
        assertTrue(e.getMessage().contains("r² = 4294967296"), e.getMessage());
    }

    @Test
    void aStepIsFiniteEverywhere() {
        Tensor x = Tensor.tensor(
                        new double[] {Double.NEGATIVE_INFINITY, -2, 0, 3, Double.POSITIVE_INFINITY, Double.NaN})
                .requiresGrad_();
        Tensor y = Functional.step(x);
        assertArrayEquals(new double[] {0, 0, 0, 1, 1, 0}, y.toDoubleArray());
        y.sum().backward();
        assertArrayEquals(new double[6], x.grad().toDoubleArray());
    }

    @Test
    void channelsAreDroppedWhole() {
        Tensor y = new Dropout2d(0.5).forward(Tensor.ones(8, 16, 3, 3)).reshape(128, 9);
        float[] sums = y.sum(1).toFloatArray();
        int dropped = 0;
        for (float sum : sums) {
            assertTrue(sum == 0 || sum == 18);
            dropped += sum == 0 ? 1 : 0;
        }
        assertTrue(dropped > 30 && dropped < 98, "dropped " + dropped);
        assertArrayEquals(
                new int[] {4, 5}, new Dropout1d().forward(Tensor.ones(4, 5)).shape());
        assertThrows(IllegalArgumentException.class, () -> new Dropout1d().forward(Tensor.ones(2, 2, 2, 2)));
    }

    @Test
    void alphaDropoutKeepsMeanAndVariance() {
        Tensor.manualSeed(0);
        Tensor y = new AlphaDropout(0.3).forward(Tensor.randn(100_000));
        double mean = y.mean().item();
        assertEquals(0, mean, 0.02);
        assertEquals(1, y.sub(mean).square().mean().item(), 0.03);
    }

    // ---- embeddings ------------------------------------------------------------------------------------------------

    @Test
    void thePaddingStartsAtZeroAndDoesNotLearn() {
        Embedding table = new Embedding(4, 2, Embedding.options().paddingIdx(1));
        assertArrayEquals(new float[2], table.weight.select(0, 1).toFloatArray());
        table.forward(Tensor.tensor(new long[][] {{0, 1}, {3, 3}})).sum().backward();
        assertArrayEquals(
                new float[] {1, 1, 0, 0, 0, 0, 2, 2}, table.weight.grad().toFloatArray());
    }

    @Test
    void gradientsCanBeDividedByFrequency() {
        Embedding table = new Embedding(4, 1, Embedding.options().scaleGradByFreq(true));
        table.forward(Tensor.tensor(new long[] {0, 3, 3})).sum().backward();
        assertArrayEquals(new float[] {1, 0, 0, 1}, table.weight.grad().toFloatArray());
    }

    @Test
    void longVectorsAreShortenedWhenUsed() {
        Embedding table = new Embedding(2, 2, Embedding.options().maxNorm(1.0));
        Init.constant_(table.weight, 3);
        table.forward(Tensor.tensor(new long[] {1}));
        assertEquals(3, table.weight.select(0, 0).select(0, 0).item());
        assertEquals(1, table.weight.select(0, 1).square().sum().item(), 1e-5);
    }

    @Test
    void badIndicesAreNamed() {
        Embedding table = new Embedding(4, 2);
        assertTrue(assertThrows(IndexOutOfBoundsException.class, () -> table.forward(Tensor.tensor(new long[] {4})))
                .getMessage()
                .startsWith("embedding: an index is not from 0 to 3"));
        assertThrows(IllegalArgumentException.class, () -> table.forward(Tensor.of(1.0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Embedding(4, 2, Embedding.options().paddingIdx(4)));
    }

    @Test
    void bagsByOffsetsAreBagsByRows() {
        for (EmbeddingBag.Mode mode : EmbeddingBag.Mode.values()) {
            EmbeddingBag bag = new EmbeddingBag(5, 3, EmbeddingBag.options().mode(mode));
            Tensor rows = bag.forward(Tensor.tensor(new long[][] {{0, 1}, {4, 4}}));
            Tensor pieces = bag.forward(Tensor.tensor(new long[] {0, 1, 4, 4}), Tensor.tensor(new long[] {0, 2}));
            assertArrayEquals(rows.toFloatArray(), pieces.toFloatArray());
            Tensor empty = bag.forward(Tensor.tensor(new long[] {2}), Tensor.tensor(new long[] {0, 1}));
            assertArrayEquals(new float[3], empty.select(0, 1).toFloatArray());
        }
        EmbeddingBag bag = new EmbeddingBag(5, 3);
        assertThrows(IllegalArgumentException.class, () -> bag.forward(Tensor.tensor(new long[] {1})));
        assertThrows(
                IllegalArgumentException.class,
                () -> bag.forward(Tensor.tensor(new long[] {1, 2}), Tensor.tensor(new long[] {1})));
    }

    // ---- shapes ----------------------------------------------------------------------------------------------------

    @Test
    void paddings() {
        Tensor x = Tensor.of(1, 2, 3).reshape(1, 3);
        int[] pad = {2, 1};
        assertArrayEquals(
                new float[] {9, 9, 1, 2, 3, 9},
                new ConstantPad1d(pad, 9).forward(x).toFloatArray());
        assertArrayEquals(
                new float[] {3, 2, 1, 2, 3, 2},
                new ReflectionPad1d(pad).forward(x).toFloatArray());
        assertArrayEquals(
                new float[] {1, 1, 1, 2, 3, 3},
                new ReplicationPad1d(pad).forward(x).toFloatArray());
        assertArrayEquals(
                new float[] {2, 3, 1, 2, 3, 1},
                new CircularPad1d(pad).forward(x).toFloatArray());
        assertArrayEquals(new float[] {2}, Functional.pad(x, -1, -1).toFloatArray());
        assertThrows(IllegalArgumentException.class, () -> new ReflectionPad1d(3).forward(x));
        assertThrows(IllegalArgumentException.class, () -> new CircularPad1d(4).forward(x));
        assertThrows(IllegalArgumentException.class, () -> new ZeroPad2d(new int[] {1, 2, 3}));
        assertThrows(IllegalArgumentException.class, () -> Functional.pad(x, 1));
        assertThrows(IllegalArgumentException.class, () -> Functional.pad(x, -2, -2));
    }

    @Test
    void shufflesUndoEachOther() {
        Tensor x = Tensor.randn(2, 8, 3, 3);
        Tensor y = new PixelUnshuffle(2).forward(new PixelShuffle(2).forward(x));
        assertArrayEquals(x.toFloatArray(), y.toFloatArray());
        Tensor z = new ChannelShuffle(4).forward(new ChannelShuffle(2).forward(x));
        assertArrayEquals(x.toFloatArray(), z.toFloatArray());
        assertThrows(IllegalArgumentException.class, () -> new PixelShuffle(3).forward(x));
    }

    @Test
    void foldAddsWhatUnfoldTookApart() {
        Tensor x = Tensor.ones(1, 1, 4, 4);
        Tensor blocks = new Unfold(2, Unfold.options().stride(2)).forward(x);
        assertArrayEquals(new int[] {1, 4, 4}, blocks.shape());
        Tensor y = new Fold(new int[] {4}, new int[] {2}, Fold.options().stride(2)).forward(blocks);
        assertArrayEquals(x.toFloatArray(), y.toFloatArray());
        assertThrows(IllegalArgumentException.class, () -> new Fold(4, 3).forward(blocks));
    }

    @Test
    void sizesThatDoNotFitAreExplained() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Linear(3, 2).forward(Tensor.ones(2, 4)))
                .getMessage()
                .startsWith("linear: input [2, 4] has last dimension 4"));
        assertThrows(IllegalArgumentException.class, () -> new Linear(-1, 2));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Bilinear(2, 3, 1).forward(Tensor.ones(4, 2), Tensor.ones(5, 3)));
        assertThrows(IllegalArgumentException.class, () -> new Softmax2d().forward(Tensor.ones(2, 3)));
        assertThrows(IllegalArgumentException.class, () -> new Hardtanh(1, -1));
    }
}
