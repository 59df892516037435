package lanewise.autograd;

import org.jspecify.annotations.Nullable;

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

    /* Only JDK objects are stored per thread, and none in the default state: a pooled thread of an application server
    then never holds on to this class's loader. Bit 0: recording is off; bit 1: inference mode. */
    private static final ThreadLocal<Integer> STATE = new ThreadLocal<>();

    private static final int OFF = 1;
    private static final int INFERENCE = 2;

    private GradMode() {}

    /** Tells whether operations on values that require a gradient are recorded now. */
    public static boolean isEnabled() {
        return STATE.get() == null;
    }

    /** Tells whether the thread is inside {@link #inferenceMode()}. */
    public static boolean isInferenceMode() {
        Integer state = STATE.get();
        return state != null && (state & INFERENCE) != 0;
    }

    /** Turns recording off until the scope is closed. */
    public static Scope noGrad() {
        return enter(OFF | (isInferenceMode() ? INFERENCE : 0));
    }

    /** Turns recording on until the scope is closed, also inside {@link #noGrad()}. */
    public static Scope enableGrad() {
        return enter(0);
    }

    /** Turns recording on or off until the scope is closed. */
    public static Scope setGradEnabled(boolean enabled) {
        return enabled ? enableGrad() : noGrad();
    }

    /**
     * Turns recording off for code that only predicts; {@link #enableGrad()} inside does not turn it on for its caller.
     */
    public static Scope inferenceMode() {
        return enter(OFF | INFERENCE);
    }

    private static Scope enter(int state) {
        Integer before = STATE.get();
        STATE.set(state == 0 ? null : Integer.valueOf(state));
        return new Scope(before);
    }

    /** Restores, when closed, the mode that was in force when it was opened. */
    public static final class Scope implements AutoCloseable {

        private final @Nullable Integer before;
        private final Thread owner = Thread.currentThread();
        private boolean closed;

        private Scope(@Nullable Integer before) {
            this.before = before;
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
            STATE.set(before);
        }
    }
}
