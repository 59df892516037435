package lanewise.vision;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import lanewise.datasets.Batch;
import lanewise.datasets.Compose;
import lanewise.datasets.DataLoader;
import lanewise.datasets.Sample;
import lanewise.datasets.ToTensor;
import lanewise.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

    @TempDir
    Path root;

    @Test
    void picturesInFolders() throws IOException {
        picture("dog/b.png", 4, 2, 0xff8000);
        picture("dog/more/a.PNG", 3, 3, 0x0000ff);
        picture("cat/x.png", 5, 5, 0x102030);
        Files.writeString(root.resolve("cat/notes.txt"), "no picture");
        Files.writeString(root.resolve("loose.png"), "not in a class");
        ImageFolder set = new ImageFolder(root, ImageFolder.options());
        assertEquals(List.of("cat", "dog"), set.classes());
        assertEquals(3, set.size());
        assertEquals("b.png", set.file(1).getFileName().toString());
        Sample dog = set.get(1);
        assertEquals(1, dog.target().itemLong());
        assertEquals(DType.INT64, dog.target().dtype());
        assertArrayEquals(new int[] {2, 4, 3}, dog.input().shape());
        assertArrayEquals(
                new byte[] {(byte) 0xff, (byte) 0x80, 0},
                dog.input().select(0, 1).select(0, 3).toByteArray());

        ImageFolder small =
                new ImageFolder(root, ImageFolder.options().transform(new Compose(new ToTensor(), new Resize(2, 2))));
        Batch batch = new DataLoader(small, DataLoader.batchSize(3).numWorkers(2))
                .iterator()
                .next();
        assertArrayEquals(new int[] {3, 3, 2, 2}, batch.input().shape());
        assertArrayEquals(new long[] {0, 1, 1}, batch.target().toLongArray());
        assertEquals(0x10 / 255f, batch.input().toFloatArray()[0], 1e-6);
        assertTrue(set.toString().contains("[cat, dog]"));
    }

    @Test
    void classesMayLieElsewhere() throws IOException {
        picture("elsewhere/deep/a.png", 2, 2, 0xff0000);
        Path set = Files.createDirectories(root.resolve("set/dog"));
        try {
            Files.createSymbolicLink(set.resolveSibling("cat"), root.resolve("elsewhere"));
        } catch (UnsupportedOperationException | FileSystemException e) {
            abort("there are no symbolic links here: " + e);
        }
        Files.createSymbolicLink(set.resolve("more"), root.resolve("elsewhere/deep"));
        ImageFolder pictures = new ImageFolder(root.resolve("set"), ImageFolder.options());
        assertEquals(List.of("cat", "dog"), pictures.classes());
        assertEquals(2, pictures.size());
        assertEquals(0xff, pictures.get(1).input().toByteArray()[0] & 0xff);

        Files.createSymbolicLink(set.resolve("itself"), set);
        refused("cannot be read", () -> new ImageFolder(root.resolve("set"), ImageFolder.options()));
    }

    @Test
    void foldersWithoutPicturesAreRefused() throws IOException {
        Path empty = Files.createDirectories(root.resolve("empty"));
        assertThrows(IllegalArgumentException.class, () -> new ImageFolder(empty, ImageFolder.options()));
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new ImageFolder(root, ImageFolder.options()))
                .getMessage();
        assertTrue(message.contains("no picture of the class empty"), message);
        refused("cannot be read", () -> new ImageFolder(root.resolve("none"), ImageFolder.options()));
        Files.writeString(empty.resolve("broken.png"), "no picture");
        ImageFolder broken = new ImageFolder(root, ImageFolder.options());
        refused("broken.png", () -> broken.get(0));
        assertThrows(IndexOutOfBoundsException.class, () -> broken.get(1));
    }

    private void picture(String name, int width, int height, int colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, colour);
        }
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }

    private interface Code {
        void run() throws IOException;
    }

    private static void refused(String part, Code code) {
        String message = assertThrows(UncheckedIOException.class, code::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
