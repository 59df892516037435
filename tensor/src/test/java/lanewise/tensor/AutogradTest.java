package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class AutogradTest {

    @Test
    void aRetainedGradientAddsUpAsALeafsDoes() {
        Tensor x = Tensor.of(1).requiresGrad_();
        Tensor y = x.mul(3);
        y.retainGrad();
        y.retainGrad();
        Tensor z = y.square().sum();
        z.backward(null, true, false);
        z.backward(null, true, false);
        assertEquals(2 * 2 * 3, y.grad().item());
    }

    @Test
    void aRetainedGradientCanBeDifferentiated() {
        Tensor x = Tensor.of(2).requiresGrad_();
        Tensor y = x.mul(3);
        y.retainGrad();
        y.pow(3).sum().backward(null, false, true);
        // 3 y² by x, y being 3 x.
        Tensor second = Autograd.grad(y.grad().sum(), x).getFirst();
        assertEquals(3 * 2 * 6 * 3, second.item());
    }

    @Test
    void jvpTakesOneVectorPerInput() {
        List<Tensor> two = List.of(Tensor.ones(2), Tensor.ones(2));
        for (List<Tensor> v :
                List.of(List.of(Tensor.ones(2)), List.of(Tensor.ones(2), Tensor.ones(2), Tensor.ones(2)))) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> Autograd.jvp(in -> in.get(0).mul(in.get(1)), two, v))
                    .getMessage();
            assertTrue(message.startsWith("jvp: got 2 inputs and " + v.size() + " vectors"), message);
        }
    }

    @Test
    void theHessianOfWhatDoesNotDependOnTheInputIsZero() {
        Tensor parameter = Tensor.ones(1).requiresGrad_();
        Tensor product = Autograd.hvp(x -> parameter.square().sum(), Tensor.ones(2), Tensor.ones(2));
        assertArrayEquals(new float[2], product.toFloatArray());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Autograd.hvp(x -> x, Tensor.ones(2), Tensor.ones(2)))
                .getMessage();
        assertTrue(message.startsWith("hvp: "), message);
    }

    /** Callers may use their arrays again between forward and backward. */
    @Test
    void arraysOfTheCallerMayChangeBeforeBackward() {
        check((x, dims) -> x.flip(dims), 0);
        check((x, dims) -> x.roll(new int[] {1}, dims), 0);
        check((x, dims) -> x.var(dims, 1, false), 0);
        check((x, dims) -> x.std(dims, 1, false), 0);
        check((x, dims) -> x.amax(dims, false), 0);
        check((x, dims) -> x.norm(Double.POSITIVE_INFINITY, dims, false), 0);
        check((x, sizes) -> x.split(sizes, 0).getFirst(), 1, 2);
        check((x, strides) -> x.asStrided(new int[] {2, 2}, strides, 0), 3, 1);
        check((x, shape) -> x.asStrided(shape, new int[] {3, 1}, 0), 2, 2);
    }

    private static void check(BiFunction<Tensor, int[], Tensor> op, int... array) {
        double[][] gradients = new double[2][];
        for (int change = 0; change < 2; change++) {
            Tensor x = Tensor.tensor(new double[][] {{1, 5, 2}, {8, 3, 9}, {4, 7, 6}})
                    .requiresGrad_();
            int[] given = array.clone();
            Tensor y = op.apply(x, given);
            if (change == 1) {
                Arrays.fill(given, 1);
            }
            y.mul(Tensor.arange(y.numel()).toDouble().reshape(y.shape())).sum().backward();
            gradients[change] = x.grad().toDoubleArray();
        }
        assertArrayEquals(gradients[0], gradients[1]);
    }

    @Test
    void labelsThatChangeBeforeBackwardAreNoticed() {
        Tensor scores = Tensor.ones(2, 3).requiresGrad_();
        Tensor labels = Tensor.tensor(new long[] {0, 2});
        Tensor loss = Losses.crossEntropyRows(scores, labels, -100).sum();
        labels.fill_(1);
        String message =
                assertThrows(IllegalStateException.class, loss::backward).getMessage();
        assertTrue(message.contains("crossEntropy") && message.contains("modified"), message);
    }

    @Test
    void moreIndicesThanATensorHoldsAreRefused() {
        Tensor index = Tensor.zeros(new int[] {50_000}, DType.INT64);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Tensor.zeros(50_000, 1).indexSelect(1, index))
                .getMessage();
        assertTrue(message.contains("[50000, 50000]"), message);
    }
}
