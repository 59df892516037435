package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The LSTM sample on the embedded part of MNIST. */
class LstmTest {

    @Test
    void oneEpochOfTheEmbeddedPartTeachesMostDigits() throws Exception {
        Launched run = Launched.onClassPath(
                List.of("--add-modules", "jdk.incubator.vector"), "Lstm", "--offline", "--epochs", "1");
        assertEquals(0, run.status(), run.output() + run.errors());
        Matcher epoch = Pattern.compile("Epoch 1/1, Loss: ([0-9.]+), Accuracy: ([0-9.]+)")
                .matcher(run.output());
        assertTrue(epoch.find(), run.output());
        assertTrue(Double.parseDouble(epoch.group(2)) > 0.8, epoch.group());
        assertTrue(run.output().contains("(lstm): LSTM(28, 128, batch_first=True)"), run.output());
        // The picture of a test image: a line per row, with what is believed by then.
        assertEquals(
                28,
                run.output()
                        .lines()
                        .filter(line -> line.matches("[.+#]{28}  [0-9] \\( ?[0-9]+ %\\)"))
                        .count(),
                run.output());
        assertTrue(run.output().contains("It is a 7."), run.output());
    }
}
