package lanewise.vision;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import lanewise.datasets.Dataset;
import lanewise.datasets.Sample;
import lanewise.datasets.ToTensor;
import lanewise.datasets.Transform;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Pictures in folders, one folder per class: {@code torchvision.datasets.ImageFolder}. A sample is the picture as uint8
 * {@code (H, W, 3)}, put through the transform, and its class as int64 {@code ()}, classes and pictures in the order of
 * their names. Pictures are read when they are asked for; put {@link ToTensor} and {@link Resize} or a crop into the
 * transform, so that they fit into batches.
 *
 * <p>Needs the JDK's module {@code java.desktop}, and reads what its ImageIO reads: PNG, JPEG, GIF and BMP.
 */
public final class ImageFolder implements Dataset {
    private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

    private final List<String> classes;
    private final List<Path> files = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();
    private final Options options;

    /**
     * What the set does to its samples.
     *
     * @param transform for pictures, from uint8 {@code (H, W, 3)}; null for none
     * @param targetTransform for classes, from int64 {@code ()}; null for none
     */
    public record Options(
            @Nullable Transform transform, @Nullable Transform targetTransform) {
        /** {@return a copy with this transform for pictures} */
        public Options transform(Transform function) {
            return new Options(function, targetTransform);
        }

        /** {@return a copy with this transform for classes} */
        public Options targetTransform(Transform function) {
            return new Options(transform, function);
        }
    }

    /** {@return the defaults: no transforms} */
    public static Options options() {
        return new Options(null, null);
    }

    /**
     * Finds the pictures.
     *
     * @param root the folder with a folder per class
     * @param options what to do to samples
     * @throws IllegalArgumentException if there is no class, or a class without a picture
     * @throws UncheckedIOException if a folder cannot be read
     */
    public ImageFolder(Path root, Options options) {
        this.options = options;
        List<Path> folders =
                sorted(root, false).stream().filter(Files::isDirectory).toList();
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("ImageFolder: couldn't find any class folder in " + root
                    + "; expected a folder per class with its pictures inside");
        }
        classes =
                folders.stream().map(folder -> folder.getFileName().toString()).toList();
        for (int c = 0; c < folders.size(); c++) {
            int before = files.size();
            for (Path file : sorted(folders.get(c), true)) {
                String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                if (Files.isRegularFile(file) && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    files.add(file);
                    targets.add(c);
                }
            }
            if (files.size() == before) {
                throw new IllegalArgumentException("ImageFolder: found no picture of the class " + classes.get(c)
                        + " in " + folders.get(c) + "; supported are " + ENDINGS);
            }
        }
    }

    private static List<Path> sorted(Path folder, boolean deep) {
        // As torchvision, through symbolic links: sets are often put together from folders that lie elsewhere.
        try (Stream<Path> paths = deep ? Files.walk(folder, FileVisitOption.FOLLOW_LINKS) : Files.list(folder)) {
            return paths.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            IOException cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : (IOException) e;
            throw new UncheckedIOException("ImageFolder: " + folder + " cannot be read: " + cause, cause);
        }
    }

    /** {@return what the classes are called, by number} */
    public List<String> classes() {
        return classes;
    }

    /** {@return where the picture of a sample lies} */
    public Path file(int index) {
        return files.get(Objects.checkIndex(index, files.size()));
    }

    @Override
    public int size() {
        return files.size();
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException if the picture cannot be read; the message names it
     */
    @Override
    public Sample get(int index) {
        Tensor input = read(file(index));
        Tensor target = Tensor.tensor(targets.get(index));
        return new Sample(
                options.transform == null ? input : options.transform.apply(input),
                options.targetTransform == null ? target : options.targetTransform.apply(target));
    }

    private static Tensor read(Path file) {
        BufferedImage image;
        try {
            image = ImageIO.read(file.toFile());
        } catch (IOException | RuntimeException e) {
            throw new UncheckedIOException(
                    "ImageFolder: " + file + " cannot be read: " + e,
                    e instanceof IOException io ? io : new IOException(e));
        } catch (NoClassDefFoundError e) {
            throw new UnsupportedOperationException(
                    "ImageFolder: reading pictures needs the JDK's module java.desktop; add --add-modules"
                            + " java.desktop, or requires java.desktop to your module",
                    e);
        }
        if (image == null) {
            String message = "ImageFolder: " + file + " is no picture that this JDK can read";
            throw new UncheckedIOException(message, new IOException(message));
        }
        int height = image.getHeight();
        int width = image.getWidth();
        int[] points = image.getRGB(0, 0, width, height, null, 0, width);
        byte[] pixels = new byte[3 * points.length];
        for (int i = 0; i < points.length; i++) {
            pixels[3 * i] = (byte) (points[i] >> 16);
            pixels[3 * i + 1] = (byte) (points[i] >> 8);
            pixels[3 * i + 2] = (byte) points[i];
        }
        return Tensor.asTensor(pixels, height, width, 3);
    }

    @Override
    public String toString() {
        return "Dataset ImageFolder\n    Number of datapoints: " + size() + "\n    Classes: " + classes;
    }
}
