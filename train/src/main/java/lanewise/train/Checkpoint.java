package lanewise.train;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.formats.TorchFiles;
import lanewise.optim.ReduceLROnPlateau.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Saves the whole training after its epochs, for {@link Trainer#resume}.
 *
 * <p>The file is one that {@code torch.load} reads too, a dict with {@code model}, {@code optimizer}, {@code epoch} and
 * more. It is replaced in one step: a program killed while it writes leaves the last complete checkpoint (see {@link
 * lanewise.formats.AtomicFiles}).
 */
public final class Checkpoint implements Callback {

    /**
     * When to save.
     *
     * @param every after how many epochs each (1)
     * @param monitor only when this value is better than at all saves before; null for always (null)
     * @param mode which direction is better (MIN)
     */
    public record Options(int every, @Nullable String monitor, Mode mode) {

        /** Checks the number. */
        public Options {
            if (every < 1) {
                throw new IllegalArgumentException("Checkpoint: expected every >= 1; got " + every);
            }
        }

        /** Saves after each {@code epochs} epochs. */
        public Options every(int epochs) {
            return new Options(epochs, monitor, mode);
        }

        /** Saves only when the value of that name is the best so far. */
        public Options monitor(String name) {
            return new Options(every, name, mode);
        }

        /** With another {@code mode}. */
        public Options mode(Mode mode) {
            return new Options(every, monitor, mode);
        }
    }

    private final Path file;
    private final Options options;
    private final @Nullable Monitor monitor;
    private double best;

    /** The defaults: after every epoch. */
    public static Options options() {
        return new Options(1, null, Mode.MIN);
    }

    /** Saves to {@code file} after every epoch. */
    public Checkpoint(Path file) {
        this(file, options());
    }

    /** Saves to {@code file}, whose folder must exist. */
    public Checkpoint(Path file, Options options) {
        this.file = file;
        this.options = options;
        String name = options.monitor();
        this.monitor = name == null ? null : new Monitor("Checkpoint", name, options.mode(), 0);
        this.best = monitor == null ? 0 : monitor.worst();
    }

    @Override
    public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
        if (epoch % options.every() != 0) {
            return;
        }
        if (monitor != null) {
            double value = monitor.value(values);
            if (!monitor.better(value, best)) {
                return;
            }
            best = value;
        }
        TorchFiles.save(trainer.stateDict(), file);
    }

    @Override
    public Map<String, @Nullable Object> stateDict() {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("best", best);
        return state;
    }

    @Override
    public void loadStateDict(Map<String, ? extends @Nullable Object> state) {
        if (!(state.get("best") instanceof Number value)) {
            throw new IllegalArgumentException("Checkpoint.loadStateDict: expected best; got " + state.keySet());
        }
        best = value.doubleValue();
    }
}
