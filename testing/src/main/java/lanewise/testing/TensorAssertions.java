package lanewise.testing;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Assertions on tensors, as {@code torch.testing.assert_close}. */
public final class TensorAssertions {
    private TensorAssertions() {}

    /**
     * What counts as close, with PyTorch's names and defaults.
     *
     * @param rtol the relative tolerance, or null for that of the dtype: 1.3e-6 for float32, 1e-7 for float64, else 0
     * @param atol the absolute tolerance, or null for that of the dtype: 1e-5 for float32, 1e-7 for float64, else 0
     * @param equalNan whether NaN equals NaN
     * @param checkDtype whether the dtypes must be equal; otherwise both are promoted first
     * @param checkStride whether the strides must be equal
     * @param msg what the failure's message starts with, or null
     */
    public record Options(
            @Nullable Double rtol,
            @Nullable Double atol,
            boolean equalNan,
            boolean checkDtype,
            boolean checkStride,
            @Nullable String msg) {
        private static final Options DEFAULT = new Options(null, null, false, true, false, null);

        /** With these tolerances instead of the dtype's. */
        public Options tolerances(double rtol, double atol) {
            return new Options(rtol, atol, equalNan, checkDtype, checkStride, msg);
        }

        /** With NaN equal to NaN, or not. */
        public Options equalNan(boolean equalNan) {
            return new Options(rtol, atol, equalNan, checkDtype, checkStride, msg);
        }

        /** Asking for equal dtypes, or not. */
        public Options checkDtype(boolean checkDtype) {
            return new Options(rtol, atol, equalNan, checkDtype, checkStride, msg);
        }

        /** Asking for equal strides, or not. */
        public Options checkStride(boolean checkStride) {
            return new Options(rtol, atol, equalNan, checkDtype, checkStride, msg);
        }

        /** With this text in front of a failure's message. */
        public Options msg(String msg) {
            return new Options(rtol, atol, equalNan, checkDtype, checkStride, msg);
        }
    }

    /** PyTorch's defaults, to be changed by chaining. */
    public static Options options() {
        return Options.DEFAULT;
    }

    /** The defaults with these tolerances instead of the dtype's. */
    public static Options tolerances(double rtol, double atol) {
        return Options.DEFAULT.tolerances(rtol, atol);
    }

    /** Asserts that {@code actual} is close to {@code expected} for its dtype. */
    public static void assertClose(Tensor actual, Tensor expected) {
        assertClose(actual, expected, options());
    }

    /**
     * Asserts that two tensors have the same shape and dtype and that
     * {@code |actual − expected| ≤ atol + rtol · |expected|} everywhere. Infinities are close to themselves only.
     *
     * @throws AssertionError if not; the message tells how many elements differ and where they differ most
     */
    public static void assertClose(Tensor actual, Tensor expected, Options options) {
        String complaint = complaint(actual, expected, options);
        if (complaint != null) {
            throw new AssertionError(options.msg == null ? complaint : options.msg + ": " + complaint);
        }
    }

    /** Asserts that two lists hold equally many tensors, close pair by pair. */
    public static void assertClose(List<Tensor> actual, List<Tensor> expected, Options options) {
        if (actual.size() != expected.size()) {
            throw new AssertionError(
                    "assertClose: " + actual.size() + " tensors where " + expected.size() + " were expected");
        }
        for (int i = 0; i < actual.size(); i++) {
            String pair = "pair " + i;
            assertClose(
                    actual.get(i),
                    expected.get(i),
                    options.msg(options.msg == null ? pair : options.msg + ", " + pair));
        }
    }

