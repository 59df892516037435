package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import lanewise.nn.CrossEntropyLoss;
import lanewise.nn.Linear;
import lanewise.nn.ReLU;
import lanewise.nn.Sequential;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.optim.SGD;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What a training loop leaves behind: nothing, and it asks for little. */
class MemoryTest {

    private static final int EARLY = 2_000;
    private static final int LATE = 10_000;

    /** The steps of a small network. */
    private static final class Training {
        final CrossEntropyLoss criterion = new CrossEntropyLoss();
        final Tensor input;
        final Tensor target;
        final Sequential model;
        final Optimizer<?> optimizer;
        double loss;

        Training(int batch, int inputs, int hidden, boolean adam) {
            Tensor.manualSeed(0);
            input = Tensor.randn(batch, inputs);
            target = Tensor.randint(0, 10, new int[] {batch});
            model = new Sequential(new Linear(inputs, hidden), new ReLU(), new Linear(hidden, 10));
            optimizer = adam
                    ? new Adam(model.parameters(), Adam.lr(1e-3))
                    : new SGD(model.parameters(), SGD.lr(0.01).momentum(0.9));
        }

        void step() {
            Tensor value = criterion.forward(model.forward(input), target);
            optimizer.zeroGrad();
            value.backward();
            optimizer.step();
            loss += value.item();
        }
    }

    /** Used heap when nothing more can be collected. */
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    @Test
    void theHeapStaysFlat() {
        for (boolean adam : new boolean[] {false, true}) {
            Training training = new Training(4, 64, 32, adam);
            long early = 0;
            for (int i = 1; i <= LATE; i++) {
                training.step();
                if (i == EARLY) {
                    early = used();
                }
            }
            long grown = used() - early;
            // A graph of these steps that was kept would be some 5 KB each.
            assertTrue(grown < 2_000_000, "8,000 steps left " + grown + " bytes; loss " + training.loss);
        }
    }

    @Test
    void gradientsAreNotAllocatedAnew() {
        Training training = new Training(8, 784, 128, false);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 300; i++) {
            training.step();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 300; i++) {
            training.step();
        }
        long each = (threads.getCurrentThreadAllocatedBytes() - before) / 300;
        // The gradient of the first weights alone is 784 · 128 · 4 = 401,408 bytes.
        assertTrue(each < 200_000, "a step allocates " + each + " bytes");
    }
}
