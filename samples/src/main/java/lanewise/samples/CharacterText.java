package lanewise.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lanewise.datasets.Dataset;
import lanewise.datasets.Sample;
import lanewise.tensor.Tensor;

/**
 * A text for models that write character by character: windows of the text, each with the same window one character
 * later as what is to be foretold. Both are int64 {@code (window)}, indices into the characters that occur.
 */
public final class CharacterText implements Dataset {

    private static final Pattern WORD = Pattern.compile("[A-Za-z']+");

    private final String characters;
    private final Set<String> words;
    private final long[] codes;
    private final int window;
    private final int step;

    /**
     * Cuts a text into windows.
     *
     * @param text what is to be learned
     * @param window how many characters the model sees
     * @param step how far apart windows begin
     * @throws IllegalArgumentException if the text has no window
     */
    public CharacterText(String text, int window, int step) {
        if (window < 1 || step < 1 || text.length() <= window) {
            throw new IllegalArgumentException("CharacterText: expected a window and a step of at least 1 and a text"
                    + " longer than the window; got " + window + ", " + step + " and " + text.length() + " characters");
        }
        this.window = window;
        this.step = step;
        characters =
                text.chars().distinct().sorted().mapToObj(Character::toString).collect(Collectors.joining());
        words = words(text).collect(Collectors.toUnmodifiableSet());
        codes = encode(text);
    }

    /** The book of Genesis in the King James Version, which is embedded here: a verse per line. */
    public static String genesis() {
        try (InputStream in = CharacterText.class.getResourceAsStream("text/genesis.txt")) {
            if (in == null) {
                throw new IllegalStateException("the samples' jar lacks text/genesis.txt");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int size() {
        return (codes.length - 1 - window) / step + 1;
    }

    @Override
    public Sample get(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("CharacterText: there are " + size() + " windows, not one " + index);
        }
        int from = index * step;
        return new Sample(
                Tensor.fromArray(Arrays.copyOfRange(codes, from, from + window)),
                Tensor.fromArray(Arrays.copyOfRange(codes, from + 1, from + window + 1)));
    }

    /** How many different characters occur. */
    public int classes() {
        return characters.length();
    }

    /** The indices of a text's characters. @throws IllegalArgumentException if one never occurs in the text learned */
    public long[] encode(String text) {
        return text.chars()
                .mapToLong(c -> {
                    int code = characters.indexOf(c);
                    if (code < 0) {
                        throw new IllegalArgumentException(
                                "CharacterText: '" + Character.toString(c) + "' does not occur in the text");
                    }
                    return code;
                })
                .toArray();
    }

    /** The character of an index. */
    public char decode(long code) {
        return characters.charAt((int) code);
    }

    /** How many of the words of {@code written} occur in the text, as a share from 0 to 1. */
    public double knownWords(String written) {
        return words(written)
                .mapToInt(word -> words.contains(word) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static Stream<String> words(String text) {
        return WORD.matcher(text).results().map(match -> match.group().toLowerCase(Locale.ROOT));
    }
}
