package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lanewise.autograd.GradMode;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A model in evaluation mode serves any number of callers at once. */
class ServingTest {

    @Test
    void virtualThreadsGetTheAnswersOfOneThread() throws Exception {
        Tensor.manualSeed(0);
        Module model = new Sequential(
                        new Conv2d(1, 4, 3),
                        new BatchNorm2d(4),
                        new ReLU(),
                        new Dropout(0.5),
                        new Flatten(),
                        new LazyLinear(8),
                        new LayerNorm(8),
                        x -> new Softmax(1).forward(x))
                .eval();
        List<Tensor> inputs = new ArrayList<>();
        List<float[]> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            inputs.add(Tensor.randn(1 + i % 3, 1, 6, 6));
            answers.add(model.forward(inputs.get(i)).toFloatArray());
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 512; i++) {
                Tensor x = inputs.get(i % 64);
                boolean quiet = i % 2 == 0;
                results.add(pool.submit(() -> {
                    try (var _ = quiet ? GradMode.noGrad() : GradMode.enableGrad()) {
                        return model.forward(x).toFloatArray();
                    }
                }));
            }
            for (int i = 0; i < 512; i++) {
                assertArrayEquals(answers.get(i % 64), results.get(i).get());
            }
        }
    }
}
