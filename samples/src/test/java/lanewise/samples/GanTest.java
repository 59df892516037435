package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The generator after 468 steps: it draws strokes with the ink of digits, where at first all was gray. */
class GanTest {

    @Test
    void drawingsGetTheInkOfDigits() throws Exception {
        Ran run = Ran.sample("Gan", "--quick");
        assertTrue(run.number("roughness of drawings, in that of digits") <= 1.25, run.output());
        assertEquals(2, run.pictures().size(), run.output());
        BufferedImage drawn = ImageIO.read(run.pictures().getFirst().toFile());
        BufferedImage real = ImageIO.read(run.pictures().getLast().toFile());
        assertEquals(real.getWidth(), drawn.getWidth());
        double ink = brightness(drawn) / brightness(real);
        assertTrue(ink > 0.5 && ink < 2, "brightness of drawings, in that of digits: " + ink);
    }

    private static double brightness(BufferedImage picture) {
        double sum = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                sum += picture.getRGB(x, y) >> 8 & 255; // green: the lines between are blue
            }
        }
        return sum;
    }
}
