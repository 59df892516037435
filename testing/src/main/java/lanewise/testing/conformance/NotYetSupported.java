package lanewise.testing.conformance;

import java.io.Serial;

/**
 * Thrown by an adapter for arguments of which lanewise has nothing yet, so that the case counts as not yet supported
 * instead of failed. Whatever lanewise itself throws is judged.
 */
final class NotYetSupported extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** {@code what} is missing. */
    NotYetSupported(String what) {
        super(what, null, false, false);
    }
}
