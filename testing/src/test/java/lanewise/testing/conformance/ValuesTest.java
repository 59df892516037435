package lanewise.testing.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private static Object decode(String json) {
        return Values.decode(JsonLines.value(json, "test"));
    }

    @Test
    void pythonValuesKeepTheirKind() {
        assertEquals(1L, decode("1"));
        assertEquals(1.0, decode("1.0"));
        assertEquals(1e-7, decode("1e-7"));
        assertEquals(Long.MAX_VALUE, decode("9223372036854775807"));
        assertEquals(true, decode("true"));
        assertNull(decode("null"));
        assertEquals("mean", decode("\"mean\""));
        assertEquals(Double.NaN, decode("{\"float\": \"nan\"}"));
        assertEquals(Double.NEGATIVE_INFINITY, decode("{\"float\": \"-inf\"}"));
        assertEquals(List.of(1L, List.of()), decode("[1, []]"));
        assertEquals(new Py.Tuple(List.of(1L)), decode("{\"tuple\": [1]}"));
        assertEquals(new Py.DTypeName("int64"), decode("{\"dtype\": \"int64\"}"));
        assertEquals(new Py.Slice(0L, null, 2L), decode("{\"slice\": [0, null, 2]}"));
        assertEquals(Py.Ellipsis.INSTANCE, decode("{\"ellipsis\": true}"));
        assertEquals(new Py.Device("cpu"), decode("{\"device\": \"cpu\"}"));
        assertEquals(Map.of("a", 1L, "tuple", 2L), decode("{\"a\": 1, \"tuple\": 2}"));
    }

    @Test
    void tensorsKeepDtypeShapeAndExactElements() {
        TensorValue floats = (TensorValue)
                decode("{\"tensor\": {\"dtype\": \"float64\", \"shape\": [2, 2], \"data\": [1, \"nan\", \"-inf\","
                        + " 0.1], \"grad\": 1}}");
        assertEquals("float64", floats.dtype());
        assertArrayEquals(new double[] {1, Double.NaN, Double.NEGATIVE_INFINITY, 0.1}, floats.reals());
        assertEquals(1, floats.grad());
        TensorValue large = (TensorValue)
                decode("{\"tensor\": {\"dtype\": \"int64\", \"shape\": [1], \"data\": [9007199254740993]}}");
        assertArrayEquals(new long[] {9007199254740993L}, large.integers());
        TensorValue flags =
                (TensorValue) decode("{\"tensor\": {\"dtype\": \"bool\", \"shape\": [2], \"data\": [true, false]}}");
        assertArrayEquals(new long[] {1, 0}, flags.integers());
        assertThrows(
                IllegalArgumentException.class,
                () -> decode("{\"tensor\": {\"dtype\": \"int64\", \"shape\": [2], \"data\": [1]}}"));
    }

    @Test
    void brokenLinesAreNamed() {
        for (String broken : List.of("{", "{\"a\": }", "[1", "{} {}", "")) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> JsonLines.object(broken, "ops.jsonl:7"), broken);
            assertTrue(e.getMessage().startsWith("ops.jsonl:7: "), e.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> JsonLines.object("[1]", "ops.jsonl:7"));
    }

    @Test
    void recordedStridesBecomeRealViews() {
        TensorValue value = new TensorValue(
                "float64", new int[] {2, 3}, new double[] {1, 2, 3, 4, 5, 6}, null, new int[] {1, 2}, -1);
        Tensor tensor = Tensors.build(value);
        assertFalse(tensor.isContiguous());
        assertArrayEquals(new int[] {1, 2}, tensor.stride());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, tensor.toDoubleArray());
        TensorValue repeated =
                new TensorValue("int64", new int[] {2, 2}, null, new long[] {3, 4, 3, 4}, new int[] {0, 1}, -1);
        assertArrayEquals(new long[] {3, 4, 3, 4}, Tensors.build(repeated).toLongArray());
        assertArrayEquals(new int[] {0, 1}, Tensors.build(repeated).stride());
    }

    @Test
    void everyDtypeSurvivesTheWayThereAndBack() {
        for (DType dtype : DType.values()) {
            String name = dtype.torchName();
            TensorValue value = dtype.isFloatingPoint()
                    ? TensorValue.ofReals(name, new int[] {3}, 0.5, -2, 1e30)
                    : TensorValue.ofIntegers(name, new int[] {3}, 0, 1, dtype == DType.BOOL ? 1 : 200);
            TensorValue back = Tensors.value(Tensors.build(value));
            if (dtype == DType.FLOAT32) {
                assertArrayEquals(new double[] {0.5, -2, 1e30f}, back.reals());
            } else {
                assertNull(Comparison.complaint(value, back, Tolerance.EXACT, name));
            }
            assertEquals(name, back.dtype());
        }
    }

    @Test
    void markedInputsAreKeptByTheirNumber() {
        Tensors.Builder builder = new Tensors.Builder();
        TensorValue second = new TensorValue("float64", new int[] {1}, new double[] {2}, null, null, 1);
        TensorValue first = new TensorValue("float64", new int[] {1}, new double[] {1}, null, null, 0);
        Tensor b = builder.build(second);
        Tensor a = builder.build(first);
        assertEquals(Arrays.asList(a, b), builder.marked());
        assertTrue(a.requiresGrad() && b.requiresGrad());
        assertNull(builder.changedInput());
        a.detach().fill_(3.0);
        assertNotNull(builder.changedInput());
    }

    @Test
    void resultsAreFlattenedInOrder() {
        Object nested = List.of(1L, new Object[] {2L, new Py.Tuple(Arrays.asList(3L, null))}, 4L);
        assertEquals(Arrays.asList(1L, 2L, 3L, null, 4L), Results.flatten(nested));
        assertEquals(List.of(1L), Results.flatten(1L));
        record Pair(Object values, Object indices) {}
        assertEquals(List.of("x", "y"), Results.flatten(new Pair("x", "y")));
    }
}
