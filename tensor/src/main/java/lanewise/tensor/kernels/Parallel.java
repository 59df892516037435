package lanewise.tensor.kernels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one small pool of worker threads that all kernels share.
 *
 * <p>A call of {@link #run} hands out task numbers by an atomic counter to the caller and to sleeping or spinning
 * workers, and returns when every task is done. The pool serves one call at a time: a second caller, and a call from
 * inside a task, simply runs its tasks itself. So nothing ever waits for the pool, and no call can deadlock. Which
 * thread runs a task is left open; tasks therefore write to disjoint places, and their split must not change a result.
 *
 * <p>Workers are daemon threads without context class loader or inherited thread locals. Out of work they spin for
 * some tens of microseconds (the next operation of a training step usually comes within that time), then park, and
 * end after a few idle seconds; the next call starts new ones.
 */
public final class Parallel {
    /** A numbered piece of work; called from any thread, at most once per number. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does the piece of work.
         *
         * @param index which piece, from 0
         */
        void run(int index);
    }

    /** How long a worker looks out for work before it sleeps, unless calls come thick but further apart than that. */
    private static final long WORKER_SPIN_NANOS = 50_000;
    /** The longest it ever looks out. Calls further apart than half of this do not count as thick. */
    private static final long MAX_WORKER_SPIN_NANOS = 1_000_000;
    /** After so many calls in close succession a worker is woken even for work that is over sooner than it is up. */
    private static final int THICK = 4;

    private static final long CALLER_SPIN_NANOS = 100_000;
    private static final long IDLE_NANOS = 5_000_000_000L;
    /** Reading the clock costs about as much as ten pauses: look at it only every so many rounds. */
    private static final int SPINS_PER_CLOCK_READ = 16;

    private static final int MAX_THREADS = 1024;

    private static volatile int numThreads = defaultThreads();

    /** Held by the caller whom the workers serve; also guards {@link #workers}. */
    private static final AtomicBoolean BUSY = new AtomicBoolean();

    private static volatile Worker[] workers = new Worker[0];

    /** When {@link #awake} was last asked, and how often since then at short intervals; races do no harm. */
    private static long lastAsked;

    private static int thick;

    /** How long workers look out for work now. */
    private static volatile long spinNanos = WORKER_SPIN_NANOS;

    /** What the workers shall help with; null between calls. */
    private static volatile @Nullable Job current;

    private Parallel() {}

    /** How many threads, the caller included, {@link #run} may use. */
    public static int getNumThreads() {
        return numThreads;
    }

    /**
     * Sets how many threads, the caller included, later calls may use. Surplus workers end when idle.
     *
     * @param n at least 1
     * @throws IllegalArgumentException if {@code n} is less than 1 or more than 1024
     */
    public static void setNumThreads(int n) {
        if (n < 1 || n > MAX_THREADS) {
            throw new IllegalArgumentException("setNumThreads: expected a number of threads from 1 to " + MAX_THREADS
                    + "; got " + n + "; pass 1 to run everything on the calling thread");
        }
        numThreads = n;
    }

    /**
     * Whether sharing work of some tens of microseconds is worth while now. Waking a sleeping worker costs its caller
     * 10 to 50 of them, so it pays only while one is awake from the call before, or if the calls come so thick, as in
     * training, that one woken now will still be awake for the next ones: its lookout is stretched to that end.
     */
    static boolean awake() {
        long now = System.nanoTime();
        long gap = now - lastAsked;
        lastAsked = now;
        long spin = spinNanos;
        if (gap <= MAX_WORKER_SPIN_NANOS / 2) {
            thick++;
            if (2 * gap > spin) {
                spinNanos = 2 * gap;
            }
        } else {
            thick = 0;
            if (spin > WORKER_SPIN_NANOS) {
                spinNanos = Math.max(WORKER_SPIN_NANOS, spin / 2);
            }
        }
        Worker[] all = workers;
        return all.length > 0 && all[0] != null && all[0].state == Worker.AWAKE || thick >= THICK;
    }

    private static int defaultThreads() {
        int processors = Runtime.getRuntime().availableProcessors();
        int n = processors;
        try {
            n = Integer.getInteger("lanewise.threads", processors);
        } catch (SecurityException e) {
            // without the right to read the property the machine decides
        }
        return Math.clamp(n, 1, MAX_THREADS);
    }

    /**
     * Runs {@code body} for every number from 0 to {@code tasks - 1}, on this thread and on workers, and returns when
     * all are done; what the tasks wrote is then visible to the caller. If tasks throw, those after them that have not
     * begun are skipped, and the exception of the lowest number is thrown here, whatever the number of threads.
     *
     * @param tasks how many; zero or less does nothing
     * @param body the work; must not depend on the order of the numbers
     */
    public static void run(int tasks, Task body) {
        int threads = Math.min(numThreads, tasks);
        boolean alone = threads <= 1 || Thread.currentThread() instanceof Worker || BUSY.get();
        if (alone || !BUSY.compareAndSet(false, true)) {
            for (int i = 0; i < tasks; i++) {
                body.run(i);
            }
            return;
        }
        Job job = new Job(tasks, threads - 1, body, Thread.currentThread());
        Throwable error;
        try {
            current = job;
            try {
                wake(job);
            } catch (OutOfMemoryError e) {
                // no thread to be had: the caller alone, with whatever workers there are, does the work
            }
            job.work();
            job.await();
        } finally {
            current = null;
            job.body = null; // a worker may remember the job for long; it must not hold the arrays
            job.caller = null;
            error = job.error;
            BUSY.set(false);
        }
        if (error != null) {
            Parallel.<RuntimeException>rethrow(error);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable error) throws E {
        throw (E) error;
    }

    private static void wake(Job job) {
        int count = job.helpers;
        Worker[] all = workers;
        if (all.length < count) {
            all = Arrays.copyOf(all, count);
            workers = all;
        }
        for (int i = 0; i < count; i++) {
            Worker w = all[i];
            if (w == null || w.state == Worker.ENDED) {
                w = new Worker(i);
                w.start();
                all[i] = w;
            } else if (w.state == Worker.PARKED && Worker.STATE.compareAndSet(w, Worker.PARKED, Worker.AWAKE)) {
                LockSupport.unpark(w);
            }
            if (job.claimed >= job.tasks) {
                return; // all done before everybody was up
            }
        }
    }

    /** One call of {@link #run}. A fresh object per call: a worker that comes late finds nothing left. */
    private static final class Job {
        private static final VarHandle CLAIMED;
        private static final VarHandle UNFINISHED;

        static {
            try {
                CLAIMED = MethodHandles.lookup().findVarHandle(Job.class, "claimed", int.class);
                UNFINISHED = MethodHandles.lookup().findVarHandle(Job.class, "unfinished", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        final int tasks;
        /** Workers with a lower number than this take part. */
        final int helpers;

        volatile @Nullable Task body;
        volatile @Nullable Thread caller;
        volatile int claimed;
        volatile int unfinished;
        volatile boolean callerParked;
        volatile @Nullable Throwable error;
        /** Which task threw {@link #error}; written before it. */
        private int errorIndex;

        Job(int tasks, int helpers, Task body, Thread caller) {
            this.tasks = tasks;
            this.helpers = helpers;
            this.body = body;
            this.caller = caller;
            this.unfinished = tasks;
        }

        /** Claims and runs tasks until none is left. */
        void work() {
            while (claimed < tasks) {
                int i = (int) CLAIMED.getAndAdd(this, 1);
                if (i >= tasks) {
                    return;
                }
                Task task = body; // not null: the job is not over while task i is unfinished
                Thread waiting = caller;
                try {
                    if ((error == null || i < errorIndex) && task != null) {
                        task.run(i);
                    }
                } catch (Throwable e) {
                    fail(i, e);
                } finally {
                    if ((int) UNFINISHED.getAndAdd(this, -1) == 1 && callerParked) {
                        LockSupport.unpark(waiting);
                    }
                }
            }
        }

        private synchronized void fail(int index, Throwable e) {
            if (error == null || index < errorIndex) {
                errorIndex = index;
                error = e;
            }
        }

        /** Waits until the tasks that others claimed are done. */
        void await() {
            long start = 0;
            for (int spins = 1; unfinished > 0; spins++) {
                Thread.onSpinWait();
                if (spins % SPINS_PER_CLOCK_READ == 0) {
                    long now = System.nanoTime();
                    if (start == 0) {
                        start = now;
                    } else if (now - start > CALLER_SPIN_NANOS) {
                        callerParked = true;
                        boolean interrupted = false;
                        while (unfinished > 0) {
                            LockSupport.park(this);
                            interrupted |= Thread.interrupted(); // an interrupted thread would not park again
                        }
                        if (interrupted) {
                            Thread.currentThread().interrupt();
                        }
                        return;
                    }
                }
            }
        }
    }

    private static final class Worker extends Thread {
        static final int AWAKE = 0;
        static final int PARKED = 1;
        static final int ENDED = 2;
        static final VarHandle STATE;

        static {
            try {
                STATE = MethodHandles.lookup().findVarHandle(Worker.class, "state", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final int number;
        volatile int state;

        Worker(int number) {
            super(topGroup(), null, "lanewise-worker-" + (number + 1), 0, false);
            this.number = number;
            setDaemon(true);
            setContextClassLoader(null);
        }

        /** A worker outlives the group of the thread that happened to start it. */
        private static ThreadGroup topGroup() {
            ThreadGroup group = Thread.currentThread().getThreadGroup();
            for (ThreadGroup up = group.getParent(); up != null; up = group.getParent()) {
                group = up;
            }
            return group;
        }

        @Override
        public void run() {
            Job last = null;
            while (true) {
                Job job = next(last);
                if (job == null) {
                    return;
                }
                job.work();
                last = job;
            }
        }

        /** The next job to help with, or null when this thread has ended. */
        private @Nullable Job next(@Nullable Job last) {
            while (true) {
                long start = System.nanoTime();
                for (int spins = 1; ; spins++) {
                    Job job = current;
                    if (job != null && job != last && number < job.helpers) {
                        return job;
                    }
                    Thread.onSpinWait();
                    if (spins % SPINS_PER_CLOCK_READ == 0 && System.nanoTime() - start > spinNanos) {
                        break;
                    }
                }
                // First announce the sleep, then look once more: a caller first shows the job, then looks who sleeps.
                state = PARKED;
                Job job = current;
                if (job != null && job != last && number < job.helpers) {
                    state = AWAKE;
                    return job;
                }
                long deadline = System.nanoTime() + IDLE_NANOS;
                while (state == PARKED) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        if (STATE.compareAndSet(this, PARKED, ENDED)) {
                            return null;
                        }
                        break;
                    }
                    LockSupport.parkNanos(Parallel.class, left);
                    Thread.interrupted();
                }
            }
        }
    }
}
