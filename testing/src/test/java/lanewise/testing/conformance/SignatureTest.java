package lanewise.testing.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Tensor T = Tensor.of(1, 2);

    private static Args bind(String signature, List<Object> args, Map<String, Object> kwargs) {
        return new Signature(signature).bind("op", args, kwargs);
    }

    private static String refused(String signature, List<Object> args, Map<String, Object> kwargs) {
        return assertThrows(BindingException.class, () -> bind(signature, args, kwargs))
                .getMessage();
    }

    @Test
    void positionsNamesAndDefaultsBindAsInPython() {
        String signature = "input, dim=None, keepdim=False, *, dtype=None, eps=1e-5, mode='mean', shape=(1, -2)";
        Args a = bind(signature, List.of(T, 1L), Map.of("keepdim", true, "dtype", new Py.DTypeName("int64")));
        assertEquals(T, a.tensor("input"));
        assertEquals(1, a.integer("dim"));
        assertTrue(a.bool("keepdim"));
        assertEquals(DType.INT64, a.dtype("dtype"));
        assertEquals(1e-5, a.real("eps"));
        assertEquals("mean", a.text("mode"));
        assertArrayEquals(new int[] {1, -2}, a.ints("shape"));
        assertTrue(a.given("dim") && !a.given("eps"));
        assertNull(bind(signature, List.of(T), Map.of()).integerOrNull("dim"));
    }

    @Test
    void callsThatPythonRefusesAreRefused() {
        assertTrue(refused("input, other", List.of(T), Map.of()).contains("'other' is missing"));
        assertTrue(refused("input", List.of(T, T), Map.of()).contains("at most 1 positional"));
        assertTrue(refused("input, *, dim", List.of(T, 1L), Map.of()).contains("at most 1 positional"));
        assertTrue(refused("input", List.of(T), Map.of("out", T)).contains("no argument 'out'"));
        assertTrue(refused("input, dim", List.of(T, 1L), Map.of("dim", 1L)).contains("two values for argument 'dim'"));
    }

    @Test
    void restTakesItemsOneByOneOrAsOneList() {
        assertArrayEquals(
                new int[] {2, 3},
                bind("input, *shape", List.of(T, 2L, 3L), Map.of()).ints("shape"));
        assertArrayEquals(
                new int[] {2, 3},
                bind("input, *shape", List.of(T, new Py.Tuple(List.of(2L, 3L))), Map.of())
                        .ints("shape"));
        assertArrayEquals(
                new int[] {2},
                bind("input, *shape", List.of(T), Map.of("shape", List.of(2L))).ints("shape"));
        assertArrayEquals(
                new int[] {}, bind("input, *shape", List.of(T), Map.of()).ints("shape"));
        assertEquals(
                2, bind("*tensors", List.of(T, T), Map.of()).tensors("tensors").size());
    }

    @Test
    void deviceIsAcceptedAndRequiringNoGradientToo() {
        bind("size", List.of(1L), Map.of("device", "cpu", "requires_grad", false));
        assertThrows(BindingException.class, () -> bind("size", List.of(1L), Map.of("requires_grad", true)));
    }

    @Test
    void typesSelectOverloads() {
        OpTable table = new OpTable();
        table.op("max", "input:Tensor", a -> "all");
        table.op("max", "input:Tensor, dim:int, keepdim=False", a -> "dim");
        table.op("max", "input:Tensor, other:Tensor", a -> "binary");
        OpTable.Row row = table.find("max|binary");
        assertEquals("all", row.call(List.of(T), Map.of()));
        assertEquals("dim", row.call(List.of(T, 0L), Map.of("keepdim", true)));
        assertEquals("binary", row.call(List.of(T, T), Map.of()));
        assertThrows(BindingException.class, () -> row.call(List.of(2L, 3L), Map.of()));
        assertThrows(BindingException.class, () -> row.call(List.of(T, "abc"), Map.of()));
    }

    @Test
    void variantsShareARowUnlessTheyHaveTheirOwn() {
        OpTable table = new OpTable();
        table.op("f", "input", a -> 1);
        table.op("f|other", "input", a -> 2);
        assertEquals(1, table.find("f|some").call(List.of(T), Map.of()));
        assertEquals(2, table.find("f|other").call(List.of(T), Map.of()));
        assertNull(table.find("g"));
    }

    @Test
    void gettersRefuseOtherTypesWithPyTorchsWords() {
        Map<String, Object> none = new HashMap<>();
        none.put("none", null);
        Args a = bind("n, x, b, list, none", List.of(3L, 1.5, true, Arrays.asList(1L, null)), none);
        assertEquals(
                "op: argument 'n' must be Tensor, not int",
                assertThrows(BindingException.class, () -> a.tensor("n")).getMessage());
        assertThrows(BindingException.class, () -> a.integer("x"));
        assertThrows(BindingException.class, () -> a.integer("b"));
        assertThrows(BindingException.class, () -> a.bool("n"));
        assertThrows(BindingException.class, () -> a.text("n"));
        assertThrows(BindingException.class, () -> a.real("none"));
        assertThrows(BindingException.class, () -> a.ints("list"));
        assertThrows(BindingException.class, () -> a.tensors("list"));
        assertArrayEquals(new int[] {1, -1}, a.intsWithNone("list", -1));
        assertEquals(3.0, a.real("n"));
        assertEquals(1L, a.number("b"));
        assertEquals(7, a.integerOr("none", 7));
        assertFalse(a.isTensor("n"));
        assertEquals("number", a.either("x", tensor -> "tensor", number -> "number"));
        assertThrows(IllegalStateException.class, () -> a.value("unknown"));
    }
}
