package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanewise.datasets.Sample;
import org.junit.jupiter.api.Test;

/** The transformer sample, and the text that it learns. */
class TransformerTest {

    @Test
    void oneEpochTurnsLettersIntoWords() throws Exception {
        Launched run =
                Launched.onClassPath(List.of("--add-modules", "jdk.incubator.vector"), "Transformer", "--epochs", "1");
        assertEquals(0, run.status(), run.output() + run.errors());
        Matcher epoch = Pattern.compile("Epoch 1/1, Loss: ([0-9.]+)").matcher(run.output());
        assertTrue(epoch.find(), run.output());
        // Equally likely characters have a loss of ln 60 = 4.1; letters by how frequent they are, 2.9.
        assertTrue(Double.parseDouble(epoch.group(1)) < 2.8, epoch.group());
        Matcher words =
                Pattern.compile("([0-9]+) % of these words are in the book").matcher(run.output());
        assertTrue(words.find(), run.output());
        int before = Integer.parseInt(words.group(1));
        assertTrue(words.find(), run.output());
        int after = Integer.parseInt(words.group(1));
        assertTrue(before < 25 && after > 35, before + " % and then " + after + " %:\n" + run.output());
    }

    @Test
    void windowsAreFollowedByTheirNextCharacter() {
        CharacterText text = new CharacterText("abcabd", 3, 2);
        assertEquals(4, text.classes());
        assertEquals(2, text.size());
        Sample second = text.get(1);
        assertArrayEquals(text.encode("cab"), second.input().toLongArray());
        assertArrayEquals(text.encode("abd"), second.target().toLongArray());
        assertEquals('d', text.decode(text.encode("d")[0]));
        assertThrows(IllegalArgumentException.class, () -> text.encode("x"));
        assertThrows(IndexOutOfBoundsException.class, () -> text.get(2));
        assertThrows(IllegalArgumentException.class, () -> new CharacterText("abc", 3, 1));
    }

    @Test
    void knownWordsAreThoseOfTheBook() {
        CharacterText text = new CharacterText(CharacterText.genesis(), 64, 32);
        assertEquals(1, text.knownWords("And God said, Let there be light: and there was light."));
        assertEquals(0.5, text.knownWords("god zzz"));
        assertEquals(0, text.knownWords(" ,."));
        assertEquals(60, text.classes());
    }
}
