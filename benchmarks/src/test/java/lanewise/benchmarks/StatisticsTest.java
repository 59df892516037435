package lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoThere() {
        assertEquals(3, Statistics.median(List.of(9.0, 1.0, 3.0)));
        assertEquals(4, Statistics.median(List.of(9.0, 1.0, 3.0, 5.0)));
        assertEquals(7, Statistics.median(List.of(7.0)));
    }

    @Test
    void quantilesLieBetweenNeighbours() {
        List<Double> values = List.of(40.0, 10.0, 20.0, 30.0);
        assertEquals(10, Statistics.quantile(values, 0));
        assertEquals(17.5, Statistics.quantile(values, 0.25), 1e-12);
        assertEquals(40, Statistics.quantile(values, 1));
    }

    @Test
    void twoAndAHalfCancelInTheMeanOfRatios() {
        assertEquals(1, Statistics.geometricMean(List.of(2.0, 0.5)), 1e-12);
        assertEquals(6, Statistics.geometricMean(List.of(4.0, 9.0)), 1e-12);
    }

    @Test
    void aRatioIsTakenRoundByRound() {
        // The machine was four times as slow in the last two rounds; the peer takes twice as long in each.
        assertEquals(2, Statistics.ratio(List.of(2.0, 2.0, 8.0, 8.0), List.of(1.0, 1.0, 4.0, 4.0)));
        // One disturbed turn does not move it.
        assertEquals(2, Statistics.ratio(List.of(2.0, 2.0, 200.0), List.of(1.0, 1.0, 1.0)));
        // A round that somebody missed is left out.
        assertEquals(3, Statistics.ratio(List.of(3.0), List.of(1.0, 9.0)));
    }

    @Property(tries = 200)
    void atMostHalfTheValuesLieOnEitherSideOfTheMedian(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0.01, max = 1e6) Double> values) {
        double median = Statistics.median(values);
        long below = values.stream().filter(v -> v < median).count();
        long above = values.stream().filter(v -> v > median).count();
        assertTrue(below <= values.size() / 2 && above <= values.size() / 2, "at most half on either side");
    }

    @Test
    void nothingHasNoMedian() {
        assertThrows(IllegalArgumentException.class, () -> Statistics.median(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Statistics.minimum(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Statistics.geometricMean(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Statistics.ratio(List.of(), List.of(1.0)));
    }
}
