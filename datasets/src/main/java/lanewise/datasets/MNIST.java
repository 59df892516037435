package lanewise.datasets;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
public final class MNIST extends VisionDataset {
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

    /**
     * torchvision's keyword arguments; begin with {@link MNIST#train()} or {@link MNIST#test()}.
     *
     * @param train whether to take the 60,000 training images rather than the 10,000 test images
     * @param download whether to fetch what is missing or damaged
     * @param offline whether to refuse to fetch all the same
     * @param transform for images, from uint8 {@code (28, 28)}; null for none
     * @param targetTransform for classes, from int64 {@code ()}; null for none
     */
    public record Options(
            boolean train,
            boolean download,
            boolean offline,
            @Nullable Transform transform,
            @Nullable Transform targetTransform) {
        /** {@return a copy that fetches what is missing, or does not} */
        public Options download(boolean value) {
            return new Options(train, value, offline, transform, targetTransform);
        }

        /** {@return a copy that never touches the network, or may} */
        public Options offline(boolean value) {
            return new Options(train, download, value, transform, targetTransform);
        }

        /** {@return a copy with this transform for images} */
        public Options transform(Transform function) {
            return new Options(train, download, offline, function, targetTransform);
        }

        /** {@return a copy with this transform for classes} */
        public Options targetTransform(Transform function) {
            return new Options(train, download, offline, transform, function);
        }
    }

    /**
     * Reads the set, fetching it first where that is asked for and needed.
     *
     * @param root the folder that holds {@code MNIST/raw}, or the files themselves
     * @param options which part, and what to do to samples
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
        this(files.images(root, options), files.labels(root, options), root.toString(), options);
    }

    private MNIST(Idx images, Idx labels, String root, Options options) {
        super("MNIST", images, labels, options.transform(), options.targetTransform());
        int[] shape = images.shape();
        if (shape[1] != SIZE || shape[2] != SIZE) {
            throw new IllegalArgumentException("MNIST: expected images of 28×28, got " + shape[1] + "×" + shape[2]
                    + "; IdxDataset reads other sets");
        }
        int highest = IntStream.range(0, size())
                .map(i -> labels.data()[i] & 0xff)
                .max()
                .orElse(0);
        if (highest >= DIGITS.size()) {
            throw new IllegalArgumentException(
                    "MNIST: expected labels from 0 to 9, got " + highest + "; IdxDataset reads other sets");
        }
        this.root = root;
        this.options = options;
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
        return new MNIST(Idx.read(images, "images"), Idx.read(labels, "labels"), "embedded", options);
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
    public List<String> classes() {
        return DIGITS;
    }

    @Override
    List<String> details() {
        return List.of("Root location: " + root, "Split: " + (options.train() ? "Train" : "Test"));
    }
}
