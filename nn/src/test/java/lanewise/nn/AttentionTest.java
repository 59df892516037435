package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.autograd.GradMode;
import lanewise.tensor.Autograd;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttentionTest {

    @BeforeEach
    void exact() {
        DType.setDefault(DType.FLOAT64);
        Tensor.manualSeed(1);
    }

    @AfterEach
    void usual() {
        DType.setDefault(DType.FLOAT32);
    }

    private static Tensor random(int... shape) {
        return Tensor.randn(shape, DType.FLOAT64);
    }

    @Test
    void aCausalMaskHidesTheFuture() {
        TransformerEncoderLayer layer = new TransformerEncoderLayer(
                8, 2, TransformerEncoderLayer.options().dropout(0).batchFirst(true));
        Tensor mask = Transformer.generateSquareSubsequentMask(4);
        Tensor x = random(3, 4, 8);
        Tensor changed = x.clone();
        changed.select(1, 3).fill_(9);
        Tensor y = layer.forward(x, mask, null);
        Tensor z = layer.forward(changed, mask, null);
        assertArrayEquals(y.narrow(1, 0, 3).toDoubleArray(), z.narrow(1, 0, 3).toDoubleArray(), 1e-12);
        assertTrue(y.select(1, 3).sub(z.select(1, 3)).abs().sum().item() > 0.1);
    }

    /** What passes between a layer's parts is used again, but not what somebody else's activation saw. */
    @Test
    void aUsersActivationMayKeepWhatItSees() {
        List<Tensor> seen = new ArrayList<>();
        TransformerEncoderLayer layer = new TransformerEncoderLayer(
                8,
                2,
                TransformerEncoderLayer.options()
                        .dimFeedforward(512)
                        .dropout(0)
                        .batchFirst(true)
                        .activation(x -> {
                            Tensor y = x.relu();
                            seen.addAll(List.of(x, x.clone(), y, y.clone()));
                            return y;
                        }));
        for (boolean recorded : new boolean[] {true, false}) {
            seen.clear();
            Tensor x = random(3, 4, 8);
            Tensor expected = layer.forward(x).clone();
            try (var _ = recorded ? GradMode.enableGrad() : GradMode.noGrad()) {
                assertArrayEquals(expected.toDoubleArray(), layer.forward(x).toDoubleArray());
            }
            for (int i = 0; i < seen.size(); i += 2) {
                assertArrayEquals(seen.get(i + 1).toDoubleArray(), seen.get(i).toDoubleArray());
            }
        }
    }

    @Test
    void oneSequenceAloneIsABatchOfOne() {
        for (boolean batchFirst : new boolean[] {true, false}) {
            MultiheadAttention attention =
                    new MultiheadAttention(8, 4, MultiheadAttention.options().batchFirst(batchFirst));
            Tensor x = random(5, 8);
            Tensor batch = x.unsqueeze(batchFirst ? 0 : 1);
            assertArrayEquals(
                    attention.forward(batch).toDoubleArray(),
                    attention.forward(x).toDoubleArray());
        }
    }

    @Test
    void paddingIsNotSeen() {
        MultiheadAttention attention =
                new MultiheadAttention(8, 4, MultiheadAttention.options().batchFirst(true));
        Tensor x = random(2, 5, 8);
        Tensor padding =
                Tensor.tensor(new boolean[][] {{false, false, false, true, true}, {false, false, false, false, false}});
        MultiheadAttention.Output out =
                attention.forward(x, x, x, MultiheadAttention.arguments().keyPaddingMask(padding));
        Tensor three = x.narrow(0, 0, 1).narrow(1, 0, 3);
        assertArrayEquals(
                attention.forward(three).toDoubleArray(),
                out.output().narrow(0, 0, 1).narrow(1, 0, 3).toDoubleArray(),
                1e-12);
        assertEquals(0, out.weights().select(0, 0).narrow(1, 3, 2).sum().item());
        assertEquals(10, out.weights().sum().item(), 1e-12);
    }

    @Test
    void aBatchOfOneIsNoBatch() {
        MultiheadAttention attention = new MultiheadAttention(4, 2);
        Tensor x = random(3, 4);
        assertArrayEquals(
                attention.forward(x.unsqueeze(1)).toDoubleArray(),
                attention.forward(x).toDoubleArray(),
                1e-12);
    }

    @Test
    void keysCanBeAdded() {
        MultiheadAttention attention = new MultiheadAttention(
                4, 2, MultiheadAttention.options().addBiasKv(true).addZeroAttn(true));
        Tensor x = random(3, 2, 4);
        Tensor mask = Transformer.generateSquareSubsequentMask(3);
        MultiheadAttention.Output out = attention.forward(
                x, x, x, MultiheadAttention.arguments().attnMask(mask).averageAttnWeights(false));
        assertArrayEquals(new int[] {2, 2, 3, 5}, out.weights().shape());
        out.output().sum().backward();
        assertTrue(attention.biasK.grad() != null && attention.biasV.grad() != null);
    }

    @Test
    void causalAttentionIsTheMaskOfOnesBelowTheDiagonal() {
        Tensor q = random(2, 3, 4);
        Tensor k = random(2, 3, 4);
        Tensor v = random(2, 3, 5);
        Tensor below = Tensor.tensor(new boolean[][] {{true, false, false}, {true, true, false}, {true, true, true}});
        assertArrayEquals(
                Functional.scaledDotProductAttention(q, k, v, below, 0, false).toDoubleArray(),
                Functional.scaledDotProductAttention(q, k, v, null, 0, true).toDoubleArray());
        assertThrows(
                IllegalArgumentException.class, () -> Functional.scaledDotProductAttention(q, k, v, below, 0, true));
        assertThrows(IllegalArgumentException.class, () -> Functional.scaledDotProductAttention(q, v, k));
    }

    @Test
    void copiedLayersStartEqualAndLearnApart() {
        TransformerEncoder encoder = new TransformerEncoder(
                new TransformerEncoderLayer(
                        4, 2, TransformerEncoderLayer.options().dimFeedforward(8)),
                2);
        Parameter a = encoder.layers.get(0).linear1.weight;
        Parameter b = encoder.layers.get(1).linear1.weight;
        assertArrayEquals(a.toDoubleArray(), b.toDoubleArray());
        assertTrue(a != b && !a.sharesStorage(b));
    }

    @Test
    void normFirstIsAnotherNetwork() {
        Transformer transformer = new Transformer(Transformer.options()
                .dModel(8)
                .nhead(2)
                .numEncoderLayers(2)
                .numDecoderLayers(1)
                .dimFeedforward(16)
                .activation("gelu")
                .normFirst(true));
        Tensor y = transformer.eval() instanceof Transformer t ? t.forward(random(5, 2, 8), random(3, 2, 8)) : null;
        assertArrayEquals(new int[] {3, 2, 8}, y.shape());
        assertThrows(IllegalArgumentException.class, () -> transformer.forward(random(5, 2, 8), random(3, 1, 8)));
        assertThrows(IllegalArgumentException.class, () -> Transformer.options().activation("tanh"));
    }

    @Test
    void headsMustDivideTheSize() {
        assertThrows(IllegalArgumentException.class, () -> new MultiheadAttention(5, 2));
        MultiheadAttention attention = new MultiheadAttention(4, 2);
        Tensor x = random(3, 2, 4);
        assertThrows(
                IllegalArgumentException.class,
                () -> attention.forward(x, x, x, MultiheadAttention.arguments().attnMask(random(2, 3))));
        assertNull(attention
                .forward(x, x, x, MultiheadAttention.arguments().needWeights(false))
                .weights());
    }

    /** Outputs and gradients of x and of all weights, with the matrix of weights or without. */
    private static List<double[]> run(
            MultiheadAttention attention, Tensor x, MultiheadAttention.Arguments arguments, Tensor gradient) {
        attention.zeroGrad();
        x.setGrad(null);
        Tensor y = attention.forward(x, x, x, arguments).output();
        y.backward(gradient);
        List<double[]> all = new ArrayList<>(List.of(y.toDoubleArray(), x.grad().toDoubleArray()));
        attention.parameters().forEach(weight -> all.add(weight.grad().toDoubleArray()));
        return all;
    }

    /** 40 queries and 2,500 keys are several blocks of scores. */
    @Test
    void withoutTheWeightsTheResultsAreTheSame() {
        MultiheadAttention attention =
                new MultiheadAttention(6, 3, MultiheadAttention.options().batchFirst(true));
        Tensor q = random(2, 40, 6).requiresGrad_();
        Tensor k = random(2, 2500, 6).requiresGrad_();
        Tensor whole = attention.forward(q, k, k).output();
        Tensor gradient = random(2, 40, 6);
        List<Tensor> wanted = List.of(q, k, attention.inProjWeight);
        List<Tensor> expected = Autograd.grad(List.of(whole), wanted, List.of(gradient), false, false, false);
        Tensor parts = attention
                .forward(q, k, k, MultiheadAttention.arguments().needWeights(false))
                .output();
        assertArrayEquals(whole.toDoubleArray(), parts.toDoubleArray(), 1e-12);
        List<Tensor> actual = Autograd.grad(List.of(parts), wanted, List.of(gradient), false, false, false);
        for (int i = 0; i < wanted.size(); i++) {
            assertArrayEquals(expected.get(i).toDoubleArray(), actual.get(i).toDoubleArray(), 1e-10);
        }
    }

    @Test
    void masksAreTheSameWithoutTheWeights() {
        for (boolean batchFirst : new boolean[] {true, false}) {
            MultiheadAttention attention =
                    new MultiheadAttention(6, 3, MultiheadAttention.options().batchFirst(batchFirst));
            Tensor x = random(batchFirst ? new int[] {2, 7, 6} : new int[] {7, 2, 6})
                    .requiresGrad_();
            Tensor padding = Tensor.zeros(new int[] {2, 7}, DType.BOOL);
            padding.select(0, 1).narrow(0, 5, 2).fill_(1);
            Tensor pairs = random(2 * 3, 7, 7);
            for (Tensor mask : Arrays.asList(null, Transformer.generateSquareSubsequentMask(7), pairs)) {
                MultiheadAttention.Arguments arguments =
                        MultiheadAttention.arguments().attnMask(mask).keyPaddingMask(padding);
                Tensor gradient = random(x.shape());
                List<double[]> expected = run(attention, x, arguments, gradient);
                List<double[]> actual = run(attention, x, arguments.needWeights(false), gradient);
                for (int i = 0; i < expected.size(); i++) {
                    assertArrayEquals(expected.get(i), actual.get(i), 1e-12);
                }
            }
        }
    }

    @Test
    void theBitsAreTheSameAtAnyNumberOfThreads() {
        DType.setDefault(DType.FLOAT32);
        MultiheadAttention attention = new MultiheadAttention(64, 4);
        Tensor x = Tensor.randn(96, 3, 64).requiresGrad_();
        Tensor gradient = Tensor.randn(96, 3, 64);
        MultiheadAttention.Arguments arguments = MultiheadAttention.arguments().needWeights(false);
        int before = Tensor.getNumThreads();
        try {
            Tensor.setNumThreads(1);
            List<double[]> expected = run(attention, x, arguments, gradient);
            for (int threads : new int[] {2, 3, 4}) {
                Tensor.setNumThreads(threads);
                List<double[]> actual = run(attention, x, arguments, gradient);
                for (int i = 0; i < expected.size(); i++) {
                    assertArrayEquals(expected.get(i), actual.get(i));
                }
            }
        } finally {
            Tensor.setNumThreads(before);
        }
    }
}
