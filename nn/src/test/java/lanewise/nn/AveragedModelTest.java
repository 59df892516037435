package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AveragedModelTest {

    private static void set(Module model, double value) {
        model.parameters().forEach(p -> p.detach().fill_(value));
        model.buffers().stream()
                .filter(Tensor::isFloatingPoint)
                .forEach(b -> b.detach().fill_(10 * value));
    }

    private static Sequential net() {
        return new Sequential(new Linear(2, 3), new BatchNorm1d(3));
    }

    private static double weight(AveragedModel averaged) {
        return averaged.module().parameters().getFirst().max().item();
    }

    private static double buffer(AveragedModel averaged) {
        return averaged.module().buffers().getFirst().max().item();
    }

    @Test
    void theMeanOfAll() {
        Sequential model = net();
        Tensor.manualSeed(1);
        AveragedModel averaged = new AveragedModel(model, AveragedModelTest::net);
        long next = Generator.defaultGenerator().next64();
        assertEquals(new Generator().manualSeed(1).next64(), next, "no draws are left behind");
        for (double value : new double[] {1, 2, 6}) {
            set(model, value);
            averaged.updateParameters(model);
        }
        assertEquals(3, averaged.averaged());
        assertEquals(3, weight(averaged), 1e-6);
        assertEquals(60, buffer(averaged), 1e-6, "buffers are the last ones");
        assertEquals(6, model.parameters().getFirst().max().item(), "the model itself stays");
        assertEquals("n_averaged", averaged.stateDict().keySet().iterator().next());
        assertEquals(
                List.of("module.0.weight", "module.0.bias"),
                List.copyOf(averaged.stateDict().keySet()).subList(1, 3));
        model.eval();
        averaged.eval();
        set(model, 3);
        averaged.module().loadStateDict(model.stateDict());
        Tensor x = Tensor.ones(4, 2);
        assertArrayEquals(model.forward(x).toFloatArray(), averaged.forward(x).toFloatArray());
    }

    @Test
    void aMovingAverage() {
        Sequential model = net();
        AveragedModel averaged = new AveragedModel(
                model, AveragedModelTest::net, AveragedModel.ema(0.75).useBuffers(true));
        for (double value : new double[] {4, 8}) {
            set(model, value);
            averaged.updateParameters(model);
        }
        assertEquals(5, weight(averaged), 1e-6);
        assertEquals(50, buffer(averaged), 1e-5);
    }

    @Test
    void statisticsAreMeasuredAnewAsAPlainMean() {
        Sequential model = new Sequential(new BatchNorm1d(1), new Dropout(0.5));
        set(model, 7);
        model.eval();
        // Means 1 and 5, unbiased variances 2 and 8.
        List<Tensor> batches =
                List.of(Tensor.tensor(new float[][] {{0}, {2}}), Tensor.tensor(new float[][] {{3}, {7}}));
        AveragedModel.updateBn(batches, x -> x, model);
        BatchNorm1d norm = (BatchNorm1d) model.get(0);
        assertEquals(3, norm.runningMean.item(), 1e-6);
        assertEquals(5, norm.runningVar.item(), 1e-6);
        assertEquals(2, norm.numBatchesTracked.itemLong());
        assertEquals(false, model.isTraining());

        model.train().call(Tensor.tensor(new float[][] {{13}, {13}}));
        assertEquals(4, norm.runningMean.item(), 1e-6, "the momentum of 0.1 is back");
        AveragedModel.updateBn(List.of("a", "b"), _ -> Tensor.ones(1), new Linear(3, 1));
    }

    @Test
    void otherModelsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new AveragedModel(net(), () -> new Linear(1, 1)));
        Sequential model = net();
        assertThrows(IllegalArgumentException.class, () -> new AveragedModel(model, () -> model));
        AveragedModel averaged = new AveragedModel(model, AveragedModelTest::net);
        assertThrows(IllegalArgumentException.class, () -> averaged.updateParameters(new Linear(2, 3)));
        assertThrows(IllegalArgumentException.class, () -> AveragedModel.ema(1.5));
    }
}
