package lanewise.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import lanewise.nn.Linear;
import lanewise.nn.Module;
import lanewise.nn.ReLU;
import lanewise.nn.Sequential;
import lanewise.nn.Sigmoid;
import lanewise.nn.Tanh;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The memory that layers pass to each other is used again, and in tests it is overwritten at once, but not where the
 * user's code has seen it. (Not in the layers' own package, whose modules are trusted to keep nothing.)
 */
class SharedMemoryTest {

    @Test
    void whatOthersSawOfLayersStaysAsItWas() {
        List<Tensor> seen = new ArrayList<>();
        List<float[]> copies = new ArrayList<>();
        UnaryOperator<Tensor> look = y -> {
            seen.add(y);
            copies.add(y.toFloatArray());
            return y;
        };
        Sigmoid hooked = new Sigmoid();
        hooked.registerForwardHook((module, x, y) -> look.apply(y));
        Tanh watched = new Tanh();
        watched.registerForwardPreHook((module, x) -> look.apply(x));
        var own = new Module() {
            final Linear linear = new Linear(6, 6);

            @Override
            public Tensor forward(Tensor x) {
                return look.apply(linear.forward(look.apply(x)));
            }
        };
        var net = new Sequential(
                new Linear(6, 6), hooked, new Linear(6, 6), watched, new ReLU(), look::apply, new Linear(6, 6), own);
        Tensor y = net.forward(Tensor.rand(3, 6));
        y.sum().backward();
        net.forward(Tensor.rand(3, 6)).sum().backward();
        for (int i = 0; i < seen.size(); i++) {
            assertArrayEquals(copies.get(i), seen.get(i).toFloatArray());
        }
        assertEquals(10, seen.size());
    }
}
