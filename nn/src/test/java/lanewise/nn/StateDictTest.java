package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class StateDictTest {

    private static Sequential net() {
        return new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 1));
    }

    @Test
    void aLoadedCopyGivesTheSameOutputs() {
        Sequential from = net();
        Sequential to = net();
        to.loadStateDict(from.stateDict());
        Tensor x = Tensor.randn(4, 2);
        assertArrayEquals(from.forward(x).toFloatArray(), to.forward(x).toFloatArray());
    }

    @Test
    void theStateSharesMemoryWithTheModule() {
        Linear layer = new Linear(1, 1);
        layer.stateDict().get("weight").fill_(7);
        assertEquals(7, layer.weight.item());
    }

    @Test
    void valuesAreConvertedToTheModulesType() {
        Linear layer = new Linear(1, 1, Linear.options().bias(false));
        layer.loadStateDict(Map.of("weight", Tensor.full(new int[] {1, 1}, 0.5, DType.FLOAT64)));
        assertEquals(DType.FLOAT32, layer.weight.dtype());
        assertEquals(0.5, layer.weight.item());
    }

    @Test
    void allThatIsWrongIsSaidAtOnceAndNothingIsCopied() {
        Sequential net = net();
        float[] before = net.stateDict().get("0.bias").toFloatArray();
        Map<String, Tensor> state = new LinkedHashMap<>(net().stateDict());
        state.remove("2.bias");
        state.put("3.weight", Tensor.ones(1));
        state.put("2.weight", Tensor.ones(1, 4));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> net.loadStateDict(state));
        assertTrue(e.getMessage().contains("Missing key(s) in state_dict: 2.bias."), e.getMessage());
        assertTrue(e.getMessage().contains("Unexpected key(s) in state_dict: 3.weight."), e.getMessage());
        assertTrue(
                e.getMessage()
                        .contains("size mismatch for 2.weight: copying a value with shape [1, 4],"
                                + " the shape in this module is [1, 3]"),
                e.getMessage());
        assertArrayEquals(before, net.stateDict().get("0.bias").toFloatArray());
    }

    @Test
    void aLooseLoadReportsWhatItLeftOut() {
        Linear layer = new Linear(1, 1);
        Module.LoadResult result =
                layer.loadStateDict(Map.of("weight", Tensor.full(new int[] {1, 1}, 3.0), "x", Tensor.ones(1)), false);
        assertEquals(List.of("bias"), result.missingKeys());
        assertEquals(List.of("x"), result.unexpectedKeys());
        assertEquals(3, layer.weight.item());
    }
}
