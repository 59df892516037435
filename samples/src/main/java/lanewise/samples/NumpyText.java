package lanewise.samples;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import lanewise.tensor.Tensor;

/**
 * Tensors as NumPy prints arrays, to eight digits after the point, so that figures can be compared with those of a
 * Python program; without the spaces by which NumPy aligns columns.
 */
public final class NumpyText {

    private NumpyText() {}

    /** The text of a tensor of one or two dimensions. */
    public static String of(Tensor x) {
        double[] sizes = Arrays.stream(x.reshape(-1).toDoubleArray())
                .map(Math::abs)
                .filter(v -> v > 0)
                .sorted()
                .toArray();
        double least = sizes.length == 0 ? 1 : sizes[0];
        double greatest = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
        return text(x, greatest >= 1e8 || least < 1e-4 || greatest / least > 1000);
    }

    private static String text(Tensor x, boolean exponents) {
        if (x.dim() == 0) {
            return number(x.item(), exponents);
        }
        return x.unbind().stream().map(part -> text(part, exponents)).collect(Collectors.joining(" ", "[", "]"));
    }

    private static String number(double value, boolean exponents) {
        String text = String.format(Locale.ROOT, exponents ? "%.8e" : "%.8f", value);
        return exponents ? text : text.replaceFirst("0+$", "");
    }
}
