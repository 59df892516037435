package lanewise.tensor;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * The one format that all elements of a printed tensor share.
 *
 * <p>Floats print as whole numbers with a bare point ({@code 2.}) where all are whole, in scientific notation where
 * the finite non-zero magnitudes span more than 1000, pass 1e8 or (unless all are whole) lie under 1e-4, else with a
 * fixed number of digits. Width comes from the finite non-zero values only. Digits are those of the exact binary
 * value, rounded half to even, as in C and Python.
 */
final class ElementFormat {
    private enum Style {
        INTEGER,
        BOOL,
        WHOLE,
        FIXED,
        SCIENTIFIC
    }

    private final TensorPrinter.Values x;
    private final Style style;
    private final int precision;
    private final int width;

    private ElementFormat(TensorPrinter.Values x, Style style, int precision, int width) {
        this.x = x;
        this.style = style;
        this.precision = precision;
        this.width = width;
    }

    /** The format for those elements of {@code x} that will be shown. */
    static ElementFormat of(TensorPrinter.Values x, List<Integer> shown, PrintOptions options) {
        if (x.kind() != TensorPrinter.Kind.FLOATING) {
            Style style = x.kind() == TensorPrinter.Kind.BOOL ? Style.BOOL : Style.INTEGER;
            ElementFormat any = new ElementFormat(x, style, 0, 0);
            int width = shown.stream().mapToInt(i -> any.text(i).length()).max().orElse(1);
            return new ElementFormat(x, style, 0, width);
        }
        double[] values = shown.stream()
                .mapToDouble(x::doubleAt)
                .filter(v -> v != 0 && Double.isFinite(v))
                .toArray();
        double min = Double.POSITIVE_INFINITY;
        double max = 0;
        boolean whole = true;
        for (double v : values) {
            min = Math.min(min, Math.abs(v));
            max = Math.max(max, Math.abs(v));
            whole &= v == Math.ceil(v);
        }
        Style style = whole ? Style.WHOLE : Style.FIXED;
        if (values.length > 0 && (max / min > 1000 || max > 1e8 || (!whole && min < 1e-4))) {
            style = Style.SCIENTIFIC;
        }
        int width = 1;
        for (double v : values) {
            width = Math.max(width, text(v, style, options.precision()).length());
        }
        // As in PyTorch, a forced style keeps the width of the style found, and needs a value that has a width.
        Boolean scientific = options.sciMode();
        if (scientific != null && values.length > 0) {
            style = scientific ? Style.SCIENTIFIC : whole ? Style.WHOLE : Style.FIXED;
        }
        return new ElementFormat(x, style, options.precision(), width);
    }

    /** Columns that an element takes at least. */
    int width() {
        return width;
    }

    /** Element {@code i}, set to the right of its columns. */
    String padded(int i) {
        String text = text(i);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private String text(int i) {
        return switch (style) {
            case INTEGER -> Long.toString(x.longAt(i));
            case BOOL -> x.longAt(i) != 0 ? "True" : "False";
            default -> text(x.doubleAt(i), style, precision);
        };
    }

    private static String text(double v, Style style, int precision) {
        if (Double.isNaN(v)) {
            return "nan";
        }
        // The sign is taken off first: BigDecimal would lose that of a negative zero or of what rounds to one.
        String sign = Double.doubleToRawLongBits(v) < 0 ? "-" : "";
        if (Double.isInfinite(v)) {
            return sign + "inf";
        }
        BigDecimal exact = new BigDecimal(Math.abs(v));
        return sign
                + switch (style) {
                    case WHOLE -> fixed(exact, 0) + ".";
                    case FIXED -> fixed(exact, precision);
                    default -> scientific(exact, precision);
                };
    }

    private static String fixed(BigDecimal v, int digits) {
        return v.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** One digit, point, digits, and an exponent of at least two digits. */
    private static String scientific(BigDecimal v, int digits) {
        BigDecimal rounded = v.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = v.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String mantissa = fixed(rounded.movePointLeft(exponent), digits);
        String magnitude = Integer.toString(Math.abs(exponent));
        return mantissa + (exponent < 0 ? "e-" : "e+") + (magnitude.length() < 2 ? "0" : "") + magnitude;
    }
}
