package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Layers that take their input size from the first batch. */
class LazyTest {

    private static Sequential lazy() {
        return new Sequential(
                new LazyConv2d(4, 3),
                new LazyBatchNorm2d(),
                Tensor::relu,
                new LazyConvTranspose2d(2, 2, ConvTranspose2d.options().bias(false)),
                new Flatten(),
                new LazyLinear(3));
    }

    @Test
    void sizesComeFromTheFirstBatch() {
        Sequential net = lazy();
        List<Parameter> known = net.parameters();
        Tensor y = net.forward(Tensor.randn(5, 2, 6, 6));
        assertArrayEquals(new int[] {5, 3}, y.shape());
        y.sum().backward();
        // Those that an optimizer was given before are those that learn.
        known.forEach(parameter -> assertNotNull(parameter.grad()));
        assertEquals(
                "LazyLinear(in_features=50, out_features=3, bias=True)",
                net.get(-1).toString());
        assertArrayEquals(new int[] {4, 2, 3, 3}, known.getFirst().shape());
    }

    @Test
    void theFirstBatchStartsTheSameStreamAsAnOrdinaryLayer() {
        Tensor.manualSeed(5);
        Linear ordinary = new Linear(7, 3);
        Tensor.manualSeed(5);
        LazyLinear lazy = new LazyLinear(3);
        lazy.forward(Tensor.ones(1, 7));
        assertArrayEquals(ordinary.weight.toFloatArray(), lazy.weight.toFloatArray());
        assertArrayEquals(ordinary.bias.toFloatArray(), lazy.bias.toFloatArray());
    }

    @Test
    void sizesComeFromAStateThatIsLoadedBefore() {
        Sequential from = lazy();
        from.forward(Tensor.randn(2, 3, 6, 6));
        Sequential to = lazy();
        to.loadStateDict(from.stateDict());
        to.eval();
        from.eval();
        Tensor x = Tensor.randn(4, 3, 6, 6);
        assertArrayEquals(from.forward(x).toFloatArray(), to.forward(x).toFloatArray());
    }

    @Test
    void conversionBeforeTheFirstBatchHolds() {
        LazyLinear lazy = new LazyLinear(3);
        lazy.to(DType.FLOAT64);
        assertEquals(
                DType.FLOAT64,
                lazy.forward(Tensor.ones(new int[] {1, 2}, DType.FLOAT64)).dtype());
    }

    @Test
    void laterBatchesMustFit() {
        for (Module each :
                Arrays.asList(new LazyConv1d(2, 2), new LazyConvTranspose1d(2, 2), new LazyInstanceNorm1d())) {
            each.forward(Tensor.randn(2, 3, 4));
        }
        LazyLinear lazy = new LazyLinear(3);
        lazy.forward(Tensor.ones(1, 2));
        assertThrows(IllegalArgumentException.class, () -> lazy.forward(Tensor.ones(1, 4)));
        assertThrows(IllegalArgumentException.class, () -> new LazyConv3d(2, 2).forward(Tensor.ones(2, 3)));
    }

    @Test
    void anAskedForSizeComesFromTheFirstBatchToo() {
        var stride = ConvTranspose2d.options().stride(2);
        var lazy = new LazyConvTranspose2d(4, 3, stride);
        Tensor x = Tensor.randn(1, 2, 5, 5);
        assertArrayEquals(
                new int[] {1, 4, 12, 12}, lazy.forward(x, new int[] {12, 12}).shape());
        var eager = new ConvTranspose2d(2, 4, 3, stride);
        eager.loadStateDict(lazy.stateDict());
        assertArrayEquals(
                eager.forward(x, new int[] {12, 12}).toFloatArray(),
                lazy.forward(x, new int[] {12, 12}).toFloatArray());
    }
}
