package lanewise.testing.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lanewise.tensor.Autograd;
import lanewise.tensor.DType;
import lanewise.tensor.Tensor;
import lanewise.testing.Gradcheck;
import lanewise.testing.TensorAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every row of {@link OpTable} through every check. */
class OpTableTest {

    @Test
    void namesAreUniqueAndEveryRowHasInputs() {
        Set<String> names = new HashSet<>();
        for (OpSample sample : OpTable.all()) {
            assertTrue(names.add(sample.name), "two rows are called " + sample.name);
            assertFalse(sample.inputs.isEmpty(), sample.name + " has no inputs");
        }
        long once = OpTable.all().stream().filter(s -> s.differentiable).count();
        long twice = OpTable.all().stream()
                .filter(s -> s.differentiable && s.onlyOnce == null)
                .count();
        System.out.println("op table: " + names.size() + " rows; gradcheck on " + once + ", gradgradcheck on " + twice);
    }

    @TestFactory
    Stream<DynamicTest> forwardIsTheDefinition() {
        return each(s -> s.unaryDefinition != null || s.binaryDefinition != null, (sample, index) -> {
            List<Tensor> in = sample.draw(index);
            Tensor y = outputs(sample, in).getFirst();
            double[] a = in.get(0).expand(y.shape()).toDoubleArray();
            double[] b = in.size() < 2 ? a : in.get(1).expand(y.shape()).toDoubleArray();
            double[] expected = new double[y.numel()];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = sample.unaryDefinition != null
                        ? sample.unaryDefinition.applyAsDouble(a[i])
                        : sample.binaryDefinition.applyAsDouble(a[i], b[i]);
            }
            double[] actual = y.toDoubleArray();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], actual[i], 1e-9 * Math.max(1, Math.abs(expected[i])), "element " + i);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> gradientsAgreeWithDifferences() {
        return each(s -> s.differentiable, (sample, index) -> {
            List<Tensor> in = leaves(sample.draw(index));
            assertTrue(Gradcheck.gradcheck(sample.function, in));
        });
    }

    @TestFactory
    Stream<DynamicTest> secondDerivativesAgreeWithDifferences() {
        return each(s -> s.differentiable && s.onlyOnce == null, (sample, index) -> {
            List<Tensor> in = leaves(sample.draw(index));
            assertTrue(Gradcheck.gradgradcheck(sample.function, in));
        });
    }

    @TestFactory
    Stream<DynamicTest> float32AgreesWithFloat64() {
        return each(s -> true, (sample, index) -> {
            List<Tensor> in = OpSample.as(DType.FLOAT32, sample.draw(index));
            List<Tensor> narrow = outputs(sample, in);
            List<Tensor> wide = outputs(sample, OpSample.as(DType.FLOAT64, in));
            for (int k = 0; k < narrow.size(); k++) {
                assertArrayEquals(wide.get(k).shape(), narrow.get(k).shape());
                double[] expected = wide.get(k).toDoubleArray();
                double[] actual = narrow.get(k).toDoubleArray();
                double largest = 1;
                for (double value : expected) {
                    largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
                }
                assertArrayEquals(expected, actual, sample.floatTolerance * largest);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> nonContiguousInputsGiveTheSame() {
        return each(s -> true, (sample, index) -> {
            List<Tensor> plain = sample.draw(index);
            List<Tensor> scattered = plain.stream().map(OpSample::scattered).toList();
            if (sample.differentiable) {
                leaves(plain);
                leaves(scattered);
            }
            List<Tensor> expected = outputs(sample, plain);
            List<Tensor> actual = outputs(sample, scattered);
            assertEquals(expected.size(), actual.size());
            for (int k = 0; k < expected.size(); k++) {
                TensorAssertions.assertClose(
                        actual.get(k).detach(),
                        expected.get(k).detach(),
                        TensorAssertions.tolerances(1e-12, 1e-12).equalNan(true));
            }
            if (sample.differentiable && expected.stream().anyMatch(Tensor::requiresGrad)) {
                backward(expected);
                backward(actual);
                for (int k = 0; k < plain.size(); k++) {
                    Tensor gradient = plain.get(k).grad();
                    if (gradient != null) {
                        TensorAssertions.assertClose(
                                scattered.get(k).grad(),
                                gradient,
                                TensorAssertions.tolerances(1e-9, 1e-12).equalNan(true));
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> tiesFollowPyTorch() {
        return OpTable.all().stream()
                .flatMap(sample -> sample.ties.stream()
                        .map(tie -> dynamicTest(sample.name + " at " + java.util.Arrays.toString(tie.input()), () -> {
                            Tensor x = Tensor.fromArray(tie.input(), tie.input().length)
                                    .requiresGrad_(true);
                            backward(outputs(sample, List.of(x)));
                            assertArrayEquals(tie.gradient(), x.grad().toDoubleArray(), 1e-12);
                        })));
    }

    /** The table would be worthless if it passed a wrong derivative. */
    @Test
    void aWrongDerivativeFails() {
        OpSample wrong = OpSample.unary("wrong", x -> x.mul(x.detach())).on(OpSample.of(3));
        List<Tensor> in = leaves(wrong.draw(0));
        assertThrows(AssertionError.class, () -> Gradcheck.gradcheck(wrong.function, in));
    }

    private static Stream<DynamicTest> each(Predicate<OpSample> which, BiConsumer<OpSample, Integer> check) {
        return OpTable.all().stream()
                .filter(which)
                .flatMap(sample -> IntStream.range(0, sample.inputs.size())
                        .mapToObj(index -> dynamicTest(
                                sample.name + " " + shapes(sample.inputs.get(index)),
                                () -> check.accept(sample, index))));
    }

    private static String shapes(List<OpSample.Input> inputs) {
        return inputs.stream()
                .map(input -> java.util.Arrays.toString(input.shape()))
                .toList()
                .toString();
    }

    private static List<Tensor> leaves(List<Tensor> tensors) {
        tensors.forEach(t -> t.requiresGrad_(t.isFloatingPoint()));
        return tensors;
    }

    private static List<Tensor> outputs(OpSample sample, List<Tensor> in) {
        return lanewise.testing.SampleOutputs.of(sample.function, in);
    }

    private static void backward(List<Tensor> outputs) {
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> ones = new ArrayList<>();
        for (Tensor y : outputs) {
            if (y.requiresGrad()) {
                recorded.add(y);
                ones.add(Tensor.ones(y.shape(), y.dtype()));
            }
        }
        Autograd.backward(recorded, ones, false, false);
    }
}
