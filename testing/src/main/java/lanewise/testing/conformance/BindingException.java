package lanewise.testing.conformance;

import java.io.Serial;

/**
 * A call that Java's types or method lists would not compile: a wrong kind of argument, a missing one, one that
 * lanewise's method does not have. It is thrown by the adapters, never by lanewise.
 */
public final class BindingException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Whether the call named an argument that the signature does not know. */
    private final boolean unknownArgument;

    BindingException(String message) {
        this(message, false);
    }

    BindingException(String message, boolean unknownArgument) {
        super(message);
        this.unknownArgument = unknownArgument;
    }

    boolean unknownArgument() {
        return unknownArgument;
    }
}
