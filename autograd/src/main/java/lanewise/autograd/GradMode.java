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
    loader. Its one number changes, as to set another object costs ten times as much as to find it. Bit 0: recording is
    off; bit 1: inference mode. */
    private static final ThreadLocal<int[]> STATE = ThreadLocal.withInitial(() -> new int[1]);

    private static final int OFF = 1;
    private static final int INFERENCE = 2;

    private GradMode() {}

    /** Tells whether operations on values that require a gradient are recorded now. */
    public static boolean isEnabled() {
        return STATE.get()[0] == 0;
    }

    /** Tells whether the thread is inside {@link #inferenceMode()}. */
    public static boolean isInferenceMode() {
        return (STATE.get()[0] & INFERENCE) != 0;
    }

    /** Turns recording off until the scope is closed. */
    public static Scope noGrad() {
        int[] state = STATE.get();
        return new Scope(state, state[0] | OFF);
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

        private final int[] state;
        private final int before;
        private final Thread owner = Thread.currentThread();
        private boolean closed;

        private Scope(int[] state, int now) {
            this.state = state;
            before = state[0];
            state[0] = now;
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
            state[0] = before;
        }
    }
}
