package lanewise.tensor.kernels;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * Decides whether a loop's vector twin may serve yet, and sees to it that it soon may.
 *
 * <p>Until the server compiler has seen it some thousand times, vector code is hundreds to thousands of times slower
 * than a plain loop, and the first of it costs a tenth of a second of class loading. So the plain twin, which gives the
 * same bits, serves at first. Once it has done so much that the effort is worth it, one background thread runs the
 * vector loop on scratch arrays, just enough to have it compiled, mostly asleep. When it runs at a speed that only
 * compiled code has, it is hot: from then on calls get it. Where that does not come it is tried again later; where it
 * never comes (no vector instructions for this element type and width) the plain loop stays. A short program thus never
 * pays for vectors that it does not need.
 */
final class Warmup {
    /** How many elements scratch arrays hold. */
    static final int SCRATCH = 1024;
    /**
     * Worth the effort for loops not much dearer than a copy: some ten milliseconds of plain loops, which the compiler
     * turns into vectors too where it can, against a tenth of a second of its time.
     */
    static final int CHEAP = 64_000_000;
    /** Worth the effort for loops of dozens of instructions, which keep the compiler busy for up to half a second. */
    static final int DEAR = 16_000_000;

    /** Enough for the first compiler, and above what the second one asks for before it acts. */
    private static final int FIRST_CALLS = 250;

    private static final int CALLS = 800;
    private static final int MORE_CALLS = 300;
    /**
     * Vectors in a call meanwhile: the second compiler unrolls a loop that it has seen go round often enough, which
     * makes it up to a quarter faster.
     */
    private static final int VECTORS = 24;
    /** The same for kernels whose exercise calls each of their loops some four times. */
    private static final int OWN_FIRST_CALLS = 60;

    private static final int OWN_CALLS = 3_000;
    private static final int OWN_MORE_CALLS = 50;
    /**
     * How often they work meanwhile, and how much then, lest the compiler take their loops for something that hardly
     * ever happens, or for short ones.
     */
    private static final int OWN_WORKS = 8;

    private static final int OWN_WORK = 8;
    /** Compiled loops, logarithms in double precision included, stay under half of this; others are far above. */
    private static final double FAST_NANOS_PER_ELEMENT = 3;
    /** How often in sequence it must be as fast: once may be a clock that jumped. */
    private static final int FAST_RUNS = 4;

    private static final long NAP_MILLIS = 4;
    private static final int MAX_NAPS = 1_500;
    /** How often it is tried, each time when so many times as much was done: the compilers may have been too busy. */
    private static final int TRIES = 3;

    private static final int MORE_WORK = 16;

    /** What waits for the background thread; guarded by itself. */
    private static final Deque<Warmup> WAITING = new ArrayDeque<>();

    private static volatile boolean working;

    private final int lanes;
    /** What one run of compiled code stays under, or 0 for loops over elements. */
    private final long fastNanos;

    /** What the background thread runs: the vector loop over n elements of scratch arrays. */
    private final IntConsumer exercise;

    private boolean hot;
    /** Elements left until the effort is worth it; racy, as a hint may be. */
    private int left;
    /** How many of these make it worth it; only the background thread changes that. */
    private long worth;

    private int tries;

    /**
     * For one vector loop.
     *
     * @param lanes how many elements it takes to make a vector iteration
     * @param worth after how many elements of plain loops
     */
    Warmup(int lanes, int worth, IntConsumer exercise) {
        this(lanes, worth, 0, exercise);
    }

    /**
     * For kernels whose exercise is a work of its own if n = 1. With n = 0 it only calls their loops, which return at
     * once: compilers count calls, and vector operations that are not compiled are dear, and keep compilers busy with
     * what is of no use later.
     *
     * @param lanes the least n that asks for vectors
     * @param worth after how much n the effort is worth it
     * @param fastNanos what one run takes at most when everything in it is compiled
     */
    Warmup(int lanes, int worth, long fastNanos, IntConsumer exercise) {
        this.lanes = lanes;
        this.left = worth;
        this.worth = worth;
        this.fastNanos = fastNanos;
        this.exercise = exercise;
    }

    /** Whether the background thread is at work, and with it the compilers. */
    static boolean isWorking() {
        return working;
    }

    /** Lets the vector kernels serve from now on, compiled or not; for tests. */
    void heat() {
        hot = true;
    }

    /** Whether the vector loop shall do these n elements. */
    boolean hot(int n) {
        return n >= lanes && (hot || ready(n));
    }

    private boolean ready(int n) {
        if (left > 0) {
            left -= n;
            if (left <= 0) {
                request();
            }
        }
        return false;
    }

    private void request() {
        synchronized (WAITING) {
            if (fastNanos > 0) {
                // The matrix product first: most of a step's time goes there.
                WAITING.addFirst(this);
            } else {
                WAITING.addLast(this);
            }
            if (!working) {
                working = true;
                Thread thread = new Thread(null, Warmup::work, "lanewise-warmup", 0, false);
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                thread.start();
            }
        }
    }

    private static void work() {
        while (true) {
            Warmup next;
            synchronized (WAITING) {
                next = WAITING.poll();
                if (next == null) {
                    working = false;
                    return;
                }
            }
            try {
                next.hot = next.becomesFast();
                if (!next.hot && ++next.tries < TRIES) {
                    next.worth *= MORE_WORK;
                    next.left = (int) Math.min(next.worth, Integer.MAX_VALUE);
                }
            } catch (RuntimeException | LinkageError e) {
                System.getLogger("lanewise")
                        .log(
                                System.Logger.Level.WARNING,
                                "A SIMD kernel failed; its plain twin" + " serves instead",
                                e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Calls the vector loop until it is compiled; false if that does not happen. */
    boolean becomesFast() throws InterruptedException {
        boolean own = fastNanos > 0;
        for (int i = 0; i < FIRST_CALLS && !own; i++) {
            exercise.accept(lanes + (i & 3));
        }
        for (int i = 0; i < OWN_FIRST_CALLS && own; i++) {
            exercise.accept(0);
        }
        Thread.sleep(NAP_MILLIS);
        int many = Math.min(lanes * VECTORS, SCRATCH - 4);
        // Now with, now without a rest that fills no vector, so that the compiler sees both.
        for (int i = 0; i < CALLS && !own; i++) {
            exercise.accept(many + (i & 3));
        }
        for (int i = 0; i < OWN_CALLS && own; i++) {
            exercise.accept(i < OWN_WORKS ? OWN_WORK : 0);
        }
        int n = own ? 1 : SCRATCH / lanes * lanes;
        double limit = own ? fastNanos : FAST_NANOS_PER_ELEMENT * n;
        int fastRuns = 0;
        for (int naps = 0; naps < MAX_NAPS; naps++) {
            long start = System.nanoTime();
            exercise.accept(n);
            if (System.nanoTime() - start < limit) {
                if (++fastRuns == FAST_RUNS) {
                    return true;
                }
            } else {
                fastRuns = 0;
                // Asleep, it leaves the processor to the compiler; the more work waits there, the more calls it asks.
                Thread.sleep(NAP_MILLIS);
                for (int i = 0; i < OWN_MORE_CALLS && own; i++) {
                    exercise.accept(0);
                }
                for (int i = 0; i < MORE_CALLS && !own && naps % 8 == 7; i++) {
                    exercise.accept(many + (i & 3));
                }
            }
        }
        return false;
    }
}
