package lanewise.train;

import lanewise.tensor.Tensor;

/**
 * A number that sums up how well outputs fit targets, gathered batch by batch.
 *
 * <p>{@snippet :
 * Metric accuracy = Metrics.accuracy();
 * for (Batch batch : testLoader) {
 *     accuracy.update(model.forward(batch.input()), batch.target());
 * }
 * System.out.println(accuracy.compute());
 * }
 *
 * <p>The result is that of all batches as one, not a mean of means. {@link Metrics} has the usual ones.
 */
public interface Metric {

    /** What it is called in a history. */
    String name();

    /** Forgets all batches. */
    void reset();

    /**
     * Takes a batch in.
     *
     * @throws IllegalArgumentException if the shapes do not fit each other or the metric
     */
    void update(Tensor outputs, Tensor targets);

    /** The value over all batches since the last reset; NaN where it is not defined, as before the first batch. */
    double compute();
}
