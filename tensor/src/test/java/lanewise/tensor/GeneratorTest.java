package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Numbers recorded from PyTorch 1.13.1 after {@code torch.manual_seed(0)}, where nothing else is said. */
class GeneratorTest {
    private static final double LIBM = 1e-12;

    private final Generator generator = new Generator().manualSeed(0);

    @Test
    void uniformFloats() {
        float[] expected = {
            0.49625658988952637f,
            0.7682217955589294f,
            0.08847743272781372f,
            0.13203048706054688f,
            0.30742281675338745f,
            0.6340786814689636f,
            0.4900934100151062f
        };
        assertArrayEquals(expected, uniform(generator, 7, 0, 1));
        generator.manualSeed(0);
        for (float e : expected) {
            assertEquals(e, generator.nextFloat());
        }
    }

    @Test
    void uniformFloatsOfARange() {
        float[] expected = {
            0.1962565779685974f,
            0.4682217836380005f,
            -0.21152257919311523f,
            -0.16796952486038208f,
            0.007422804832458496f,
            0.33407866954803467f,
            0.19009339809417725f
        };
        assertArrayEquals(expected, uniform(generator, 7, -0.3, 0.7));
    }

    @Test
    void uniformScalesWithOneRounding() {
        // The bounds of kaiming_uniform_ for a fan of 5, a = sqrt(5): a product rounded before the sum gives other
        // bits.
        double bound = Math.sqrt(3.0) * Math.sqrt(2.0 / 6.0) / Math.sqrt(5.0);
        float[] expected = {
            -0.003348207799717784f,
            0.23990486562252045f,
            -0.36807698011398315f,
            -0.3291219472885132f,
            -0.17224626243114471f,
            0.11992361396551132f,
            -0.008860723115503788f,
            0.3545909523963928f
        };
        assertArrayEquals(expected, uniform(generator, 8, -bound, bound));
    }

    @Test
    void uniformDoubles() {
        double[] expected = {
            0.9700530018065531,
            0.707819864399788,
            0.45938294312745087,
            0.9207476841219603,
            0.6450241201227648,
            0.7911478921803037,
            0.17860617520075095
        };
        double[] y = new double[7];
        generator.uniform(y, 0, 7, 0, 1);
        assertArrayEquals(expected, y);
        generator.manualSeed(0);
        for (double e : expected) {
            assertEquals(e, generator.nextDouble());
        }
    }

    @Test
    void normalFloatsUnderSixteen() {
        float[] expected = {
            1.5409960746765137f,
            -0.293428897857666f,
            -2.1787893772125244f,
            0.5684312582015991f,
            -1.0845223665237427f,
            -1.3985954523086548f,
            0.40334683656692505f
        };
        assertArrayEquals(expected, normal(generator, 7, 0, 1));
    }

    @Test
    void normalFloatsFromSixteenOn() {
        float[] expected = {
            -1.1258398294448853f,
            -1.152360200881958f,
            -0.2505785822868347f,
            -0.4338788092136383f,
            0.8487103581428528f,
            0.6920091509819031f,
            -0.31601276993751526f,
            -2.1152193546295166f,
            0.32227492332458496f,
            -1.2633347511291504f,
            0.34998318552970886f,
            0.30813392996788025f,
            0.11984150856733322f,
            1.237657904624939f,
            1.1167771816253662f,
            -0.2472781538963318f
        };
        assertArrayEquals(expected, normal(generator, 16, 0, 1));
    }

    @Test
    void normalFloatsWithMeanAndStd() {
        float[] expected = {
            -1.3775194883346558f,
            -1.457080602645874f,
            1.2482643127441406f,
            0.6983635425567627f,
            4.546131134033203f,
            4.0760273933410645f,
            1.0519616603851318f,
            -4.345658302307129f,
            2.966824769973755f,
            -1.7900042533874512f,
            3.0499496459960938f,
            2.9244017601013184f,
            2.3595244884490967f,
            5.712973594665527f,
            5.3503313064575195f,
            1.2581655979156494f
        };
        assertArrayEquals(expected, normal(generator, 16, 2, 3));
    }

