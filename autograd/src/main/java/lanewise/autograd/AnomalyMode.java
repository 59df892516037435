package lanewise.autograd;

/**
 * A slower mode that finds where a gradient became NaN: every recorded operation remembers the line that called it, and
 * a backward walk that meets a NaN stops and names that line.
 */
public final class AnomalyMode {

    private static final ThreadLocal<Boolean> ON = new ThreadLocal<>();
    /** Whether any thread has ever asked for it: each recorded operation asks, and seldom anybody has. */
    private static volatile boolean used;

    private AnomalyMode() {}

    /** Tells whether the current thread looks for anomalies. */
    public static boolean isEnabled() {
        return used && ON.get() != null;
    }

    /** Looks for anomalies, in forward and backward calls of this thread, until the scope is closed. */
    public static Scope detectAnomaly() {
        boolean before = isEnabled();
        used = true;
        ON.set(Boolean.TRUE);
        return () -> {
            if (!before) {
                ON.remove();
            }
        };
    }

    /** Ends the mode when closed. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
