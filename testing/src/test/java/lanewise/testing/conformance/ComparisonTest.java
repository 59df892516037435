package lanewise.testing.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final int[] TWO = {2};

    private static String complaint(Object expected, Object got) {
        Tolerance tolerance = expected instanceof TensorValue tensor ? Tolerance.of(tensor.dtype()) : Tolerance.FLOAT64;
        return Comparison.complaint(expected, got, tolerance, "output");
    }

    private static TensorValue doubles(double... values) {
        return TensorValue.ofReals("float64", new int[] {values.length}, values);
    }

    @Test
    void float64IsHeldToSevenDigits() {
        assertNull(complaint(doubles(1, -200), doubles(1 + 1.5e-7, -200.00001)));
        assertEquals(
                "output[0]: expected 1.0; got 1.000001 (1 of 2 elements differ, this one most)",
                complaint(doubles(1, 2), doubles(1.000001, 2)));
        assertNotNull(complaint(doubles(0), doubles(2e-7)));
    }

    @Test
    void theWorstElementIsNamed() {
        TensorValue expected = TensorValue.ofReals("float64", new int[] {2, 2}, 1, 2, 3, 4);
        TensorValue got = TensorValue.ofReals("float64", new int[] {2, 2}, 1, 2.5, 9, 4);
        assertTrue(complaint(expected, got).startsWith("output[1, 0]: expected 3.0; got 9.0 (2 of 4"));
    }

    @Test
    void float32HasItsOwnTolerance() {
        TensorValue one = TensorValue.ofReals("float32", TWO, 1, 1000);
        assertNull(complaint(one, TensorValue.ofReals("float32", TWO, 1.00001, 1000.001)));
        assertNotNull(complaint(one, TensorValue.ofReals("float32", TWO, 1.0001, 1000)));
    }

    @Test
    void shapeAndDtypeAreExact() {
        assertTrue(complaint(doubles(1), TensorValue.ofReals("float64", new int[] {1, 1}, 1))
                .contains("shape"));
        assertTrue(complaint(doubles(1), TensorValue.ofReals("float32", new int[] {1}, 1))
                .contains("dtype"));
        assertTrue(complaint(doubles(), TensorValue.ofReals("float64", new int[] {0, 2}))
                .contains("shape"));
        assertNotNull(
                complaint(TensorValue.ofIntegers("int64", TWO, 1, 2), TensorValue.ofIntegers("int32", TWO, 1, 2)));
    }

    @Test
    void integersAreExactEvenBeyondDoubles() {
        TensorValue large = TensorValue.ofIntegers("int64", TWO, 9007199254740993L, 0);
        assertNull(complaint(large, TensorValue.ofIntegers("int64", TWO, 9007199254740993L, 0)));
        assertNotNull(complaint(large, TensorValue.ofIntegers("int64", TWO, 9007199254740992L, 0)));
        assertNotNull(complaint(TensorValue.ofIntegers("bool", TWO, 1, 0), TensorValue.ofIntegers("bool", TWO, 1, 1)));
    }

    @Test
    void nanAndInfinitiesEqualThemselvesOnly() {
        TensorValue special = doubles(Double.NaN, Double.POSITIVE_INFINITY);
        assertNull(complaint(special, special));
        assertNotNull(complaint(special, doubles(0, Double.POSITIVE_INFINITY)));
        assertNotNull(complaint(special, doubles(Double.NaN, Double.NEGATIVE_INFINITY)));
        assertNotNull(complaint(special, doubles(Double.NaN, 1e308)));
        assertNotNull(complaint(doubles(1), doubles(Double.NaN)));
        assertNotNull(complaint(doubles(1), doubles(Double.POSITIVE_INFINITY)));
    }

    @Test
    void scalarsAndNoneAreCompared() {
        assertNull(complaint(true, true));
        assertNotNull(complaint(true, false));
        assertNull(complaint(3L, 3));
        assertNotNull(complaint(3L, 3.0));
        assertNull(complaint(1.5, 1.5 + 1e-9));
        assertNull(complaint(null, null));
        assertNotNull(complaint(null, doubles(0)));
        assertNotNull(complaint(doubles(0), null));
        assertNotNull(complaint(doubles(1), 1.0));
    }
}
