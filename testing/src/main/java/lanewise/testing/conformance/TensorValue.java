package lanewise.testing.conformance;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as recorded: dtype by PyTorch's name, shape, and the elements row-major over the shape. Floating dtypes keep
 * {@code reals}, the others {@code integers} (booleans as 0 and 1), so that 64-bit integers stay exact.
 *
 * @param strides how PyTorch held it when that was not contiguous, else null
 * @param grad the tensor's place among the inputs that require a gradient, or -1
 */
record TensorValue(
        String dtype,
        int[] shape,
        double @Nullable [] reals,
        long @Nullable [] integers,
        int @Nullable [] strides,
        int grad) {

    TensorValue {
        int expected = 1;
        for (int size : shape) {
            expected *= size;
        }
        int length = reals != null ? reals.length : integers != null ? integers.length : -1;
        if ((reals == null) == (integers == null) || length != expected) {
            throw new IllegalArgumentException("tensor value: shape " + Arrays.toString(shape) + " holds " + expected
                    + " elements; got " + length);
        }
    }

    /** A contiguous floating tensor. */
    static TensorValue ofReals(String dtype, int[] shape, double... reals) {
        return new TensorValue(dtype, shape, reals, null, null, -1);
    }

    /** A contiguous integer or boolean tensor. */
    static TensorValue ofIntegers(String dtype, int[] shape, long... integers) {
        return new TensorValue(dtype, shape, null, integers, null, -1);
    }

    /** Whether PyTorch's dtype of this name is a floating one. */
    static boolean isFloating(String dtype) {
        return dtype.startsWith("float") || dtype.equals("bfloat16");
    }

    boolean floating() {
        return reals != null;
    }

    boolean requiresGrad() {
        return grad >= 0;
    }

    int size() {
        return reals != null ? reals.length : integers().length;
    }

    /** Element {@code i} in row-major order as a double. */
    double at(int i) {
        return reals != null ? reals[i] : integers()[i];
    }

    @Override
    public long[] integers() {
        if (integers == null) {
            throw new IllegalStateException("tensor value: " + dtype + " has no integer elements");
        }
        return integers;
    }

    /** Element {@code i} written as Python would write it. */
    String text(int i) {
        if (reals != null) {
            return Double.toString(reals[i]);
        }
        return dtype.equals("bool") ? (integers()[i] != 0 ? "True" : "False") : Long.toString(integers()[i]);
    }

    /** Dtype, shape and the first elements: short enough for a report line. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(dtype).append(Arrays.toString(shape)).append('(');
        int shown = Math.min(size(), 8);
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ").append(text(i));
        }
        return text.append(size() > shown ? ", …)" : ")").toString();
    }
}
