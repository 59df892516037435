package lanewise.testing.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lanewise.tensor.Activation;
import lanewise.tensor.Autograd;
import lanewise.tensor.DType;
import lanewise.tensor.Special;
import lanewise.tensor.Tensor;
import lanewise.testing.TensorAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What the table of samples does not show of the element-wise ops: in-place forms, types, special values, refusals. */
class ElementwiseTest {

    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Tensor B = vector(0.5, 1.5, 2, 3);

    private static Tensor vector(double... values) {
        return Tensor.fromArray(values, values.length);
    }

    private static Tensor whole(long... values) {
        return Tensor.fromArray(values, values.length);
    }

    private record Pair(UnaryOperator<Tensor> plain, UnaryOperator<Tensor> inPlace) {}

    private static Map<String, Pair> inPlaceForms() {
        Map<String, Pair> forms = new LinkedHashMap<>();
        forms.put("add", new Pair(x -> x.add(B), x -> x.add_(B)));
        forms.put("add alpha", new Pair(x -> x.add(B, 0.5), x -> x.add_(B, 0.5)));
        forms.put("sub alpha", new Pair(x -> x.sub(B, 0.5), x -> x.sub_(B, 0.5)));
        forms.put("mul", new Pair(x -> x.mul(B), x -> x.mul_(B)));
        forms.put("div", new Pair(x -> x.div(B), x -> x.div_(B)));
        forms.put("div floor", new Pair(x -> x.div(B, "floor"), x -> x.div_(B, "floor")));
        forms.put("remainder", new Pair(x -> x.remainder(B), x -> x.remainder_(B)));
        forms.put("fmod", new Pair(x -> x.fmod(B), x -> x.fmod_(B)));
        forms.put("pow", new Pair(x -> x.pow(3), x -> x.pow_(3)));
        forms.put("pow tensor", new Pair(x -> x.pow(B), x -> x.pow_(B)));
        forms.put("addcmul", new Pair(x -> x.addcmul(B, B, 2), x -> x.addcmul_(B, B, 2)));
        forms.put("addcdiv", new Pair(x -> x.addcdiv(B, B, 2), x -> x.addcdiv_(B, B, 2)));
        forms.put("lerp", new Pair(x -> x.lerp(B, 0.3), x -> x.lerp_(B, 0.3)));
        forms.put("lerp tensor", new Pair(x -> x.lerp(B, B), x -> x.lerp_(B, B)));
        forms.put("clamp", new Pair(x -> x.clamp(0.3, 1.0), x -> x.clamp_(0.3, 1.0)));
        forms.put("clampMin", new Pair(x -> x.clampMin(0.3), x -> x.clampMin_(0.3)));
        forms.put("clampMax", new Pair(x -> x.clampMax(1), x -> x.clampMax_(1)));
        forms.put("neg", new Pair(Tensor::neg, Tensor::neg_));
        forms.put("abs", new Pair(Tensor::abs, Tensor::abs_));
        forms.put("sign", new Pair(Tensor::sign, Tensor::sign_));
        forms.put("square", new Pair(Tensor::square, Tensor::square_));
        forms.put("reciprocal", new Pair(Tensor::reciprocal, Tensor::reciprocal_));
        forms.put("sqrt", new Pair(Tensor::sqrt, Tensor::sqrt_));
        forms.put("rsqrt", new Pair(Tensor::rsqrt, Tensor::rsqrt_));
        forms.put("exp", new Pair(Tensor::exp, Tensor::exp_));
        forms.put("log", new Pair(Tensor::log, Tensor::log_));
        forms.put("log1p", new Pair(Tensor::log1p, Tensor::log1p_));
        forms.put("sin", new Pair(Tensor::sin, Tensor::sin_));
        forms.put("cos", new Pair(Tensor::cos, Tensor::cos_));
        forms.put("floor", new Pair(Tensor::floor, Tensor::floor_));
        forms.put("ceil", new Pair(Tensor::ceil, Tensor::ceil_));
        forms.put("trunc", new Pair(Tensor::trunc, Tensor::trunc_));
        forms.put("round", new Pair(Tensor::round, Tensor::round_));
        forms.put("relu", new Pair(Tensor::relu, Tensor::relu_));
        forms.put("sigmoid", new Pair(Tensor::sigmoid, Tensor::sigmoid_));
        forms.put("tanh", new Pair(Tensor::tanh, Tensor::tanh_));
        return forms;
    }

