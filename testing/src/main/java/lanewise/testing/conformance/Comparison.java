package lanewise.testing.conformance;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Judges one value against the recorded one. */
final class Comparison {
    private Comparison() {}

    /**
     * What is wrong with {@code got}, or null when nothing is.
     *
     * @param expected a {@link TensorValue}, or a plain number or boolean
     * @param got the same kind
     * @param what its name in the complaint, such as {@code "output 1"}
     */
    static @Nullable String complaint(
            @Nullable Object expected, @Nullable Object got, Tolerance tolerance, String what) {
        if (expected instanceof TensorValue tensor) {
            return got instanceof TensorValue other
                    ? tensorComplaint(tensor, other, tolerance, what)
                    : what + ": expected a tensor " + tensor + "; got " + got;
        }
        if (expected instanceof Double a && got instanceof Double b && tolerance.accepts(a, b)) {
            return null;
        }
        Object plain = got instanceof Integer number ? (Object) number.longValue() : got;
        return expected == null
                ? (got == null ? null : what + ": expected None; got " + got)
                : expected.equals(plain) ? null : what + ": expected " + expected + "; got " + got;
    }

    /** What is wrong with the dtype or shape of {@code got}, or null. */
    static @Nullable String formComplaint(TensorValue expected, TensorValue got, String what) {
        if (!Arrays.equals(expected.shape(), got.shape())) {
            return what + ": expected shape " + Arrays.toString(expected.shape()) + "; got "
                    + Arrays.toString(got.shape());
        }
        return expected.dtype().equals(got.dtype())
                ? null
                : what + ": expected dtype " + expected.dtype() + "; got " + got.dtype();
    }

    private static @Nullable String tensorComplaint(
            TensorValue expected, TensorValue got, Tolerance tolerance, String what) {
        String form = formComplaint(expected, got, what);
        if (form != null) {
            return form;
        }
        int wrong = 0;
        int worst = -1;
        double worstError = -1;
        for (int i = 0; i < expected.size(); i++) {
            if (expected.floating()
                    ? tolerance.accepts(expected.at(i), got.at(i))
                    : expected.integers()[i] == got.integers()[i]) {
                continue;
            }
            wrong++;
            double error = Math.abs(expected.at(i) - got.at(i));
            error = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            if (error > worstError) {
                worstError = error;
                worst = i;
            }
        }
        if (wrong == 0) {
            return null;
        }
        return what + Arrays.toString(index(worst, expected.shape())) + ": expected " + expected.text(worst) + "; got "
                + got.text(worst) + " (" + wrong + " of " + expected.size() + " elements differ, this one most)";
    }

    /** The position of row-major element {@code flat} in a tensor of that shape. */
    static int[] index(int flat, int[] shape) {
        int[] index = new int[shape.length];
        int rest = flat;
        for (int d = shape.length - 1; d >= 0; d--) {
            index[d] = rest % shape[d];
            rest /= shape[d];
        }
        return index;
    }
}
