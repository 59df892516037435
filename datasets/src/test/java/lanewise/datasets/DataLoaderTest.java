package lanewise.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import lanewise.tensor.Generator;
import lanewise.tensor.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sample arrives, where and when PyTorch's loader would hand it out, whatever the number of workers. */
class DataLoaderTest {
    /** What PyTorch gives for {@code DataLoader(arange(23), 5, shuffle=True)} after {@code manual_seed(0)}. */
    private static final int[][] SHUFFLED = {
        {3, 22, 17, 13, 0, 20, 15, 12, 4, 9, 1, 6, 5, 14, 16, 10, 7, 19, 11, 21, 18, 8, 2},
        {4, 11, 16, 8, 12, 7, 0, 6, 18, 21, 17, 1, 13, 2, 22, 14, 10, 5, 19, 20, 9, 3, 15},
        {20, 14, 13, 6, 17, 4, 19, 12, 15, 22, 7, 10, 0, 11, 9, 18, 8, 5, 21, 3, 2, 16, 1}
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4})
    void shufflesAsPyTorch(int workers) {
        Tensor.manualSeed(0);
        DataLoader loader = new DataLoader(
                new Counting(23), DataLoader.batchSize(5).shuffle(true).numWorkers(workers));
        for (int[] epoch : SHUFFLED) {
            List<Batch> batches = batches(loader);
            assertEquals(
                    List.of(5, 5, 5, 5, 3), batches.stream().map(Batch::size).toList());
            assertArrayEquals(epoch, inputs(batches));
        }
    }

    @Test
    void anEpochDrawsTwoNumbersAndAnOrderedOneDrawsOne() {
        Tensor.manualSeed(7);
        batches(new DataLoader(new Counting(10), DataLoader.batchSize(2).shuffle(true)));
        batches(new DataLoader(new Counting(10), DataLoader.batchSize(2)));
        long after = Generator.defaultGenerator().next64();
        Generator alone = new Generator().manualSeed(7);
        alone.next64();
        alone.next64();
        alone.next64();
        assertEquals(alone.next64(), after);
    }

    @Test
    void anOwnGeneratorLeavesTheDefaultOneAlone() {
        Tensor.manualSeed(7);
        Generator own = new Generator().manualSeed(3);
        DataLoader loader = new DataLoader(
                new Counting(10), DataLoader.batchSize(2).shuffle(true).generator(own));
        int[] order = inputs(batches(loader));
        assertEquals(
                new Generator().manualSeed(7).next64(),
                Generator.defaultGenerator().next64());
        Generator same = new Generator().manualSeed(3);
        same.randomInt63();
        assertArrayEquals(
                Arrays.stream(same.permutation(10)).mapToInt(i -> (int) i).toArray(), order);
    }

    @Property(tries = 60)
    void everySampleArrivesOnce(
            @ForAll @IntRange(max = 60) int n,
            @ForAll @IntRange(min = 1, max = 9) int batchSize,
            @ForAll boolean shuffle,
            @ForAll boolean dropLast,
            @ForAll @IntRange(max = 4) int workers,
            @ForAll @IntRange(min = 1, max = 3) int prefetch) {
        DataLoader loader = new DataLoader(
                new Counting(n),
                DataLoader.batchSize(batchSize)
                        .shuffle(shuffle)
                        .dropLast(dropLast)
                        .numWorkers(workers)
                        .prefetchFactor(prefetch));
        List<Batch> batches = batches(loader);
        int[] seen = inputs(batches);
        assertEquals(loader.size(), batches.size());
        assertEquals(dropLast ? n / batchSize * batchSize : n, seen.length);
        assertEquals(seen.length, new HashSet<>(Arrays.stream(seen).boxed().toList()).size());
        assertTrue(Arrays.stream(seen).allMatch(i -> i >= 0 && i < n));
        if (!shuffle) {
            assertArrayEquals(IntStream.range(0, seen.length).toArray(), seen);
        }
        for (int b = 0; b < batches.size(); b++) {
            assertTrue(b == batches.size() - 1 || batches.get(b).size() == batchSize);
            assertArrayEquals(
                    batches.get(b).input().toLongArray(),
                    Arrays.stream(batches.get(b).target().toLongArray())
                            .map(t -> -t)
                            .toArray());
        }
    }

    @Property(tries = 30)
    void randomTransformsDoNotDependOnTheWorkers(@ForAll int seed, @ForAll @IntRange(min = 1, max = 4) int workers) {
        Dataset noisy = new Dataset() {
            @Override
            public int size() {
                return 17;
            }

            @Override
            public Sample get(int index) {
                return new Sample(Counting.number(SampleRandom.generator().next64()), Counting.number(index));
            }
        };
        DataLoader.Options options = DataLoader.batchSize(3).shuffle(true);
        Tensor.manualSeed(seed);
        DataLoader alone = new DataLoader(noisy, options);
        List<long[]> expected = longs(alone);
        List<long[]> nextEpoch = longs(alone);
        Tensor.manualSeed(seed);
        List<long[]> got = longs(new DataLoader(noisy, options.numWorkers(workers)));
        for (int b = 0; b < expected.size(); b++) {
            assertArrayEquals(expected.get(b), got.get(b));
            assertFalse(Arrays.equals(expected.get(b), nextEpoch.get(b)));
        }
        Set<Long> distinct = new HashSet<>();
        expected.forEach(b -> Arrays.stream(b).forEach(distinct::add));
        assertEquals(17, distinct.size());
        // Outside a loader the default generator is meant.
        assertSame(Generator.defaultGenerator(), SampleRandom.generator());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aFailureArrivesWhereItBelongs(int workers) {
        Dataset broken = failingAt(13, new IllegalArgumentException("no such picture"));
        BatchIterator batches = new DataLoader(broken, DataLoader.batchSize(5).numWorkers(workers)).iterator();
        assertArrayEquals(new long[] {0, 1, 2, 3, 4}, batches.next().input().toLongArray());
        assertArrayEquals(new long[] {5, 6, 7, 8, 9}, batches.next().input().toLongArray());
        IllegalStateException e = assertThrows(IllegalStateException.class, batches::next);
        assertTrue(e.getMessage().contains("sample 13 "), e.getMessage());
        assertTrue(e.getMessage().contains("no such picture"), e.getMessage());
        assertInstanceOf(IllegalArgumentException.class, e.getCause());
        // The epoch can go on, as PyTorch's can.
        assertArrayEquals(
                new long[] {15, 16, 17, 18, 19}, batches.next().input().toLongArray());
        assertFalse(batches.hasNext());
        assertThrows(NoSuchElementException.class, batches::next);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void anErrorArrivesAsItIs(int workers) {
        AssertionError error = new AssertionError("bug");
        DataLoader loader =
                new DataLoader(failingAt(0, error), DataLoader.batchSize(5).numWorkers(workers));
        assertSame(error, assertThrows(AssertionError.class, () -> batches(loader)));
    }

    @Test
    void aFailureInABatchedSetIsPinnedDown() {
        BatchedDataset set = new BatchedDataset() {
            @Override
            public int size() {
                return 10;
            }

            @Override
            public Sample get(int index) {
                return failingAt(6, new IllegalArgumentException("spoilt")).get(index);
            }

            @Override
            public Batch getBatch(int... indices) {
                throw new IllegalArgumentException("somewhere");
            }
        };
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> new DataLoader(set, DataLoader.batchSize(10))
                                .iterator()
                                .next())
                .getMessage();
        assertTrue(message.contains("sample 6 ") && message.contains("spoilt"), message);
    }

    @Test
    void noThreadOutlivesAnEpochOrABrokenLoop() throws InterruptedException {
        DataLoader loader =
                new DataLoader(new Counting(1000), DataLoader.batchSize(2).numWorkers(3));
        for (Batch batch : loader) {
            assertEquals(2, batch.size());
            assertTrue(loaderThreads() > 0);
            break;
        }
        assertEquals(500, batches(loader).size());
        for (int i = 0; i < 600 && loaderThreads() > 0; i++) {
            Thread.sleep(100);
        }
        assertEquals(0, loaderThreads());
        // And they come back when they are needed.
        assertEquals(500, batches(loader).size());
    }

    @Test
    void workersLoadAheadButNotTheWholeEpoch() throws InterruptedException {
        Set<Integer> loaded = ConcurrentHashMap.newKeySet();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        Dataset watched = watching(1000, i -> {
            loaded.add(i);
            threads.add(Thread.currentThread().getName());
        });
        DataLoader loader =
                new DataLoader(watched, DataLoader.batchSize(10).numWorkers(2).prefetchFactor(3));
        try (BatchIterator batches = loader.iterator()) {
            batches.next();
            // Seven batches are ordered: the one handed out and two times three ahead.
            for (int i = 0; i < 600 && loaded.size() < 70; i++) {
                Thread.sleep(10);
            }
            Thread.sleep(50);
            assertEquals(70, loaded.size());
            assertTrue(threads.stream().allMatch(name -> name.startsWith("lanewise-loader-")), threads::toString);
        }
    }

    @Test
    void closingEndsTheEpoch() {
        BatchIterator batches =
                new DataLoader(new Counting(100), DataLoader.batchSize(2).numWorkers(2)).iterator();
        batches.next();
        batches.close();
        assertFalse(batches.hasNext());
        assertThrows(NoSuchElementException.class, batches::next);
    }

    @Test
    void twoEpochsMayRunAtOnce() {
        DataLoader loader =
                new DataLoader(new Counting(20), DataLoader.batchSize(4).numWorkers(2));
        BatchIterator a = loader.iterator();
        BatchIterator b = loader.iterator();
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(a.next().input().toLongArray(), b.next().input().toLongArray());
        }
    }

    @Test
    void anInterruptedLoopSaysSo() {
        Dataset slow = watching(10, i -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        BatchIterator batches = new DataLoader(slow, DataLoader.batchSize(5).numWorkers(1)).iterator();
        Thread.currentThread().interrupt();
        assertThrows(IllegalStateException.class, batches::next);
        assertTrue(Thread.interrupted());
    }

    @Test
    void anOwnCollateGetsTheSamples() {
        ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
        DataLoader loader =
                new DataLoader(new Counting(7), DataLoader.batchSize(3).collate(samples -> {
                    sizes.add(samples.size());
                    return new Batch(
                            samples.getFirst().input(), samples.getLast().target());
                }));
        List<Batch> batches = batches(loader);
        assertEquals(List.of(3, 3, 1), List.copyOf(sizes));
        assertEquals(3, batches.get(1).input().itemLong());
        assertEquals(-5, batches.get(1).target().itemLong());
    }

    @Test
    void samplesOfDifferentShapesAreNamed() {
        Dataset ragged = new Dataset() {
            @Override
            public int size() {
                return 4;
            }

            @Override
            public Sample get(int index) {
                return new Sample(Tensor.zeros(index + 1), Counting.number(index));
            }
        };
        String message = assertThrows(
                        IllegalStateException.class, () -> batches(new DataLoader(ragged, DataLoader.batchSize(2))))
                .getMessage();
        assertTrue(message.contains("[0, 1]") && message.contains("collate"), message);
    }

    @Test
    void samplersAndBatchSamplers() {
        Dataset set = new Counting(10);
        DataLoader some = new DataLoader(set, DataLoader.batchSize(2).sampler(new SubsetRandomSampler(3, 5, 7)));
        assertEquals(2, some.size());
        assertEquals(
                Set.of(3, 5, 7),
                new HashSet<>(Arrays.stream(inputs(batches(some))).boxed().toList()));
        List<int[]> groups = List.of(new int[] {9}, new int[] {1, 2, 3});
        DataLoader grouped = new DataLoader(set, DataLoader.options().batchSampler(groups));
        assertEquals(2, grouped.size());
        assertArrayEquals(new int[] {9, 1, 2, 3}, inputs(batches(grouped)));
        DataLoader unknown = new DataLoader(set, DataLoader.options().batchSampler(groups::iterator));
        assertThrows(UnsupportedOperationException.class, unknown::size);
        DataLoader outside = new DataLoader(set, DataLoader.options().batchSampler(List.of(new int[] {10})));
        assertTrue(assertThrows(IllegalStateException.class, () -> batches(outside))
                .getMessage()
                .contains("sample 10"));
    }

    @Test
    void optionsThatExcludeEachOther() {
        Dataset set = new Counting(10);
        for (DataLoader.Options wrong : List.of(
                DataLoader.batchSize(0),
                DataLoader.options().numWorkers(-1),
                DataLoader.options().prefetchFactor(0),
                DataLoader.options().shuffle(true).sampler(new SequentialSampler(set)),
                DataLoader.batchSize(2).batchSampler(List.of()),
                DataLoader.options().shuffle(true).batchSampler(List.of()))) {
            assertThrows(IllegalArgumentException.class, () -> new DataLoader(set, wrong));
        }
        assertNotEquals(DataLoader.options(), DataLoader.options().dropLast(true));
    }

    private static Dataset failingAt(int failing, Throwable failure) {
        return watching(20, i -> {
            if (i == failing) {
                switch (failure) {
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    default -> throw new AssertionError(failure);
                }
            }
        });
    }

    private static Dataset watching(int size, IntConsumer watcher) {
        return new Dataset() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Sample get(int index) {
                watcher.accept(index);
                return new Counting(size).get(index);
            }
        };
    }

    private static List<Batch> batches(DataLoader loader) {
        List<Batch> all = new ArrayList<>();
        loader.forEach(all::add);
        return Collections.unmodifiableList(all);
    }

    private static List<long[]> longs(DataLoader loader) {
        return batches(loader).stream().map(b -> b.input().toLongArray()).toList();
    }

    private static int[] inputs(List<Batch> batches) {
        return batches.stream()
                .flatMapToInt(b -> Arrays.stream(b.input().toIntArray()))
                .toArray();
    }

    private static long loaderThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("lanewise-loader-"))
                .count();
    }
}
