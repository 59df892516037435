package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Gradients through views that are written to, whatever the memory behind them looks like. */
class InPlaceTest {

    private static Tensor matrix() {
        return Tensor.tensor(new double[][] {{1, 2}, {3, 4}, {5, 6}});
    }

    /** Multiplies the first row of {@code base} (2, 3) in place by a learned vector and gives that one's gradient. */
    private static double[] gradientOfFirstRow(Tensor base) {
        Tensor w = Tensor.tensor(new double[] {7, 8, 9}).requiresGrad_();
        base.select(0, 0).mul_(w);
        Tensor places = Tensor.tensor(new double[][] {{1, 10, 100}, {1000, 10_000, 100_000}});
        base.mul(places).sum().backward();
        return w.grad().toDoubleArray();
    }

    @Test
    void theBaseMayLieTransposed() {
        assertArrayEquals(
                new double[] {1, 30, 500}, gradientOfFirstRow(matrix().t().detach()));
    }

    @Test
    void theBaseMayBeginBehindTheStartOfItsMemory() {
        Tensor memory = Tensor.cat(List.of(Tensor.zeros(new int[] {1, 3}, DType.FLOAT64), matrix().t()), 0);
        assertArrayEquals(
                new double[] {1, 30, 500},
                gradientOfFirstRow(memory.narrow(0, 1, 2).detach()));
    }

    @Test
    void theGradientMayBeAPartOfALargerOne() {
        Tensor w = Tensor.tensor(3.0, DType.FLOAT64).requiresGrad_();
        Tensor base = Tensor.zeros(new int[] {2}, DType.FLOAT64);
        base.select(0, 1).copy_(w);
        Tensor before = Tensor.zeros(new int[] {2}, DType.FLOAT64);
        Tensor.cat(List.of(before, base), 0)
                .mul(Tensor.tensor(new double[] {1, 2, 3, 4}))
                .sum()
                .backward();
        assertEquals(4, w.grad().item());
    }

    @Test
    void whatWasOverwrittenHasNoShareInATransposedBase() {
        Tensor x = matrix().requiresGrad_();
        // A product in a transposed layout, without being a view of anything.
        Tensor base = new Doubling().apply(x);
        base.select(0, 1).fill_(0);
        base.sum().backward();
        assertArrayEquals(new double[] {2, 2, 0, 0, 2, 2}, x.grad().toDoubleArray());
    }

    private static final class Doubling extends Function {
        @Override
        protected Tensor forward(Context context, Tensor... inputs) {
            return inputs[0].t().contiguous().mul(2).t();
        }

        @Override
        protected List<Tensor> backward(Context context, Tensor g) {
            return List.of(g.mul(2));
        }
    }

    @Test
    void aWrittenViewHasSecondDerivatives() {
        Tensor w = Tensor.tensor(new double[] {1, 2, 3}).requiresGrad_();
        Tensor base = matrix().t().detach();
        base.select(0, 0).mul_(w);
        Tensor first = Autograd.grad(List.of(base.pow(3).sum()), List.of(w), null, false, true, false)
                .getFirst();
        first.sum().backward();
        // Σ (a w)³ twice by w: 6 a³ w.
        assertArrayEquals(new double[] {6, 6 * 27 * 2, 6 * 125 * 3}, w.grad().toDoubleArray(), 1e-9);
    }

    @Test
    void aViewThatLeavesItsBaseIsRefused() {
        Tensor w = Tensor.ones(1).requiresGrad_();
        for (Tensor memory : List.of(Tensor.ones(6), Tensor.ones(2, 3).t())) {
            Tensor base = memory.narrow(0, 1, 2).detach();
            Tensor outside = base.asStrided(new int[] {1}, new int[] {1}, 0);
            String message = assertThrows(IllegalStateException.class, () -> outside.mul_(w))
                    .getMessage();
            assertTrue(message.startsWith("mul_: the view"), message);
        }
    }

    @Test
    void aTensorIsCopiedOverItsOwnTranspose() {
        Tensor x = Tensor.tensor(new double[][] {{1, 2}, {3, 4}});
        x.t().copy_(x);
        assertArrayEquals(new double[] {1, 3, 2, 4}, x.toDoubleArray());
        x.set(x.t(), Indices.ELLIPSIS);
        assertArrayEquals(new double[] {1, 2, 3, 4}, x.toDoubleArray());
    }
}
