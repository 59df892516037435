package lanewise.datasets;

import java.util.PrimitiveIterator;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Samples drawn by weight, such as to balance classes: {@code torch.utils.data.WeightedRandomSampler}, draw for draw.
 */
public final class WeightedRandomSampler implements Sampler {
    private final Tensor weights;
    private final int numSamples;
    private final boolean replacement;
    private final @Nullable Generator generator;

    /**
     * Draws with replacement, from the default generator.
     *
     * @param weights one for each sample of the set, at least 0; they need not sum to 1
     * @param numSamples how many to draw an epoch
     * @throws IllegalArgumentException if {@code numSamples} is not positive
     */
    public WeightedRandomSampler(double[] weights, int numSamples) {
        this(weights, numSamples, true, null);
    }

    /**
     * Draws by weight.
     *
     * @param weights one for each sample of the set, at least 0; they need not sum to 1
     * @param numSamples how many to draw an epoch
     * @param replacement whether a sample may come several times an epoch
     * @param generator where to draw from; null for the default generator
     * @throws IllegalArgumentException if {@code numSamples} is not positive or, without replacement, larger than the
     *     number of weights
     */
    public WeightedRandomSampler(double[] weights, int numSamples, boolean replacement, @Nullable Generator generator) {
        if (numSamples <= 0 || !replacement && numSamples > weights.length) {
            throw new IllegalArgumentException("WeightedRandomSampler: expected a positive numSamples"
                    + (replacement ? "" : " of at most the " + weights.length + " weights") + ", got " + numSamples);
        }
        this.weights = Tensor.fromArray(weights, weights.length);
        this.numSamples = numSamples;
        this.replacement = replacement;
        this.generator = generator;
    }

    @Override
    public int size() {
        return numSamples;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the first index is asked for, if a weight is negative or not finite, or all
     *     are 0
     */
    @Override
    public PrimitiveIterator.OfInt iterator() {
        return new IndexChunks(numSamples) {
            @Override
            long[] draw(int wanted) {
                return weights.multinomial(wanted, replacement, generator).toLongArray();
            }
        };
    }
}
