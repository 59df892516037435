package lanewise.datasets;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * One epoch of a {@link DataLoader}. For one thread.
 *
 * <p>Closing is never needed: it only drops, at once, what workers prepared ahead for a loop that was left early.
 */
public final class BatchIterator implements Iterator<Batch>, AutoCloseable {
    private final BatchReader reader;
    private final Iterator<int[]> groups;
    private final @Nullable Executor workers;
    private final int ahead;
    /** The batches under way, in their order; empty without workers. */
    private final ArrayDeque<FutureTask<Batch>> pending = new ArrayDeque<>();

    private long place;
    private boolean closed;

    /** @param ahead how many batches to have under way while the loop works; unused without workers */
    BatchIterator(BatchReader reader, Iterator<int[]> groups, @Nullable Executor workers, int ahead) {
        this.reader = reader;
        this.groups = groups;
        this.workers = workers;
        this.ahead = ahead;
    }

    @Override
    public boolean hasNext() {
        return !closed && (!pending.isEmpty() || groups.hasNext());
    }

    /**
     * The next batch, once it is there.
     *
     * @throws NoSuchElementException if the epoch is over
     * @throws IllegalStateException if a sample could not be loaded, which the message names, or if the thread was
     *     interrupted while it waited
     */
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("DataLoader: the epoch is over; hasNext() tells");
        }
        if (workers == null) {
            int[] group = groups.next();
            place += group.length;
            return reader.read(group, place - group.length);
        }
        // First the order to load one more, then the wait: a worker that ends meanwhile has something to do.
        while (pending.size() <= ahead && groups.hasNext()) {
            int[] group = groups.next();
            long from = place;
            place += group.length;
            FutureTask<Batch> task = new FutureTask<>(() -> reader.read(group, from));
            pending.add(task);
            workers.execute(task);
        }
        return await(pending.remove());
    }

    private static Batch await(FutureTask<Batch> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("DataLoader: interrupted while waiting for a batch", e);
        } catch (ExecutionException e) {
            // The trace of the worker says where; that of the loop, which of its loaders.
            e.getCause().addSuppressed(new IllegalStateException("DataLoader: a worker failed; its loop was here"));
            switch (e.getCause()) {
                case Error error -> throw error;
                case RuntimeException failure -> throw failure;
                default ->
                    throw new IllegalStateException("DataLoader: a worker failed: " + e.getCause(), e.getCause());
            }
        }
    }

    /** Ends the epoch; batches under way are given up. */
    @Override
    public void close() {
        closed = true;
        for (FutureTask<Batch> task : pending) {
            task.cancel(false);
        }
        pending.clear();
    }
}
