package lanewise.tensor.kernels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The one small pool of worker threads that all kernels share.
 *
 * <p>A call of {@link #run} hands out task numbers to the caller and to sleeping or spinning workers, and returns when
 * every task is done. The pool serves one call at a time: a second caller, and a call from inside a task, simply runs
 * its tasks itself. So nothing ever waits for the pool, and no call can deadlock.
 *
 * <p>Each thread begins with its own share of the numbers, the same in every call, and then takes what others have not
 * begun. So the half of a weight that a core multiplies with is the half whose gradient it sums and that it updates,
 * and stays in its cache; fetching it from another core's costs more than computing with it. Which thread runs a task
 * is open all the same: tasks write to disjoint places, and their split must not change a result.
 *
 * <p>Workers are daemon threads without context class loader or inherited thread locals. Out of work they spin for
 * some tens of microseconds, longer if calls come regularly but further apart, then park, and end after a few idle
 * seconds; the next call starts new ones. Where other threads take their processors, calls go without them for some
 * milliseconds.
 */
public final class Parallel {
    /** How long a worker looks out for work before it sleeps, unless calls come thick but further apart than that. */
    private static final long WORKER_SPIN_NANOS = 50_000;
    /** The longest it ever looks out. Calls further apart than half of this do not count as thick. */
    private static final long MAX_WORKER_SPIN_NANOS = 1_000_000;
    /** After so many calls in close succession a worker is woken even for work that is over sooner than it is up. */
    private static final int THICK = 4;

    /**
     * How long a thread that is done with a job looks out for the others to be done: as long as it worked itself,
     * within these bounds. One that slept may be up late by a slice of the scheduler, some milliseconds.
     */
    private static final long MIN_PATIENCE_NANOS = 100_000;

    private static final long MAX_PATIENCE_NANOS = 5_000_000;

    private static final long IDLE_NANOS = 5_000_000_000L;
    /** Reading the clock costs about as much as ten pauses: look at it only every so many rounds. */
    private static final int SPINS_PER_CLOCK_READ = 16;

    private static final int MAX_THREADS = 1024;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private static volatile int numThreads = defaultThreads();
    /** Whether somebody asked for that number. */
    private static volatile boolean chosen = System.getProperty("lanewise.threads") != null;

    /** Held by the caller whom the workers serve; also guards {@link #workers}. */
    private static final AtomicBoolean BUSY = new AtomicBoolean();

    private static volatile Worker[] workers = new Worker[0];

    /** When {@link #awake} was last asked, and how often since then at short intervals; races do no harm. */
    private static long lastAsked;

    private static int thick;
    /** When a call last ended, or did without workers; racy too. */
    private static long lastEnd;

    /** How long workers look out for work now. */
    private static volatile long spinNanos = WORKER_SPIN_NANOS;

    /** How long calls go without workers after one that suffered: twice as long as before, if that was lately. */
    private static final long MIN_RESTRAINT_NANOS = 2_000_000;

    private static final long MAX_RESTRAINT_NANOS = 200_000_000;
    /** After so many calls that went well, half of it is forgiven. */
    private static final int FORGIVEN_AFTER = 64;
    /** Until when calls go without workers (0: no more), how long in all, how many calls went well since; racy. */
    private static long aloneUntil;

    private static long restraintNanos;
    private static int goneWell;

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
        chosen = true;
        aloneUntil = 0;
        restraintNanos = 0;
    }

    /**
     * Whether sharing work of some tens of microseconds is worth while now. Waking a sleeping worker costs its caller
     * 10 to 50 of them, so it pays only while one is awake from the call before, or if the calls come so thick, as in
     * training, that one woken now will still be awake for the next ones: its lookout is stretched to that end.
     */
    static boolean awake() {
        long now = System.nanoTime();
        thick = now - lastAsked <= MAX_WORKER_SPIN_NANOS / 2 ? thick + 1 : 0;
        lastAsked = now;
        stretchLookout(now);
        lastEnd = now;
        Worker[] all = workers;
        return all.length > 0 && all[0] != null && all[0].state == Worker.AWAKE || thick >= THICK;
    }

    /** Makes workers look out for twice the time since the last call, if that is short; else for less than before. */
    private static void stretchLookout(long now) {
        long gap = now - lastEnd;
        long spin = spinNanos;
        if (gap > MAX_WORKER_SPIN_NANOS / 2) {
            if (spin > WORKER_SPIN_NANOS) {
                spinNanos = Math.max(WORKER_SPIN_NANOS, spin / 2);
            }
        } else if (2 * gap > spin && !crowded()) {
            spinNanos = 2 * gap;
        }
    }

    /** Whether others want the processors: a call suffered, and few went well since. */
    private static boolean crowded() {
        return restraintNanos >= MIN_RESTRAINT_NANOS;
    }

    private static long patience(long start, long done) {
        return Math.clamp(done - start, MIN_PATIENCE_NANOS, crowded() ? MIN_PATIENCE_NANOS : MAX_PATIENCE_NANOS);
    }

    private static int defaultThreads() {
        return Math.clamp(Integer.getInteger("lanewise.threads", PROCESSORS), 1, MAX_THREADS);
    }

    /**
     * Runs {@code body} for every number from 0 to {@code tasks - 1}, on this thread and on workers, and returns when
     * all are done; what the tasks wrote is then visible to the caller. If tasks throw, those after them that have not
     * begun are skipped, and the exception of the lowest number is thrown here, whatever the number of threads.
     *
     * @param tasks how many; zero or less does nothing
     * @param body the work; called from any thread, at most once for each number, in any order
     */
    public static void run(int tasks, IntConsumer body) {
        int threads = Math.min(usable(), tasks);
        boolean alone = threads <= 1 || Thread.currentThread() instanceof Worker || BUSY.get();
        if (alone || restrained() || !BUSY.compareAndSet(false, true)) {
            for (int i = 0; i < tasks; i++) {
                body.accept(i);
            }
            return;
        }
        stretchLookout(System.nanoTime());
        Job job = new Job(tasks, threads, body, Thread.currentThread());
        Throwable error;
        try {
            current = job;
            boolean slept = true;
            try {
                slept = wake(job);
            } catch (OutOfMemoryError e) {
                // no thread to be had: the caller alone, with whatever workers there are, does the work
            }
            long start = System.nanoTime();
            job.work(0);
            long done = System.nanoTime();
            job.await(patience(start, done));
            if (!slept) {
                judge(start, done);
            }
        } finally {
            current = null;
            job.body = null; // a worker may remember the job for long; it must not hold the arrays
            job.caller = null;
            error = job.error;
            BUSY.set(false);
            lastEnd = System.nanoTime();
        }
        if (error != null) {
            Parallel.<RuntimeException>rethrow(error);
        }
    }

    /**
     * How many threads to use now. Unless told how many, one processor is left to the compiler while kernels warm up.
     */
    private static int usable() {
        return !chosen && Warmup.isWorking() ? Math.min(numThreads, Math.max(1, PROCESSORS - 1)) : numThreads;
    }

    /** Whether this call goes without workers because lately they had no processor of their own. */
    private static boolean restrained() {
        if (aloneUntil != 0 && System.nanoTime() - aloneUntil >= 0) {
            aloneUntil = 0;
        }
        return aloneUntil != 0;
    }

    /**
     * Takes note of how long the caller worked, until {@code done}, and then waited for workers. If it waited much
     * longer, they had to wait themselves: other threads of the process, mostly the compilers while a program warms up,
     * or other programs take the processors. One thread is faster then.
     */
    private static void judge(long start, long done) {
        long now = System.nanoTime();
        if (now - done > MIN_PATIENCE_NANOS && now - done > 2 * (done - start)) {
            restraintNanos = Math.clamp(2 * restraintNanos, MIN_RESTRAINT_NANOS, MAX_RESTRAINT_NANOS);
            aloneUntil = now + restraintNanos | 1; // not 0
            goneWell = 0;
        } else if (++goneWell > FORGIVEN_AFTER) {
            restraintNanos /= 2;
            goneWell = 0;
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable error) throws E {
        throw (E) error;
    }

    /** Sees to it that the workers for a job are awake; returns whether one was not. */
    private static boolean wake(Job job) {
        boolean slept = false;
        int count = job.threads - 1;
        Worker[] all = workers;
        if (all.length < count) {
            all = Arrays.copyOf(all, count);
            workers = all;
        }
        for (int i = 0; i < count; i++) {
            Worker w = all[i];
            if (w == null || w.state == Worker.ENDED) {
                w = new Worker(i + 1);
                w.start();
                all[i] = w;
                slept = true;
            } else if (w.state == Worker.PARKED && Worker.STATE.compareAndSet(w, Worker.PARKED, Worker.AWAKE)) {
                LockSupport.unpark(w);
                slept = true;
            }
            if (job.unfinished == 0) {
                break; // all done before everybody was up
            }
        }
        return slept;
    }

    /** One call of {@link #run}. A fresh object per call: a worker that comes late finds nothing left. */
    private static final class Job {
        private static final VarHandle NEXT = MethodHandles.arrayElementVarHandle(int[].class);
        private static final VarHandle UNFINISHED;

        static {
            try {
                UNFINISHED = MethodHandles.lookup().findVarHandle(Job.class, "unfinished", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        final int tasks;
        /** How many take part: the caller, who is number 0, and workers. */
        final int threads;
        /** What is to be begun next of each thread's share. */
        private final int[] next;

        volatile @Nullable IntConsumer body;
        volatile @Nullable Thread caller;
        volatile int unfinished;
        volatile boolean callerParked;
        volatile @Nullable Throwable error;
        /** Which task threw {@link #error}; written before it. */
        private int errorIndex;

        Job(int tasks, int threads, IntConsumer body, Thread caller) {
            this.tasks = tasks;
            this.threads = threads;
            this.next = new int[threads];
            for (int i = 0; i < threads; i++) {
                next[i] = first(i);
            }
            this.body = body;
            this.caller = caller;
            this.unfinished = tasks;
        }

        /** The first task of a thread's share. */
        private int first(int thread) {
            return (int) ((long) thread * tasks / threads);
        }

        /** Runs what is left of this thread's share, then of those after it, in turn. */
        void work(int thread) {
            for (int i = 0; i < threads && unfinished > 0; i++) {
                int share = (thread + i) % threads;
                int end = first(share + 1);
                while ((int) NEXT.getVolatile(next, share) < end) {
                    int task = (int) NEXT.getAndAdd(next, share, 1);
                    if (task < end) {
                        perform(task);
                    }
                }
            }
        }

        private void perform(int i) {
            IntConsumer task = body; // not null: the job is not over while task i is unfinished
            Thread waiting = caller;
            try {
                if ((error == null || i < errorIndex) && task != null) {
                    task.accept(i);
                }
            } catch (Throwable e) {
                fail(i, e);
            } finally {
                if ((int) UNFINISHED.getAndAdd(this, -1) == 1 && callerParked) {
                    LockSupport.unpark(waiting);
                }
            }
        }

        private synchronized void fail(int index, Throwable e) {
            if (error == null || index < errorIndex) {
                errorIndex = index;
                error = e;
            }
        }

        /** Waits until the tasks that others claimed are done; sleeps when it has looked out so long. */
        void await(long patience) {
            long start = 0;
            for (int spins = 1; unfinished > 0; spins++) {
                Thread.onSpinWait();
                if (spins % SPINS_PER_CLOCK_READ == 0) {
                    long now = System.nanoTime();
                    if (start == 0) {
                        start = now;
                    } else if (now - start > patience) {
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

        /** From 1: the caller of a job is its number 0. */
        private final int number;

        volatile int state;

        Worker(int number) {
            super(topGroup(), null, "lanewise-worker-" + number, 0, false);
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
            long patience = 0;
            while (true) {
                Job job = next(last, patience);
                if (job == null) {
                    return;
                }
                long start = System.nanoTime();
                job.work(number);
                patience = patience(start, System.nanoTime());
                last = job;
            }
        }

        /** The next job to help with, or null when this thread has ended. */
        private @Nullable Job next(@Nullable Job last, long patience) {
            while (true) {
                long start = System.nanoTime();
                long end = start; // of the last job, as far as seen
                for (int spins = 1; ; spins++) {
                    Job job = current;
                    if (job != null && job != last && number < job.threads) {
                        return job;
                    }
                    Thread.onSpinWait();
                    if (spins % SPINS_PER_CLOCK_READ == 0) {
                        long now = System.nanoTime();
                        if (job != null && now - start < patience) {
                            end = now; // others are still at it
                        } else if (now - end > spinNanos) {
                            break;
                        }
                    }
                }
                // First announce the sleep, then look once more: a caller first shows the job, then looks who sleeps.
                state = PARKED;
                Job job = current;
                if (job != null && job != last && number < job.threads) {
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
