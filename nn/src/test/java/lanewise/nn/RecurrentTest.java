package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.Autograd;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecurrentTest {

    private static final LSTM.Options DEEP =
            LSTM.options().numLayers(2).bidirectional(true).batchFirst(true);

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
    void aCellIsOneStep() {
        LSTM lstm = new LSTM(3, 4);
        LSTMCell cell = new LSTMCell(3, 4);
        Parameter[] ours = cell.parameters().toArray(Parameter[]::new);
        for (int i = 0; i < ours.length; i++) {
            ours[i].detach().copy_(lstm.parameters().get(i).detach());
        }
        Tensor x = random(5, 2, 3);
        LSTMCell.State state = cell.withState(x.select(0, 0));
        for (int t = 1; t < 5; t++) {
            state = cell.forward(x.select(0, t), state.hidden(), state.cell());
        }
        LSTM.Output run = lstm.withState(x);
        assertArrayEquals(run.hidden().toDoubleArray(), state.hidden().toDoubleArray(), 1e-12);
        assertArrayEquals(run.cell().toDoubleArray(), state.cell().toDoubleArray(), 1e-12);
        assertArrayEquals(
                run.output().select(0, 4).toDoubleArray(), state.hidden().toDoubleArray(), 1e-12);
    }

    @Test
    void twoHalvesAreAWhole() {
        GRU gru = new GRU(3, 4, GRU.options().numLayers(2));
        Tensor x = random(6, 2, 3);
        GRU.Output first = gru.withState(x.narrow(0, 0, 3));
        GRU.Output second = gru.forward(x.narrow(0, 3, 3), first.hidden());
        assertArrayEquals(
                gru.forward(x).narrow(0, 3, 3).toDoubleArray(), second.output().toDoubleArray(), 1e-12);
    }

    @Test
    void packedSequencesAreRunAsIfEachWereAlone() {
        LSTM lstm = new LSTM(3, 4, DEEP);
        List<Tensor> sequences = List.of(random(2, 3), random(5, 3), random(1, 3), random(5, 3));
        LSTM.PackedOutput run = lstm.forward(PackedSequence.packSequence(sequences));
        PackedSequence.Padded padded = run.output().padPackedSequence(true, -7);
        assertArrayEquals(new int[] {2, 5, 1, 5}, padded.lengths());
        assertArrayEquals(new int[] {4, 5, 8}, padded.sequences().shape());
        for (int i = 0; i < 4; i++) {
            LSTM.Output alone = lstm.withState(sequences.get(i));
            Tensor row = padded.sequences().select(0, i);
            int length = padded.lengths()[i];
            assertArrayEquals(
                    alone.output().toDoubleArray(), row.narrow(0, 0, length).toDoubleArray(), 1e-12);
            assertEquals(
                    -7.0 * (5 - length) * 8,
                    row.narrow(0, length, 5 - length).sum().item(),
                    0.0);
            assertArrayEquals(
                    alone.hidden().toDoubleArray(), run.hidden().select(1, i).toDoubleArray(), 1e-12);
            assertArrayEquals(
                    alone.cell().toDoubleArray(), run.cell().select(1, i).toDoubleArray(), 1e-12);
        }
    }

    @Test
    void gradientsReachAllWeightsThroughPackedSequences() {
        LSTM lstm = new LSTM(3, 4, DEEP.projSize(2));
        Tensor x = random(2, 3, 3).requiresGrad_();
        lstm.forward(PackedSequence.packPaddedSequence(x, new int[] {1, 3}, true))
                .output()
                .data()
                .sum()
                .backward();
        lstm.namedParameters()
                .forEach((name, weight) -> assertTrue(
                        weight.grad() != null && weight.grad().abs().sum().item() > 0, name));
        assertEquals(0, x.grad().select(0, 0).narrow(0, 1, 2).abs().sum().item());
    }

    @Test
    void batchFirstIsOnlyALayout() {
        RNN rnn = new RNN(3, 4, RNN.options().nonlinearity(RNN.Nonlinearity.RELU));
        RNN first =
                new RNN(3, 4, RNN.options().nonlinearity(RNN.Nonlinearity.RELU).batchFirst(true));
        first.loadStateDict(rnn.stateDict());
        Tensor x = random(5, 2, 3);
        assertArrayEquals(
                rnn.forward(x).transpose(0, 1).toDoubleArray(),
                first.forward(x.transpose(0, 1)).toDoubleArray(),
                1e-12);
    }

    @Test
    void weightsHavePyTorchsNames() {
        assertEquals(
                List.of(
                        "weight_ih_l0",
                        "weight_hh_l0",
                        "bias_ih_l0",
                        "bias_hh_l0",
                        "weight_ih_l0_reverse",
                        "weight_hh_l0_reverse",
                        "bias_ih_l0_reverse",
                        "bias_hh_l0_reverse"),
                List.copyOf(new GRU(2, 3, GRU.options().bidirectional(true))
                        .stateDict()
                        .keySet()));
        assertTrue(new LSTM(2, 3, LSTM.options().projSize(1)).stateDict().containsKey("weight_hr_l0"));
    }

    @Test
    void dropoutActsBetweenLayersInTrainingOnly() {
        GRU gru = new GRU(3, 8, GRU.options().numLayers(2).dropout(0.5));
        Tensor x = random(4, 2, 3);
        double one = gru.forward(x).sum().item();
        assertTrue(one != gru.forward(x).sum().item());
        gru.eval();
        assertEquals(gru.forward(x).sum().item(), gru.forward(x).sum().item());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        LSTM lstm = new LSTM(3, 4);
        assertThrows(IllegalArgumentException.class, () -> lstm.forward(random(5, 2, 4)));
        assertThrows(IllegalArgumentException.class, () -> lstm.forward(random(0, 2, 3)));
        assertThrows(
                IllegalArgumentException.class, () -> lstm.forward(random(5, 2, 3), random(1, 3, 4), random(1, 2, 4)));
        assertThrows(IllegalArgumentException.class, () -> new GRU(0, 4));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LSTM(3, 4, LSTM.options().projSize(4)));
        assertThrows(
                IllegalArgumentException.class,
                () -> PackedSequence.packPaddedSequence(random(3, 2, 1), new int[] {3, 4}, false));
    }

    /** A sequence alone is one operation; beside a shorter one the same steps are composed. */
    @Test
    void allStepsAtOnceHaveTheGradientsOfStepAfterStep() {
        for (LSTM.Options options : List.of(DEEP, DEEP.bias(false).numLayers(1))) {
            LSTM lstm = new LSTM(3, 4, options);
            Tensor x = random(1, 5, 3).requiresGrad_();
            Tensor whole = lstm.forward(x);
            Tensor gradient = random(whole.shape());
            List<Tensor> wanted = new ArrayList<>(lstm.parameters());
            wanted.add(x);
            List<Tensor> expected = Autograd.grad(List.of(whole), wanted, List.of(gradient), false, false, false);
            Tensor two = Tensor.cat(List.of(x, random(1, 5, 3)), 0);
            Tensor composed = lstm.forward(PackedSequence.packPaddedSequence(two, new int[] {5, 3}, true))
                    .output()
                    .padPackedSequence(true, 0)
                    .sequences()
                    .narrow(0, 0, 1);
            List<Tensor> actual = Autograd.grad(List.of(composed), wanted, List.of(gradient), false, false, false);
            assertArrayEquals(whole.toDoubleArray(), composed.toDoubleArray(), 1e-12);
            for (int i = 0; i < wanted.size(); i++) {
                assertArrayEquals(expected.get(i).toDoubleArray(), actual.get(i).toDoubleArray(), 1e-12);
            }
        }
    }

    @Test
    void theBitsAreTheSameAtAnyNumberOfThreads() {
        DType.setDefault(DType.FLOAT32);
        LSTM lstm = new LSTM(48, 128);
        Tensor x = Tensor.randn(6, 40, 48);
        int before = Tensor.getNumThreads();
        try {
            List<float[]> expected = null;
            for (int threads = 1; threads <= 4; threads++) {
                Tensor.setNumThreads(threads);
                lstm.zeroGrad();
                Tensor y = lstm.forward(x);
                y.square().sum().backward();
                List<float[]> actual = new ArrayList<>(List.of(y.toFloatArray()));
                lstm.parameters().forEach(weight -> actual.add(weight.grad().toFloatArray()));
                for (int i = 0; expected != null && i < actual.size(); i++) {
                    assertArrayEquals(expected.get(i), actual.get(i));
                }
                expected = actual;
            }
        } finally {
            Tensor.setNumThreads(before);
        }
    }
}
