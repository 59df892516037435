package lanewise.tensor.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the kernels of {@code double} from those of {@code float} by exchanging words. What differs by more than words
 * (the polynomials, the bits of a number) is in {@code FloatMath}, {@code DoubleMath} and their vector twins, written
 * by hand. Run {@link #main} from the module's folder after a change to one of the {@link #SOURCES}; a test fails when
 * that was forgotten.
 */
final class DoubleTwins {
    /** The files to translate, without their ending. */
    static final List<String> SOURCES = List.of(
            "FloatAttention",
            "FloatConvolution",
            "FloatDepthwise",
            "FloatFactor",
            "FloatFused",
            "FloatGemm",
            "FloatKernels",
            "FloatLoops",
            "FloatNorms",
            "FloatRowNorms",
            "FloatPatches",
            "FloatPatchwork",
            "FloatPools",
            "FloatRows",
            "FloatScratch",
            "FloatTaps",
            "FloatUpdates",
            "ScalarFloatElementwise",
            "ScalarFloatGemm",
            "ScalarFloatReductions",
            "ScalarFloatUpdates",
            "VectorFloatDots",
            "VectorFloatElementwise",
            "VectorFloatFused",
            "VectorFloatGemm",
            "VectorFloatNorms",
            "VectorFloatPack",
            "VectorFloatPatchwork",
            "VectorFloatPools",
            "VectorFloatReductions",
            "VectorFloatRow",
            "VectorFloatTiles4",
            "VectorFloatTiles8",
            "VectorFloatTranspose",
            "VectorFloatUpdates");

    private static final Path PACKAGE = Path.of("src", "main", "java", "lanewise", "tensor", "kernels");
    /** A cast down that double precision does not need; a word that is or begins with a float's name. */
    private static final Pattern WORD = Pattern.compile("\\(float\\) |\\bfloat\\b|Float(?![a-z])");

    private DoubleTwins() {}

    /** Writes the twins. */
    public static void main(String[] args) throws IOException {
        for (String source : SOURCES) {
            Files.writeString(target(source), twin(source));
        }
    }

    static Path target(String source) {
        return PACKAGE.resolve(source.replace("Float", "Double") + ".java");
    }

    /** What the twin's file must hold. */
    static String twin(String source) throws IOException {
        String name = source + ".java";
        return "// Generated from " + name + " by DoubleTwins; do not edit.\n"
                + translate(Files.readString(PACKAGE.resolve(name)));
    }

    static String translate(String source) {
        StringBuilder twin = new StringBuilder();
        Matcher word = WORD.matcher(source);
        while (word.find()) {
            word.appendReplacement(
                    twin,
                    switch (word.group()) {
                        case "(float) " -> "";
                        case "float" -> "double";
                        default -> "Double";
                    });
        }
        return wrap(word.appendTail(twin).toString());
    }

    /** Lines that grew too long are broken where the last argument fits. */
    private static String wrap(String text) {
        StringBuilder wrapped = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String rest = line;
            while (rest.length() > 120) {
                int indent = rest.length() - rest.stripLeading().length();
                boolean comment = rest.stripLeading().startsWith("*");
                int at = rest.lastIndexOf(comment ? " " : ", ", 118) + (comment ? 0 : 1);
                if (at <= indent) {
                    break;
                }
                wrapped.append(rest, 0, at).append('\n');
                rest = (comment ? " ".repeat(indent) + "* " : " ".repeat(indent + 8)) + rest.substring(at + 1);
            }
            wrapped.append(rest).append('\n');
        }
        wrapped.setLength(wrapped.length() - 1);
        return wrapped.toString();
    }
}
