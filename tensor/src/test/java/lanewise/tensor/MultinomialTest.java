package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MultinomialTest {
    private final Generator generator = new Generator().manualSeed(0);

    @Test
    void withReplacementLooksUpTheUniforms() {
        // The float64 uniforms of seed 0 are 0.97, 0.71, 0.46, 0.92, 0.65, 0.79, 0.18 …; sums 0.2, 0.7, 0.9, 1.
        double[] weights = {2, 5, 2, 1};
        assertArrayEquals(
                new long[] {3, 2, 1, 3, 1, 2, 0}, Multinomial.sample(weights, 1, 4, 7, true, true, generator));
        assertArrayEquals(
                new long[] {3, 2, 1, 3, 1, 2, 0},
                Multinomial.sample(weights, 1, 4, 7, true, false, generator.manualSeed(0)));
    }

    @Test
    void rowsTakeTheirDrawsInTurn() {
        double[] weights = {2, 5, 2, 1, 0, 0, 0, 3};
        assertArrayEquals(new long[] {3, 2, 1, 3, 3, 3}, Multinomial.sample(weights, 2, 4, 3, true, true, generator));
        generator.manualSeed(0);
        double[] rest = new double[7];
        generator.uniform(rest, 0, 7, 0, 1);
        Generator after = new Generator().manualSeed(0);
        Multinomial.sample(weights, 2, 4, 3, true, true, after);
        assertEquals(rest[6], after.nextDouble());
    }

    @Test
    void withoutReplacementTheLargestQuotientsWinInOrder() {
        // Exponentials of seed 0: 3.51, 1.23, 0.615, 2.54, 1.04; quotients of equal weights are largest where they are
        // least.
        double[] weights = {1, 1, 1, 1, 1};
        assertArrayEquals(new long[] {2, 4, 1, 3, 0}, Multinomial.sample(weights, 1, 5, 5, false, true, generator));
        assertArrayEquals(
                new long[] {2, 4}, Multinomial.sample(weights, 1, 5, 2, false, true, generator.manualSeed(0)));
    }

    @Test
    void aSingleDrawIsARaceEitherWay() {
        double[] weights = {1, 1, 1, 1, 1, 0, 9, 0, 0, 0};
        long[] without = Multinomial.sample(weights, 2, 5, 1, false, true, generator);
        assertArrayEquals(without, Multinomial.sample(weights, 2, 5, 1, true, true, generator.manualSeed(0)));
        assertArrayEquals(new long[] {2, 1}, without);
    }

    @Test
    void frequenciesFollowTheWeights() {
        double[] weights = {1, 0, 3};
        int[] counts = new int[3];
        for (long c : Multinomial.sample(weights, 1, 3, 8000, true, true, generator)) {
            counts[(int) c]++;
        }
        assertEquals(0, counts[1]);
        assertEquals(2000, counts[0], 240);
        Arrays.fill(counts, 0);
        double[] rows = new double[3 * 8000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = weights[i % 3];
        }
        for (long c : Multinomial.sample(rows, 8000, 3, 1, false, true, generator)) {
            counts[(int) c]++;
        }
        assertEquals(0, counts[1]);
        assertEquals(2000, counts[0], 240);
    }

    @Test
    void impossibleRequestsAreRefused() {
        double[] weights = {1, 2};
        assertRefused("numSamples = 3", weights, 3, false);
        assertRefused("numSamples = 0", weights, 0, true);
        assertRefused("-1.0 in row 0, category 1", new double[] {1, -1}, 1, false);
        assertRefused("NaN", new double[] {1, Double.NaN}, 2, true);
        assertRefused("Infinity", new double[] {1, Double.POSITIVE_INFINITY}, 2, true);
        assertRefused("only zeros in row 0", new double[2], 1, false);
    }

    private void assertRefused(String named, double[] weights, int draws, boolean replacement) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Multinomial.sample(weights, 1, 2, draws, replacement, true, generator))
                .getMessage();
        assertTrue(message.contains(named), message);
    }
}
