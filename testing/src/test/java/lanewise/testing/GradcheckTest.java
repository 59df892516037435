package lanewise.testing;

import static lanewise.testing.Gradcheck.gradcheck;
import static lanewise.testing.Gradcheck.gradgradcheck;
import static lanewise.testing.Gradcheck.options;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class GradcheckTest {

    private static Tensor leaf(int[] shape, double... values) {
        return TestTensors.of(values, shape, DType.FLOAT64).requiresGrad_(true);
    }

    private static Tensor x() {
        return leaf(new int[] {2, 3}, 0.5, -1.5, 2, 3, -0.25, 1);
    }

    /** Twice the square by value, once by gradient. */
    private static Tensor wrongDerivative(Tensor x) {
        return x.mul(x).add(x.detach().mul(x.detach()));
    }

    /** Right in value and gradient; the gradient's gradient misses a term. */
    private static Tensor wrongSecondDerivative(Tensor x) {
        Tensor halfway = x.detach().mul(x.detach()).mul(3.0).mul(x);
        return halfway.add(x.detach().mul(x.detach()).mul(x.detach()).mul(-2.0));
    }

    @Test
    void rightDerivativePasses() {
        assertTrue(gradcheck(x -> x.mul(x).mul(x), x()));
        assertTrue(gradgradcheck(x -> x.mul(x).mul(x), x()));
    }

    @Test
    void wrongDerivativeNamesOutputInputElementAndBothNumbers() {
        AssertionError error = assertThrows(AssertionError.class, () -> gradcheck(GradcheckTest::wrongDerivative, x()));
        String message = error.getMessage();
        assertTrue(message.contains("output 0 [2, 3] by input 0 [2, 3]"), message);
        assertTrue(message.contains("wrong in 6 of 36 elements"), message);
        // The largest difference comes first: d(2 x²)/dx = 12 at x = 3, of which the graph knows half.
        assertTrue(message.contains("d output[1, 0] / d input[1, 0]: analytical 6.0, numerical 12.0"), message);
    }

    @Test
    void wrongDerivativeReturnsFalseWhenAsked() {
        assertFalse(gradcheck(
                in -> wrongDerivative(in.getFirst()), List.of(x()), options().raiseException(false)));
    }

    @Test
    void fastModeFindsAWrongDerivativeToo() {
        assertTrue(gradcheck(
                in -> in.getFirst().mul(in.getFirst()), List.of(x()), options().fastMode(true)));
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> gradcheck(
                        in -> wrongDerivative(in.getFirst()),
                        List.of(x()),
                        options().fastMode(true)));
        assertTrue(error.getMessage().contains("random projection"), error.getMessage());
    }

    @Test
    void wrongSecondDerivativeIsFoundBySecondOrderOnly() {
        assertTrue(gradcheck(GradcheckTest::wrongSecondDerivative, x()));
        AssertionError error =
                assertThrows(AssertionError.class, () -> gradgradcheck(GradcheckTest::wrongSecondDerivative, x()));
        assertTrue(error.getMessage().startsWith("gradgradcheck"), error.getMessage());
    }

    @Test
    void eachInputAndOutputIsChecked() {
        Tensor a = x();
        Tensor b = leaf(new int[] {3}, 1, 2, 3);
        assertTrue(gradcheck(in -> List.of(in.get(0).mul(in.get(1)), in.get(0).add(in.get(1))), List.of(a, b)));
        assertTrue(gradgradcheck(
                in -> List.of(in.get(0).mul(in.get(1)), in.get(0).add(in.get(1))), List.of(a, b)));
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> gradcheck(in -> List.of(in.get(0).mul(in.get(1)), wrongDerivative(in.get(1))), List.of(a, b)));
        assertTrue(error.getMessage().contains("output 1 [3] by input 1 [3]"), error.getMessage());
    }

    @Test
    void aResultWithoutHistoryIsWrongUnlessItIsConstant() {
        assertTrue(gradcheck(
                in -> List.of(in.getFirst().mul(1.0), Tensor.ones(new int[] {2}, DType.FLOAT64)), List.of(x())));
        assertThrows(AssertionError.class, () -> gradcheck(Tensor::detach, x()));
    }

    @Test
    void inputsAreLeftAsTheyWere() {
        Tensor x = x();
        double[] before = x.detach().toDoubleArray();
        gradcheck(y -> y.mul(y), x);
        gradcheck(in -> in.getFirst().mul(in.getFirst()), List.of(x), options().fastMode(true));
        assertThrows(AssertionError.class, () -> gradcheck(GradcheckTest::wrongDerivative, x));
        assertArrayEquals(before, x.detach().toDoubleArray());
        assertTrue(x.grad() == null);
    }

    @Test
    void inputsThatCannotBeCheckedAreRefused() {
        Tensor single = Tensor.of(1, 2).requiresGrad_(true);
        assertThrows(IllegalArgumentException.class, () -> gradcheck(x -> x.mul(x), single));
        assertThrows(IllegalArgumentException.class, () -> gradcheck(x -> x.mul(x), x().detach()));
        Tensor repeated = leaf(new int[] {1}, 2).detach().expand(3).requiresGrad_(true);
        assertThrows(IllegalArgumentException.class, () -> gradcheck(x -> x.mul(x), repeated));
    }

    @Test
    void resultsThatCannotBeCheckedAreRefused() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> gradcheck(in -> new Tensor[] {in.getFirst(), null}, List.of(x())));
        assertTrue(e.getMessage().contains("returned null"), e.getMessage());
        for (List<Tensor> gradients : List.of(List.<Tensor>of(), List.of(x(), x()))) {
            e = assertThrows(
                    IllegalArgumentException.class,
                    () -> gradgradcheck(in -> in.getFirst().mul(2.0), List.of(x()), gradients, options()));
            assertTrue(e.getMessage().contains("each of the 1 floating outputs"), e.getMessage());
        }
    }

    @Test
    void backwardThatChangesFromRunToRunIsFound() {
        int[] calls = {0};
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> gradcheck(
                        in -> {
                            Tensor y = in.getFirst().mul(2.0);
                            y.registerHook(g -> g.mul(1 + 1e-9 * calls[0]++));
                            return y;
                        },
                        List.of(x())));
        assertTrue(error.getMessage().contains("not deterministic"), error.getMessage());
    }
}