    @Test
    void normalDoubles() {
        double[] few = {
            6.62298832473213,
            1.1197132827171608,
            -4.536368146223673,
            3.7052938318420034,
            -1.2535670272720627,
            -2.19578618611263,
            3.210040542887898
        };
        double[] y = new double[7];
        generator.normal(y, 0, 7, 2, 3);
        assertArrayEquals(few, y, LIBM);
        double[] many = {
            -2.310411800234176,
            -0.3732508612577643,
            -1.0608166785462863,
            0.9995093547811761,
            -0.8840250045832653,
            -1.2755469302148053,
            -0.623224579866079,
            -0.8664416019125772,
            -1.2956271403277857,
            1.52363162310635,
            0.3236605664983738,
            2.0177260314861085,
            1.1357423400213507,
            -1.226881339001083,
            0.07138847120511693,
            0.3380174030507378
        };
        y = new double[16];
        generator.manualSeed(0).normal(y, 0, 16, 0, 1);
        assertArrayEquals(many, y, LIBM);
    }

    @Test
    void drawsFollowOnEachOther() {
        // randn(3), randn(5), rand(2), randn(17): the first leaves half a pair, the last redraws its ragged end.
        assertArrayEquals(
                new float[] {1.5409960746765137f, -0.293428897857666f, -2.1787893772125244f},
                normal(generator, 3, 0, 1));
        assertArrayEquals(
                new float[] {
                    0.5684312582015991f,
                    -1.0845223665237427f,
                    -1.3985954523086548f,
                    0.40334683656692505f,
                    0.8380263447761536f
                },
                normal(generator, 5, 0, 1));
        assertArrayEquals(new float[] {0.6976675987243652f, 0.800011396408081f}, uniform(generator, 2, 0, 1));
        assertArrayEquals(
                new float[] {
                    0.5666506290435791f,
                    0.2484147548675537f,
                    0.4396958351135254f,
                    0.11241118609905243f,
                    0.6407923698425293f,
                    0.441156268119812f,
                    -0.21586325764656067f,
                    -0.7425481677055359f,
                    0.5627213716506958f,
                    0.05250748619437218f,
                    0.5228604674339294f,
                    2.3022053241729736f,
                    -1.4688938856124878f,
                    -1.586688756942749f,
                    1.203223705291748f,
                    0.08453469723463058f,
                    -1.2001394033432007f
                },
                normal(generator, 17, 0, 1));
    }

    @Test
    void bernoulli() {
        byte[] expected = {0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0};
        byte[] bytes = new byte[16];
        float[] floats = new float[16];
        double[] doubles = new double[16];
        generator.bernoulli(bytes, 0, 16, 0.3);
        generator.manualSeed(0).bernoulli(floats, 0, 16, 0.3);
        generator.manualSeed(0).bernoulli(doubles, 0, 16, 0.3);
        assertArrayEquals(expected, bytes);
        for (int i = 0; i < 16; i++) {
            assertEquals(expected[i], floats[i]);
            assertEquals(expected[i], doubles[i]);
        }
    }

    @Test
    void bernoulliByElementTakesOneWordForFloatsAndTwoForDoubles() {
        byte[] y = new byte[5];
        generator.bernoulli(y, 0, 5, new float[] {0.4962f, 0.7683f, 0.0884f, 0.1321f, 1f}, 0);
        assertArrayEquals(new byte[] {0, 1, 0, 1, 1}, y);
        generator.manualSeed(0).bernoulli(y, 1, 4, new double[] {9, 0.9701, 0.7078, 0.4594, 0}, 1);
        assertArrayEquals(new byte[] {0, 1, 0, 1, 0}, y);
    }

    @Test
    void exponential() {
        double[] expected = {
            2.338884124471761,
            0.8202565094531178,
            0.41002939592934096,
            1.6900790961439212,
            0.6904702905485386,
            1.0440859303898347,
            0.13116839692341817,
            0.2883256047633326,
            0.5804655608971836
        };
        double[] y = new double[9];
        generator.exponential(y, 0, 9, 1.5);
        assertArrayEquals(expected, y, LIBM);
        float[] floats = new float[9];
        generator.manualSeed(0).exponential(floats, 0, 9, 1.5);
        for (int i = 0; i < 9; i++) {
            assertEquals((float) expected[i], floats[i], Math.ulp(floats[i]));
        }
    }

    @Test
    void integers() {
        long[] y = new long[20];
        generator.randomInts(y, 0, 20, 0, 10);
        assertArrayEquals(new long[] {4, 9, 3, 0, 3, 9, 7, 3, 7, 3, 1, 6, 6, 9, 8, 6, 6, 8, 4, 3}, y);
        int[] ints = new int[9];
        generator.manualSeed(0).randomInts(ints, 0, 9, -5, 1000003);
        int[] expected = {117183, 227866, 690360, 64747, 828254, 818902, 236702, 889394, 568940};
        assertArrayEquals(expected, ints);
        generator.manualSeed(0);
        for (int e : expected) {
            assertEquals(e, generator.randint(-5, 1000003));
        }
    }

