package lanewise.datasets;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import lanewise.tensor.Generator;
import org.jspecify.annotations.Nullable;

/**
 * Walks a set in batches: {@code torch.utils.data.DataLoader}. Each {@code for} loop over it is one epoch.
 *
 * <pre>{@code
 * var loader = new DataLoader(set, DataLoader.batchSize(32).shuffle(true));
 * for (Batch batch : loader) { ... }
 * }</pre>
 *
 * <p><b>Random numbers.</b> An epoch takes from the default generator (or the one given) what PyTorch's takes: one
 * number as the seed of the epoch and, when shuffling, one more as the seed of the order; so a ported script sees the
 * same batches. Random transforms draw from {@link SampleRandom#generator()}.
 *
 * <p><b>Workers.</b> With {@code numWorkers} above 0 that many daemon threads prepare batches ahead of the loop. The
 * batches and their order do not depend on how many there are. The threads end by themselves a second after there is
 * nothing to do, also when a loop is left early; nothing needs closing, though {@link BatchIterator#close} drops what
 * was prepared at once. Where a sample cannot be loaded, the loop gets an {@link IllegalStateException} that names its
 * index, with what the set threw as the cause, at the batch where it belongs and for any number of workers.
 */
public final class DataLoader implements Iterable<Batch> {
    private static final long IDLE_SECONDS = 1;
    private static final AtomicInteger LOADERS = new AtomicInteger();

    private final Dataset dataset;
    private final Options options;
    private final Iterable<int[]> groups;
    private @Nullable ThreadPoolExecutor workers;

    /**
     * PyTorch's keyword arguments.
     *
     * @param batchSize how many samples make a batch
     * @param shuffle whether to visit the samples in a new random order each epoch
     * @param dropLast whether to leave out a last batch that is smaller
     * @param numWorkers how many threads prepare batches; 0 for none but the loop's own
     * @param prefetchFactor how many batches each worker is ahead
     * @param sampler the order, instead of {@code shuffle}
     * @param batchSampler the indices of each batch, instead of all of the above but the workers
     * @param collate how samples become a batch, instead of stacking inputs and targets
     * @param generator where to draw from, instead of the default generator
     */
    public record Options(
            int batchSize,
            boolean shuffle,
            boolean dropLast,
            int numWorkers,
            int prefetchFactor,
            @Nullable Sampler sampler,
            @Nullable Iterable<int[]> batchSampler,
            @Nullable Function<List<Sample>, Batch> collate,
            @Nullable Generator generator) {

        /** {@return a copy with this batch size} */
        public Options batchSize(int size) {
            return new Options(
                    size, shuffle, dropLast, numWorkers, prefetchFactor, sampler, batchSampler, collate, generator);
        }

        /** {@return a copy that visits the samples in random order, or in theirs} */
        public Options shuffle(boolean value) {
            return new Options(
                    batchSize, value, dropLast, numWorkers, prefetchFactor, sampler, batchSampler, collate, generator);
        }

        /** {@return a copy that leaves out a smaller last batch, or keeps it} */
        public Options dropLast(boolean value) {
            return new Options(
                    batchSize, shuffle, value, numWorkers, prefetchFactor, sampler, batchSampler, collate, generator);
        }

        /** {@return a copy with this number of threads} */
        public Options numWorkers(int threads) {
            return new Options(
                    batchSize, shuffle, dropLast, threads, prefetchFactor, sampler, batchSampler, collate, generator);
        }

        /** {@return a copy whose workers are this many batches ahead, each} */
        public Options prefetchFactor(int batches) {
            return new Options(
                    batchSize, shuffle, dropLast, numWorkers, batches, sampler, batchSampler, collate, generator);
        }

        /** {@return a copy with this order} */
        public Options sampler(Sampler order) {
            return new Options(
                    batchSize, shuffle, dropLast, numWorkers, prefetchFactor, order, batchSampler, collate, generator);
        }

        /** {@return a copy with these batches} */
        public Options batchSampler(Iterable<int[]> batches) {
            return new Options(
                    batchSize, shuffle, dropLast, numWorkers, prefetchFactor, sampler, batches, collate, generator);
        }

        /** {@return a copy that makes batches with this function} */
        public Options collate(Function<List<Sample>, Batch> function) {
            return new Options(
                    batchSize,
                    shuffle,
                    dropLast,
                    numWorkers,
                    prefetchFactor,
                    sampler,
                    batchSampler,
                    function,
                    generator);
        }

        /** {@return a copy that draws from this generator} */
        public Options generator(Generator source) {
            return new Options(
                    batchSize, shuffle, dropLast, numWorkers, prefetchFactor, sampler, batchSampler, collate, source);
        }
    }

