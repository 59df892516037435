package lanewise.autograd;

/**
 * Whether the current thread records operations.
 *
 * <p>{@snippet :
 * try (var _ = noGrad()) {
 *     weight.sub_(gradient.mul(learningRate));
 * }
 * }
 *
 * <p>Scopes nest, belong to the thread that opened them and are closed in reverse order. New threads record.
 */
public final class GradMode {

    /* Only an array is stored per thread: a pooled thread of an application server then never holds on to this class's
    loader. Its numbers change, as to set another object costs ten times as much as to find it. */
    private static final ThreadLocal<long[]> STATE = ThreadLocal.withInitial(() -> new long[2]);

    /** Where an array has the mode. Bit 0: recording is off; bit 1: inference mode. */
    private static final int MODE = 0;
    /** Where it has the number of the newest node that its thread has made. */
    private static final int NEWEST = 1;

    private static final int OFF = 1;
    private static final int INFERENCE = 2;

    private GradMode() {}

    /** Tells whether operations on values that require a gradient are recorded now. */
    public static boolean isEnabled() {
        return STATE.get()[MODE] == 0;
    }

    /** Tells whether the thread is inside {@link #inferenceMode()}. */
    public static boolean isInferenceMode() {
        return (STATE.get()[MODE] & INFERENCE) != 0;
    }

    /** A number for a node that this thread makes: larger than those of its nodes so far, and than {@code above}. */
    static long number(long above) {
        long[] state = STATE.get();
        return state[NEWEST] = Math.max(state[NEWEST], above) + 1;
    }

    /** Turns recording off until the scope is closed. */
    public static Scope noGrad() {
        long[] state = STATE.get();
        return new Scope(state, state[MODE] | OFF);
    }

    /** Turns recording on until the scope is closed, also inside {@link #noGrad()}. */
    public static Scope enableGrad() {
        return new Scope(STATE.get(), 0);
    }

    /** Turns recording on or off until the scope is closed. */
    public static Scope setGradEnabled(boolean enabled) {
        return enabled ? enableGrad() : noGrad();
    }

    /**
     * Turns recording off for code that only predicts; {@link #enableGrad()} inside does not turn it on for its caller.
     */
    public static Scope inferenceMode() {
        return new Scope(STATE.get(), OFF | INFERENCE);
    }

    /** Restores, when closed, the mode that was in force when it was opened. */
    public static final class Scope implements AutoCloseable {

        private final long[] state;
        private final long before;
        private final Thread owner = Thread.currentThread();
        private boolean closed;

        private Scope(long[] state, long now) {
            this.state = state;
            before = state[MODE];
            state[MODE] = now;
        }

        @Override
        public void close() {
            if (closed) {
                return;
            }
            if (Thread.currentThread() != owner) {
                throw new IllegalStateException(
                        "GradMode: a scope must be closed by the thread that opened it (" + owner.getName()
                                + "); this is " + Thread.currentThread().getName());
            }
            closed = true;
            state[MODE] = before;
        }
    }
}
