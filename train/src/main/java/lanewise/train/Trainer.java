package lanewise.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.autograd.GradMode;
import lanewise.datasets.Batch;
import lanewise.datasets.DataLoader;
import lanewise.nn.Module;
import lanewise.optim.Optimizer;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The everyday training loop: epochs, validation, metrics, callbacks.
 *
 * <p>{@snippet :
 * var trainer = new Trainer(model, criterion::forward, optimizer, Trainer.metrics(Metrics.accuracy())
 *         .callbacks(new EarlyStopping("val_loss", EarlyStopping.patience(3)), new ConsoleLogger()));
 * History history = trainer.fit(trainLoader, testLoader, 20);
 * }
 *
 * <p>It does nothing that a loop written by hand could not: per batch {@code model.call}, the loss, {@code zeroGrad},
 * {@code backward}, {@code step}; per epoch a pass over the validation set in evaluation mode without recording. The
 * reported losses are means over samples.
 *
 * <p><b>Resuming.</b> With a {@link Checkpoint} among the callbacks and {@link #resume} before {@code fit}, a training
 * that was interrupted goes on after the last complete epoch and ends with the same bits as one that was not: weights,
 * optimizer, random generators, history and the callbacks' memories are restored.
 */
public final class Trainer {

    /** Compares outputs with targets; {@code criterion::forward} of any loss of {@code lanewise.nn}. */
    @FunctionalInterface
    public interface Loss {
        /** The loss, a tensor of one element. */
        Tensor forward(Tensor outputs, Tensor targets);
    }

    /**
     * What a trainer may have besides.
     *
     * @param metrics what to measure besides the loss, on both sets (none)
     * @param callbacks what joins in (none)
     * @param progress whether a bar shows on a terminal (true)
     * @param generators the random generators that loaders or layers were given, so that a checkpoint holds them; the
     *     default generator is always among them (none)
     */
    public record Options(
            List<Metric> metrics, List<Callback> callbacks, boolean progress, List<Generator> generators) {

        /** Keeps copies of the lists. */
        public Options {
            metrics = List.copyOf(metrics);
            callbacks = List.copyOf(callbacks);
            generators = List.copyOf(generators);
        }

        /** With these {@code metrics}. */
        public Options metrics(Metric... metrics) {
            return new Options(List.of(metrics), callbacks, progress, generators);
        }

        /** With these {@code callbacks}. */
        public Options callbacks(Callback... callbacks) {
            return new Options(metrics, List.of(callbacks), progress, generators);
        }

        /** With or without a bar. */
        public Options progress(boolean progress) {
            return new Options(metrics, callbacks, progress, generators);
        }

        /** With these {@code generators}. */
        public Options generators(Generator... generators) {
            return new Options(metrics, callbacks, progress, List.of(generators));
        }
    }

    private final Module model;
    private final Loss loss;
    private final Optimizer<?> optimizer;
    private final Options options;
    private final List<Callback> callbacks = new ArrayList<>();
    private final List<Generator> generators = new ArrayList<>();
    private History history = new History();
    private boolean stopped;

    /** The defaults: no metrics, no callbacks, a bar. */
    public static Options options() {
        return new Options(List.of(), List.of(), true, List.of());
    }

    /** {@link #options()} with these metrics. */
    public static Options metrics(Metric... metrics) {
        return options().metrics(metrics);
    }

    /** {@link #options()} with these callbacks. */
    public static Options callbacks(Callback... callbacks) {
        return options().callbacks(callbacks);
    }

    /** A trainer without metrics and callbacks. */
    public Trainer(Module model, Loss loss, Optimizer<?> optimizer) {
        this(model, loss, optimizer, options());
    }

    /**
     * A trainer.
     *
     * @throws IllegalArgumentException if two metrics have the same name
     */
    public Trainer(Module model, Loss loss, Optimizer<?> optimizer, Options options) {
        this.model = model;
        this.loss = loss;
        this.optimizer = optimizer;
        this.options = options;
        // What saves comes after all that may still change.
        options.callbacks().stream()
                .filter(each -> !(each instanceof Checkpoint))
                .forEach(callbacks::add);
        options.callbacks().stream().filter(each -> each instanceof Checkpoint).forEach(callbacks::add);
        generators.add(Generator.defaultGenerator());
        generators.addAll(options.generators());
        List<String> names =
                new ArrayList<>(options.metrics().stream().map(Metric::name).toList());
        names.add("loss");
        names.add("lr");
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException(
                    "Trainer: metrics need different names, other than loss and lr; got " + names);
        }
    }

    /** The model. */
    public Module model() {
        return model;
    }

    /** The optimizer. */
    public Optimizer<?> optimizer() {
        return optimizer;
    }

    /** What was measured so far. */
    public History history() {
        return history;
    }

    /** How many epochs are done. */
    public int epoch() {
        return history.size();
    }

    /** Ends the training after the epoch that is under way. */
    public void stop() {
        stopped = true;
    }

    /** The same as {@link #fit(DataLoader, DataLoader, int)} without a validation set. */
    public History fit(DataLoader train, int epochs) {
        return fit(train, null, epochs);
    }

    /**
     * Trains until {@code epochs} are done in all: those of earlier calls, and of the training that was resumed, count.
     *
     * @param train the batches to learn from
     * @param validation the batches to measure with after each epoch, or null
     * @return the history
     */
    public History fit(DataLoader train, @Nullable DataLoader validation, int epochs) {
        stopped = false;
        callbacks.forEach(each -> each.onFitBegin(this));
        while (!stopped && epoch() < epochs) {
            int epoch = epoch() + 1;
            callbacks.forEach(each -> each.onEpochBegin(this, epoch));
            Map<String, Double> values = new LinkedHashMap<>();
            List<? extends Optimizer.Group<?>> groups = optimizer.paramGroups();
            for (int i = 0; i < groups.size(); i++) {
                values.put(i == 0 ? "lr" : "lr_" + i, groups.get(i).lr());
            }
            values.putAll(trainEpoch(train, "Epoch " + epoch + "/" + epochs));
            if (validation != null) {
                evaluate(validation).forEach((name, value) -> values.put("val_" + name, value));
            }
            history.addGrowing(values);
            callbacks.forEach(each -> each.onEpochEnd(this, epoch, values));
        }
        callbacks.forEach(each -> each.onFitEnd(this));
        return history;
    }

    private Map<String, Double> trainEpoch(DataLoader train, String title) {
        model.train();
        options.metrics().forEach(Metric::reset);
        Progress progress = options.progress() ? new Progress(title, train) : null;
        Iterator<Batch> batches = progress == null ? train.iterator() : progress.iterator();
        double sum = 0;
        long samples = 0;
        for (int number = 1; batches.hasNext(); number++) {
            int batchNumber = number;
            callbacks.forEach(each -> each.onBatchBegin(this, batchNumber));
            Batch batch = batches.next();
            double value = step(batch);
            sum += value * batch.size();
            samples += batch.size();
            if (progress != null) {
                progress.loss(value);
            }
            callbacks.forEach(each -> each.onBatchEnd(this, batchNumber, value));
        }
        return values(sum / samples);
    }

    /** One step of the optimizer, which may want the loss several times; the metrics see the outputs of the first. */
    private double step(Batch batch) {
        boolean[] seen = {false};
        Tensor result = optimizer.step(() -> {
            Tensor outputs = model.call(batch.input());
            Tensor value = loss.forward(outputs, batch.target());
            optimizer.zeroGrad();
            value.backward();
            if (!seen[0]) {
                seen[0] = true;
                try (var _ = GradMode.noGrad()) {
                    options.metrics().forEach(metric -> metric.update(outputs.detach(), batch.target()));
                }
            }
            callbacks.forEach(each -> each.onBeforeStep(this));
            return value;
        });
        return result.item();
    }

    /**
     * Measures loss and metrics over a set, in evaluation mode; the mode of each module is afterwards what it was.
     */
    public Map<String, Double> evaluate(DataLoader loader) {
        List<Module> modules = model.modules();
        List<Boolean> modes = modules.stream().map(Module::isTraining).toList();
        model.eval();
        options.metrics().forEach(Metric::reset);
        double sum = 0;
        long samples = 0;
        try (var _ = GradMode.noGrad()) {
            for (Batch batch : loader) {
                Tensor outputs = model.call(batch.input());
                sum += loss.forward(outputs, batch.target()).item() * batch.size();
                samples += batch.size();
                options.metrics().forEach(metric -> metric.update(outputs, batch.target()));
            }
        } finally {
            // From the outside in, for train() reaches all below: frozen parts of a model in training stay frozen.
            for (int i = 0; i < modules.size(); i++) {
                modules.get(i).train(modes.get(i));
            }
        }
        return values(sum / samples);
    }

    private Map<String, Double> values(double meanLoss) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss", meanLoss);
        options.metrics().forEach(metric -> values.put(metric.name(), metric.compute()));
        return values;
    }

    // ---- state
    // ----------------------------------------------------------------------------------------------------------

    /**
     * All that is needed to go on later, of the types that {@code TorchFiles.save} takes: {@code model} and
     * {@code optimizer} are PyTorch's state dicts.
     */
    public Map<String, @Nullable Object> stateDict() {
        return TrainerState.save(model, optimizer, generators, history, callbacks);
    }

    /**
     * Goes on from what {@link #stateDict()} returned.
     *
     * @throws IllegalArgumentException if it is of another model, optimizer or list of callbacks
     */
    public void loadStateDict(Map<String, ? extends @Nullable Object> state) {
        history = TrainerState.load(state, model, optimizer, generators, callbacks);
    }

    /**
     * Goes on from a checkpoint, if there is one: the call to make before {@code fit} in a program that may be started
     * again.
     *
     * @param checkpoint the file that {@link Checkpoint} writes
     * @return whether there was one
     * @throws IllegalArgumentException if the file is none, or of another training
     */
    public boolean resume(Path checkpoint) {
        return TrainerState.resume(this, checkpoint);
    }
}
