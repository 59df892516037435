package lanewise.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The tensors in what a {@link TensorFunction} returned. */
final class Outputs {
    private Outputs() {}

    static List<Tensor> floating(@Nullable Object result) {
        return all(result).stream().filter(Tensor::isFloatingPoint).toList();
    }

    /** All tensors, indices and masks included. */
    static List<Tensor> all(@Nullable Object result) {
        List<Tensor> found = new ArrayList<>();
        collect(result, found);
        return found;
    }

    private static void collect(@Nullable Object value, List<Tensor> found) {
        switch (value) {
            case null -> throw new IllegalArgumentException("gradcheck: the function returned null");
            case Tensor tensor -> found.add(tensor);
            case Iterable<?> items -> items.forEach(item -> collect(item, found));
            case Object[] items -> Arrays.asList(items).forEach(item -> collect(item, found));
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    collect(read(record, component), found);
                }
            }
            default ->
                throw new IllegalArgumentException("gradcheck: the function must return a tensor, or a list, array or"
                        + " record of tensors; it returned " + value.getClass().getName());
        }
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "gradcheck: cannot read component '" + component.getName() + "' of the record "
                            + record.getClass().getName()
                            + "; return a list of tensors instead, or make the record public",
                    e);
        }
    }
}
