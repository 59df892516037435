package lanewise.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * EMNIST: digits and letters in MNIST's form, in six splits. As in torchvision, images lie on their side (columns for
 * rows); {@code x.transpose(0, 1)} in a transform puts them upright.
 *
 * <p>The IDX files are looked for in {@code root/EMNIST/raw}, its folder {@code gzip} and {@code root} itself, then
 * inside the published {@code gzip.zip} in one of these. That archive is 562 MB; {@code download(true)} fetches it.
 *
 * <p>Source: G. Cohen, S. Afshar, J. Tapson, A. van Schaik, "EMNIST: an extension of MNIST to handwritten letters",
 * 2017; NIST, public domain.
 */
public final class EMNIST extends MNIST {
    private static final RemoteFile ARCHIVE = new RemoteFile(
            "gzip.zip",
            561753746,
            "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e",
            List.of(URI.create("https://biometrics.nist.gov/cs_links/EMNIST/")));

    /** Letters whose small form looks like the capital. */
    private static final String MERGED = "cijklmopsuvwxyz";

    /**
     * Reads a split, fetching the archive first where that is asked for and needed.
     *
     * @param root the folder that holds {@code EMNIST/raw}, or the files themselves
     * @param split {@code "byclass"} (62 classes), {@code "bymerge"} or {@code "balanced"} (47: capitals and the small
     *     letters unlike them), {@code "letters"} (from 1 to 26), {@code "digits"} or {@code "mnist"}
     * @param options which part, and what to do to samples
     * @throws IllegalArgumentException if there is no such split
     * @throws UncheckedIOException if a file is missing, damaged or cannot be fetched; the message says what to do
     */
    public EMNIST(Path root, String split, Options options) {
        this(root, split, options, ARCHIVE);
    }

    /** For tests, with an archive of their own. */
    EMNIST(Path root, String split, Options options, RemoteFile archive) {
        this(classes(split), read(root, split, options, archive), root, options);
    }

    private EMNIST(List<String> classes, Idx[] files, Path root, Options options) {
        super("EMNIST", files[0], files[1], root.toString(), options, classes);
    }

    private static List<String> classes(String split) {
        IntPredicate wanted = switch (split) {
            case "byclass" -> c -> true;
            case "bymerge", "balanced" -> c -> MERGED.indexOf(c) < 0;
            case "digits", "mnist" -> Character::isDigit;
            case "letters" -> Character::isLowerCase;
            default ->
                throw new IllegalArgumentException("EMNIST: expected the split byclass, bymerge, balanced, letters,"
                        + " digits or mnist, got '" + split + "'");
        };
        Stream<String> names = IntStream.rangeClosed('0', 'z')
                .filter(c -> Character.isLetterOrDigit(c) && wanted.test(c))
                .mapToObj(Character::toString);
        // The letters are counted from 1.
        return split.equals("letters") ? Stream.concat(Stream.of("N/A"), names).toList() : names.toList();
    }

    /** Images and labels. */
    private static Idx[] read(Path root, String split, Options options, RemoteFile archive) {
        String stem = "emnist-" + split + "-" + (options.train() ? "train" : "test");
        List<String> names = List.of(stem + "-images-idx3-ubyte", stem + "-labels-idx1-ubyte");
        Path raw = root.resolve("EMNIST").resolve("raw");
        for (Path folder : List.of(raw, raw.resolve("gzip"), root)) {
            for (String ending : List.of("", ".gz")) {
                List<Path> files = names.stream()
                        .map(name -> folder.resolve(name + ending))
                        .toList();
                if (files.stream().allMatch(Files::isRegularFile)) {
                    return files.stream().map(Idx::read).toArray(Idx[]::new);
                }
            }
        }
        try (ZipFile zip = new ZipFile(
                Downloader.find("EMNIST", archive, List.of(raw, root), options).toFile())) {
            Idx[] files = new Idx[2];
            for (int i = 0; i < 2; i++) {
                ZipEntry entry = zip.getEntry("gzip/" + names.get(i) + ".gz");
                if (entry == null) {
                    throw new NoSuchFileException("EMNIST: the archive has no " + names.get(i) + ".gz");
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    files[i] = Idx.read(in, names.get(i));
                }
            }
            return files;
        } catch (IOException e) {
            throw Idx.unchecked(e);
        }
    }
}
