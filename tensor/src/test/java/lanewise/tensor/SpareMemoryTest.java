package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpareMemoryTest {

    private final Tensor weight =
            Tensor.arange(6).toFloat().reshape(2, 3).detach().requiresGrad_();

    /** The gradient by the weight is {@code rows} times the same row of ones, times {@code factor}. */
    private void walk(int rows, double factor) {
        Tensor x = Tensor.ones(rows, 3);
        LinearAlgebra.linear(x, weight, null).sum().mul(factor).backward();
    }

    private static float[] all(float value) {
        return new float[] {value, value, value, value, value, value};
    }

    @Test
    void memoryThatNobodySawIsUsedAgain() {
        walk(4, 1);
        Tensor first = weight.grad;
        assertArrayEquals(all(4), first.toFloatArray());
        weight.setGrad(null);
        walk(5, 2);
        assertSame(first.storage.array, weight.grad.storage.array);
        assertArrayEquals(all(10), weight.grad().toFloatArray());
    }

    @Test
    void whatWasAskedForStaysAsItWas() {
        for (int i = 1; i < 4; i++) {
            walk(4, i);
            Tensor seen = weight.grad();
            Tensor view = seen.reshape(-1);
            weight.setGrad(null);
            walk(7, i);
            weight.setGrad(null);
            walk(8, i);
            assertArrayEquals(all(4 * i), view.toFloatArray());
            assertFalse(seen.sharesStorage(weight.grad));
            weight.setGrad(null);
        }
    }

    @Test
    void gradientsOnTheWayAreUsedAgain() {
        Tensor x = Tensor.ones(1 << 18).requiresGrad_();
        Tensor y = x;
        for (int i = 0; i < 8; i++) {
            y = y.tanh();
        }
        Tensor sum = y.sum();
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        sum.backward();
        long megabytes = thread.getCurrentThreadAllocatedBytes() - before >> 20;
        // Eight gradients of 1 MB; two are enough, and the one of all ones may be a third.
        assertTrue(megabytes <= 3, megabytes + " MB");
    }

    @Test
    void gradientsOfViewsAreUsedAgain() {
        Tensor x = Tensor.ones(1 << 18).requiresGrad_();
        Tensor y = x.reshape(2, -1);
        for (int i = 0; i < 8; i++) {
            y = y.tanh().reshape(1 << i, -1, 2).transpose(0, 2).transpose(0, 2).reshape(-1, 2);
        }
        Tensor sum = y.reshape(-1).sum();
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        sum.backward();
        long megabytes = thread.getCurrentThreadAllocatedBytes() - before >> 20;
        assertTrue(megabytes <= 3, megabytes + " MB");
        assertEquals(1, x.grad().select(0, 0).item() / x.grad().select(0, 1).item(), 0);
    }

    @Test
    void whatAFunctionSawAndReturnedStaysAsItWas() {
        List<Tensor> kept = new ArrayList<>();
        var keeping = new Function() {
            @Override
            protected Tensor forward(Context context, Tensor... inputs) {
                return inputs[0].mul(2);
            }

            @Override
            protected List<Tensor> backward(Context context, Tensor g) {
                Tensor share = g.mul(2);
                kept.add(g);
                kept.add(share);
                return List.of(share);
            }
        };
        Tensor x = Tensor.ones(2, 3).requiresGrad_();
        for (int i = 1; i <= 3; i++) {
            Tensor y = x.mul(1);
            keeping.apply(y).add(keeping.apply(y)).mul(3).sum().backward();
            x.setGrad(null);
        }
        for (int i = 0; i < kept.size(); i += 2) {
            assertArrayEquals(all(3), kept.get(i).toFloatArray());
            assertArrayEquals(all(6), kept.get(i + 1).toFloatArray());
        }
    }

    @Test
    void whatAHookInACheckpointSawStaysAsItWas() {
        List<Tensor> kept = new ArrayList<>();
        Tensor x = Tensor.ones(2, 3).requiresGrad_();
        for (int i = 1; i <= 3; i++) {
            Checkpoint.checkpoint(
                            input -> {
                                Tensor y = input.mul(2);
                                if (y.requiresGrad()) {
                                    y.registerHook(g -> {
                                        kept.add(g);
                                        return null;
                                    });
                                }
                                return y.mul(5);
                            },
                            x.mul(1))
                    .sum()
                    .backward();
            assertArrayEquals(all(10), x.grad().toFloatArray());
            x.setGrad(null);
        }
        kept.forEach(g -> assertArrayEquals(all(5), g.toFloatArray()));
        assertEquals(3, kept.size());
    }

    @Test
    void valuesStayWhileADerivativeReadsThem() {
        Tensor x = Tensor.full(new int[] {2, 3}, 0.5).requiresGrad_();
        Tensor y = x.mul(1);
        Tensor z = y.mul(y).sum();
        SpareMemory.leave(y);
        z.backward(null, true, false);
        assertArrayEquals(all(1), x.grad().toFloatArray());
        x.setGrad(null);
        z.backward();
        assertArrayEquals(all(1), x.grad().toFloatArray());
        // The last gradient was computed into what had just become free.
        assertSame(y.storage.array, x.grad().storage.array);
    }

    @Test
    void leavesAndValuesThatAreReadAreNotTaken() {
        SpareMemory.leave(weight);
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, weight.detach().toFloatArray());
    }

    @Test
    void givingBackTwiceMeansNothing() {
        Tensor given = Tensor.ones(19);
        SpareMemory.leave(given);
        SpareMemory.leave(given);
        Tensor one = Tensor.ones(19);
        SpareMemory.leave(given);
        assertNotSame(one.storage.array, Tensor.ones(19).storage.array);
        assertArrayEquals(Tensor.ones(19).toFloatArray(), one.toFloatArray());
    }

    @Test
    void zerosAreZeros() {
        Tensor given = Tensor.ones(17);
        SpareMemory.leave(given);
        Tensor zeros = Tensor.zeros(17);
        assertSame(given.storage.array, zeros.storage.array);
        assertArrayEquals(new float[17], zeros.toFloatArray());
    }

    @Test
    void whatAHookSawStaysAsItWas() {
        List<Tensor> kept = new ArrayList<>();
        weight.registerHook(g -> {
            kept.add(g);
            return null;
        });
        for (int i = 1; i <= 3; i++) {
            walk(i, 1);
            weight.setGrad(null);
        }
        for (int i = 1; i <= 3; i++) {
            assertArrayEquals(all(i), kept.get(i - 1).toFloatArray());
        }
    }

    @Test
    void whatGradReturnedStaysAsItWas() {
        walk(3, 1);
        weight.setGrad(null);
        Tensor y = LinearAlgebra.linear(Tensor.ones(2, 3), weight, null).sum();
        Tensor given = Autograd.grad(y, weight).getFirst();
        walk(9, 1);
        weight.setGrad(null);
        walk(9, 1);
        assertArrayEquals(all(2), given.toFloatArray());
    }

    @Test
    void gradientsAddUp() {
        walk(1, 1);
        walk(2, 1);
        Tensor sum = weight.grad;
        walk(3, 1);
        assertArrayEquals(all(6), sum.toFloatArray());
        weight.setGrad(null);
        Tensor x = Tensor.ones(2, 3);
        Tensor twice = LinearAlgebra.linear(x, weight, null).add(LinearAlgebra.linear(x, weight, null));
        twice.sum().backward();
        assertArrayEquals(all(4), weight.grad().toFloatArray());
    }

    @Test
    void secondDerivativesDoNotShareMemory() {
        Tensor x = Tensor.ones(2, 3).requiresGrad_();
        walk(2, 1);
        weight.setGrad(null);
        Tensor y = LinearAlgebra.linear(x, weight, null).square().sum();
        Tensor slope = Autograd.grad(List.of(y), List.of(weight), null, false, true, false)
                .getFirst();
        float[] before = slope.toFloatArray();
        slope.sum().backward();
        assertArrayEquals(before, slope.toFloatArray());
        // d/dW Σ 2 (x Wᵀ)ᵀ x with x = 1: 2 rows, 3 columns.
        assertArrayEquals(all(12), weight.grad().toFloatArray());
    }

    @Test
    void otherDataGetsOtherMemory() {
        walk(2, 1);
        weight.setGrad(null);
        weight.setData(Tensor.ones(new int[] {2, 3}, DType.FLOAT64));
        LinearAlgebra.linear(Tensor.ones(new int[] {2, 3}, DType.FLOAT64), weight, null)
                .sum()
                .backward();
        assertEquals(DType.FLOAT64, weight.grad().dtype());
    }
}
