package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import lanewise.datasets.Batch;
import lanewise.datasets.DataLoader;
import lanewise.datasets.TensorDataset;
import lanewise.formats.TorchFiles;
import lanewise.nn.CrossEntropyLoss;
import lanewise.nn.Dropout;
import lanewise.nn.Linear;
import lanewise.nn.Module;
import lanewise.nn.ReLU;
import lanewise.nn.Sequential;
import lanewise.optim.Adam;
import lanewise.optim.LinearLR;
import lanewise.optim.Optimizer;
import lanewise.optim.ReduceLROnPlateau;
import lanewise.optim.SGD;
import lanewise.optim.SequentialLR;
import lanewise.optim.StepLR;
import lanewise.tensor.DType;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    @TempDir
    Path folder;

    /** Points whose class is the side of a curve on which they lie; no draws from the default generator. */
    private static TensorDataset points(int n, long seed) {
        Generator random = new Generator().manualSeed(seed);
        float[] x = new float[2 * n];
        random.uniform(x, 0, 2 * n, -1, 1);
        long[] y = new long[n];
        for (int i = 0; i < n; i++) {
            y[i] = x[2 * i] * x[2 * i] > x[2 * i + 1] + 0.2 ? 1 : 0;
        }
        return new TensorDataset(Tensor.fromArray(x, n, 2), Tensor.fromArray(y));
    }

    private static final class Setup {
        final Sequential model = new Sequential(new Linear(2, 16), new ReLU(), new Dropout(0.2), new Linear(16, 2));
        final Adam optimizer = new Adam(model.parameters(), Adam.lr(0.02));
        final Generator order = new Generator().manualSeed(3);
        final DataLoader train = new DataLoader(
                points(96, 1), DataLoader.batchSize(16).shuffle(true).generator(order));
        final DataLoader validation = new DataLoader(points(40, 2), DataLoader.batchSize(16));
        final EarlyStopping stopping =
                new EarlyStopping("val_loss", EarlyStopping.patience(3).restoreBestWeights(true));
        final Trainer trainer;

        Setup(Path checkpoint, Callback... more) {
            List<Callback> callbacks = new ArrayList<>(List.of(
                    new Checkpoint(checkpoint),
                    Schedule.perEpoch(new StepLR(optimizer, 1)),
                    Schedule.onPlateau(
                            new ReduceLROnPlateau(
                                    optimizer, ReduceLROnPlateau.options().patience(0)),
                            "val_loss"),
                    Schedule.perBatch(new LinearLR(optimizer)),
                    stopping));
            callbacks.addAll(List.of(more));
            trainer = new Trainer(
                    model,
                    new CrossEntropyLoss()::forward,
                    optimizer,
                    Trainer.metrics(Metrics.accuracy(), Metrics.f1(2, Metrics.Average.MACRO))
                            .callbacks(callbacks.toArray(Callback[]::new))
                            .generators(order)
                            .progress(false));
        }
    }

    private static void assertSameBits(Setup a, Setup b) {
        Map<String, Tensor> weights = b.model.stateDict();
        a.model
                .stateDict()
                .forEach((name, value) -> assertArrayEquals(
                        value.toFloatArray(), weights.get(name).toFloatArray(), name));
        assertEquals(a.trainer.history().epochs(), b.trainer.history().epochs());
        assertEquals(a.trainer.stateDict().toString(), b.trainer.stateDict().toString());
        assertArrayEquals(a.order.getState(), b.order.getState());
    }

    @Test
    void aResumedTrainingEndsWithTheSameBits() {
        Tensor.manualSeed(0);
        Setup whole = new Setup(folder.resolve("whole.pt"));
        whole.trainer.fit(whole.train, whole.validation, 4);
        long drawnAfter = Generator.defaultGenerator().next64();

        Tensor.manualSeed(0);
        Path file = folder.resolve("part.pt");
        Setup first = new Setup(file);
        assertFalse(first.trainer.resume(file), "there is nothing to resume yet");
        first.trainer.fit(first.train, first.validation, 2);

        Tensor.manualSeed(12345);
        Setup second = new Setup(file);
        assertTrue(second.trainer.resume(file));
        assertEquals(2, second.trainer.epoch());
        second.trainer.fit(second.train, second.validation, 4);
        assertSameBits(whole, second);
        assertEquals(drawnAfter, Generator.defaultGenerator().next64());
        // And it was worth the trouble: what was learned is more than chance.
        assertTrue(
                whole.trainer.history().last("accuracy") > 0.6,
                whole.trainer.history().toString());

        // Without the checkpoint the second half is another one, so that the comparison can fail.
        Tensor.manualSeed(12345);
        Setup other = new Setup(folder.resolve("other.pt"));
        other.trainer.fit(other.train, other.validation, 4);
        assertFalse(
                other.trainer.history().epochs().equals(whole.trainer.history().epochs()));
    }

    @Test
    void theCheckpointIsAFileOfStateDicts() {
        Setup setup = new Setup(folder.resolve("c.pt"));
        setup.trainer.fit(setup.train, setup.validation, 1);
        Map<String, Object> all = TorchFiles.loadMap(folder.resolve("c.pt"));
        assertEquals(
                List.of("epoch", "model", "optimizer", "generators", "history", "callbacks"),
                List.copyOf(all.keySet()));
        assertEquals(setup.model.stateDict().keySet(), ((Map<?, ?>) all.get("model")).keySet());
    }

    @Test
    void aFailureWhileWritingLeavesTheLastCheckpoint() throws IOException {
        Path file = folder.resolve("c.pt");
        Setup first = new Setup(file);
        first.trainer.fit(first.train, first.validation, 2);
        byte[] good = Files.readAllBytes(file);
        // A callback whose state cannot be written stops the next checkpoint; the half of a temporary file is a kill's.
        Files.write(folder.resolve(".lanewise-0123456789abcdef.tmp"), java.util.Arrays.copyOf(good, good.length / 2));
        Callback broken = new Callback() {
            @Override
            public Map<String, Object> stateDict() {
                return Map.of("bad", new StringBuilder());
            }
        };
        Setup second = new Setup(file, broken);
        assertThrows(IllegalArgumentException.class, () -> second.trainer.fit(second.train, second.validation, 1));
        assertArrayEquals(good, Files.readAllBytes(file));
        Setup third = new Setup(file);
        assertTrue(third.trainer.resume(file));
        assertSameBits(first, third);
    }

    /** Started as a program of its own by the next test: saves checkpoints until it is killed. */
    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        Sequential model = new Sequential(new Linear(400, 400), new Linear(400, 400));
        SGD optimizer = new SGD(model.parameters(), SGD.lr(0));
        Trainer trainer = new Trainer(model, (x, _) -> x.sum(), optimizer);
        for (int i = 0; ; i++) {
            int round = i;
            model.parameters().forEach(p -> p.detach().fill_(round));
            TorchFiles.save(trainer.stateDict(), file);
            System.out.println("saved");
        }
    }

    @Test
    void aProgramKilledWhileItWritesLeavesAWholeCheckpoint() throws Exception {
        Path file = folder.resolve("killed.pt");
        for (int round = 0; round < 3; round++) {
            Process program = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xmx256m",
                            "--add-modules",
                            "jdk.incubator.vector",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TrainerTest.class.getName(),
                            file.toString())
                    .redirectErrorStream(true)
                    .start();
            try (var lines = program.inputReader()) {
                String line;
                int saved = 0;
                while (saved < 3 + round && (line = lines.readLine()) != null) {
                    saved += line.equals("saved") ? 1 : 0;
                }
                assertEquals(3 + round, saved);
                Thread.sleep(3 * round);
            } finally {
                program.destroyForcibly().waitFor();
            }
            Map<?, ?> weights = (Map<?, ?>) TorchFiles.loadMap(file).get("model");
            double value = ((Tensor) weights.get("0.bias")).max().item();
            for (Object weight : weights.values()) {
                assertEquals(value, ((Tensor) weight).min().item());
                assertEquals(value, ((Tensor) weight).max().item());
            }
        }
    }

    @Test
    void itIsTheLoopWrittenByHand() {
        Tensor.manualSeed(5);
        Sequential byHand = new Sequential(new Linear(2, 8), new ReLU(), new Linear(8, 2));
        Tensor.manualSeed(5);
        Sequential trained = new Sequential(new Linear(2, 8), new ReLU(), new Linear(8, 2));
        DataLoader loader = new DataLoader(points(50, 1), DataLoader.batchSize(16));
        var criterion = new CrossEntropyLoss();
        Optimizer<?> optimizer = new SGD(byHand.parameters(), SGD.lr(0.1));
        for (int epoch = 0; epoch < 2; epoch++) {
            for (Batch batch : loader) {
                Tensor loss = criterion.forward(byHand.forward(batch.input()), batch.target());
                optimizer.zeroGrad();
                loss.backward();
                optimizer.step();
            }
        }
        new Trainer(trained, criterion::forward, new SGD(trained.parameters(), SGD.lr(0.1))).fit(loader, 2);
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(
                    byHand.parameters().get(i).toFloatArray(),
                    trained.parameters().get(i).toFloatArray());
        }
    }

    /** Reports what it is told, in order, and a value of its own as val_loss. */
    private static final class Script implements Callback {
        private final double[] losses;
        final List<String> seen = new ArrayList<>();

        Script(double... losses) {
            this.losses = losses;
        }

        @Override
        public void onFitBegin(Trainer trainer) {
            seen.add("fit");
        }

        @Override
        public void onEpochBegin(Trainer trainer, int epoch) {
            seen.add("epoch " + epoch);
        }

        @Override
        public void onBatchBegin(Trainer trainer, int batch) {
            seen.add("batch " + batch);
        }

        @Override
        public void onBeforeStep(Trainer trainer) {
            seen.add("step");
        }

        @Override
        public void onBatchEnd(Trainer trainer, int batch, double loss) {
            seen.add("batch end " + batch);
        }

        @Override
        public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
            seen.add("epoch end " + epoch);
            values.put("val_loss", losses[epoch - 1]);
        }

        @Override
        public void onFitEnd(Trainer trainer) {
            seen.add("fit end");
        }
    }

    private static Trainer small(Callback... callbacks) {
        Module model = new Linear(2, 2);
        return new Trainer(
                model,
                new CrossEntropyLoss()::forward,
                new SGD(model.parameters(), SGD.lr(0.1)),
                Trainer.callbacks(callbacks).progress(false));
    }

    private static final DataLoader FEW = new DataLoader(points(8, 1), DataLoader.batchSize(4));

    @Test
    void callbacksAreCalledInOrder() {
        Script script = new Script(1);
        small(script).fit(FEW, 1);
        assertEquals(
                List.of(
                        "fit",
                        "epoch 1",
                        "batch 1",
                        "step",
                        "batch end 1",
                        "batch 2",
                        "step",
                        "batch end 2",
                        "epoch end 1",
                        "fit end"),
                script.seen);
    }

    @Test
    void stopsEarlyAndGoesBackToTheBest() {
        EarlyStopping stopping = new EarlyStopping(
                "val_loss", EarlyStopping.patience(2).minDelta(0.05).restoreBestWeights(true));
        List<float[]> weights = new ArrayList<>();
        Callback keep = new Callback() {
            @Override
            public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
                weights.add(trainer.model().parameters().getFirst().toFloatArray());
            }
        };
        Trainer trainer = small(new Script(3, 1, 0.97, 1.2, 0, 0), keep, stopping);
        History history = trainer.fit(FEW, 6);
        assertEquals(4, history.size());
        assertEquals(2, stopping.bestEpoch());
        assertEquals(1.0, stopping.best());
        assertArrayEquals(
                weights.get(1), trainer.model().parameters().getFirst().toFloatArray());
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> small(new EarlyStopping("val_loss", EarlyStopping.options()))
                        .fit(FEW, 1));
        assertTrue(e.getMessage().contains("validation set"), e.getMessage());
    }

    @Test
    void theBestCheckpointIsKept() {
        Path file = folder.resolve("best.pt");
        small(
                        new Script(3, 1, 2, 0.5, 0.6),
                        new Checkpoint(file, Checkpoint.options().monitor("val_loss")))
                .fit(FEW, 5);
        assertEquals(4L, TorchFiles.loadMap(file).get("epoch"));
    }

    @Test
    void logsAreWrittenAndGoOnAfterAResume() throws IOException {
        Path csv = folder.resolve("log.csv");
        Path json = folder.resolve("log.jsonl");
        Path checkpoint = folder.resolve("c.pt");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        for (int until : new int[] {2, 3}) {
            Trainer trainer = small(
                    new Script(3, Double.NaN, 2),
                    new CsvLogger(csv),
                    new JsonLinesLogger(json),
                    new TensorBoardLogger(folder.resolve("runs")),
                    new ConsoleLogger(new PrintStream(printed, true, StandardCharsets.UTF_8)),
                    new Checkpoint(checkpoint));
            trainer.resume(checkpoint);
            trainer.fit(FEW, until);
        }
        List<String> rows = Files.readAllLines(csv);
        assertEquals("epoch,lr,loss,val_loss", rows.getFirst());
        assertEquals(4, rows.size());
        assertTrue(rows.get(3).startsWith("3,0.1,") && rows.get(3).endsWith(",2.0"), rows.get(3));
        List<String> lines = Files.readAllLines(json);
        assertEquals(3, lines.size());
        assertTrue(lines.get(1).startsWith("{\"epoch\":2,\"lr\":0.1,\"loss\":"), lines.get(1));
        assertTrue(lines.get(1).endsWith(",\"val_loss\":null}"), lines.get(1));
        try (var files = Files.list(folder.resolve("runs"))) {
            assertEquals(2, files.count());
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertEquals(3, text.lines().count());
        assertTrue(text.startsWith("Epoch 1: lr 0.1000, loss "), text);
    }

    /** Adds a value that no column was made for. */
    private static final Callback LATE = new Callback() {
        @Override
        public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
            values.put("late", 7.0);
        }
    };

    @Test
    void aResumedTableHasItsHeaderAndNoMoreColumnsThanThat() throws IOException {
        Path csv = folder.resolve("log.csv");
        Path checkpoint = folder.resolve("c.pt");
        for (int until : new int[] {1, 2, 3}) {
            if (until == 3) {
                Files.delete(csv); // as on another machine, to which only the checkpoint was taken
            }
            Trainer trainer = small(new CsvLogger(csv), LATE, new Checkpoint(checkpoint));
            trainer.resume(checkpoint);
            trainer.fit(FEW, until);
            List<String> rows = Files.readAllLines(csv);
            assertEquals("epoch,lr,loss", rows.getFirst());
            assertTrue(rows.getLast().matches(until + ",[^,]+,[^,]+"), rows::toString);
            assertEquals(until == 2 ? 3 : 2, rows.size());
        }
    }

    @Test
    void aFitThatFailedLeavesNoFileOpen() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        assumeTrue(Files.isDirectory(descriptors), "only Linux tells what is open");
        Callback broken = new Callback() {
            @Override
            public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
                throw new IllegalStateException("broken");
            }
        };
        Path runs = folder.resolve("runs");
        Trainer trainer = small(new TensorBoardLogger(runs), broken);
        for (int i = 0; i < 3; i++) {
            assertThrows(IllegalStateException.class, () -> trainer.fit(FEW, 10));
        }
        long open = 0;
        try (var links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                open += Files.isSymbolicLink(link)
                                && Files.readSymbolicLink(link).startsWith(runs.toRealPath())
                        ? 1
                        : 0;
            }
        }
        assertTrue(open <= 1, open + " files are open");
    }

    /** Nothing is changed by a checkpoint that is refused, however late its fault is found. */
    @Test
    void aBadStateOfAGeneratorIsRefusedBeforeAnythingChanges() {
        Trainer trainer = small();
        Map<String, Object> state = new LinkedHashMap<>(small().stateDict());
        byte[] before = Generator.defaultGenerator().getState();
        float[] weights = trainer.model().parameters().getFirst().toFloatArray();
        // The second is a view of one byte that would need two gigabytes if it were read.
        for (Tensor bad : List.of(
                Tensor.zeros(new int[] {before.length}, DType.UINT8),
                Tensor.zeros(new int[] {1}, DType.UINT8).expand(Integer.MAX_VALUE - 8))) {
            state.put("generators", List.of(bad));
            assertThrows(IllegalArgumentException.class, () -> trainer.loadStateDict(state));
            assertArrayEquals(weights, trainer.model().parameters().getFirst().toFloatArray());
            assertArrayEquals(before, Generator.defaultGenerator().getState());
        }
    }

    @Test
    void aCheckpointOfAnotherTrainingIsRefused() {
        Path file = folder.resolve("c.pt");
        small(new Checkpoint(file)).fit(FEW, 1);
        assertThrows(IllegalArgumentException.class, () -> small().resume(file));
        assertThrows(IllegalArgumentException.class, () -> new Setup(file).trainer.resume(file));
        Path other = folder.resolve("other.pt");
        TorchFiles.save(Map.of("a", Tensor.ones(1)), other);
        assertThrows(IllegalArgumentException.class, () -> small().resume(other));
    }

    @Test
    void aWarmUpGoesOnFromBatchToBatch() {
        Trainer trainer = small();
        SGD other = new SGD(new Linear(2, 2).parameters(), SGD.lr(0.1));
        SequentialLR schedule = warmUp(trainer.optimizer());
        SequentialLR byHand = warmUp(other);
        new Trainer(
                        trainer.model(),
                        new CrossEntropyLoss()::forward,
                        trainer.optimizer(),
                        Trainer.callbacks(Schedule.perBatch(schedule)).progress(false))
                .fit(FEW, 2);
        for (int batch = 0; batch < 4; batch++) {
            byHand.step();
        }
        assertEquals(byHand.stateDict(), schedule.stateDict());
        assertEquals(
                other.paramGroups().getFirst().lr(),
                trainer.optimizer().paramGroups().getFirst().lr());
    }

    private static SequentialLR warmUp(Optimizer<?> optimizer) {
        return new SequentialLR(optimizer, List.of(LinearLR::new, o -> new StepLR(o, 1)), 3);
    }

    @Test
    void historyAnswers() {
        History history = new History();
        history.add(Map.of("loss", 2.0));
        history.add(Map.of("loss", 0.0005));
        history.add(Map.of("loss", 1.0));
        assertArrayEquals(new double[] {2, 0.0005, 1}, history.get("loss"));
        assertEquals(2, history.argMin("loss"));
        assertEquals(1, history.argMax("loss"));
        assertEquals(1.0, history.last("loss"));
        assertThrows(NoSuchElementException.class, () -> history.get("val_loss"));
        assertEquals("""
            epoch |       loss
                1 |     2.0000
                2 |  5.000e-04
                3 |     1.0000\
            """, history.toString());
    }

    @Test
    void evaluationKeepsTheMode() {
        Trainer trainer = small();
        trainer.model().train();
        assertTrue(trainer.evaluate(FEW).get("loss") > 0);
        assertTrue(trainer.model().isTraining());
        Module frozen = new Sequential(new Dropout(0.5)).eval();
        Module model = new Sequential(new Linear(2, 2), frozen);
        new Trainer(model, new CrossEntropyLoss()::forward, trainer.optimizer()).evaluate(FEW);
        assertTrue(model.isTraining());
        assertFalse(frozen.isTraining(), "a part that was in evaluation mode");
        assertFalse(frozen.modules().getLast().isTraining());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Trainer(
                        trainer.model(),
                        (x, _) -> x,
                        trainer.optimizer(),
                        Trainer.metrics(Metrics.accuracy(), Metrics.accuracy())));
    }
}
