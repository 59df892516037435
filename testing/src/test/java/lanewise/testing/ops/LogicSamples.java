package lanewise.testing.ops;

import static lanewise.testing.ops.ArithmeticSamples.broadcasting;
import static lanewise.testing.ops.ArithmeticSamples.shapes;
import static lanewise.testing.ops.OpSample.binary;
import static lanewise.testing.ops.OpSample.of;
import static lanewise.testing.ops.OpSample.unary;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import lanewise.tensor.Tensor;

/** Comparisons, tests, logic and bits: results without a derivative. */
final class LogicSamples {

    private LogicSamples() {}

    static List<OpSample> rows() {
        return List.of(
                whole("eq", Tensor::eq, (a, b) -> a == b ? 1 : 0),
                whole("ne", Tensor::ne, (a, b) -> a != b ? 1 : 0),
                whole("lt", Tensor::lt, (a, b) -> a < b ? 1 : 0),
                whole("le", Tensor::le, (a, b) -> a <= b ? 1 : 0),
                whole("gt", Tensor::gt, (a, b) -> a > b ? 1 : 0),
                whole("ge", Tensor::ge, (a, b) -> a >= b ? 1 : 0),
                real("eq reals", (a, b) -> a.eq(b.mul(0).add(a)), (a, b) -> 1),
                real("lt reals", Tensor::lt, (a, b) -> a < b ? 1 : 0),
                real("ge reals", Tensor::ge, (a, b) -> a >= b ? 1 : 0),
                whole("logicalAnd", Tensor::logicalAnd, (a, b) -> a != 0 && b != 0 ? 1 : 0),
                whole("logicalOr", Tensor::logicalOr, (a, b) -> a != 0 || b != 0 ? 1 : 0),
                whole("logicalXor", Tensor::logicalXor, (a, b) -> a != 0 != (b != 0) ? 1 : 0),
                one(unary("logicalNot", Tensor::logicalNot).means(x -> x == 0 ? 1 : 0)),
                one(unary("isnan", x -> x.log().isnan()).means(x -> x < 0 ? 1 : 0)),
                one(unary("isinf", x -> x.sign().div(0).isinf()).means(x -> 1)),
                one(unary("isfinite", x -> x.log().isfinite()).means(x -> x > 0 ? 1 : 0)),
                one(unary("isposinf", x -> x.div(0).isposinf()).means(x -> x > 0 ? 1 : 0)),
                one(unary("isneginf", x -> x.div(0).isneginf()).means(x -> x < 0 ? 1 : 0)),
                one(unary("isreal", Tensor::isreal).means(x -> 1)),
                one(unary("signbit", x -> x.mul(0).signbit()).means(x -> x < 0 ? 1 : 0)),
                real(
                        "isclose",
                        (a, b) -> a.isclose(b, 0.5, 0.25, false),
                        (a, b) -> Math.abs(a - b) <= 0.25 + 0.5 * Math.abs(b) ? 1 : 0),
                whole(
                        "isin",
                        (a, b) -> a.add(b.mul(0)).isin(Tensor.fromArray(new long[] {7, 2}, 2)),
                        (a, b) -> a == 2 ? 1 : 0),
                whole("bitwiseAnd", Tensor::bitwiseAnd, (a, b) -> (long) a & (long) b),
                whole("bitwiseOr", Tensor::bitwiseOr, (a, b) -> (long) a | (long) b),
                whole("bitwiseXor", Tensor::bitwiseXor, (a, b) -> (long) a ^ (long) b),
                whole("bitwiseNot", (a, b) -> a.bitwiseNot().add(b.mul(0)), (a, b) -> -a - 1),
                whole(
                        "bitwiseLeftShift",
                        (a, b) -> a.bitwiseLeftShift(b.abs()),
                        (a, b) -> a * Math.pow(2, Math.abs(b))),
                whole(
                        "bitwiseRightShift",
                        (a, b) -> a.bitwiseRightShift(b.abs()),
                        (a, b) -> Math.floor(a / Math.pow(2, Math.abs(b)))),
                whole("gcd", Tensor::gcd, (a, b) -> gcd(Math.abs(a), Math.abs(b))),
                whole(
                        "lcm",
                        Tensor::lcm,
                        (a, b) -> a == 0 || b == 0 ? 0 : Math.abs(a * b) / gcd(Math.abs(a), Math.abs(b))),
                whole(
                        "floorDivide whole",
                        (a, b) -> a.floorDivide(b.abs().add(1)),
                        (a, b) -> Math.floor(a / (Math.abs(b) + 1))),
                whole(
                        "remainder whole",
                        (a, b) -> a.remainder(b.abs().add(1)),
                        (a, b) -> a - (Math.abs(b) + 1) * Math.floor(a / (Math.abs(b) + 1))),
                whole("pow whole", (a, b) -> a.pow(b.abs()), (a, b) -> Math.pow(a, Math.abs(b))),
                whole("maximum whole", Tensor::maximum, Math::max),
                whole("add whole alpha", (a, b) -> a.add(b, 3), (a, b) -> a + 3 * b));
    }

    private static double gcd(double a, double b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static OpSample one(OpSample sample) {
        return shapes(sample).notDifferentiable();
    }

    private static OpSample real(
            String name, java.util.function.BinaryOperator<Tensor> function, DoubleBinaryOperator definition) {
        return broadcasting(binary(name, function).means(definition)).notDifferentiable();
    }

    private static OpSample whole(
            String name, java.util.function.BinaryOperator<Tensor> function, DoubleBinaryOperator definition) {
        return binary(name, function)
                .means(definition)
                .notDifferentiable()
                .on(of().whole(-5, 5), of().whole(-5, 5))
                .on(of(3, 5).whole(-5, 5), of(3, 5).whole(-5, 5))
                .on(of(4, 1).whole(-5, 5), of(7).whole(-5, 5))
                .on(of(0).whole(-5, 5), of().whole(-5, 5));
    }
}
