package lanewise.datasets;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Kuzushiji-MNIST: ten cursive Japanese characters in MNIST's form, 60,000 images to train on and 10,000 to test with.
 *
 * <p>The files are looked for in {@code root/KMNIST/raw}, then in {@code root} itself, as {@link MNIST} does.
 *
 * <p>Source: T. Clanuwat and others, "Deep Learning for Classical Japanese Literature", 2018; CODH; CC BY-SA 4.0.
 */
public final class KMNIST extends MNIST {
    private static final List<String> CHARACTERS = List.of("o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo");

    /**
     * Reads the set, fetching it first where that is asked for and needed.
     *
     * @param root the folder that holds {@code KMNIST/raw}, or the files themselves
     * @param options which part, and what to do to samples
     * @throws UncheckedIOException if a file is missing, damaged or cannot be fetched; the message says what to do
     */
    public KMNIST(Path root, Options options) {
        super(root, options, MnistFiles.KUZUSHIJI, CHARACTERS);
    }
}
