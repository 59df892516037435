package lanewise.autograd;

/** Takes a hook away again. */
@FunctionalInterface
public interface HookHandle extends AutoCloseable {

    /** Removes the hook; further calls do nothing. */
    void remove();

    /** The same as {@link #remove()}. */
    @Override
    default void close() {
        remove();
    }
}
