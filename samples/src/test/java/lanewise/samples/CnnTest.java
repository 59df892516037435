package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The convolutional network on the embedded part of MNIST. */
class CnnTest {

    @Test
    void oneEpochOfTheEmbeddedPartTeachesMostDigits() throws Exception {
        Ran run = Ran.sample("Cnn", "--quick");
        assertTrue(run.number("test accuracy") >= 0.9, run.output());
        assertTrue(
                run.output().contains("conv2 (Conv2d)                (N, 64, 24, 24)             18,496"),
                run.output());
        assertEquals(1, run.pictures().size(), run.output());
        assertTrue(Files.size(run.pictures().getFirst()) > 1000);
    }
}
