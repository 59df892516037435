package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void curvesHoldAValueForEachEpoch() {
        History history = new History();
        history.add(Map.of("loss", 2.0));
        history.add(Map.of("loss", 1.0, "val_loss", 1.5));

        assertEquals(List.of("loss", "val_loss"), List.copyOf(history.curves().keySet()));
        assertArrayEquals(new double[] {2, 1}, history.curves("loss").get("loss"));
        assertArrayEquals(
                new double[] {Double.NaN, 1.5}, history.curves("val_loss").get("val_loss"));
        assertThrows(NoSuchElementException.class, () -> history.curves("loss", "accuracy"));
    }
}