    /**
     * Batches of one sample, in order.
     *
     * @param dataset what to load
     */
    public DataLoader(Dataset dataset) {
        this(dataset, options());
    }

    /**
     * A loader with options.
     *
     * @param dataset what to load
     * @param options how to load it
     * @throws IllegalArgumentException if a number is out of range or options exclude each other
     */
    public DataLoader(Dataset dataset, Options options) {
        this.dataset = dataset;
        this.options = options;
        check(options.numWorkers() >= 0, "numWorkers should be at least 0, got " + options.numWorkers());
        check(options.prefetchFactor() >= 1, "prefetchFactor should be at least 1, got " + options.prefetchFactor());
        check(options.batchSize() >= 1, "batchSize should be at least 1, got " + options.batchSize());
        check(options.sampler() == null || !options.shuffle(), "sampler and shuffle exclude each other; drop shuffle");
        check(
                options.batchSampler() == null
                        || options.batchSize() == 1
                                && !options.shuffle()
                                && !options.dropLast()
                                && options.sampler() == null,
                "batchSampler excludes batchSize, shuffle, sampler and dropLast; leave those out");
        this.groups = options.batchSampler() != null
                ? options.batchSampler()
                : new BatchSampler(order(dataset, options), options.batchSize(), options.dropLast());
    }

    /** {@return the defaults: batches of one sample, in order, no workers} */
    public static Options options() {
        return new Options(1, false, false, 0, 2, null, null, null, null);
    }

    /**
     * The defaults with this batch size, to be changed further.
     *
     * @param size how many samples make a batch
     * @return options
     */
    public static Options batchSize(int size) {
        return options().batchSize(size);
    }

    private static void check(boolean holds, String expectation) {
        if (!holds) {
            throw new IllegalArgumentException("DataLoader: " + expectation);
        }
    }

    private static Sampler order(Dataset dataset, Options options) {
        if (options.sampler() != null) {
            return options.sampler();
        }
        if (!options.shuffle()) {
            return new SequentialSampler(dataset);
        }
        Generator generator = options.generator();
        return generator == null
                ? new RandomSampler(dataset)
                : new RandomSampler(dataset, RandomSampler.options().generator(generator));
    }

    /** {@return the set} */
    public Dataset dataset() {
        return dataset;
    }

    /**
     * How many batches an epoch has.
     *
     * @return the number, at least 0
     * @throws UnsupportedOperationException if a {@code batchSampler} is neither a {@link BatchSampler} nor a
     *     collection
     */
    public int size() {
        return switch (groups) {
            case BatchSampler sampler -> sampler.size();
            case Collection<?> collection -> collection.size();
            default ->
                throw new UnsupportedOperationException(
                        "DataLoader.size: the batchSampler does not tell how many batches it has; pass a BatchSampler"
                                + " or a List");
        };
    }

    /**
     * Starts an epoch.
     *
     * @return the batches of the epoch
     */
    @Override
    public BatchIterator iterator() {
        Generator from = options.generator() == null ? Generator.defaultGenerator() : options.generator();
        long epochSeed = from.randomInt63();
        BatchReader reader = new BatchReader(dataset, options.collate(), epochSeed);
        if (options.numWorkers() == 0) {
            return new BatchIterator(reader, groups.iterator(), null, 0);
        }
        return new BatchIterator(reader, groups.iterator(), workers(), options.numWorkers() * options.prefetchFactor());
    }

    private synchronized ThreadPoolExecutor workers() {
        if (workers == null) {
            String name = "lanewise-loader-" + LOADERS.incrementAndGet() + "-";
            workers = new ThreadPoolExecutor(
                    options.numWorkers(),
                    options.numWorkers(),
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name(name, 0).factory());
            workers.allowCoreThreadTimeOut(true);
        }
        return workers;
    }
}