    @TestFactory
    Stream<DynamicTest> inPlaceFormsGiveTheSameValuesAndGradients() {
        return inPlaceForms().entrySet().stream()
                .map(form -> dynamicTest(form.getKey(), () -> {
                    Pair pair = form.getValue();
                    Tensor x = vector(0.2, 0.4, 1.3, 2.2);
                    Tensor expected = pair.plain.apply(x.clone());

                    Tensor own = x.clone();
                    assertSame(own, pair.inPlace.apply(own));
                    TensorAssertions.assertClose(own, expected);

                    Tensor room = Tensor.zeros(new int[] {4, 2}, DType.FLOAT64);
                    pair.inPlace.apply(room.select(1, 1).copy_(x));
                    TensorAssertions.assertClose(room.select(1, 1), expected);
                    assertArrayEquals(new double[4], room.select(1, 0).toDoubleArray(), "beside the view");

                    Tensor a = x.clone().requiresGrad_(true);
                    Tensor b = x.clone().requiresGrad_(true);
                    pair.plain.apply(a.mul(1)).sum().backward();
                    pair.inPlace.apply(b.mul(1)).sum().backward();
                    TensorAssertions.assertClose(b.grad(), a.grad());
                }));
    }

    @Test
    void elementTypesFollowPyTorch() {
        Tensor ints = whole(1, 2, 3);
        Tensor bools = ints.toBool();
        Tensor floats = Tensor.of(1, 2, 3);
        Tensor doubles = vector(1, 2, 3);
        assertEquals(DType.INT64, ints.add(bools).dtype());
        assertEquals(DType.BOOL, bools.add(bools).dtype());
        assertEquals(DType.FLOAT32, ints.add(0.5).dtype());
        assertEquals(DType.FLOAT32, ints.add(floats).dtype());
        assertEquals(DType.FLOAT64, floats.add(doubles).dtype());
        assertEquals(DType.FLOAT32, floats.add(doubles.select(0, 0)).dtype());
        assertEquals(DType.FLOAT64, ints.add(doubles.select(0, 0)).dtype());
        assertEquals(DType.FLOAT32, ints.div(ints).dtype());
        assertEquals(DType.INT64, ints.div(ints, "floor").dtype());
        assertEquals(DType.INT64, ints.pow(2).dtype());
        assertEquals(DType.INT64, bools.square().dtype());
        assertEquals(DType.FLOAT32, ints.pow(2.0).dtype());
        assertEquals(DType.FLOAT32, ints.exp().dtype());
        assertEquals(DType.FLOAT64, ints.floatPower(2).dtype());
        assertEquals(DType.FLOAT64, floats.floatPower(2).dtype());
        assertEquals(DType.INT64, ints.floor().dtype());
        assertEquals(DType.INT64, ints.clamp(2, null).dtype());
        assertEquals(DType.FLOAT32, ints.clamp(1.5, null).dtype());
        assertEquals(DType.BOOL, ints.logicalAnd(floats).dtype());
        assertEquals(DType.BOOL, bools.bitwiseNot().dtype());
        assertEquals(DType.FLOAT32, Tensor.where(bools, ints, floats).dtype());
        assertEquals(DType.INT64, Tensor.where(bools, ints, 0).dtype());
        assertEquals(DType.FLOAT32, ints.copysign(-1).dtype());
        assertEquals(DType.INT64, ints.relu().dtype());
    }

    @Test
    void alphaKeepsThePrecisionOfTheResult() {
        Tensor y = vector(0).add(whole(1), 0.1);
        assertEquals(0.1, y.item());
    }

