package lanewise.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * MNIST's training images for peers that have no loader of their own.
 *
 * @param pixels {@code (60000, 784)}, normalised
 * @param classes {@code (60000)}
 */
public record Images(float[] pixels, long[] classes) {

    /** Reads them from the folder that the environment variable MNIST names; null where there is none. */
    public static @Nullable Images read() {
        String folder = System.getenv("MNIST");
        if (folder == null || !Files.isDirectory(Path.of(folder))) {
            return null;
        }
        byte[] images = bytes(Path.of(folder, "train-images-idx3-ubyte.gz"), 16);
        byte[] labels = bytes(Path.of(folder, "train-labels-idx1-ubyte.gz"), 8);
        float[] pixels = new float[images.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = ((images[i] & 0xFF) / 255f - 0.1307f) / 0.3081f;
        }
        long[] classes = new long[labels.length];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = labels[i];
        }
        return new Images(pixels, classes);
    }

    private static byte[] bytes(Path file, int header) {
        try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            in.skipNBytes(header);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
