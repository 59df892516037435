package lanewise.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowsTest {

    @ParameterizedTest
    @EnumSource(Group.class)
    void aRowSurvivesTheWayToItsPeer(Group group) {
        Set<String> names = new HashSet<>();
        for (Row row : Rows.of(group)) {
            assertEquals(row, Row.parse(row.line()));
            assertEquals(group.id(), row.group());
            assertTrue(names.add(row.name()), row.name() + " is there twice");
            Turns.factor(row.unit());
        }
        assertThrows(IllegalArgumentException.class, () -> Row.parse("steps\tname"));
    }

    @Test
    void theProductsAreTheSquaresAndThoseOfTheSteps() {
        List<String> names = Rows.of(Group.GEMM).stream().map(Row::name).toList();
        // Three of each layer, two of the first, whose input needs no gradient; what two steps share is there once.
        assertEquals(List.of("NN 256×256×256", "NN 384×384×384"), names.subList(0, 2));
        assertEquals(
                List.of("NT 32×128×784", "TN 128×784×32", "NT 32×10×128", "TN 10×128×32", "NN 32×128×10"),
                names.subList(7, 12));
        assertEquals(new HashSet<>(names).size(), names.size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Group.class,
            names = {"EPOCH", "GEMM", "CONV"},
            mode = EnumSource.Mode.EXCLUDE)
    void lanewiseDoesTheWorkOfEveryRow(Group group) {
        Peer peer = new Lanewise();
        for (Row row : Rows.of(group)) {
            if (row.sizes().stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b) <= 1 << 18) {
                Work work = peer.work(row);
                assertNotNull(work, row.name());
                assertTrue(Double.isFinite(work.run(true)), row.name());
            }
        }
    }

    @Test
    void aStepLearns() {
        Work step = new Lanewise().work(Rows.of(Group.STEPS).getFirst());
        assertNotNull(step);
        double first = step.run(true);
        double last = first;
        for (int i = 1; i < Serve.CHECKED; i++) {
            last = step.run(true);
        }
        // What numpy and PyTorch compute from the same numbers.
        assertEquals(0.66671, last, 1e-4);
        assertNotEquals(first, last, 0.1);
    }

    @Test
    void theNumbersAreThoseOfTheOtherLanguages() {
        assertEquals(-1f, Fill.values(1, 0, 1)[0]);
        assertEquals((float) ((7919 % 2003) / 1001.5 - 1), Fill.values(2, 0, 1)[1]);
        assertEquals((float) (((7919 * 3 + 104_729 * 2) % 2003 / 1001.5 - 1) * 0.5), Fill.values(4, 2, 0.5)[3]);
        assertEquals(9, Fill.classes(20)[19]);
    }
}
