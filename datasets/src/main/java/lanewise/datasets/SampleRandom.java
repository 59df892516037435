package lanewise.datasets;

import lanewise.tensor.Generator;
import org.jspecify.annotations.Nullable;

/**
 * Where a random transform draws from.
 *
 * <p>Inside a {@link DataLoader} each sample of an epoch has a stream of its own, made from the epoch's seed and the
 * sample's place in the epoch. So an augmentation is the same whatever the number of workers, and no two workers repeat
 * each other. Elsewhere it is the default generator.
 */
public final class SampleRandom {
    private static final ScopedValue<SampleRandom> CURRENT = ScopedValue.newInstance();

    private final long epochSeed;
    private final long place;
    private @Nullable Generator generator;

    private SampleRandom(long epochSeed, long place) {
        this.epochSeed = epochSeed;
        this.place = place;
    }

    /**
     * The generator for the sample that this thread is loading.
     *
     * @return its own one inside a loader, else the default generator
     */
    public static Generator generator() {
        return CURRENT.isBound() ? CURRENT.get().own() : Generator.defaultGenerator();
    }

    /** Gets a sample with a stream of its own, which costs nothing unless it is asked for. */
    static Sample get(Dataset dataset, int index, long epochSeed, long place) {
        return ScopedValue.where(CURRENT, new SampleRandom(epochSeed, place)).call(() -> dataset.get(index));
    }

    private Generator own() {
        Generator own = generator;
        if (own == null) {
            own = new Generator().manualSeed(mix(epochSeed + (place + 1) * 0x9e3779b97f4a7c15L));
            generator = own;
        }
        return own;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): neighbouring places get unrelated seeds. */
    private static long mix(long z) {
        long y = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        y = (y ^ y >>> 27) * 0x94d049bb133111ebL;
        return y ^ y >>> 31;
    }
}
