package lanewise.datasets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;

/** What can be done with any set: the functions of {@code torch.utils.data}. */
public final class Datasets {
    private Datasets() {}

    /**
     * Deals the samples out at random, drawing from the default generator: {@code torch.utils.data.random_split}.
     *
     * @param dataset the whole set
     * @param lengths how many samples each part gets, all of them together
     * @return one part per length
     * @throws IllegalArgumentException if a length is negative or their sum is not the size of the set
     */
    public static List<Subset> randomSplit(Dataset dataset, int... lengths) {
        return randomSplit(dataset, lengths, Generator.defaultGenerator());
    }

    /**
     * Deals the samples out at random.
     *
     * @param dataset the whole set
     * @param lengths how many samples each part gets, all of them together
     * @param generator where to draw from
     * @return one part per length
     * @throws IllegalArgumentException if a length is negative or their sum is not the size of the set
     */
    public static List<Subset> randomSplit(Dataset dataset, int[] lengths, Generator generator) {
        long sum = 0;
        for (int length : lengths) {
            if (length < 0) {
                throw new IllegalArgumentException(
                        "randomSplit: a part cannot have " + length + " samples: " + Arrays.toString(lengths));
            }
            sum += length;
        }
        if (sum != dataset.size()) {
            throw new IllegalArgumentException("randomSplit: expected lengths that sum to the " + dataset.size()
                    + " samples of the set, got " + Arrays.toString(lengths) + ", which sum to " + sum);
        }
        int[] order = Arrays.stream(generator.permutation(dataset.size()))
                .mapToInt(i -> (int) i)
                .toArray();
        List<Subset> parts = new ArrayList<>();
        int from = 0;
        for (int length : lengths) {
            parts.add(new Subset(dataset, Arrays.copyOfRange(order, from, from + length)));
            from += length;
        }
        return parts;
    }

    /**
     * Deals the samples out at random by shares, drawing from the default generator.
     *
     * @param dataset the whole set
     * @param fractions the share of each part, from 0 to 1, together 1; what rounding leaves over goes to the first
     *     parts, one sample each
     * @return one part per fraction
     * @throws IllegalArgumentException if a fraction is not from 0 to 1 or they do not sum to 1
     */
    public static List<Subset> randomSplit(Dataset dataset, double[] fractions) {
        return randomSplit(dataset, fractions, Generator.defaultGenerator());
    }

    /**
     * Deals the samples out at random by shares.
     *
     * @param dataset the whole set
     * @param fractions the share of each part, from 0 to 1, together 1; what rounding leaves over goes to the first
     *     parts, one sample each
     * @param generator where to draw from
     * @return one part per fraction
     * @throws IllegalArgumentException if a fraction is not from 0 to 1 or they do not sum to 1
     */
    public static List<Subset> randomSplit(Dataset dataset, double[] fractions, Generator generator) {
        double sum = 0;
        for (double fraction : fractions) {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("randomSplit: a fraction should be from 0 to 1, got " + fraction);
            }
            sum += fraction;
        }
        if (Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("randomSplit: expected fractions that sum to 1, got "
                    + Arrays.toString(fractions) + ", which sum to " + sum);
        }
        int n = dataset.size();
        int[] lengths =
                Arrays.stream(fractions).mapToInt(f -> (int) Math.floor(n * f)).toArray();
        int left = n - Arrays.stream(lengths).sum();
        for (int i = 0; i < left; i++) {
            lengths[i % lengths.length]++;
        }
        return randomSplit(dataset, lengths, generator);
    }

    /**
     * Splits arrays at random into a part to train on and one to test with, the same samples of each:
     * {@code sklearn.model_selection.train_test_split}, with the same samples in the same order.
     *
     * @param arrays tensors {@code (N, ...)} of one length
     * @param testSize the share of the test part, above 0 and below 1; its number of samples is rounded up
     * @param randomState the seed, see {@link NumpyRandom}
     * @return two tensors for each: its training part, its test part
     * @throws IllegalArgumentException if a part would be empty or the lengths differ
     */
    public static List<Tensor> trainTestSplit(List<Tensor> arrays, double testSize, long randomState) {
        List<Tensor> parts = new ArrayList<>();
        int n = arrays.isEmpty() || arrays.getFirst().dim() == 0
                ? 0
                : arrays.getFirst().size(0);
        int[] order = shuffled(n, testSize, randomState);
        int test = testCount(n, testSize);
        Tensor rows = Tensor.asTensor(Arrays.stream(order).asLongStream().toArray(), n);
        for (Tensor x : arrays) {
            if (x.dim() == 0 || x.size(0) != n) {
                throw new IllegalArgumentException(
                        "trainTestSplit: expected tensors with the same first dimension, got "
                                + arrays.stream()
                                        .map(a -> Arrays.toString(a.shape()))
                                        .toList());
            }
            parts.add(x.indexSelect(0, rows.narrow(0, test, n - test)));
            parts.add(x.indexSelect(0, rows.narrow(0, 0, test)));
        }
        return parts;
    }

    /**
     * As {@link #trainTestSplit(List, double, long)} for the samples of a set.
     *
     * @param dataset the whole set
     * @param testSize the share of the test part, above 0 and below 1; its number of samples is rounded up
     * @param randomState the seed, see {@link NumpyRandom}
     * @return the training part, the test part
     * @throws IllegalArgumentException if a part would be empty
     */
    public static List<Subset> trainTestSplit(Dataset dataset, double testSize, long randomState) {
        int n = dataset.size();
        int[] order = shuffled(n, testSize, randomState);
        int test = testCount(n, testSize);
        return List.of(
                new Subset(dataset, Arrays.copyOfRange(order, test, n)),
                new Subset(dataset, Arrays.copyOf(order, test)));
    }

    /** The test part's indices, then the training part's. */
    private static int[] shuffled(int n, double testSize, long randomState) {
        if (!(testSize > 0 && testSize < 1) || testCount(n, testSize) >= n) {
            throw new IllegalArgumentException(
                    "trainTestSplit: expected a share above 0 and below 1 that leaves samples" + " to train on, got "
                            + testSize + " of " + n + " samples");
        }
        return new NumpyRandom(randomState).permutation(n);
    }

    private static int testCount(int n, double testSize) {
        return (int) Math.ceil(testSize * n);
    }
}
