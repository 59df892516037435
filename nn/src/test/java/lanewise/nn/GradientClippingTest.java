package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradientClippingTest {

    private final Parameter p = new Parameter(Tensor.ones(2));
    private final Parameter q = new Parameter(Tensor.ones(1));
    private final Parameter none = new Parameter(Tensor.ones(3));

    private void gradients(float a, float b, float c) {
        p.setGrad(Tensor.fromArray(new float[] {a, b}));
        q.setGrad(Tensor.fromArray(new float[] {c}));
    }

    private void assertGradients(double a, double b, double c) {
        assertArrayEquals(new double[] {a, b}, p.grad().toDoubleArray(), 1e-6);
        assertArrayEquals(new double[] {c}, q.grad().toDoubleArray(), 1e-6);
    }

    /** The numbers are PyTorch's. */
    @Test
    void scalesToANorm() {
        gradients(3, -4, 12);
        assertEquals(
                13, GradientClipping.clipGradNorm_(List.of(p, none, q), 6.5).item(), 1e-5);
        assertGradients(1.4999998807907104, -1.9999998807907104, 5.999999523162842);
        gradients(3, -4, 12);
        assertEquals(
                19, GradientClipping.clipGradNorm_(List.of(p, q), 6.5, 1, false).item(), 1e-5);
        assertGradients(1.026315689086914, -1.3684208393096924, 4.105262756347656);
        gradients(3, -4, 12);
        double largest = GradientClipping.clipGradNorm_(List.of(p, q), 6.5, Double.POSITIVE_INFINITY, true)
                .item();
        assertEquals(12, largest, 1e-5);
        assertGradients(1.6249998807907104, -2.1666665077209473, 6.499999523162842);
    }

    @Test
    void leavesSmallGradientsAlone() {
        gradients(3, -4, 12);
        GradientClipping.clipGradNorm_(List.of(p, q), 100);
        assertGradients(3, -4, 12);
        assertEquals(0, GradientClipping.clipGradNorm_(List.of(none), 1).item());
    }

    @Test
    void whatIsNotFiniteIsAnErrorIfWanted() {
        gradients(3, Float.NaN, 12);
        assertThrows(ArithmeticException.class, () -> GradientClipping.clipGradNorm_(List.of(p, q), 1, 2, true));
        assertGradients(3, Double.NaN, 12);
    }

    @Test
    void cutsValues() {
        gradients(3, -4, 0.5f);
        GradientClipping.clipGradValue_(List.of(p, none, q), 2);
        assertGradients(2, -2, 0.5);
        assertThrows(IllegalArgumentException.class, () -> GradientClipping.clipGradValue_(List.of(p), -1));
    }
}