    @Test
    void wideRangesOfIntegersTakeTwoWords() {
        long first = generator.next64();
        generator.manualSeed(0);
        assertEquals(Long.remainderUnsigned(first, 1L << 33) - 7, generator.randint(-7, (1L << 33) - 7));
        // Wider than 2^63: the distance of the bounds overflows a long and is read as unsigned.
        long lo = Long.MIN_VALUE + 3;
        generator.manualSeed(0);
        assertEquals(lo + Long.remainderUnsigned(first, Long.MAX_VALUE - lo), generator.randint(lo, Long.MAX_VALUE));
        generator.manualSeed(0);
        assertEquals(first & Long.MAX_VALUE, generator.randomInt63());
    }

    @Test
    void permutations() {
        assertArrayEquals(
                new long[] {
                    14, 13, 23, 27, 29, 9, 25, 4, 6, 21, 11, 12, 18, 22, 20, 26, 0, 10, 16, 7, 15, 2, 19, 8, 17, 24, 3,
                    1, 5, 28
                },
                generator.permutation(30));
        assertArrayEquals(new long[] {0}, generator.permutation(1));
        assertEquals(0, generator.permutation(0).length);
    }

    @Test
    void orderOfAShufflingLoader() {
        // Each epoch draws a base seed for the workers, then the sampler's seed; the order comes from a fresh
        // generator.
        long[][] epochs = {
            {3, 22, 17, 13, 0, 20, 15, 12, 4, 9, 1, 6, 5, 14, 16, 10, 7, 19, 11, 21, 18, 8, 2},
            {4, 11, 16, 8, 12, 7, 0, 6, 18, 21, 17, 1, 13, 2, 22, 14, 10, 5, 19, 20, 9, 3, 15}
        };
        for (long[] epoch : epochs) {
            generator.randomInt63();
            long seed = generator.randomInt63();
            assertArrayEquals(epoch, new Generator().manualSeed(seed).permutation(23));
        }
    }

    @Test
    void onlyTheLow32BitsOfTheSeedChooseTheStream() {
        assertEquals(generator.next64(), new Generator().manualSeed(1L << 40).next64());
        assertEquals(1L << 40, new Generator().manualSeed(1L << 40).initialSeed());
        assertEquals(Generator.DEFAULT_SEED, new Generator().initialSeed());
        assertEquals(new Generator().next64(), new Generator().next64());
    }

