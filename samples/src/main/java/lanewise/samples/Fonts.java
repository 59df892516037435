package lanewise.samples;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * A font that is the same on every machine: digits alone, embedded here (fonts/SOURCE.md beside it has its licence).
 */
public final class Fonts {

    private Fonts() {}

    /** Bold digits of this height in points. */
    public static Font digits(int size) {
        String name = "fonts/DejaVuSans-Bold-digits.ttf";
        try (InputStream in =
                Objects.requireNonNull(Fonts.class.getResourceAsStream(name), "the samples' jar lacks " + name)) {
            return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont((float) size);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("the samples' jar has a damaged " + name, e);
        }
    }
}
