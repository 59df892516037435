package lanewise.nn;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Values as Python writes them, for the printed form of modules. */
final class PyText {

    private PyText() {}

    /** {@code True} or {@code False}. */
    static String bool(boolean value) {
        return value ? "True" : "False";
    }

    /** A float: {@code 0.5}, {@code 1.0}, {@code 1e-05}. */
    static String real(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        String text = Double.toString(value);
        int e = text.indexOf('E');
        if (e < 0) {
            return text;
        }
        // Java writes 1.0E-4 where Python, down to 1e-04 and up to 1e+16, writes no exponent.
        int power = Integer.parseInt(text.substring(e + 1));
        if (power >= -4 && power < 16) {
            String plain = new BigDecimal(text).stripTrailingZeros().toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = text.substring(0, e).replaceFirst("\\.0$", "");
        return digits + (power < 0 ? "e-" : "e+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
    }

    /** An int if the value is whole, as arguments with an int for default are written. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : real(value);
    }

    /** A tuple: {@code (3, 3)}, {@code (2,)}. */
    static String tuple(int... values) {
        return values.length == 1
                ? "(" + values[0] + ",)"
                : Arrays.stream(values).mapToObj(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** One number, or a tuple. */
    static String sizes(int... values) {
        return values.length == 1 ? String.valueOf(values[0]) : tuple(values);
    }
}
