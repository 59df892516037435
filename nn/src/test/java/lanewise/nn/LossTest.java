package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LossTest {

    private static void assertMessage(String expected, Executable call) {
        assertEquals(
                expected, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    // ---- shapes ----------------------------------------------------------------------------------------------------

    @Test
    void aColumnAgainstAVectorIsRefusedWithBothFixes() {
        assertMessage(
                "mseLoss: prediction [100,1] and target [100] differ; they would broadcast to [100,100]."
                        + " Use target.unsqueeze(1) or prediction.squeeze(1).",
                () -> Functional.mseLoss(Tensor.ones(100, 1), Tensor.ones(100)));
        assertMessage(
                "l1Loss: prediction [100] and target [100,1] differ; they would broadcast to [100,100]."
                        + " Use prediction.unsqueeze(1) or target.squeeze(1).",
                () -> Functional.l1Loss(Tensor.ones(100), Tensor.ones(100, 1)));
    }

    @Test
    void otherShapesAreRefusedWithWhatMayBeMeant() {
        assertMessage(
                "huberLoss: prediction [2,3] and target [3,2] differ; they must be equal."
                        + " Use target.reshape(prediction.shape()) if the order of elements agrees.",
                () -> Functional.huberLoss(Tensor.ones(2, 3), Tensor.ones(3, 2)));
        assertMessage(
                "smoothL1Loss: prediction [2,3] and target [3] differ; they would broadcast to [2,3]."
                        + " Use target.expandAs(prediction) if that is meant.",
                () -> Functional.smoothL1Loss(Tensor.ones(2, 3), Tensor.ones(3)));
        assertMessage(
                "binaryCrossEntropy: prediction [2] and target [3] differ; they must be equal.",
                () -> Functional.binaryCrossEntropy(Tensor.ones(2), Tensor.ones(3)));
    }

    @Test
    void classTargetsAreChecked() {
        Tensor scores = Tensor.zeros(4, 10);
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> Functional.crossEntropy(scores, Tensor.zeros(new int[] {4, 1}, DType.INT64)))
                .getMessage()
                .endsWith("Use target.squeeze(1)"));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> Functional.crossEntropy(scores, Tensor.zeros(new int[] {4, 10}, DType.INT64)))
                .getMessage()
                .contains("target.argmax(1)"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Functional.crossEntropy(scores, Tensor.zeros(4)))
                .getMessage()
                .endsWith("convert with toLong()"));
        Tensor target = Tensor.tensor(new long[] {0, 1, 10, 2});
        assertEquals(
                "crossEntropy: target[2] = 10 but there are 10 classes (0..9)",
                assertThrows(IndexOutOfBoundsException.class, () -> Functional.crossEntropy(scores, target))
                        .getMessage());
        assertEquals(
                "nllLoss: target[2] = 10 but there are 10 classes (0..9)",
                assertThrows(IndexOutOfBoundsException.class, () -> Functional.nllLoss(scores, target))
                        .getMessage());
    }

    // ---- values ----------------------------------------------------------------------------------------------------

    private final Tensor scores = Tensor.tensor(new double[][] {{1, 2, 0.5}, {-1, 0, 3}, {0.2, 0.1, -0.4}, {2, 2, 2}});

    @Test
    void crossEntropyIsNegativeLogLikelihoodOfTheLogSoftmax() {
        Tensor target = Tensor.tensor(new long[] {2, -100, 0, 1});
        Tensor weight = Tensor.tensor(new double[] {0.5, 2, 1});
        for (Reduction reduction : new Reduction[] {Reduction.NONE, Reduction.MEAN, Reduction.SUM}) {
            for (Tensor w : new Tensor[] {null, weight}) {
                Tensor one = Functional.crossEntropy(
                        scores, target, CrossEntropyLoss.options().weight(w).reduction(reduction));
                Tensor two = Functional.nllLoss(
                        scores.logSoftmax(1),
                        target,
                        NLLLoss.options().weight(w).reduction(reduction));
                assertArrayEquals(two.toDoubleArray(), one.toDoubleArray(), 1e-12);
            }
        }
    }

    @Test
    void ignoredRowsHaveNoGradient() {
        Tensor x = scores.clone().requiresGrad_();
        Functional.crossEntropy(
                        x,
                        Tensor.tensor(new long[] {2, 1, 1, 0}),
                        CrossEntropyLoss.options().ignoreIndex(1))
                .backward();
        assertArrayEquals(new double[3], x.grad().select(0, 1).toDoubleArray());
        assertTrue(x.grad().select(0, 0).abs().sum().item() > 0.1);
    }

    @Test
    void aBatchOfNothingIsNotANumber() {
        Tensor target = Tensor.tensor(new long[] {-100, -100, -100, -100});
        assertTrue(Double.isNaN(Functional.crossEntropy(scores, target).item()));
    }

    @Test
    void oneHotProbabilitiesAreClasses() {
        Tensor target = Tensor.tensor(new long[] {2, 1, 0, 1});
        CrossEntropyLoss.Options smooth = CrossEntropyLoss.options().labelSmoothing(0.2);
        Tensor hot = Functional.oneHot(target, 3).to(DType.FLOAT64);
        assertEquals(
                Functional.crossEntropy(scores, target, smooth).item(),
                Functional.crossEntropy(scores, hot, smooth).item(),
                1e-12);
    }

    @Test
    void fartherDimensionsAreMoreRows() {
        Tensor x = Tensor.randn(new int[] {2, 3, 4, 5}, DType.FLOAT64);
        Tensor target = Tensor.randint(0, 3, new int[] {2, 4, 5});
        Tensor rows = x.permute(0, 2, 3, 1).reshape(40, 3);
        Tensor each =
                Functional.crossEntropy(x, target, CrossEntropyLoss.options().reduction(Reduction.NONE));
        assertArrayEquals(new int[] {2, 4, 5}, each.shape());
        assertEquals(
                Functional.crossEntropy(rows, target.reshape(40)).item(),
                each.mean().item(),
                1e-12);
    }

    @Test
    void binaryCrossEntropyHoldsAtItsEnds() {
        Tensor x = Tensor.of(0, 1, 0, 1).requiresGrad_();
        Tensor losses = Functional.binaryCrossEntropy(
                x, Tensor.of(0, 1, 1, 0), BCELoss.options().reduction(Reduction.NONE));
        assertArrayEquals(new float[] {0, 0, 100, 100}, losses.toFloatArray(), 0f);
        losses.sum().backward();
        assertArrayEquals(new float[] {0, 0, -1e12f, 1e12f}, x.grad().toFloatArray(), 1e6f);
        assertThrows(IllegalArgumentException.class, () -> Functional.binaryCrossEntropy(Tensor.of(1.5), Tensor.of(1)));
    }

    @Test
    void logitsAreTheSigmoidsArgumentAndDoNotOverflow() {
        Tensor x = Tensor.tensor(new double[] {-3, 0.5, 2});
        Tensor target = Tensor.tensor(new double[] {0, 1, 0.3});
        assertEquals(
                Functional.binaryCrossEntropy(x.sigmoid(), target).item(),
                Functional.binaryCrossEntropyWithLogits(x, target).item(),
                1e-12);
        assertEquals(
                1000,
                Functional.binaryCrossEntropyWithLogits(Tensor.of(1000), Tensor.of(0))
                        .item());
    }

    @Test
    void batchMeanIsForDivergences() {
        Tensor x = scores.logSoftmax(1);
        Tensor target = scores.neg().softmax(1);
        double sum = Functional.klDiv(x, target, KLDivLoss.options().reduction(Reduction.SUM))
                .item();
        assertEquals(
                sum / 4,
                Functional.klDiv(x, target, KLDivLoss.options().reduction(Reduction.BATCHMEAN))
                        .item(),
                1e-12);
        assertThrows(IllegalArgumentException.class, () -> Functional.mseLoss(x, target, Reduction.BATCHMEAN));
    }

    @Test
    void signsJudgeClassifiers() {
        Tensor x = Tensor.of(0.5, -2, 3, -0.1);
        Tensor target = Tensor.of(1, 1, -1, -1);
        assertEquals(0.5, new ZeroOneLoss().forward(x, target).item());
        assertArrayEquals(
                new float[] {0.5f, 3, 4, 0.9f},
                new HingeLoss(HingeLoss.options().reduction(Reduction.NONE))
                        .forward(x, target)
                        .toFloatArray(),
                1e-6f);
    }

    @Test
    void weightsAreStateOfTheLoss() {
        CrossEntropyLoss loss = new CrossEntropyLoss(CrossEntropyLoss.options().weight(Tensor.ones(3)));
        assertEquals(1, loss.stateDict().size());
        loss.to(DType.FLOAT64);
        assertEquals(
                DType.FLOAT64,
                loss.forward(scores, Tensor.tensor(new long[] {0, 1, 2, 0})).dtype());
        assertNull(new CrossEntropyLoss().stateDict().get("weight"));
    }

    @Test
    void argumentsAreChecked() {
        assertThrows(
                IllegalArgumentException.class, () -> CrossEntropyLoss.options().labelSmoothing(1.5));
        assertThrows(
                IllegalArgumentException.class,
                () -> Functional.huberLoss(scores, scores, HuberLoss.options().delta(0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> Functional.gaussianNllLoss(scores, scores, Tensor.full(new int[] {4, 3}, -1.0)));
        assertThrows(IllegalArgumentException.class, () -> Reduction.of("abc"));
    }
}
