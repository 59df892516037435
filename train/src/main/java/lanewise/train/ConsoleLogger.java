package lanewise.train;

import java.io.PrintStream;
import java.util.Map;

/** Prints a line after every epoch: {@code Epoch 1: loss 0.4321, accuracy 0.8765}. */
public final class ConsoleLogger implements Callback {

    private final PrintStream out;

    /** Prints to the standard output. */
    public ConsoleLogger() {
        this(System.out);
    }

    /** Prints to {@code out}. */
    public ConsoleLogger(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onEpochEnd(Trainer trainer, int epoch, Map<String, Double> values) {
        StringBuilder line = new StringBuilder("Epoch ").append(epoch).append(':');
        String separator = " ";
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            line.append(separator).append(entry.getKey()).append(' ').append(History.format(entry.getValue()));
            separator = ", ";
        }
        out.println(line);
    }
}
