package lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllSamplesTest {

    @Test
    void samplesAreQuickUnlessThereIsData() {
        assertEquals(List.of("--quick"), AllSamples.arguments());
        assertEquals(List.of("--quick", "--epochs", "1"), AllSamples.arguments("--epochs", "1"));
        assertEquals(List.of("--data", "d"), AllSamples.arguments("--data", "d"));
        assertEquals(List.of("--data=d"), AllSamples.arguments("--data=d"));
    }
}
