package lanewise.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Loads the batches of one epoch, each from its indices alone, so that any thread may load any of them. */
final class BatchReader {
    private final Dataset dataset;
    private final @Nullable Function<List<Sample>, Batch> collate;
    private final long epochSeed;

    BatchReader(Dataset dataset, @Nullable Function<List<Sample>, Batch> collate, long epochSeed) {
        this.dataset = dataset;
        this.collate = collate;
        this.epochSeed = epochSeed;
    }

    /**
     * Loads one batch.
     *
     * @param indices which samples
     * @param place how many samples of the epoch come before them
     */
    Batch read(int[] indices, long place) {
        if (indices.length == 0) {
            throw new IllegalStateException("DataLoader: the batchSampler gave an empty batch; leave it out");
        }
        if (collate == null && dataset instanceof BatchedDataset batched && batched.canBatch()) {
            try {
                return batched.getBatch(indices);
            } catch (RuntimeException e) {
                throw blame(batched, indices, e);
            }
        }
        List<Sample> samples = new ArrayList<>(indices.length);
        for (int i = 0; i < indices.length; i++) {
            samples.add(sample(indices[i], place + i));
        }
        try {
            return collate == null ? stack(samples) : collate.apply(samples);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "DataLoader: samples " + Arrays.toString(indices)
                            + " could not be put together: " + e.getMessage()
                            + "; give them one shape in a transform, or pass a collate function",
                    e);
        }
    }

    private static Batch stack(List<Sample> samples) {
        return new Batch(
                Tensor.stack(samples.stream().map(Sample::input).toList()),
                Tensor.stack(samples.stream().map(Sample::target).toList()));
    }

    private Sample sample(int index, long place) {
        try {
            return SampleRandom.get(dataset, index, epochSeed, place);
        } catch (RuntimeException e) {
            throw failed(index, e);
        }
    }

    /** Finds the sample that a batch failed on, by asking for each alone. */
    private static IllegalStateException blame(BatchedDataset dataset, int[] indices, RuntimeException e) {
        for (int index : indices) {
            try {
                dataset.get(index);
            } catch (RuntimeException cause) {
                return failed(index, cause);
            }
        }
        return new IllegalStateException(
                "DataLoader: samples " + Arrays.toString(indices) + " could not be loaded: " + e, e);
    }

    private static IllegalStateException failed(int index, RuntimeException e) {
        return new IllegalStateException("DataLoader: sample " + index + " could not be loaded: " + e, e);
    }
}
