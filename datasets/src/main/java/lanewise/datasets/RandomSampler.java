package lanewise.datasets;

import java.util.PrimitiveIterator;
import lanewise.tensor.Generator;
import org.jspecify.annotations.Nullable;

/**
 * Samples in random order: {@code torch.utils.data.RandomSampler}, draw for draw.
 *
 * <p>Without a generator of its own each epoch takes one number from the default generator and permutes with a fresh
 * one seeded by it, so that what the training loop draws in between does not change the order.
 */
public final class RandomSampler implements Sampler {
    /** How many indices PyTorch draws at a time when it samples with replacement. */
    private static final int CHUNK = 32;

    private final Dataset source;
    private final Options options;

    /**
     * PyTorch's keyword arguments.
     *
     * @param replacement whether a sample may come several times before all others came
     * @param numSamples how many to draw an epoch; 0 for the size of the set
     * @param generator where to draw from; null for a fresh one each epoch
     */
    public record Options(
            boolean replacement, int numSamples, @Nullable Generator generator) {
        /** {@return a copy that draws with or without replacement} */
        public Options replacement(boolean value) {
            return new Options(value, numSamples, generator);
        }

        /** {@return a copy with this number of draws an epoch} */
        public Options numSamples(int count) {
            if (count <= 0) {
                throw new IllegalArgumentException(
                        "RandomSampler: numSamples should be a positive number, got " + count);
            }
            return new Options(replacement, count, generator);
        }

        /** {@return a copy that draws from this generator} */
        public Options generator(Generator source) {
            return new Options(replacement, numSamples, source);
        }
    }

    /**
     * Each sample once an epoch.
     *
     * @param source the set; only its size is asked for
     */
    public RandomSampler(Dataset source) {
        this(source, options());
    }

    /**
     * A sampler with options.
     *
     * @param source the set; only its size is asked for
     * @param options how to draw
     */
    public RandomSampler(Dataset source, Options options) {
        this.source = source;
        this.options = options;
    }

    /** {@return the defaults: without replacement, as many as the set has, a fresh generator each epoch} */
    public static Options options() {
        return new Options(false, 0, null);
    }

    @Override
    public int size() {
        return options.numSamples() == 0 ? source.size() : options.numSamples();
    }

    @Override
    public PrimitiveIterator.OfInt iterator() {
        int n = source.size();
        int count = size();
        if (n == 0 && count > 0) {
            throw new IllegalArgumentException("RandomSampler: cannot draw " + count + " samples from an empty set");
        }
        return new IndexChunks(count) {
            private @Nullable Generator generator = options.generator();

            @Override
            long[] draw(int wanted) {
                Generator from = generator;
                if (from == null) {
                    from = new Generator()
                            .manualSeed(Generator.defaultGenerator().randomInt63());
                    generator = from;
                }
                if (!options.replacement()) {
                    return from.permutation(n);
                }
                long[] chunk = new long[Math.min(CHUNK, wanted)];
                from.randomInts(chunk, 0, chunk.length, 0, n);
                return chunk;
            }

            @Override
            void finish() {
                // PyTorch permutes once more for the rest of a permutation, even where there is none; a generator
                // that goes on to the next epoch must have done so, too.
                if (generator != null && !options.replacement() && n > 0 && count % n == 0) {
                    generator.permutation(n);
                }
            }
        };
    }
}