    private static @Nullable String complaint(Tensor actual, Tensor expected, Options options) {
        if (!Arrays.equals(actual.shape(), expected.shape())) {
            return "assertClose: the shapes differ: " + Arrays.toString(actual.shape()) + " where "
                    + Arrays.toString(expected.shape()) + " was expected";
        }
        if (options.checkDtype && actual.dtype() != expected.dtype()) {
            return "assertClose: the dtypes differ: " + actual.dtype() + " where " + expected.dtype()
                    + " was expected; options().checkDtype(false) compares the values only";
        }
        if (options.checkStride && !Arrays.equals(actual.stride(), expected.stride())) {
            return "assertClose: the strides differ: " + Arrays.toString(actual.stride()) + " where "
                    + Arrays.toString(expected.stride()) + " was expected";
        }
        if ((options.rtol == null) != (options.atol == null)) {
            throw new IllegalArgumentException("assertClose: rtol and atol must both be given or both be left out");
        }
        double rtol = options.rtol != null ? options.rtol : Math.max(rtol(actual.dtype()), rtol(expected.dtype()));
        double atol = options.atol != null ? options.atol : Math.max(atol(actual.dtype()), atol(expected.dtype()));
        return actual.isFloatingPoint() || expected.isFloatingPoint()
                ? realComplaint(actual, expected, rtol, atol, options.equalNan)
                : wholeComplaint(actual, expected, rtol, atol);
    }

    private static double rtol(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 1.3e-6;
            case FLOAT64 -> 1e-7;
            default -> 0;
        };
    }

    private static double atol(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 1e-5;
            case FLOAT64 -> 1e-7;
            default -> 0;
        };
    }

    private static @Nullable String realComplaint(
            Tensor actual, Tensor expected, double rtol, double atol, boolean equalNan) {
        double[] a = actual.detach().toDoubleArray();
        double[] e = expected.detach().toDoubleArray();
        Worst worst = new Worst();
        for (int i = 0; i < a.length; i++) {
            boolean same = a[i] == e[i] || equalNan && Double.isNaN(a[i]) && Double.isNaN(e[i]);
            boolean finite = Double.isFinite(a[i]) && Double.isFinite(e[i]);
            double difference = Math.abs(a[i] - e[i]);
            if (!same && !(finite && difference <= atol + rtol * Math.abs(e[i]))) {
                worst.add(
                        i,
                        Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference,
                        Math.abs(e[i]),
                        Double.toString(a[i]),
                        Double.toString(e[i]));
            }
        }
        return worst.report(a.length, actual.shape(), rtol, atol);
    }

    private static @Nullable String wholeComplaint(Tensor actual, Tensor expected, double rtol, double atol) {
        long[] a = actual.to(DType.INT64).toLongArray();
        long[] e = expected.to(DType.INT64).toLongArray();
        Worst worst = new Worst();
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs((double) a[i] - (double) e[i]);
            if (a[i] != e[i] && (difference == 0 || !(difference <= atol + rtol * Math.abs((double) e[i])))) {
                worst.add(i, difference, Math.abs((double) e[i]), Long.toString(a[i]), Long.toString(e[i]));
            }
        }
        return worst.report(a.length, actual.shape(), rtol, atol);
    }

    /** Collects the mismatches of one comparison. */
    private static final class Worst {
        private int count;
        private int absoluteAt = -1;
        private double absolute = -1;
        private int relativeAt = -1;
        private double relative = -1;
        private String actual = "";
        private String expected = "";

        void add(int at, double difference, double magnitude, String actualText, String expectedText) {
            count++;
            if (difference > absolute) {
                absolute = difference;
                absoluteAt = at;
                actual = actualText;
                expected = expectedText;
            }
            double ratio = magnitude == 0 ? Double.POSITIVE_INFINITY : difference / magnitude;
            if (ratio > relative) {
                relative = ratio;
                relativeAt = at;
            }
        }

        @Nullable
        String report(int elements, int[] shape, double rtol, double atol) {
            if (count == 0) {
                return null;
            }
            return "assertClose: tensors are not close: %d of %d elements differ (%.1f%%)%n"
                            .formatted(count, elements, 100.0 * count / elements)
                    + "  greatest absolute difference: " + absolute + " at index " + place(absoluteAt, shape) + " ("
                    + actual + " where " + expected + " was expected; up to " + atol + " allowed)\n"
                    + "  greatest relative difference: " + relative + " at index " + place(relativeAt, shape)
                    + " (up to " + rtol + " allowed)";
        }

        private static String place(int flat, int[] shape) {
            return Arrays.toString(TestTensors.index(flat, shape));
        }
    }
}
