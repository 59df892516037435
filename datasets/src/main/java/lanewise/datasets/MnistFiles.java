package lanewise.datasets;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The four files of a set in MNIST's form: where they are published, what they are called, how to know them.
 *
 * @param dataset the name of the set, also of its folder
 * @param trainImages (N, 28, 28)
 * @param trainLabels (N)
 * @param testImages (N, 28, 28)
 * @param testLabels (N)
 */
record MnistFiles(String dataset, Part trainImages, Part trainLabels, Part testImages, Part testLabels) {
    /**
     * One file.
     *
     * @param archive as it is published, compressed
     * @param sha256 of the IDX file inside, for a copy that was compressed anew or not at all; null if not published
     */
    record Part(RemoteFile archive, @Nullable String sha256) {
        String rawName() {
            return archive.name().substring(0, archive.name().length() - ".gz".length());
        }
    }

    // The original host is not among them: it refuses programs, at its owner's wish.
    private static final List<URI> MIRRORS = List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            URI.create("https://raw.githubusercontent.com/fgnt/mnist/master/"));

    static final MnistFiles MNIST = new MnistFiles(
            "MNIST",
            part(
                    "train-images-idx3-ubyte.gz",
                    9912422,
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
                    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            part(
                    "train-labels-idx1-ubyte.gz",
                    28881,
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
                    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            part(
                    "t10k-images-idx3-ubyte.gz",
                    1648877,
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
                    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            part(
                    "t10k-labels-idx1-ubyte.gz",
                    4542,
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
                    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    static final MnistFiles FASHION = of(
            "FashionMNIST",
            List.of(
                    URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
                    URI.create("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
            26421880,
            "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            29515,
            "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
            4422102,
            "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            5148,
            "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5");

    static final MnistFiles KUZUSHIJI = of(
            "KMNIST",
            List.of(URI.create("http://codh.rois.ac.jp/kmnist/dataset/kmnist/")),
            18165135,
            "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4",
            29497,
            "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17",
            3041136,
            "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5",
            5120,
            "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c");

    private static Part part(String name, long bytes, String archiveSum, String contentSum) {
        return new Part(new RemoteFile(name, bytes, archiveSum, MIRRORS), contentSum);
    }

    /** Four files of MNIST's names: length and sum of each. */
    private static MnistFiles of(
            String dataset,
            List<URI> mirrors,
            long b0,
            String s0,
            long b1,
            String s1,
            long b2,
            String s2,
            long b3,
            String s3) {
        return new MnistFiles(
                dataset,
                new Part(new RemoteFile(MNIST.trainImages.archive.name(), b0, s0, mirrors), null),
                new Part(new RemoteFile(MNIST.trainLabels.archive.name(), b1, s1, mirrors), null),
                new Part(new RemoteFile(MNIST.testImages.archive.name(), b2, s2, mirrors), null),
                new Part(new RemoteFile(MNIST.testLabels.archive.name(), b3, s3, mirrors), null));
    }

    Idx images(Path root, VisionDataset.Options options) {
        return read(root, options.train() ? trainImages : testImages, options);
    }

    Idx labels(Path root, VisionDataset.Options options) {
        return read(root, options.train() ? trainLabels : testLabels, options);
    }

    private Idx read(Path root, Part part, VisionDataset.Options options) {
        Path raw = root.resolve(dataset).resolve("raw");
        try {
            IOException damaged = null;
            for (Path file : candidates(raw, root, part)) {
                try {
                    return checked(file, part);
                } catch (IOException e) {
                    damaged = damaged == null ? e : damaged;
                }
            }
            if (options.download()) {
                Downloader downloader =
                        new Downloader(dataset, Downloader.options().offline(options.offline()));
                return checked(downloader.fetch(part.archive(), raw), part);
            }
            throw damaged != null
                    ? damaged
                    : new NoSuchFileException(dataset + ": there is no " + part.rawName() + " or "
                            + part.archive().name()
                            + " in " + raw + " or " + root
                            + ". Pass download(true) to fetch it, or the folder that has it");
        } catch (IOException e) {
            throw Idx.unchecked(e);
        }
    }

    private static List<Path> candidates(Path raw, Path root, Part part) {
        return Stream.of(raw, root)
                .flatMap(folder ->
                        Stream.of(part.rawName(), part.archive().name()).map(folder::resolve))
                .filter(Files::isRegularFile)
                .toList();
    }

    private Idx checked(Path file, Part part) throws IOException {
        byte[] content = Idx.content(file);
        Idx idx = Idx.parse(content, file.toString());
        if (part.sha256() != null) {
            check(file, Sha256.of(content), part.sha256());
        } else if (file.endsWith(part.archive().name())) {
            check(file, Sha256.of(file), part.archive().sha256());
        } else if (MNIST.has(Sha256.of(content))) {
            // No sum is published for the bare file, but it has the same name in several sets.
            throw new IOException(dataset + ": " + file + " is MNIST's own file, not " + dataset + "'s");
        }
        return idx;
    }

    private void check(Path file, String sum, String expected) throws IOException {
        if (!sum.equals(expected)) {
            throw new IOException(dataset + ": " + file + " is damaged or another set's: its content has the SHA-256 "
                    + sum + ", expected " + expected + ". Delete it, and fetch it anew with download(true)");
        }
    }

    private boolean has(String sum) {
        return Stream.of(trainImages, trainLabels, testImages, testLabels).anyMatch(part -> sum.equals(part.sha256()));
    }
}
