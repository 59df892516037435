package lanewise.datasets;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The MNIST handwritten digits: 60,000 images to train on and 10,000 to test with, 28×28 grey pixels, ten classes.
 *
 * <pre>{@code
 * var transform = new Compose(new ToTensor(), new Normalize(0.1307f, 0.3081f));
 * var train = new MNIST("data", MNIST.train().download(true).transform(transform));
 * var test = new MNIST("data", MNIST.test().transform(transform));
 * }</pre>
 *
 * <p>The files are looked for in {@code root/MNIST/raw}, where torchvision puts them, then in {@code root} itself, raw
 * or compressed. Whatever is found is checked against the published contents. The network is touched only with
 * {@code download(true)}, and only if something is missing or damaged; see {@link Downloader} for mirrors, proxies and
 * the offline switch.
 *
 * <p>Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits"; CC BY-SA 3.0.
 */
public sealed class MNIST extends VisionDataset permits EMNIST, FashionMNIST, KMNIST {
    private static final int SIZE = 28;
    private static final List<String> DIGITS = List.of(
            "0 - zero",
            "1 - one",
            "2 - two",
            "3 - three",
            "4 - four",
            "5 - five",
            "6 - six",
            "7 - seven",
            "8 - eight",
            "9 - nine");

    private final String root;
    private final Options options;
    private final List<String> classes;

    /**
     * Reads the set, fetching it first where that is asked for and needed.
     *
     * @param root the folder that holds {@code MNIST/raw}, or the files themselves
     * @param options which part, and what to do to samples; begin with {@link #train()} or {@link #test()}
     * @throws UncheckedIOException if a file is missing, damaged or cannot be fetched; the message says what to do
     */
    public MNIST(Path root, Options options) {
        this(root, options, MnistFiles.MNIST);
    }

    /**
     * As {@link #MNIST(Path, Options)}.
     *
     * @param root the folder that holds {@code MNIST/raw}, or the files themselves
     * @param options which part, and what to do to samples
     * @throws UncheckedIOException if a file is missing, damaged or cannot be fetched; the message says what to do
     */
    public MNIST(String root, Options options) {
        this(Path.of(root), options);
    }

    /** For tests, with files of their own. */
    MNIST(Path root, Options options, MnistFiles files) {
        this(root, options, files, DIGITS);
    }

    /** A set in MNIST's form. */
    MNIST(Path root, Options options, MnistFiles files, List<String> classes) {
        this(
                files.dataset(),
                files.images(root, options),
                files.labels(root, options),
                root.toString(),
                options,
                classes);
    }

    MNIST(String name, Idx images, Idx labels, String root, Options options, List<String> classes) {
        super(name, images, labels, options.transform(), options.targetTransform());
        int[] shape = images.shape();
        if (shape.length != 3 || shape[1] != SIZE || shape[2] != SIZE) {
            throw new IllegalArgumentException(name + ": expected images of 28×28, got " + shape[1] + "×" + shape[2]
                    + "; IdxDataset reads other sets");
        }
        int highest = IntStream.range(0, size())
                .map(i -> labels.data()[i] & 0xff)
                .max()
                .orElse(0);
        if (highest >= classes.size()) {
            throw new IllegalArgumentException(name + ": expected labels from 0 to " + (classes.size() - 1) + ", got "
                    + highest + "; IdxDataset reads other sets");
        }
        this.root = root;
        this.options = options;
        this.classes = classes;
    }

    /**
     * A set from streams, such as a part of MNIST among a program's resources. It need not be the whole set: what is
     * checked is that both streams are sound IDX files that belong together.
     *
     * @param images an IDX file (N, 28, 28), raw or compressed with gzip; read to its end, closed by the caller
     * @param labels an IDX file (N), raw or compressed with gzip; read to its end, closed by the caller
     * @param options what to do to samples
     * @return the set
     * @throws UncheckedIOException if a stream fails or does not hold such a file
     * @throws IllegalArgumentException if the two do not belong together, or are not digits of 28×28 pixels
     */
    public static MNIST of(InputStream images, InputStream labels, Options options) {
        return new MNIST("MNIST", Idx.read(images, "images"), Idx.read(labels, "labels"), "embedded", options, DIGITS);
    }

    /** {@return the training images, without download or transforms} */
    public static Options train() {
        return new Options(true, false, false, null, null);
    }

    /** {@return the test images, without download or transforms} */
    public static Options test() {
        return new Options(false, false, false, null, null);
    }

    @Override
    public final List<String> classes() {
        return classes;
    }

    @Override
    final List<String> details() {
        return List.of("Root location: " + root, "Split: " + (options.train() ? "Train" : "Test"));
    }
}
