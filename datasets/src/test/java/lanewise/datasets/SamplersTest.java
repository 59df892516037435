package lanewise.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Orders and parts of a set, drawn as PyTorch draws them. */
class SamplersTest {
    @Test
    void splitsAsPyTorch() {
        Tensor.manualSeed(0);
        List<Subset> parts = Datasets.randomSplit(new Counting(17), 10, 7);
        assertArrayEquals(
                new int[] {7, 16, 10, 5, 1, 8, 2, 6, 9, 12}, parts.get(0).indices());
        assertArrayEquals(new int[] {3, 13, 11, 4, 15, 14, 0}, parts.get(1).indices());
        Tensor.manualSeed(20240229);
        parts = Datasets.randomSplit(new Counting(17), 10, 7);
        assertArrayEquals(
                new int[] {1, 13, 10, 15, 16, 9, 8, 2, 14, 11}, parts.get(0).indices());
        assertArrayEquals(new int[] {5, 12, 0, 7, 3, 6, 4}, parts.get(1).indices());
    }

    @Property
    void partsAreDisjointAndWhole(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(max = 20) Integer> lengths, @ForAll int seed) {
        int[] all = lengths.stream().mapToInt(i -> i).toArray();
        int n = Arrays.stream(all).sum();
        List<Subset> parts = Datasets.randomSplit(new Counting(n), all, new Generator().manualSeed(seed));
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < all.length; i++) {
            assertEquals(all[i], parts.get(i).size());
            for (int index : parts.get(i).indices()) {
                assertTrue(seen.add(index));
            }
            for (int j = 0; j < all[i]; j++) {
                assertEquals(
                        parts.get(i).indices()[j], parts.get(i).get(j).input().itemLong());
            }
        }
        assertEquals(n, seen.size());
    }

    @Test
    void sharesAreRoundedAsPyTorchRoundsThem() {
        List<Subset> parts = Datasets.randomSplit(new Counting(10), new double[] {0.33, 0.33, 0.34});
        assertEquals(List.of(4, 3, 3), parts.stream().map(Subset::size).toList());
    }

    @Test
    void wrongSplitsAreRefused() {
        Dataset set = new Counting(10);
        String message = assertThrows(IllegalArgumentException.class, () -> Datasets.randomSplit(set, 5, 4))
                .getMessage();
        assertTrue(message.contains("10 samples") && message.contains("sum to 9"), message);
        assertThrows(IllegalArgumentException.class, () -> Datasets.randomSplit(set, 11, -1));
        assertThrows(IllegalArgumentException.class, () -> Datasets.randomSplit(set, new double[] {0.5, 0.4}));
        assertThrows(IllegalArgumentException.class, () -> Datasets.randomSplit(set, new double[] {1.5, -0.5}));
    }

    @Test
    void aRandomSamplerIsAFreshPermutationEachEpoch() {
        Tensor.manualSeed(3);
        RandomSampler sampler = new RandomSampler(new Counting(40));
        int[] first = list(sampler);
        int[] second = list(sampler);
        Generator source = new Generator().manualSeed(3);
        for (int[] epoch : List.of(first, second)) {
            long[] expected = new Generator().manualSeed(source.randomInt63()).permutation(40);
            assertArrayEquals(expected, Arrays.stream(epoch).asLongStream().toArray());
        }
    }

    @Property(tries = 50)
    void moreDrawsThanSamples(
            @ForAll @IntRange(min = 1, max = 50) int n,
            @ForAll @IntRange(min = 1, max = 120) int count,
            @ForAll boolean replacement) {
        RandomSampler sampler = new RandomSampler(
                new Counting(n), RandomSampler.options().numSamples(count).replacement(replacement));
        int[] drawn = list(sampler);
        assertEquals(count, drawn.length);
        assertEquals(count, sampler.size());
        assertTrue(Arrays.stream(drawn).allMatch(i -> i >= 0 && i < n));
        if (!replacement) {
            // Whole permutations one after the other: no sample is two draws ahead of another.
            int[] times = new int[n];
            Arrays.stream(drawn).forEach(i -> times[i]++);
            int most = Arrays.stream(times).max().orElseThrow();
            assertTrue(Arrays.stream(times).allMatch(t -> t >= most - 1));
        }
    }

    @Test
    void drawsWithReplacementComeAsPyTorchTakesThem() {
        RandomSampler.Options options =
                RandomSampler.options().replacement(true).numSamples(40).generator(new Generator().manualSeed(5));
        int[] drawn = list(new RandomSampler(new Counting(100), options));
        long[] expected = new long[40];
        new Generator().manualSeed(5).randomInts(expected, 0, 40, 0, 100);
        assertArrayEquals(expected, Arrays.stream(drawn).asLongStream().toArray());
    }

    /** PyTorch draws a permutation for the rest of each epoch, also where the rest is empty. */
    @Test
    void epochsOfOneGeneratorFollowEachOtherAsInPyTorch() {
        for (int count : new int[] {6, 12, 8}) {
            RandomSampler.Options options =
                    RandomSampler.options().numSamples(count).generator(new Generator().manualSeed(9));
            RandomSampler sampler = new RandomSampler(new Counting(6), options);
            Generator source = new Generator().manualSeed(9);
            for (int epoch = 0; epoch < 3; epoch++) {
                long[] expected = new long[0];
                for (int whole = 0; whole <= count / 6; whole++) {
                    long[] more = source.permutation(6);
                    int from = expected.length;
                    expected = Arrays.copyOf(expected, Math.min(count, from + 6));
                    System.arraycopy(more, 0, expected, from, expected.length - from);
                }
                assertArrayEquals(
                        expected, Arrays.stream(list(sampler)).asLongStream().toArray());
            }
        }
    }

    @Test
    void emptySetsAndWrongOptions() {
        assertEquals(0, list(new RandomSampler(new Counting(0))).length);
        assertEquals(0, list(new SequentialSampler(new Counting(0))).length);
        assertEquals(0, list(new SubsetRandomSampler()).length);
        RandomSampler impossible =
                new RandomSampler(new Counting(0), RandomSampler.options().numSamples(1));
        assertThrows(IllegalArgumentException.class, impossible::iterator);
        assertThrows(
                IllegalArgumentException.class, () -> RandomSampler.options().numSamples(0));
        Sampler order = new SequentialSampler(new Counting(3));
        assertThrows(IllegalArgumentException.class, () -> new BatchSampler(order, 0, false));
    }

    @Test
    void aSubsetSamplerPermutesWithTheDefaultGenerator() {
        Tensor.manualSeed(11);
        int[] drawn = list(new SubsetRandomSampler(10, 20, 30, 40));
        long[] order = new Generator().manualSeed(11).permutation(4);
        assertArrayEquals(Arrays.stream(order).mapToInt(i -> 10 * ((int) i + 1)).toArray(), drawn);
    }

    @Test
    void weightsDecideHowOftenASampleComes() {
        double[] weights = {0, 3, 1, 0};
        int[] drawn = list(new WeightedRandomSampler(weights, 4000, true, new Generator().manualSeed(1)));
        long often = Arrays.stream(drawn).filter(i -> i == 1).count();
        assertEquals(4000, drawn.length);
        assertTrue(Arrays.stream(drawn).allMatch(i -> i == 1 || i == 2));
        assertTrue(often > 2800 && often < 3200, () -> "drawn " + often + " times, expected about 3000");
        int[] each = list(new WeightedRandomSampler(new double[] {1, 2, 3}, 3, false, null));
        assertArrayEquals(new int[] {0, 1, 2}, Arrays.stream(each).sorted().toArray());
        Tensor.manualSeed(4);
        int[] first = list(new WeightedRandomSampler(weights, 5));
        Tensor.manualSeed(4);
        assertArrayEquals(first, list(new WeightedRandomSampler(weights, 5)));
        assertThrows(IllegalArgumentException.class, () -> new WeightedRandomSampler(weights, 0));
        assertThrows(IllegalArgumentException.class, () -> new WeightedRandomSampler(weights, 5, false, null));
        Sampler negative = new WeightedRandomSampler(new double[] {1, -1}, 2);
        assertThrows(IllegalArgumentException.class, () -> list(negative));
    }

    @Property
    void batchesHoldTheSamplersIndices(
            @ForAll @IntRange(max = 30) int n, @ForAll @IntRange(min = 1, max = 7) int size, @ForAll boolean dropLast) {
        BatchSampler batches = new BatchSampler(new SequentialSampler(new Counting(n)), size, dropLast);
        List<int[]> groups = new ArrayList<>();
        batches.forEach(groups::add);
        assertEquals(batches.size(), groups.size());
        int[] all = groups.stream().flatMapToInt(Arrays::stream).toArray();
        assertArrayEquals(IntStream.range(0, dropLast ? n / size * size : n).toArray(), all);
    }

    @Property
    void concatenatedSetsCountOn(@ForAll @Size(min = 1, max = 5) List<@IntRange(max = 4) Integer> sizes) {
        ConcatDataset all = new ConcatDataset(sizes.stream().map(Counting::new).toList());
        int index = 0;
        for (int size : sizes) {
            for (int i = 0; i < size; i++) {
                assertEquals(i, all.get(index++).input().itemLong());
            }
        }
        assertEquals(index, all.size());
        int end = index;
        assertThrows(IndexOutOfBoundsException.class, () -> all.get(end));
        assertThrows(IndexOutOfBoundsException.class, () -> all.get(-1));
    }

    @Test
    void concatenatingNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ConcatDataset(List.of()));
    }

    @Test
    void subsetsCheckTheirIndices() {
        assertThrows(IndexOutOfBoundsException.class, () -> new Subset(new Counting(3), 0, 3));
        Subset part = new Subset(new Counting(9), 8, 2);
        assertEquals(8, part.get(0).input().itemLong());
        assertThrows(IndexOutOfBoundsException.class, () -> part.get(2));
    }

    @Test
    void tensorsAsASetAndInBatches() {
        float[] values = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        TensorDataset set =
                new TensorDataset(Tensor.fromArray(values, 5, 2), Tensor.fromArray(new long[] {5, 6, 7, 8, 9}, 5));
        assertEquals(5, set.size());
        assertArrayEquals(new float[] {4, 5}, set.get(2).input().toFloatArray());
        assertEquals(7, set.get(2).target().itemLong());
        Batch batch = set.getBatch(4, 0, 4);
        assertArrayEquals(new int[] {3, 2}, batch.input().shape());
        assertArrayEquals(new float[] {8, 9, 0, 1, 8, 9}, batch.input().toFloatArray());
        assertArrayEquals(new long[] {9, 5, 9}, batch.target().toLongArray());
        Batch part = new DataLoader(new Subset(set, 3, 1), DataLoader.batchSize(2))
                .iterator()
                .next();
        assertArrayEquals(new float[] {6, 7, 2, 3}, part.input().toFloatArray());
        assertThrows(IndexOutOfBoundsException.class, () -> set.get(5));
        assertThrows(IndexOutOfBoundsException.class, () -> set.getBatch(0, -1));
        assertThrows(IllegalArgumentException.class, () -> new TensorDataset(Tensor.zeros(3), Tensor.zeros(2)));
    }

    private static int[] list(Sampler sampler) {
        List<Integer> all = new ArrayList<>();
        sampler.forEach(all::add);
        return all.stream().mapToInt(i -> i).toArray();
    }
}
