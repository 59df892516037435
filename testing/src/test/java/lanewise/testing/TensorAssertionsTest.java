package lanewise.testing;

import static lanewise.testing.TensorAssertions.assertClose;
import static lanewise.testing.TensorAssertions.options;
import static lanewise.testing.TensorAssertions.tolerances;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TensorAssertionsTest {

    private static Tensor doubles(double... values) {
        return TestTensors.of(values, new int[] {values.length}, DType.FLOAT64);
    }

    private static String complaint(Tensor actual, Tensor expected, TensorAssertions.Options options) {
        return assertThrows(AssertionError.class, () -> assertClose(actual, expected, options))
                .getMessage();
    }

    @Test
    void tolerancesAreThoseOfTheDtype() {
        assertClose(doubles(1, 2), doubles(1 + 1e-7, 2));
        assertThrows(AssertionError.class, () -> assertClose(doubles(1 + 1e-6, 2), doubles(1, 2)));
        assertClose(doubles(1 + 1e-6, 2).to(DType.FLOAT32), doubles(1, 2).to(DType.FLOAT32));
        assertThrows(
                AssertionError.class,
                () -> assertClose(
                        doubles(1 + 1e-4, 2).to(DType.FLOAT32), doubles(1, 2).to(DType.FLOAT32)));
        assertThrows(
                AssertionError.class,
                () -> assertClose(doubles(1, 3).to(DType.INT64), doubles(1, 2).to(DType.INT64)));
        assertClose(doubles(1, 3), doubles(1, 2), tolerances(0, 1));
    }

    @Test
    void messageNamesTheWorstElements() {
        String message = complaint(doubles(1, 2.5, 100.5, 4), doubles(1, 2, 100, 4), options());
        assertTrue(message.contains("2 of 4 elements differ (50.0%)"), message);
        assertTrue(
                message.contains("greatest absolute difference: 0.5 at index [1] (2.5 where 2.0 was expected"),
                message);
        assertTrue(message.contains("greatest relative difference: 0.25 at index [1]"), message);
    }

    @Test
    void shapesDtypesAndLayoutsAreCompared() {
        assertTrue(complaint(doubles(1, 2), doubles(1), options()).contains("shapes differ: [2] where [1]"));
        Tensor single = doubles(1, 2).to(DType.FLOAT32);
        assertTrue(complaint(doubles(1, 2), single, options()).contains("dtypes differ: float64 where float32"));
        assertClose(doubles(1, 2), single, options().checkDtype(false));
        Tensor spread = TestTensors.strided(doubles(1, 2), new int[] {2}, 0, Double.NaN);
        assertClose(spread, doubles(1, 2));
        assertTrue(complaint(spread, doubles(1, 2), options().checkStride(true)).contains("strides differ"));
    }

    @Test
    void nanAndInfinityAreCloseToThemselvesOnly() {
        Tensor special = doubles(Double.NaN, Double.POSITIVE_INFINITY);
        assertThrows(AssertionError.class, () -> assertClose(special, special));
        assertClose(special, special, options().equalNan(true));
        assertThrows(
                AssertionError.class,
                () -> assertClose(
                        doubles(Double.POSITIVE_INFINITY), doubles(Double.NEGATIVE_INFINITY), tolerances(10, 10)));
        assertThrows(
                AssertionError.class,
                () -> assertClose(doubles(1), doubles(Double.POSITIVE_INFINITY), tolerances(10, 10)));
    }

    @Test
    void listsAreComparedPairByPair() {
        assertClose(List.of(doubles(1), doubles(2)), List.of(doubles(1), doubles(2)), options());
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> assertClose(
                        List.of(doubles(1), doubles(2)),
                        List.of(doubles(1), doubles(3)),
                        options().msg("weights")));
        assertTrue(error.getMessage().startsWith("weights, pair 1: "), error.getMessage());
        assertThrows(AssertionError.class, () -> assertClose(List.of(doubles(1)), List.of(), options()));
    }

    @Test
    void oneToleranceWithoutTheOtherIsRefused() {
        var half = new TensorAssertions.Options(1e-3, null, false, true, false, null);
        assertThrows(IllegalArgumentException.class, () -> assertClose(doubles(1), doubles(1), half));
    }
}