    @Test
    void specialValuesFollowPyTorch() {
        Tensor odd = vector(NAN, INF, -INF, -0.0);
        assertArrayEquals(new double[] {0, 1, -1, 0}, odd.sign().toDoubleArray());
        assertArrayEquals(new double[] {NAN, INF, 0, 0}, odd.relu().toDoubleArray());
        assertArrayEquals(new double[] {NAN, INF, 1, 1}, odd.maximum(vector(1)).toDoubleArray());
        assertArrayEquals(new double[] {1, INF, 1, 1}, odd.fmax(vector(1)).toDoubleArray());
        assertArrayEquals(new double[] {NAN, 2, -2, -0.0}, odd.clamp(-2, 2).toDoubleArray());
        assertArrayEquals(
                new double[] {5, Double.MAX_VALUE, -1, -0.0},
                odd.nanToNum(5, null, -1.0).toDoubleArray());
        assertArrayEquals(new double[] {NAN, NAN, NAN, -0.0}, odd.fmod(2).toDoubleArray());
        assertArrayEquals(
                new double[] {-4, -3, 3, -INF},
                vector(-7, -7, 7, -1)
                        .div(vector(2, 2, 2, 0), "floor")
                        .add(vector(0, 1, 0, 0))
                        .toDoubleArray());
        assertArrayEquals(
                new double[] {1, 1, 1},
                vector(1, -1, NAN).pow(vector(NAN, INF, 0)).toDoubleArray());
        assertArrayEquals(
                new double[] {0, NAN, 0},
                Special.xlogy(vector(0, 0, 0), vector(0, NAN, INF)).toDoubleArray());
        assertArrayEquals(
                new double[] {1, 0.5, 0},
                vector(3, 0, -3).heaviside(vector(0.5)).toDoubleArray());
        assertArrayEquals(
                new boolean[] {false, false, true, true}, odd.signbit().toBooleanArray());
        assertArrayEquals(
                new long[] {0, 1, 0, 1, -1},
                whole(2, 1, -2, -1, -1).pow(whole(-1, -1, -1, -2, -3)).toLongArray());
    }

    @Test
    void nearnessAndMembership() {
        Tensor a = vector(1, NAN, INF, 0);
        Tensor b = vector(1 + 1e-6, NAN, INF, 1e-7);
        assertArrayEquals(new boolean[] {true, false, true, false}, a.isclose(b).toBooleanArray());
        assertArrayEquals(
                new boolean[] {true, true, true, true},
                a.isclose(b, 1e-5, 1e-6, true).toBooleanArray());
        assertFalse(a.allclose(b));
        assertTrue(a.allclose(b, 1e-5, 1e-6, true));
        assertFalse(a.equal(a), "NaN differs from itself");
        assertTrue(b.nanToNum().equal(b.nanToNum()));
        assertFalse(vector(1, 2).equal(vector(1, 2).reshape(2, 1)));
        assertArrayEquals(
                new boolean[] {true, false, false, true},
                vector(-0.0, NAN, 3, 2).isin(vector(2, NAN, 0)).toBooleanArray());
        assertArrayEquals(
                new boolean[] {false, true},
                whole(1L << 60, (1L << 60) + 1).isin(whole(1L << 60), true).toBooleanArray());
    }

    @Test
    void whatHasNoDerivativeSaysSoByName() {
        Tensor x = vector(1, 2).requiresGrad_(true);
        for (Map.Entry<String, Tensor> y : Map.of(
                        "floorDivide", x.floorDivide(2),
                        "nextafter", x.nextafter(vector(3)),
                        "heaviside", x.heaviside(vector(3)),
                        "zeta", Special.zeta(x.add(1), vector(3)))
                .entrySet()) {
            var refused = assertThrows(
                    UnsupportedOperationException.class,
                    () -> y.getValue().sum().backward());
            assertTrue(refused.getMessage().startsWith(y.getKey()), refused.getMessage());
        }
        assertFalse(x.eq(x).requiresGrad());
    }

    @Test
    void secondDerivativesWhereFormulasDivideByZero() {
        assertEquals(-Math.PI * Math.PI / 3, second(Tensor::sinc), 1e-9);
        assertEquals(0, second(Special::i1), 1e-9);
        assertEquals(0, second(x -> x.pow(vector(1))), 1e-9);
        assertEquals(2, second(x -> x.pow(2)), 1e-9);
        assertEquals(0, second(x -> Activation.elu(x.add(1000), 1)), 1e-9);
    }

