package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lanewise.autograd.GradMode;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class SequentialTest {

    @Test
    void modulesAndFunctionsRunInOrder() {
        Linear first = new Linear(3, 4);
        Linear last = new Linear(4, 2);
        Sequential net = new Sequential(first, Tensor::relu, x -> x.mul(2), last);
        Tensor x = Tensor.randn(5, 3);
        assertArrayEquals(
                last.forward(first.forward(x).relu().mul(2)).toFloatArray(),
                net.forward(x).toFloatArray());
        assertEquals(4, net.size());
        assertSame(last, net.get(-1));
        assertEquals(
                List.of("0.weight", "0.bias", "3.weight", "3.bias"),
                List.copyOf(net.stateDict().keySet()));
    }

    @Test
    void anErrorNamesTheLayer() {
        Sequential net = new Sequential(new Flatten(), new Linear(784, 10));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> net.forward(Tensor.ones(2, 3, 4)));
        assertTrue(e.getMessage().contains("in layer 1, Linear, for an input [2, 12]"), e.getMessage());
    }

    @Test
    void modesReachTheLayers() {
        Sequential net = new Sequential(new Dropout(0.9));
        net.eval();
        assertFalse(net.get(0).isTraining());
        assertArrayEquals(new float[] {1, 1, 1}, net.forward(Tensor.ones(3)).toFloatArray());
    }

    @Test
    void hooksOfLayersRun() {
        ReLU relu = new ReLU();
        List<Tensor> seen = new ArrayList<>();
        relu.registerForwardHook((module, x, y) -> {
            seen.add(y);
            return null;
        });
        new Sequential(relu).forward(Tensor.ones(1));
        assertEquals(1, seen.size());
    }

    @Test
    void listsAndDictionariesNameTheirModules() {
        ModuleList<Linear> list = new ModuleList<>(new Linear(1, 2), new Linear(2, 1));
        list.append(new Linear(1, 1));
        assertEquals(1, list.get(-1).outFeatures());
        assertEquals(List.of("0", "1", "2"), List.copyOf(list.namedChildren().keySet()));
        assertThrows(IndexOutOfBoundsException.class, () -> list.get(3));

        ModuleDict<Module> dict = new ModuleDict<>(Map.of("act", new ReLU()));
        dict.put("fc", new Linear(1, 1));
        assertTrue(dict.contains("fc"));
        assertEquals(List.of("act", "fc"), List.copyOf(dict.namedChildren().keySet()));
        assertThrows(IllegalArgumentException.class, () -> dict.get("conv"));
        assertThrows(IllegalArgumentException.class, () -> dict.put("act", new Tanh()));
    }

    /** What layers pass to each other is used again (and, in tests, overwritten) as soon as no derivative reads it. */
    @Test
    void memoryBetweenLayersIsUsedAgainUnnoticed() {
        Tensor x = Tensor.rand(4, 1, 10, 10);
        Sequential net = new Sequential(
                new Conv2d(1, 3, 3),
                new BatchNorm2d(3),
                new ReLU(),
                new Dropout(0.5),
                new Conv2d(3, 4, 3),
                new GELU(),
                new MaxPool2d(2),
                new Sequential(new Identity(), new Flatten(), new Linear(36, 8), new Sigmoid()),
                new LayerNorm(8),
                new Linear(8, 5));
        List<Tensor> expected = gradients(net, x, true, false);
        List<Tensor> found = gradients(net, x, false, false);
        List<Tensor> again = gradients(net, x, false, true);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i).toFloatArray(), found.get(i).toFloatArray());
            assertArrayEquals(expected.get(i).toFloatArray(), again.get(i).toFloatArray());
        }
        try (var _ = GradMode.noGrad()) {
            Tensor y = net.eval().forward(x);
            Tensor z = net.forward(x.mul(2));
            assertFalse(y.sharesStorage(z));
            assertArrayEquals(y.toFloatArray(), net.forward(x).toFloatArray());
        }
    }

    /** The output and the parameters' gradients; layer by layer, and all of it held, if {@code held}. */
    private static List<Tensor> gradients(Sequential net, Tensor x, boolean held, boolean twice) {
        Tensor.manualSeed(7);
        net.zeroGrad();
        List<Tensor> values = new ArrayList<>(List.of(x));
        Tensor y = x;
        if (!held) {
            y = net.forward(x);
        } else {
            for (Module layer : net) {
                y = layer.forward(y);
                values.add(y);
            }
        }
        Tensor loss = y.square().sum();
        if (twice) {
            loss.backward(null, true, false);
            net.zeroGrad();
        }
        loss.backward();
        List<Tensor> result = new ArrayList<>(List.of(y.detach()));
        net.parameters().forEach(p -> result.add(p.grad()));
        return result;
    }
}
