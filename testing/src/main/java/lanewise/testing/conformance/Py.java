package lanewise.testing.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python values without a Java counterpart of their own. Numbers, booleans, text and lists are plain Java objects. */
public sealed interface Py {

    /** A tuple; lists are {@link List}. */
    record Tuple(List<@Nullable Object> items) implements Py {}

    /** {@code start:stop:step}, null where left out. */
    record Slice(
            @Nullable Long start,
            @Nullable Long stop,
            @Nullable Long step) implements Py {}

    /** {@code ...} in an index. */
    enum Ellipsis implements Py {
        INSTANCE
    }

    /** A device; only {@code cpu} occurs. */
    record Device(String name) implements Py {}

    /** A dtype by PyTorch's name, such as {@code float32}. */
    record DTypeName(String name) implements Py {}

    /** The items of a list or a tuple, or null when {@code value} is neither. */
    @SuppressWarnings("unchecked")
    static @Nullable List<@Nullable Object> items(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> (List<@Nullable Object>) list;
            case Tuple tuple -> tuple.items();
            case null, default -> null;
        };
    }

    /** Python's name for the type of a value, for messages. */
    static String typeName(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case Long _ -> "int";
            case Double _ -> "float";
            case Boolean _ -> "bool";
            case String _ -> "str";
            case List<?> _ -> "list";
            case Tuple _ -> "tuple";
            case Slice _ -> "slice";
            case Ellipsis _ -> "ellipsis";
            case Device _ -> "device";
            case DTypeName _ -> "dtype";
            default -> value.getClass().getSimpleName();
        };
    }
}