    /** The second derivative at 0. */
    private static double second(UnaryOperator<Tensor> f) {
        Tensor x = vector(0).requiresGrad_(true);
        Tensor slope = Autograd.grad(List.of(f.apply(x).sum()), List.of(x), null, true, true, false)
                .getFirst();
        if (!slope.requiresGrad()) {
            return 0;
        }
        return Autograd.grad(slope.sum(), x).getFirst().item();
    }

    @TestFactory
    Stream<DynamicTest> refusalsNameTheOpAndTheReason() {
        Tensor ints = whole(1, 2, 3);
        Tensor bools = ints.toBool();
        Tensor floats = Tensor.of(1, 2, 3);
        return Stream.of(
                refused("add", "[3] and [2]", () -> floats.add(Tensor.of(1, 2))),
                refused("add", "alpha", () -> ints.add(ints, 0.5)),
                refused("sub", "bool", () -> bools.sub(bools)),
                refused("neg", "bool", bools::neg),
                refused("div", "\"up\"", () -> floats.div(floats, "up")),
                refused("floorDivide", "got 0", () -> ints.floorDivide(0)),
                refused("remainder", "got 0", () -> ints.remainder(0)),
                refused("pow", "negative integer", () -> ints.pow(-1)),
                refused("addcdiv", "int64", () -> floats.addcdiv(ints, ints)),
                refused("lerp", "int64", () -> ints.lerp(ints, 0.5)),
                refused("clamp", "null", () -> floats.clamp((Number) null, null)),
                refused("bitwiseAnd", "float32", () -> floats.bitwiseAnd(ints)),
                refused("bitwiseLeftShift", "bool", () -> bools.bitwiseLeftShift(bools)),
                refused("gcd", "float32", () -> floats.gcd(ints)),
                refused("isclose", "-1", () -> floats.isclose(floats, -1, 0, false)),
                refused("isclose", "int64", () -> floats.isclose(ints)),
                refused("equal", "int64", () -> floats.equal(ints)),
                refused("where", "float32", () -> Tensor.where(floats, floats, floats)),
                refused("hypot", "int64", () -> ints.hypot(ints)),
                refused("nextafter", "int64", () -> ints.nextafter(ints)),
                refused("heaviside", "int64", () -> floats.heaviside(ints)),
                refused("round", "int64", () -> ints.round(2)),
                refused("frac", "int64", ints::frac),
                refused("polygamma", "-1", () -> floats.polygamma(-1)),
                refused("multigammaln", "0", () -> floats.mvlgamma(0)),
                refused("relu", "bool", bools::relu),
                refused("gelu", "\"erf\"", () -> Activation.gelu(floats, "erf")),
                refused("silu", "int64", () -> Activation.silu(ints)),
                refused("celu", "0", () -> Activation.celu(floats, 0)),
                refused("softshrink", "-1", () -> Activation.softshrink(floats, -1)),
                refused("prelu", "[3]", () -> Activation.prelu(floats, Tensor.of(1, 2))),
                refused("glu", "size 3", () -> Activation.glu(floats, 0)),
                refused("softmax", "int64", () -> ints.softmax(0)),
                refused("sqrt_", "float32", () -> ints.clone().sqrt_()),
                refused("add_", "[2, 3]", () -> Tensor.of(1, 2, 3).add_(Tensor.ones(2, 3))));
    }

    private static DynamicTest refused(String op, String reason, Executable call) {
        return dynamicTest(op + ": " + reason, () -> {
            RuntimeException thrown = assertThrows(RuntimeException.class, call);
            assertTrue(
                    thrown instanceof IllegalArgumentException || thrown instanceof ArithmeticException,
                    thrown.toString());
            assertTrue(thrown.getMessage().startsWith(op + ":"), thrown.getMessage());
            assertTrue(thrown.getMessage().contains(reason), thrown.getMessage());
        });
    }
}
