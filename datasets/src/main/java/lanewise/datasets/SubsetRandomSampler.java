package lanewise.datasets;

import java.util.PrimitiveIterator;
import lanewise.tensor.Generator;
import org.jspecify.annotations.Nullable;

/** Some of the samples, each once, in random order: {@code torch.utils.data.SubsetRandomSampler}. */
public final class SubsetRandomSampler implements Sampler {
    private final int[] indices;
    private final @Nullable Generator generator;

    /**
     * Draws from the default generator.
     *
     * @param indices which samples
     */
    public SubsetRandomSampler(int... indices) {
        this(indices, null);
    }

    /**
     * Draws from a given generator.
     *
     * @param indices which samples
     * @param generator where to draw from; null for the default generator
     */
    public SubsetRandomSampler(int[] indices, @Nullable Generator generator) {
        this.indices = indices.clone();
        this.generator = generator;
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public PrimitiveIterator.OfInt iterator() {
        return new IndexChunks(indices.length) {
            @Override
            long[] draw(int wanted) {
                long[] order = (generator == null ? Generator.defaultGenerator() : generator).permutation(wanted);
                for (int i = 0; i < order.length; i++) {
                    order[i] = indices[(int) order[i]];
                }
                return order;
            }
        };
    }
}
