package lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Row> STEPS = Rows.of(Group.STEPS);
    private static final String FIRST = STEPS.get(0).name();
    private static final String SECOND = STEPS.get(1).name();

    private static Result result(String row, int threads, Contender peer, double ratio, double... rounds) {
        List<Double> all = java.util.Arrays.stream(rounds).boxed().toList();
        return new Result("steps", row, "us", threads, peer.id(), all, Statistics.minimum(all), ratio, 0, 0, "");
    }

    private final Table table = new Table(
            Group.STEPS,
            List.of(
                    result(SECOND, 1, Contender.NUMPY, 0.5, 300, 300, 330),
                    result(FIRST, 1, Contender.LANEWISE, 1, 100, 110, 90),
                    result(FIRST, 1, Contender.NUMPY, 2, 200, 220, 180),
                    result(FIRST, 2, Contender.NUMPY, Double.NaN, 1),
                    result(FIRST, 1, Contender.DJL, 0.8, 80, 88, 72),
                    result(SECOND, 1, Contender.LANEWISE, 1, 600, 600, 660)),
            1);

    @Test
    void ratiosSayHowManyTimesAsLongAPeerTakes() {
        assertEquals(2, table.ratio(FIRST, Contender.NUMPY));
        assertEquals(0.8, table.ratio(FIRST, Contender.DJL));
        assertEquals(0.5, table.ratio(SECOND, Contender.NUMPY));
        assertNull(table.ratio(SECOND, Contender.DJL));
        assertEquals(List.of(2.0, 0.5), table.ratios(Contender.NUMPY));
    }

    @Test
    void theTextHoldsEveryFigureInTheOrderOfTheGroup() {
        assertEquals("""
            µs                          lanewise (min)  DJL (libtorch)       numpy
            784-128-10 ReLU, batch 32       100 (90.0)     80.0  ×0.80  200  ×2.00
            784-128-10 ReLU, batch 128       600 (600)               –  300  ×0.50
            geometric mean of ratios                             ×0.80       ×1.00
            smallest ratio                                       ×0.80       ×0.50
            """, table.text());
    }

    @Test
    void markdownHasARuleBelowTheHead() {
        List<String> lines = table.markdown().lines().toList();
        assertEquals("| µs | lanewise (min) | DJL (libtorch) | numpy |", lines.get(0));
        assertEquals("| --- | ---: | ---: | ---: |", lines.get(1));
        assertEquals("| smallest ratio |  | ×0.80 | ×0.50 |", lines.getLast());
    }

    @Test
    void nothingMeasuredIsAnEmptyTable() {
        assertTrue(new Table(Group.STEPS, List.of(), 1).isEmpty());
        assertFalse(table.isEmpty());
    }

    @Test
    void figuresHaveThreeDigits() {
        assertEquals(
                List.of("12345", "123", "12.3", "1.23", "0.123"),
                List.of(12_345.0, 123.4, 12.34, 1.234, 0.1234).stream()
                        .map(Table::figure)
                        .toList());
    }
}
