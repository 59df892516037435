package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SummaryTest {

    static final class Net extends Module {
        final Conv2d conv = new Conv2d(1, 4, 3);
        final BatchNorm2d norm = new BatchNorm2d(4);
        final ReLU relu = new ReLU();
        final Linear layer1 = new Linear(4 * 26 * 26, 8);
        final Linear layer2 = new Linear(8, 10);

        @Override
        public Tensor forward(Tensor x) {
            Tensor y = relu.forward(norm.forward(conv.forward(x)));
            return layer2.forward(relu.forward(layer1.forward(y.flatten(1))));
        }
    }

    @Test
    void layersReportThemselves() {
        Net net = new Net();
        net.layer2.requiresGrad_(false);
        net.train();
        net.norm.eval();
        Summary summary = net.summary(1, 28, 28);
        assertEquals(
                """
                Model: "Net"
                _________________________________________________________________
                 Layer (type)                  Output Shape               Param #
                =================================================================
                 conv (Conv2d)                 (N, 4, 26, 26)                  40
                 norm (BatchNorm2d)            (N, 4, 26, 26)                   8
                 relu (ReLU)                   (N, 4, 26, 26)                   0
                 layer1 (Linear)               (N, 8)                      21,640
                 layer2 (Linear)               (N, 10)                         90
                =================================================================
                Total params: 21,778 (85.07 KB)
                Trainable params: 21,688
                Non-trainable params: 90
                FLOPs: 92,096\
                """,
                summary.toString()
                        .substring(0, summary.toString().lastIndexOf('\n'))
                        .indent(0)
                        .stripTrailing());
        assertEquals(2 * (4 * 26 * 26 * 9 + 4 * 26 * 26 * 8 + 80), summary.flops());
        assertTrue(net.isTraining() && net.relu.isTraining(), "modes are put back");
        assertFalse(net.norm.isTraining());
    }

    /** Has parameters of its own and is called by its forward, so that nothing tells of it. */
    static final class Hidden extends Module {
        final Parameter scale = new Parameter(Tensor.ones(3));

        @Override
        public Tensor forward(Tensor x) {
            return x.mul(scale);
        }
    }

    static final class Outer extends Module {
        final Hidden hidden = new Hidden();
        final Hidden called = new Hidden();
        final Parameter own = new Parameter(Tensor.ones(5));

        @Override
        public Tensor forward(Tensor x) {
            return called.call(hidden.forward(x)).add(own.sum());
        }
    }

    @Test
    void theSumsAreCompleteWhateverIsSeen() {
        Summary summary = new Outer().summary(3);
        assertEquals(11, summary.totalParameters());
        assertEquals(
                List.of("called (N, 3) 3", " (N, 3) 5", "hidden ? 3"),
                summary.rows().stream()
                        .map(row -> row.path() + " " + row.outputShape() + " " + row.parameters())
                        .toList());
    }

    @Test
    void sharedLayersCountOnceAndCostTwice() {
        Linear twice = new Linear(4, 4);
        Summary summary = new Sequential(twice, new Tanh(), twice).summary(4);
        assertEquals(20, summary.totalParameters());
        assertEquals(2 * 2 * 16, summary.flops());
        assertEquals(2, summary.rows().size());
    }

    @Test
    void sequencesAndWords() {
        LSTM lstm = new LSTM(3, 5);
        Summary summary = lstm.summary(Tensor.zeros(7, 2, 3));
        assertEquals(2L * 7 * 2 * (4 * 5 * 3 + 4 * 5 * 5), summary.flops());
        assertEquals("(N, 2, 5)", summary.rows().getFirst().outputShape());
        Summary words = new Sequential(new Embedding(10, 4), new Flatten(), new Linear(12, 2))
                .summary(Tensor.zeros(new int[] {1, 3}, DType.INT64));
        assertEquals(40 + 26, words.totalParameters());
        assertEquals("(N, 3, 4)", words.rows().getFirst().outputShape());
        assertEquals(
                2 * (2 * 10 * 5) * (2 * 3 * 3),
                new ConvTranspose2d(2, 2, 3).summary(2, 10, 5).flops());
    }

    @Test
    void aFailureLeavesNothingBehind() {
        Net net = new Net();
        assertThrows(IllegalArgumentException.class, () -> net.summary(3, 28, 28));
        assertTrue(net.isTraining());
        assertEquals(5, net.summary(1, 28, 28).rows().size());
    }

    /** One part of two others: it stands before the second of them in the order of modules. */
    static class Twice extends Module {
        final Linear shared = new Linear(2, 2);
        final Sequential first = new Sequential(shared);
        final Sequential second = new Sequential(shared);

        @Override
        public Tensor forward(Tensor x) {
            return second.forward(first.forward(x));
        }
    }

    @Test
    void sharedPartsGetTheirModesBackToo() {
        Twice model = new Twice();
        model.shared.eval();
        model.summary(2);
        assertFalse(model.shared.isTraining());
        assertTrue(model.second.isTraining());
    }
}
