package lanewise.train;

import java.util.Arrays;
import lanewise.tensor.Tensor;

/** Counts how often each class was taken for each other. */
public final class ConfusionMatrix {

    private final int classes;
    private final long[] counts;

    /**
     * Starts with zeros.
     *
     * @param classes how many classes there are, numbered from 0
     */
    public ConfusionMatrix(int classes) {
        if (classes < 1 || classes > 46_340) {
            throw new IllegalArgumentException("ConfusionMatrix: expected 1 to 46340 classes; got " + classes);
        }
        this.classes = classes;
        this.counts = new long[classes * classes];
    }

    /** Forgets all batches. */
    public void reset() {
        Arrays.fill(counts, 0);
    }

    /**
     * Takes a batch in.
     *
     * @param outputs scores {@code (N, C, …)}, of which the largest counts, or class numbers {@code (N, …)}
     * @param targets class numbers {@code (N, …)}
     * @throws IllegalArgumentException if the shapes do not fit each other, or a class number is out of range
     */
    public void update(Tensor outputs, Tensor targets) {
        add(Predictions.classes("ConfusionMatrix", outputs, targets), targets.toLongArray());
    }

    void add(long[] predicted, long[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] < 0 || wanted[i] >= classes || predicted[i] < 0 || predicted[i] >= classes) {
                throw new IllegalArgumentException("ConfusionMatrix: expected classes of 0 to " + (classes - 1)
                        + "; got target " + wanted[i] + " and prediction " + predicted[i]);
            }
        }
        for (int i = 0; i < wanted.length; i++) {
            counts[(int) wanted[i] * classes + (int) predicted[i]]++;
        }
    }

    /** The counts, {@code (C, C)} of int64: rows are the true classes, columns the predicted ones. */
    public Tensor compute() {
        return Tensor.fromArray(counts.clone(), classes, classes);
    }

    int classes() {
        return classes;
    }

    /** How often class {@code t} was taken for class {@code p}. */
    public long count(int t, int p) {
        if (t < 0 || t >= classes || p < 0 || p >= classes) {
            throw new IndexOutOfBoundsException(
                    "ConfusionMatrix.count: expected classes of 0 to " + (classes - 1) + "; got " + t + " and " + p);
        }
        return counts[t * classes + p];
    }

    long row(int t) {
        long sum = 0;
        for (int p = 0; p < classes; p++) {
            sum += counts[t * classes + p];
        }
        return sum;
    }

    long column(int p) {
        long sum = 0;
        for (int t = 0; t < classes; t++) {
            sum += counts[t * classes + p];
        }
        return sum;
    }

    /** A table: rows are the true classes. */
    @Override
    public String toString() {
        int width =
                Math.max(6, Long.toString(Arrays.stream(counts).max().orElse(0)).length() + 1);
        StringBuilder text = new StringBuilder("%9s".formatted("true\\pred"));
        for (int p = 0; p < classes; p++) {
            text.append(("%" + width + "d").formatted(p));
        }
        for (int t = 0; t < classes; t++) {
            text.append("\n%9d".formatted(t));
            for (int p = 0; p < classes; p++) {
                text.append(("%" + width + "d").formatted(count(t, p)));
            }
        }
        return text.toString();
    }
}
