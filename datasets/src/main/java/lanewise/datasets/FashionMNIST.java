package lanewise.datasets;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Fashion-MNIST: ten kinds of clothes in MNIST's form, 60,000 images to train on and 10,000 to test with, a good deal
 * harder than digits.
 *
 * <p>The files are looked for in {@code root/FashionMNIST/raw}, then in {@code root} itself, as {@link MNIST} does.
 *
 * <p>Source: H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST", 2017; MIT licence.
 */
public final class FashionMNIST extends MNIST {
    private static final List<String> CLOTHES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    /**
     * Reads the set, fetching it first where that is asked for and needed.
     *
     * @param root the folder that holds {@code FashionMNIST/raw}, or the files themselves
     * @param options which part, and what to do to samples
     * @throws UncheckedIOException if a file is missing, damaged or cannot be fetched; the message says what to do
     */
    public FashionMNIST(Path root, Options options) {
        super(root, options, MnistFiles.FASHION, CLOTHES);
    }
}
