package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanewise.autograd.GradMode;
import lanewise.datasets.Batch;
import lanewise.datasets.Compose;
import lanewise.datasets.DataLoader;
import lanewise.datasets.MNIST;
import lanewise.datasets.Normalize;
import lanewise.datasets.ToTensor;
import lanewise.datasets.Transform;
import lanewise.nn.CrossEntropyLoss;
import lanewise.nn.Flatten;
import lanewise.nn.Linear;
import lanewise.nn.ReLU;
import lanewise.nn.Sequential;
import lanewise.optim.SGD;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The MNIST sample against the losses and accuracies that PyTorch recorded, and against itself on other threads and
 * kernels.
 */
class MnistTest {

    private static final Path SHARED = Path.of(System.getProperty("lanewise.shared", "../../shared"));

    private final Transform transform = new Compose(new ToTensor(), new Normalize(0.1307f, 0.3081f));

    /** What PyTorch saw: (step, loss) of the first epoch, (mean loss, accuracy) of each epoch. */
    private record Recorded(List<double[]> steps, List<double[]> epochs) {

        static Recorded read() throws IOException {
            Path file = SHARED.resolve("conformance/mnist_seed0.json");
            if (!Files.exists(file) || !Files.isDirectory(SHARED.resolve("data/mnist"))) {
                abort("skipped: needs the recorded PyTorch run and MNIST in "
                        + SHARED.toAbsolutePath().normalize());
            }
            String json = Files.readString(file);
            int split = json.indexOf("\"epochs\"");
            return new Recorded(pairs(json.substring(0, split)), pairs(json.substring(split)));
        }

        private static List<double[]> pairs(String json) {
            List<double[]> pairs = new ArrayList<>();
            Matcher matcher = Pattern.compile("\\[([-0-9.e]+), ([-0-9.e]+)]").matcher(json);
            while (matcher.find()) {
                pairs.add(new double[] {Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2))});
            }
            return pairs;
        }
    }

    /** The sample's training, with what it would throw away. */
    private static final class Training {
        final Sequential model;
        final List<Double> losses = new ArrayList<>();
        private final CrossEntropyLoss criterion = new CrossEntropyLoss();
        private final SGD optimizer;

        Training() {
            model = new Sequential(new Flatten(), new Linear(784, 128), new ReLU(), new Linear(128, 10));
            optimizer = new SGD(model.parameters(), SGD.lr(0.01).momentum(0.9));
        }

        void step(Batch batch) {
            Tensor loss = criterion.forward(model.forward(batch.input()), batch.target());
            optimizer.zeroGrad();
            loss.backward();
            optimizer.step();
            losses.add(loss.item());
        }

        double accuracy(DataLoader loader, int size) {
            long correct = 0;
            try (var _ = GradMode.noGrad()) {
                for (Batch batch : loader) {
                    Tensor predicted = model.forward(batch.input()).max(1).indices();
                    correct += predicted.eq(batch.target()).sum().itemLong();
                }
            }
            return (double) correct / size;
        }
    }

    @Test
    void fiveEpochsAreThoseOfPyTorch() throws IOException {
        Recorded recorded = Recorded.read();
        Path data = SHARED.resolve("data/mnist");
        Tensor.manualSeed(0);
        MNIST testSet = new MNIST(data, MNIST.test().transform(transform));
        DataLoader train = new DataLoader(
                new MNIST(data, MNIST.train().transform(transform)),
                DataLoader.batchSize(32).shuffle(true));
        DataLoader test = new DataLoader(testSet, DataLoader.batchSize(32));
        Training training = new Training();
        double lastAccuracy = 0;
        for (int epoch = 0; epoch < recorded.epochs.size(); epoch++) {
            training.losses.clear();
            for (Batch batch : train) {
                training.step(batch);
            }
            if (epoch == 0) {
                for (double[] step : recorded.steps.subList(0, 20)) {
                    assertEquals(
                            step[1],
                            training.losses.get((int) step[0]),
                            1e-4 * step[1],
                            "loss of step " + (int) step[0]);
                }
            }
            double mean =
                    training.losses.stream().mapToDouble(loss -> loss).average().orElseThrow();
            double[] expected = recorded.epochs.get(epoch);
            assertEquals(expected[0], mean, 0.02 * expected[0], "mean loss of epoch " + (epoch + 1));
            lastAccuracy = training.accuracy(test, testSet.size());
            assertEquals(expected[1], lastAccuracy, 0.005, "accuracy after epoch " + (epoch + 1));
        }
        assertTrue(lastAccuracy >= 0.973, "accuracy after the last epoch: " + lastAccuracy);
    }

    /** A batch of 300 is large enough for products, sums and updates to be shared out. */
    @Test
    void theBitsAreTheSameAtAnyNumberOfThreads() {
        int before = Tensor.getNumThreads();
        try {
            Tensor.setNumThreads(1);
            List<float[]> expected = trained(300);
            List<float[]> small = trained(32);
            for (int threads : new int[] {2, 3, 4}) {
                Tensor.setNumThreads(threads);
                same(expected, trained(300), threads);
                same(small, trained(32), threads);
            }
        } finally {
            Tensor.setNumThreads(before);
        }
    }

    private List<float[]> trained(int batchSize) {
        Arguments arguments = Arguments.parse("Mnist", new String[] {"--offline", "--seed", "3"}, 1);
        DataLoader loader = new DataLoader(
                MnistData.train(arguments, transform),
                DataLoader.batchSize(batchSize).shuffle(true));
        Training training = new Training();
        int left = 20;
        for (Batch batch : loader) {
            if (left-- == 0) {
                break;
            }
            training.step(batch);
        }
        return training.model.parameters().stream().map(Tensor::toFloatArray).toList();
    }

    private static void same(List<float[]> expected, List<float[]> actual, int threads) {
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), "parameter " + i + " with " + threads + " threads");
        }
    }

    @Test
    void theSampleGivesTheSameWithAndWithoutVectorsAndOnTheModulePath() throws Exception {
        String[] sample = {"Mnist", "--offline", "--epochs", "2"};
        Launched flag = Launched.onClassPath(List.of("--add-modules", "jdk.incubator.vector"), sample);
        Launched noFlag = Launched.onClassPath(List.of(), sample);
        Launched scalar = Launched.onClassPath(
                List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vectorBits=0"), sample);
        Launched modules = Launched.onModulePath(sample);
        double accuracy = accuracy(flag);
        assertTrue(accuracy > 0.9, flag.output());
        assertEquals(accuracy, accuracy(noFlag), 0.003);
        assertEquals(accuracy, accuracy(scalar), 0.003);
        assertEquals(accuracy, accuracy(modules), 0.003);
        assertEquals(1, count(noFlag.errors(), "--add-modules jdk.incubator.vector"), noFlag.errors());
        assertTrue(
                flag.output().contains("(layer1): Linear(in_features=784, out_features=128, bias=True)"),
                flag.output());
        assertTrue(!flag.errors().contains("batches"), "a progress line in a pipe: " + flag.errors());
    }

    private static double accuracy(Launched run) {
        assertEquals(0, run.status(), run.output() + run.errors());
        Matcher matcher =
                Pattern.compile("Epoch 2/2, Loss: [0-9.]+, Accuracy: ([0-9.]+)").matcher(run.output());
        assertTrue(matcher.find(), run.output() + run.errors());
        return Double.parseDouble(matcher.group(1));
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