    @Test
    void seedIsAnotherOneEachTimeAndCanBeUsedAgain() {
        Set<Long> seeds = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            seeds.add(generator.seed());
        }
        assertTrue(seeds.size() > 15, seeds::toString);
        long seed = generator.seed();
        assertEquals(seed, generator.initialSeed());
        assertEquals(generator.next64(), new Generator().manualSeed(seed).next64());
    }

    @Test
    void defaultGeneratorIsShared() {
        assertSame(Generator.defaultGenerator(), Generator.defaultGenerator());
        assertNotEquals(Generator.DEFAULT_SEED, Generator.defaultGenerator().initialSeed());
    }

    @Test
    void manualSeedDropsTheHeldBackNormal() {
        double first = generator.nextNormal();
        generator.manualSeed(0);
        assertEquals(first, generator.nextNormal());
    }

    @Test
    void stateHasPyTorchsLayout() {
        generator.next32();
        generator.nextNormal();
        ByteBuffer state = ByteBuffer.wrap(generator.getState()).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(5056, state.capacity());
        assertEquals(0, state.getLong(0));
        assertEquals(620, state.getInt(8));
        assertEquals(1, state.getInt(12));
        assertEquals(5, state.getLong(16));
        assertEquals(0, state.getInt(28));
        assertEquals(1, state.getInt(5040));
        assertEquals(generator.nextNormal(), state.getDouble(5024));
    }

    @Test
    void foreignStatesAreRefusedAndChangeNothing() {
        byte[] good = generator.getState();
        byte[] unseeded = good.clone();
        unseeded[12] = 0;
        byte[] beyond = good.clone();
        beyond[9] = 3;
        for (byte[] bad : new byte[][] {new byte[16], new byte[5056], unseeded, beyond}) {
            assertThrows(IllegalArgumentException.class, () -> generator.setState(bad));
        }
        assertArrayEquals(good, generator.getState());
    }

    @Test
    void fillsLeaveTheRestOfTheArrayAlone() {
        float[] y = new float[40];
        Arrays.fill(y, 7);
        generator.normal(y, 3, 20, 0, 1);
        float[] expected = normal(new Generator().manualSeed(0), 20, 0, 1);
        assertArrayEquals(expected, Arrays.copyOfRange(y, 3, 23));
        assertEquals(7, y[2]);
        assertEquals(7, y[23]);
        assertThrows(IndexOutOfBoundsException.class, () -> generator.normal(y, 30, 11, 0, 1));
    }

    @Test
    void oneByOneDrawsPairsWhateverTheCount() {
        float[] y = new float[20];
        generator.normalOneByOne(y, 0, 20, 2, 3);
        generator.manualSeed(0);
        for (float e : y) {
            assertEquals((float) Math.fma(generator.nextNormal(), 3, 2), e);
        }
        double[] log = new double[3];
        generator.manualSeed(0).logNormal(log, 0, 3, 2, 3);
        for (int i = 0; i < 3; i++) {
            assertEquals(Math.exp(y[i]), log[i], 1e-5 * log[i]);
        }
    }

    @Test
    void geometricAndCauchyInvertTheirDistributions() {
        double[] u = new double[200];
        double[] trials = new double[200];
        double[] cauchy = new double[200];
        generator.uniform(u, 0, 200, 0, 1);
        generator.manualSeed(0).geometric(trials, 0, 200, 0.25);
        generator.manualSeed(0).cauchy(cauchy, 0, 200, 1, 2);
        for (int i = 0; i < 200; i++) {
            // k trials: (3/4)^k <= u < (3/4)^(k-1).
            assertTrue(Math.pow(0.75, trials[i]) <= u[i] && u[i] < Math.pow(0.75, trials[i] - 1));
            assertEquals(u[i], 0.5 + Math.atan((cauchy[i] - 1) / 2) / Math.PI, 1e-12);
        }
    }

    @Test
    void parametersOutOfRangeAreNamedAndDrawNothing() {
        byte[] before = generator.getState();
        double[] y = new double[4];
        assertRefused("lo = 1.0, hi = 0.0", () -> generator.uniform(y, 0, 4, 1, 0));
        assertRefused("hi = 1.0E39", () -> generator.uniform(new float[4], 0, 4, 0, 1e39));
        assertRefused("std = -1.0", () -> generator.normal(y, 0, 4, 0, -1));
        assertRefused("std = NaN", () -> generator.normal(new float[20], 0, 20, 0, Double.NaN));
        assertRefused("std = 0.0", () -> generator.logNormal(y, 0, 4, 0, 0));
        assertRefused("p = 1.5", () -> generator.bernoulli(y, 0, 4, 1.5));
        assertRefused("p = NaN", () -> generator.bernoulli(new byte[1], 0, 1, new float[] {Float.NaN}, 0));
        assertRefused("lambda = 0.0", () -> generator.exponential(y, 0, 4, 0));
        assertRefused("p = 1.0", () -> generator.geometric(y, 0, 4, 1));
        assertRefused("sigma = 0.0", () -> generator.cauchy(y, 0, 4, 0, 0));
        assertRefused("lo = 3, hi = 3", () -> generator.randint(3, 3));
        assertRefused("hi = 4294967296", () -> generator.randomInts(new int[1], 0, 1, 0, 1L << 32));
        assertRefused("n = -1", () -> generator.permutation(-1));
        assertArrayEquals(before, generator.getState());
    }

    @Test
    void aFillIsOnePieceOfTheStreamEvenAmongThreads() throws InterruptedException {
        int fills = 40;
        int size = 700;
        float[][] got = new float[fills][size];
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            int first = t;
            threads[t] = new Thread(() -> {
                for (int i = first; i < fills; i += 4) {
                    generator.uniform(got[i], 0, size, 0, 1);
                }
            });
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Generator alone = new Generator().manualSeed(0);
        Set<String> pieces = new HashSet<>();
        for (int i = 0; i < fills; i++) {
            pieces.add(Arrays.toString(uniform(alone, size, 0, 1)));
        }
        for (float[] fill : got) {
            assertTrue(pieces.remove(Arrays.toString(fill)));
        }
    }

    private static void assertRefused(String named, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(named), message);
    }

    private static float[] uniform(Generator generator, int n, double lo, double hi) {
        float[] y = new float[n];
        generator.uniform(y, 0, n, lo, hi);
        return y;
    }

    private static float[] normal(Generator generator, int n, double mean, double std) {
        float[] y = new float[n];
        generator.normal(y, 0, n, mean, std);
        return y;
    }
}
