package lanewise.datasets;

import java.util.Objects;
import lanewise.tensor.Tensor;

/** A set for the tests: sample {@code i} is the number i with the target -i. */
record Counting(int size) implements Dataset {
    @Override
    public Sample get(int index) {
        Objects.checkIndex(index, size);
        return new Sample(number(index), number(-index));
    }

    static Tensor number(long value) {
        return Tensor.tensor(value);
    }
}
