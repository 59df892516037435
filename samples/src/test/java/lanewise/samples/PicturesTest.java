package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PicturesTest {

    @Test
    void aGridShowsEachNumberAsASquareFromBlackToWhite() throws IOException {
        Tensor images = Tensor.tensor(new float[] {0, 1, 2, 3, 4, 4, 4, 4}).reshape(2, 2, 2);
        BufferedImage picture = read(Pictures.grid("test-grid", images, 2, 3));
        assertEquals(2 * (2 * 3 + 2) + 2, picture.getWidth());
        assertEquals(2 * 3 + 4, picture.getHeight());
        assertEquals(0, blue(picture, 2, 2));
        assertEquals(0, blue(picture, 4, 4));
        assertEquals(64, blue(picture, 5, 2));
        assertEquals(191, blue(picture, 7, 7));
        assertEquals(255, blue(picture, 10, 2));
    }

    @Test
    void coloursComeAsRedGreenBlue() {
        Tensor image = Tensor.tensor(new float[] {1, 0, 0, 1, 0, 0}).reshape(3, 1, 2);
        BufferedImage picture = Pictures.image(image, 1, 0, 1);
        assertEquals(Color.RED.getRGB(), picture.getRGB(0, 0));
        assertEquals(Color.GREEN.getRGB(), picture.getRGB(1, 0));
    }

    @Test
    void chartsAreNineHundredBySixHundredAndShowTheirLines() throws IOException {
        BufferedImage picture =
                read(Pictures.curves("test-curves", "Loss", "epoch", "loss", Map.of("train", new double[] {3, 2, 1})));
        assertEquals(900, picture.getWidth());
        assertEquals(600, picture.getHeight());
        assertTrue(count(picture, Pictures.COLOURS.getFirst()) > 500);
        BufferedImage points =
                read(Pictures.scatter("test-scatter", "Points", "x1", "x2", Map.of("all", Tensor.eye(2))));
        assertTrue(count(points, Pictures.COLOURS.getFirst()) > 20);
    }

    @Test
    void anAnimationHasItsFrames() throws IOException {
        BufferedImage frame = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        Path file = Pictures.gif("test", List.of(frame, frame, frame), 100);
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (var in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertEquals(3, reader.getNumImages(true));
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage read(Path file) throws IOException {
        assertEquals(
                new File(System.getProperty("lanewise.out", "out")),
                file.getParent().toFile());
        return ImageIO.read(file.toFile());
    }

    private static int blue(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 255;
    }

    private static int count(BufferedImage picture, Color colour) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += picture.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return count;
    }
}
