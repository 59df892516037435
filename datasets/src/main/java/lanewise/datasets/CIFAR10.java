package lanewise.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * CIFAR-10: 50,000 colour images to train on and 10,000 to test with, 32×32 points, ten classes. Before transforms a
 * sample is uint8 {@code (32, 32, 3)}, as in torchvision; {@link ToTensor} makes it {@code (3, 32, 32)}.
 *
 * <p>The set is read from the published binary archive {@code cifar-10-binary.tar.gz} (170 MB, not the Python one) in
 * {@code root}, or from the files inside it in {@code root/cifar-10-batches-bin}. The archive is checked against its
 * published sum; {@code download(true)} fetches it, which takes long: the host is slow.
 *
 * <p>Source: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.
 */
public final class CIFAR10 extends VisionDataset {
    private static final RemoteFile ARCHIVE = new RemoteFile(
            "cifar-10-binary.tar.gz",
            170052171,
            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            List.of(URI.create("https://www.cs.toronto.edu/~kriz/")));

    private static final String FOLDER = "cifar-10-batches-bin";
    private static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final int SIZE = 32;
    private static final int PLANE = SIZE * SIZE;
    /** The class, then a plane for each colour. */
    private static final int RECORD = 1 + 3 * PLANE;

    private static final int BLOCK = 512;

    private final Path root;
    private final Options options;

    /**
     * Reads the set, fetching it first where that is asked for and needed.
     *
     * @param root the folder that holds the archive, or its folder
     * @param options which part, and what to do to samples; begin with {@link #train()} or {@link #test()}
     * @throws UncheckedIOException if a file is missing, damaged or cannot be fetched; the message says what to do
     */
    public CIFAR10(Path root, Options options) {
        this(root, options, ARCHIVE, 10_000);
    }

    /** For tests, with an archive of their own. */
    CIFAR10(Path root, Options options, RemoteFile archive, int perFile) {
        this(read(root, options, archive, perFile), root, options);
    }

    private CIFAR10(byte[] records, Path root, Options options) {
        super("CIFAR10", images(records), labels(records), options.transform(), options.targetTransform());
        this.root = root;
        this.options = options;
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
        return CLASSES;
    }

    @Override
    List<String> details() {
        return List.of("Root location: " + root, "Split: " + (options.train() ? "Train" : "Test"));
    }

    /** From planes to points, (N, 32, 32, 3). */
    private static Idx images(byte[] records) {
        int n = records.length / RECORD;
        byte[] pixels = new byte[n * 3 * PLANE];
        for (int i = 0; i < n; i++) {
            for (int p = 0; p < PLANE; p++) {
                for (int c = 0; c < 3; c++) {
                    pixels[(i * PLANE + p) * 3 + c] = records[i * RECORD + 1 + c * PLANE + p];
                }
            }
        }
        return new Idx(new int[] {n, SIZE, SIZE, 3}, pixels);
    }

    private static Idx labels(byte[] records) {
        byte[] labels = new byte[records.length / RECORD];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = records[i * RECORD];
            if ((labels[i] & 0xff) >= CLASSES.size()) {
                throw Idx.unchecked(new IOException("CIFAR10: record " + i + " has the class " + (labels[i] & 0xff)
                        + ", expected 0 to 9; the file is damaged or another set's"));
            }
        }
        return new Idx(new int[] {labels.length}, labels);
    }

    private static byte[] read(Path root, Options options, RemoteFile archive, int perFile) {
        List<String> names = options.train()
                ? IntStream.rangeClosed(1, 5)
                        .mapToObj(i -> "data_batch_" + i + ".bin")
                        .toList()
                : List.of("test_batch.bin");
        int each = perFile * RECORD;
        byte[] records = new byte[names.size() * each];
        try {
            for (Path folder : List.of(root.resolve(FOLDER), root)) {
                List<Path> files = names.stream().map(folder::resolve).toList();
                if (files.stream().allMatch(Files::isRegularFile)) {
                    for (int i = 0; i < files.size(); i++) {
                        check(files.get(i).toString(), Files.size(files.get(i)), each);
                        System.arraycopy(Files.readAllBytes(files.get(i)), 0, records, i * each, each);
                    }
                    return records;
                }
            }
            Path file = Downloader.find("CIFAR10", archive, List.of(root), options);
            Map<String, Integer> places = new HashMap<>();
            names.forEach(name -> places.put(FOLDER + "/" + name, places.size() * each));
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
                untar(in, places, records, each);
            }
            if (!places.isEmpty()) {
                throw new IOException("CIFAR10: " + file + " lacks " + places.keySet());
            }
            return records;
        } catch (IOException e) {
            throw Idx.unchecked(e);
        }
    }

    /** Reads members of a tar archive to their places, and takes those found out of the map. */
    private static void untar(InputStream in, Map<String, Integer> places, byte[] records, int each)
            throws IOException {
        while (!places.isEmpty()) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK || header[0] == 0) {
                return;
            }
            String name = field(header, 0, 100);
            String digits = field(header, 124, 12).strip();
            if (!digits.matches("[0-7]{1,11}")) {
                throw new IOException("CIFAR10: the archive is damaged: '" + digits + "' is no length of " + name);
            }
            long size = Long.parseLong(digits, 8);
            long padded = (size + BLOCK - 1) / BLOCK * BLOCK;
            Integer place = places.remove(name);
            if (place != null) {
                check(name, size, each);
                if (in.readNBytes(records, place, each) < each) {
                    throw new IOException("CIFAR10: the archive is cut off within " + name);
                }
                padded -= size;
            }
            in.skipNBytes(padded);
        }
    }

    private static void check(String name, long size, int expected) throws IOException {
        if (size != expected) {
            throw new IOException("CIFAR10: " + name + " has " + size + " bytes, expected " + expected + ": "
                    + expected / RECORD + " records of " + RECORD + "; fetch it anew");
        }
    }

    private static String field(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
    }
}
