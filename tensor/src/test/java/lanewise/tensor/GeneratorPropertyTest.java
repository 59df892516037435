package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What holds of the streams for every seed, place and size. */
class GeneratorPropertyTest {
    @Property(tries = 200)
    void uniformStaysInItsRange(
            @ForAll long seed, @ForAll @IntRange(max = 700) int n, @ForAll @IntRange(min = -9, max = 9) int lo) {
        Generator generator = new Generator().manualSeed(seed);
        float[] floats = new float[n];
        double[] doubles = new double[n];
        generator.uniform(floats, 0, n, lo, lo + 3);
        generator.uniform(doubles, 0, n, lo, lo + 3);
        for (int i = 0; i < n; i++) {
            assertTrue(floats[i] >= lo && floats[i] <= lo + 3);
            assertTrue(doubles[i] >= lo && doubles[i] < lo + 3);
        }
    }

    @Property(tries = 200)
    void fillsAreTheSingleDraws(
            @ForAll long seed, @ForAll @IntRange(max = 1300) int skip, @ForAll @IntRange(max = 700) int n) {
        Generator fills = skipped(seed, skip);
        Generator draws = skipped(seed, skip);
        double[] doubles = new double[n];
        float[] floats = new float[n];
        byte[] bits = new byte[n];
        fills.uniform(doubles, 0, n, 0, 1);
        fills.uniform(floats, 0, n, 0, 1);
        fills.bernoulli(bits, 0, n, 0.5);
        for (int i = 0; i < n; i++) {
            assertEquals(draws.nextDouble(), doubles[i]);
        }
        for (int i = 0; i < n; i++) {
            assertEquals(draws.nextFloat(), floats[i]);
        }
        for (int i = 0; i < n; i++) {
            assertEquals(draws.nextDouble() < 0.5 ? 1 : 0, bits[i]);
        }
        assertArrayEquals(draws.getState(), fills.getState());
    }

    @Property(tries = 100)
    void permutationsHoldEachNumberOnce(@ForAll long seed, @ForAll @IntRange(max = 2000) int n) {
        long[] order = new Generator().manualSeed(seed).permutation(n);
        Arrays.sort(order);
        assertArrayEquals(LongStream.range(0, n).toArray(), order);
    }

    @Property(tries = 200)
    void integersStayInTheirRange(
            @ForAll long seed, @ForAll long lo, @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long range) {
        long hi = lo > Long.MAX_VALUE - range ? Long.MAX_VALUE : lo + range;
        if (lo == hi) {
            return;
        }
        long[] y = new long[20];
        new Generator().manualSeed(seed).randomInts(y, 0, y.length, lo, hi);
        for (long v : y) {
            assertTrue(v >= lo && v < hi);
        }
    }

    @Property(tries = 100)
    void aSavedStateReplays(
            @ForAll long seed, @ForAll @IntRange(max = 1300) int skip, @ForAll @IntRange(max = 40) int n) {
        Generator generator = skipped(seed, skip);
        double[] odd = new double[n];
        generator.normal(odd, 0, Math.min(n, 15), 0, 1);
        byte[] state = generator.getState();
        float[] first = mixture(generator, n);
        assertArrayEquals(first, mixture(generator.setState(state), n));
        Generator other = new Generator().setState(state);
        assertEquals(seed, other.initialSeed());
        assertArrayEquals(first, mixture(other, n));
    }

    @Property(tries = 50)
    void normalsHaveTheirMoments(@ForAll long seed) {
        int n = 20_003;
        float[] y = new float[n];
        new Generator().manualSeed(seed).normal(y, 0, n, 1, 2);
        double mean = 0;
        double square = 0;
        for (float v : y) {
            mean += v / n;
            square += (v - 1.0) * (v - 1.0) / n;
        }
        // Six standard errors.
        assertEquals(1, mean, 6 * 2 / Math.sqrt(n));
        assertEquals(4, square, 6 * 4 * Math.sqrt(2.0 / n));
    }

    private static Generator skipped(long seed, int words) {
        Generator generator = new Generator().manualSeed(seed);
        for (int i = 0; i < words; i++) {
            generator.next32();
        }
        return generator;
    }

    private static float[] mixture(Generator generator, int n) {
        float[] y = new float[3 * n + 1];
        generator.normalOneByOne(y, 0, n, 0, 1);
        generator.uniform(y, n, n, 0, 1);
        generator.normal(y, 2 * n, n, 0, 1);
        y[3 * n] = generator.next32();
        return y;
    }
}
