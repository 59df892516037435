package lanewise.testing.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flattens what a call returns: nested tuples, lists, arrays and records become one list in their order. */
final class Results {
    private Results() {}

    /** The leaves of {@code result}; null is a leaf (Python's None). */
    static List<@Nullable Object> flatten(@Nullable Object result) {
        List<@Nullable Object> leaves = new ArrayList<>();
        add(result, leaves);
        return leaves;
    }

    private static void add(@Nullable Object value, List<@Nullable Object> leaves) {
        switch (value) {
            case null -> leaves.add(null);
            case TensorValue tensor -> leaves.add(tensor);
            case Py.Tuple tuple -> tuple.items().forEach(item -> add(item, leaves));
            case Iterable<?> items -> items.forEach(item -> add(item, leaves));
            case Object[] items -> {
                for (Object item : items) {
                    add(item, leaves);
                }
            }
            case Record record -> components(record).forEach(item -> add(item, leaves));
            default -> leaves.add(value);
        }
    }

    private static List<@Nullable Object> components(Record record) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                values.add(component.getAccessor().invoke(record));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(
                        "result " + record.getClass().getName() + ": cannot read " + component.getName()
                                + "; the record must be public in an exported package",
                        e);
            }
        }
        return values;
    }
}
